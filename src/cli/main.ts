#!/usr/bin/env node
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { commands } from './commands/index.ts'
import type { ExitCode } from './exit-code.ts'
import { output } from './output.ts'
import { HarnessProblem } from '../run/problem.ts'
import { UserProblem } from './problem.ts'
import { endOnSignals } from './signals.ts'
import { packageVersion } from './version.ts'

/** Runs a command line and returns its exit code. Wrong use is one sentence on stderr and exit code 2. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0
  const parser = yargs([...words])
    .scriptName('handle-width')
    .version(packageVersion())
    .usage('$0 COMMAND: which FFI declarations of a HANDLE end in "[Error 6] The handle is invalid"')
    .strict()
    .recommendCommands()
    .demandCommand(1, 1, 'Name a command, for example: handle-width run', 'Name one command only')
    .wrap(process.stdout.columns ?? 100)
    .fail((message, error) => { throw error ?? new UserProblem(`${message.replaceAll('\n', ' ')}; see handle-width --help`) })
  try {
    await commands.reduce((argv, command) => command.register(argv, result => { code = result }), parser).parseAsync()
    return code
  } catch (error) {
    return explain(error)
  }
}

function explain(error: unknown): ExitCode {
  if (error instanceof UserProblem || (error instanceof Error && error.name === 'YError')) {
    output.notice(`handle-width: ${error.message}`)
    return 2
  }
  if (error instanceof HarnessProblem) {
    output.notice(`handle-width: ${error.message}`)
    return 3
  }
  output.notice(`handle-width failed, which is a bug of its own: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
  return 3
}

endOnSignals()
process.exitCode = await main(hideBin(process.argv))
