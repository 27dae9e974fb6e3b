import type { ArgumentsCamelCase, Argv } from 'yargs'
import { optionsWithValue } from './check-options.ts'
import { exitCodes, type ExitCode } from './exit-code.ts'

/** The options of one verb of the command line, and its action. */
export interface Command<Options> {
  readonly options: (argv: Argv) => Argv<Options>
  /** Returns the exit code; throws UserProblem for errors that the user can correct. */
  readonly act: (argv: ArgumentsCamelCase<Options>) => Promise<ExitCode>
}

/** Creates a command, the default export of its module. */
export function defineCommand<Options>(
  options: (argv: Argv) => Argv<Options>,
  act: (argv: ArgumentsCamelCase<Options>) => Promise<ExitCode>,
): Command<Options> {
  return { options, act }
}

/** One verb of the command line as needed to register it with a parser. */
export interface Verb {
  /** The verb and its positional arguments: `explain <topic..>`. */
  readonly words: string
  /** Adds the verb to a parser; `chosen` is called with what it does where the words name it. */
  register(parser: Argv, chosen: (act: () => Promise<ExitCode>) => void): Argv
}

/** Rejects an option without a value, such as `--format` as the last word, for which yargs would use the default. */
function requireValues<Options>(parser: Argv<Options>, words: string): Argv<Options> {
  return parser.requiresArg(optionsWithValue(parser, words))
}

/** A verb whose module is loaded when it is called or its help is requested. */
export function lazy<Options>(
  words: string,
  describe: string,
  load: () => Promise<{ readonly default: Command<Options> }>,
  /** Command lines with their purpose; `$0` is this program. */
  examples: readonly [string, string][] = [],
): Verb {
  return {
    words,
    register: (parser, chosen) =>
      parser.command(
        words,
        describe,
        async argv =>
          requireValues(
            (await load()).default.options(argv.example(examples).epilogue(exitCodes)),
            words,
          ),
        // Not run by yargs, which would lay out the help page for a handler that is asynchronous.
        argv => {
          chosen(async () => (await load()).default.act(argv))
        },
      ),
  }
}
