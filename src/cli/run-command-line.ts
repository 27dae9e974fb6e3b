import yargs from 'yargs'
import { HarnessProblem } from '../os/problem.ts'
import { escapeText } from '../text/escape.ts'
import { checkOptions } from './check-options.ts'
import { commands } from './commands/index.ts'
import type { ExitCode } from './exit-code.ts'
import { output } from './output.ts'
import { UserProblem } from './problem.ts'
import { packageVersion } from './version.ts'

const tooFew = 'The command needs more names after it: %s given, at least %s expected'
/** yargs' sentences, where ours say more. */
const strings = {
  'Not enough arguments following: %s': '--%s needs a value',
  // The types of yargs do not know that what can be counted has two forms (https://github.com/yargs/y18n#__nsingularstring-pluralstring-count-arg-arg-arg).
  'Not enough non-option arguments: got %s, need at least %s': {
    one: tooFew,
    other: tooFew,
  } as unknown as string,
}

/**
 * Runs a command line and returns its exit code; never throws, and never ends the process. Wrong use is
 * one sentence on stderr and exit code 2.
 */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0
  const parser = yargs()
    .scriptName('handle-width')
    .version(packageVersion())
    .usage(
      '$0 COMMAND: which FFI declarations of a HANDLE end in "[Error 6] The handle is invalid"',
    )
    .strict()
    .updateStrings(strings)
    .recommendCommands()
    .demandCommand(1, 1, 'Name a command, for example: handle-width run', 'Name one command only')
    .check(checkOptions)
    .wrap(process.stdout.columns ?? 100)
    .fail(refuse)
  try {
    // Given a callback, yargs writes nothing by itself: pages of help and the version come to it.
    await commands
      .reduce(
        (argv, command) =>
          command.register(argv, result => {
            code = result
          }),
        parser,
      )
      .parseAsync([...words], (_error: unknown, _argv: unknown, page: string) => {
        if (page !== '') output.result(page)
      })
    return code
  } catch (error) {
    return explain(error)
  }
}

/** yargs has a message for what it does not understand, and none for what a command throws. */
function refuse(message: string | null, error: Error | undefined): never {
  if (error instanceof UserProblem || !message) throw error
  throw new UserProblem(`${message}; see handle-width --help`)
}

/** Messages hold texts of other people: names of files, parts of what stands in them. */
function say(message: string): void {
  output.notice(`handle-width: ${escapeText(message)}`)
}

function explain(error: unknown): ExitCode {
  if (error instanceof UserProblem || (error instanceof Error && error.name === 'YError')) {
    say(error.message)
    return 2
  }
  if (error instanceof HarnessProblem) {
    say(error.message)
    return 3
  }
  output.notice(
    `handle-width failed, which is a bug of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  return 3
}
