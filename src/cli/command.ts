import type { ArgumentsCamelCase, Argv } from 'yargs'
import { optionsWithValue } from './check-options.ts'
import type { ExitCode } from './exit-code.ts'

/** One verb of the command line: its words, its options, and what it does. */
export interface Command {
  /** Adds the command to a parser; `finish` is called with its exit code. */
  register(parser: Argv, finish: (code: ExitCode) => void): Argv
}

/** Refuses an option without its value, such as `--format` as the last word, for which yargs would take the default. */
function requireValues<Options>(parser: Argv<Options>, words: string): Argv<Options> {
  return parser.requiresArg(optionsWithValue(parser, words))
}

/** Makes a command. `act` returns the exit code; it throws UserProblem for what the user can put right. */
export function defineCommand<Options>(
  words: string,
  describe: string,
  options: (argv: Argv) => Argv<Options>,
  act: (argv: ArgumentsCamelCase<Options>) => Promise<ExitCode>,
): Command {
  return {
    register: (parser, finish) =>
      parser.command(
        words,
        describe,
        argv => requireValues(options(argv), words),
        async argv => {
          finish(await act(argv))
        },
      ),
  }
}
