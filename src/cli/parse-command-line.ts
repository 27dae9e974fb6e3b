import yargs, { type Argv } from 'yargs'
import { checkOptions, requireValues } from './check-options.ts'
import type { Example, Listener } from './command.ts'
import { commands } from './commands/index.ts'
import { describedOptions, optionNames, type DescribedOption } from './declared-options.ts'
import type { ExitCode } from './exit-code.ts'
import { similarNames } from '../text/near-names.ts'
import { output } from './output.ts'
import { UserProblem } from '../os/problem.ts'
import { refuse, strings } from './refuse.ts'
import { packageVersion } from '../os/package-version.ts'
import { screen } from './screen.ts'
import { contradicted, spellOut, splitLists } from './words.ts'

/** Greatest width of a page of help. Columns. */
const widestPage = 100

const purpose =
  'measures which FFI declarations of a HANDLE end in "[Error 6] The handle is invalid", and says why'

const firstExamples = [
  ['python port.py 2>&1 | handle-width diagnose', 'what is the cause of this error 6?'],
  ['handle-width run --binding ./my-binding', 'does it fail with my declarations?'],
  ['handle-width run', 'what fails under which declaration?'],
] as const satisfies readonly Example[]

const completion = [
  'completion',
  'print a script that completes commands and options in bash or zsh',
] as const

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

/** The page of help of a command, or of the program. Its modules are loaded only here. */
async function helpText(usage: string, options: readonly DescribedOption[]): Promise<string> {
  const { helpPage } = await import('./help-page.ts')
  const { renderTerminal } = await import('../text/terminal.ts')
  const own = commands.find(({ words }) => words === usage)
  const page = helpPage({
    usage: usage === '' ? 'COMMAND' : usage,
    describe: own?.describe ?? (usage === '' ? purpose : completion[1]),
    commands:
      usage === ''
        ? [...commands.map(({ words, describe }) => [words, describe] as const), completion]
        : [],
    options,
    examples: own?.examples ?? (usage === '' ? firstExamples : []),
  })
  const { width, colour } = screen()
  return renderTerminal(page, { width: Math.min(width, widestPage), colour })
}

/** Parses a command line, runs its command, and returns the exit code. Throws UserProblem for wrong use. */
export async function parseCommandLine(given: readonly string[]): Promise<ExitCode> {
  let act = async (): Promise<ExitCode> => 0
  let asked = ''
  const words = splitLists(spellOut(given))
  const usage = usageOf(words)
  const empty = words.find(word => /^--?[a-z-]+=$/.test(word))
  if (empty !== undefined) throw new UserProblem(`${empty.slice(0, -1)} needs a value`)
  const no = contradicted(words)
  if (no !== undefined)
    throw new UserProblem(`${no.replace('--no-', '--')} and ${no} contradict each other; give one`)
  if (words.some((word, index) => word === '' && !words[index - 1]?.startsWith('-')))
    throw new UserProblem(`An empty text was given; expected 'handle-width ${usage}'`)
  const parser: Argv = yargs()
  const isHelp = words.includes('--help')
  const isCompletion = words.includes('--get-yargs-completions')
  let options: readonly DescribedOption[] = []
  parser
    .scriptName('handle-width')
    // No option is nested; with dot notation, '--version.' would be taken for the version.
    .parserConfiguration({ 'dot-notation': false })
    .locale('en')
    .version('version', 'show the version', packageVersion())
    .alias('version', 'V')
    .help('help', 'show this page')
    .alias('help', 'h')
    .option('color', {
      boolean: true,
      describe: 'colour, even without a terminal; --no-color: never',
    })
    // Read from the words themselves where something fails: `uncaught-errors.ts`.
    .option('debug', {
      boolean: true,
      describe: 'print a stack trace where this program fails',
    })
    .strict()
    .updateStrings(strings)
    .demandCommand(1, 1, 'Name a command, for example: handle-width run', 'too many names')
    .check(checkOptions)
    // The pages of help are laid out below.
    .wrap(null)
    .fail((message, error) => refuse(message, error, parser, { usage, words }))
  if (isHelp) options = describedOptions(parser)
  const listener: Listener = {
    declared(own) {
      if (isHelp) {
        options = describedOptions(own)
        return
      }
      requireValues(own, usage, words)
      // yargs lays out its own page of help after every command: measured, a tenth of a start. What is hidden from it is
      // not completed either.
      if (!isCompletion) for (const name of optionNames(own)) own.hide(name)
    },
    chosen(own) {
      act = own
    },
  }
  // Given a callback, yargs writes nothing by itself: pages of help and the version come to it.
  await commands
    .reduce((argv, command) => command.register(argv, listener), parser)
    .completion(...completion)
    .parseAsync(words, (_error: unknown, _argv: unknown, page: string) => {
      asked = page
    })
  // Printed late, because yargs creates the texts even where it rejects another argument.
  if (asked !== '') output.result(isHelp ? await helpText(usage, options) : asked)
  return act()
}
