import { readText, UnreadableFile } from '../os/read-text.ts'
import { UserProblem } from './problem.ts'

/** Options are short. Bytes. */
const longestConfig = 1024 * 1024

function read(path: string): unknown {
  try {
    return JSON.parse(readText(path, longestConfig))
  } catch (error) {
    return new UserProblem(
      `Cannot read ${path}: ${error instanceof UnreadableFile ? error.message : 'it is not JSON'}`,
    )
  }
}

/** What may stand behind `--`; others mean something to the parser itself, such as `--`, `_` and `a.b`. */
function isOptionName(key: string): boolean {
  return /^[a-z][a-zA-Z-]*$/.test(key) && !Object.hasOwn(Object.prototype, key)
}

/**
 * Reads a file of options for yargs: a JSON object whose keys are option names. What is wrong with it
 * comes back as an error, which yargs shows.
 */
export function readConfig(path: string): Record<string, unknown> | UserProblem {
  const value = read(path)
  if (value instanceof UserProblem) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return new UserProblem(
      `Cannot read ${path}: expected a JSON object of options, for example {"known": ["wine-x64/handle-u32/write: reason"]}`,
    )
  const strange = Object.keys(value).find(key => !isOptionName(key))
  if (strange !== undefined)
    return new UserProblem(
      `Cannot read ${path}: ${JSON.stringify(strange.slice(0, 80))} is no name of an option`,
    )
  return { ...value }
}
