import yargs from 'yargs'
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

/** Columns of a page of help. yargs lays one out before each command; where none is asked for, it need not measure its texts. */
function pageWidth(words: readonly string[]): number | null {
  return words.some(word => word.startsWith('--help')) ? (process.stdout.columns ?? 100) : null
}

/** Parses a command line, runs its command, and returns the exit code. Throws UserProblem for wrong use. */
export async function parseCommandLine(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0
  const parser = yargs()
    .scriptName('handle-width')
    .locale('en')
    .version(packageVersion())
    .usage(
      '$0 COMMAND: which FFI declarations of a HANDLE end in "[Error 6] The handle is invalid"',
    )
    .strict()
    .updateStrings(strings)
    .recommendCommands()
    .demandCommand(1, 1, 'Name a command, for example: handle-width run', 'Name one command only')
    .check(checkOptions)
    .wrap(pageWidth(words))
    .fail(refuse)
  // Read from the words themselves where something fails: `uncaught-errors.ts`.
  parser.option('debug', { type: 'boolean', describe: 'show where this program failed' })
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
}

/** yargs has a message for what it does not understand, and none for what a command throws. */
function refuse(message: string | null, error: Error | undefined): never {
  if (error && (error instanceof UserProblem || !message)) throw error
  throw new UserProblem(`${message}; see handle-width --help`)
}
