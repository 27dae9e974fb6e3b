import { existsSync } from 'node:fs'
import { readText, UnreadableFile } from '../os/read-text.ts'
import { UserProblem } from '../os/problem.ts'

/** Options are short. Bytes. */
const longestConfig = 1024 * 1024

function read(path: string): unknown {
  try {
    return JSON.parse(readText(path, longestConfig))
  } catch (error) {
    return new UserProblem(
      `Cannot read ${path}: ${error instanceof UnreadableFile ? error.message : 'it is not JSON'}; expected a JSON object of options`,
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

/** The file of options that is found by itself, in the current folder. */
const usualConfig = 'handle-width.config.json'

/**
 * What it may say. It comes with a checkout, which is not trusted: nothing that runs code, opens a device or writes a file.
 */
const harmlessOptions = [
  'arch',
  'engine',
  'ignore',
  'kernel',
  'known',
  'level',
  'mayFailLane',
  'mayFailProbe',
  'probe',
  'requireLane',
  'requireProbe',
] as const

/**
 * The options of `handle-width.config.json` in the current folder; none where it is not there, or where the command line
 * names a file of options itself. Throws UserProblem for one that cannot be used.
 */
export function foundConfig(words: readonly string[]): Record<string, unknown> {
  if (words.some(word => /^--config(=|$)/.test(word)) || !existsSync(usualConfig)) return {}
  const options = readConfig(usualConfig)
  if (options instanceof UserProblem) throw options
  const camel = (key: string): string =>
    key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const refused = Object.keys(options).find(
    key => !harmlessOptions.some(name => name === camel(key)),
  )
  if (refused !== undefined)
    throw new UserProblem(
      `Cannot use ${JSON.stringify(refused)} of ${usualConfig}: a file that is found by itself may only say ${harmlessOptions.join(', ')}; name the file with --config if you trust it`,
    )
  return options
}
