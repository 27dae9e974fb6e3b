import yargs, { type Argv } from 'yargs'
import { checkOptions } from './check-options.ts'
import { commands } from './commands/index.ts'
import { similarNames } from '../text/near-names.ts'
import { exitCodes, type ExitCode } from './exit-code.ts'
import { output } from './output.ts'
import { UserProblem } from '../os/problem.ts'
import { refuse, strings } from './refuse.ts'
import { packageVersion } from '../os/package-version.ts'
import { spellOut, splitLists } from './words.ts'

/** Width of a help page in columns. yargs lays out its help before each command; without a width it skips measuring the texts. */
function pageWidth(words: readonly string[]): number | null {
  return words.some(word => word.startsWith('--help'))
    ? Math.min(process.stdout.columns || 100, 100)
    : null
}

const names = commands.map(({ words }) => words.split(' ')[0] ?? '')

/** The command of a command line with its positional arguments; empty where there is none. Throws UserProblem for an unknown one. */
function usageOf(words: readonly string[]): string {
  const [first] = words
  if (first === undefined || first.startsWith('-')) return ''
  const found = commands.find((_, index) => names[index] === first)
  if (found || first === 'completion') return found?.words ?? first
  const near = similarNames(names, first)
  throw new UserProblem(
    `Unknown command ${JSON.stringify(first)}${near.length === 0 ? ';' : `; did you mean ${near.join(' or ')}?`} see 'handle-width --help'`,
  )
}

/** Parses a command line, runs its command, and returns the exit code. Throws UserProblem for wrong use. */
export async function parseCommandLine(given: readonly string[]): Promise<ExitCode> {
  let act = async (): Promise<ExitCode> => 0
  let asked = ''
  const words = splitLists(spellOut(given))
  const usage = usageOf(words)
  const empty = words.find(word => /^--?[a-z-]+=$/.test(word))
  if (empty !== undefined) throw new UserProblem(`${empty.slice(0, -1)} needs a value`)
  if (words.some((word, index) => word === '' && !words[index - 1]?.startsWith('-')))
    throw new UserProblem(`An empty text was given; expected 'handle-width ${usage}'`)
  const parser: Argv = yargs()
  parser
    .scriptName('handle-width')
    // No option is nested; with dot notation, '--version.' would be taken for the version.
    .parserConfiguration({ 'dot-notation': false })
    .locale('en')
    .version(packageVersion())
    .alias('version', 'V')
    .alias('help', 'h')
    .usage(
      '$0 COMMAND: which FFI declarations of a HANDLE end in "[Error 6] The handle is invalid"',
    )
    .option('color', {
      boolean: true,
      describe: 'colour, even without a terminal; --no-color: never',
    })
    .example([
      ['python port.py 2>&1 | $0 diagnose', 'what is the cause of this error 6?'],
      ['$0 run --binding ./my-binding', 'does it fail with my declarations?'],
      ['$0 run', 'what fails under which declaration?'],
    ])
    .epilogue(exitCodes)
    .strict()
    .updateStrings(strings)
    .demandCommand(1, 1, 'Name a command, for example: handle-width run', 'Too many names')
    .check(checkOptions)
    .wrap(pageWidth(words))
    .fail((message, error) => refuse(message, error, parser, { usage, words }))
  // Read from the words themselves where something fails: `uncaught-errors.ts`.
  parser.option('debug', {
    type: 'boolean',
    describe: 'print a stack trace where this program fails',
  })
  // Given a callback, yargs writes nothing by itself: pages of help and the version come to it.
  await commands
    .reduce(
      (argv, command) =>
        command.register(argv, chosen => {
          act = chosen
        }),
      parser,
    )
    .completion('completion', 'print a script that completes commands and options in bash or zsh')
    .parseAsync(words, (_error: unknown, _argv: unknown, page: string) => {
      asked = page
    })
  // Printed late, because yargs creates the version text even where it rejects another argument.
  if (asked !== '') output.result(asked)
  return act()
}
