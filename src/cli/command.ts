import type { ArgumentsCamelCase, Argv } from 'yargs'
import type { ExitCode } from './exit-code.ts'

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

/** What a verb reports to the one that parses. */
export interface Listener {
  /** The options of the verb are declared, and not parsed yet. */
  declared(parser: Argv): void
  /** The words name the verb; `act` is what it does. */
  chosen(act: () => Promise<ExitCode>): void
}

/** A command line with its purpose. */
export type Example = readonly [words: string, purpose: string]

/** One verb of the command line as needed to register it with a parser. */
export interface Verb {
  /** The verb and its positional arguments: `explain <topic..>`. */
  readonly words: string
  readonly describe: string
  readonly examples: readonly Example[]
  register(parser: Argv, listener: Listener): Argv
}

/** A verb whose module is loaded when it is called or its help is requested. */
export function lazy<Options>(
  words: string,
  describe: string,
  load: () => Promise<{ readonly default: Command<Options> }>,
  examples: readonly Example[] = [],
): Verb {
  return {
    words,
    describe,
    examples,
    register: (parser, listener) =>
      parser.command(
        words,
        describe,
        async argv => {
          const declared = (await load()).default.options(argv)
          listener.declared(declared)
          return declared
        },
        // Not run by yargs, which would lay out its own page of help for a handler that is asynchronous.
        argv => {
          listener.chosen(async () => (await load()).default.act(argv))
        },
      ),
  }
}
