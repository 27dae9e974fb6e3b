import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { readText, UnreadableFile } from '../os/read-text.ts'
import { UserProblem } from '../os/problem.ts'
import { escapeText } from '../text/escape.ts'
import { similarNames } from '../text/near-names.ts'
import { output } from './output.ts'

/** Options are short, and so is what describes a package. Bytes. */
const longestConfig = 1024 * 1024

type Options = Readonly<Record<string, unknown>>

const formats = {
  JSON: { parse: (text: string): unknown => JSON.parse(text), expected: 'a JSON object' },
  TOML: { parse: (text: string): unknown => parseToml(text), expected: 'a table' },
} as const
type Format = keyof typeof formats

/** What a text says. Throws UserProblem where it says nothing in its format. */
function parse(path: string, text: string, format: Format): unknown {
  try {
    return formats[format].parse(text)
  } catch {
    throw new UserProblem(
      `Cannot read ${path}: it is not ${format}; expected ${formats[format].expected} of options`,
    )
  }
}

function read(path: string): string {
  try {
    return readText(path, longestConfig)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new UserProblem(`Cannot read ${path}: ${error.message}`)
  }
}

/** Whether a key can be an option name; others have a special meaning for the parser, such as `--`, `_` and `a.b`. */
function isOptionName(key: string): boolean {
  return /^[a-z][a-zA-Z-]*$/.test(key) && !Object.hasOwn(Object.prototype, key)
}

function isTable(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Options as they stand in a file. Throws UserProblem for what is none. */
function optionsIn(where: string, value: unknown, format: Format): Record<string, unknown> {
  const example =
    format === 'JSON'
      ? '{"known": ["wine-x64/handle-u32/write: reason"]}'
      : 'known = ["wine-x64/handle-u32/write: reason"]'
  if (!isTable(value))
    throw new UserProblem(
      `Cannot read ${where}: expected ${formats[format].expected} of options, for example ${example}`,
    )
  const strange = Object.keys(value).find(key => !isOptionName(key))
  if (strange !== undefined)
    throw new UserProblem(
      `Cannot read ${where}: ${JSON.stringify(strange.slice(0, 80))} is no name of an option`,
    )
  return { ...value }
}

/**
 * Reads a file of options for yargs: a JSON object whose keys are option names. A problem is returned as an error,
 * which yargs shows.
 */
export function readConfig(path: string): Record<string, unknown> | UserProblem {
  try {
    return optionsIn(path, parse(path, read(path), 'JSON'), 'JSON')
  } catch (error) {
    if (error instanceof UserProblem) return error
    throw error
  }
}

/**
 * What options that are found by themselves may say, by command: one file serves them all. They come with a checkout,
 * which is not trusted: nothing that runs code, opens a device or writes a file.
 */
const harmlessOptions = {
  audit: ['arch', 'baseline', 'exclude', 'ignore', 'level', 'requireCoverage'],
  diff: ['known', 'level'],
  run: [
    'arch',
    'engine',
    'kernel',
    'known',
    'level',
    'mayFailLane',
    'mayFailProbe',
    'probe',
    'requireLane',
    'requireProbe',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Where options are looked for in the current folder; the first place that has any counts alone. */
const places: readonly ((folder: string) => Found | undefined)[] = [
  folder => {
    const path = join(folder, 'handle-width.config.json')
    return existsSync(path)
      ? { where: path, value: parse(path, read(path), 'JSON'), format: 'JSON' }
      : undefined
  },
  folder =>
    foundIn(join(folder, 'package.json'), 'JSON', manifest => [
      'the key "handle-width" of',
      isTable(manifest) ? manifest['handle-width'] : undefined,
    ]),
  folder =>
    foundIn(join(folder, 'pyproject.toml'), 'TOML', project => {
      const tool = isTable(project) ? project['tool'] : undefined
      return ['[tool.handle-width] of', isTable(tool) ? tool['handle-width'] : undefined]
    }),
]

interface Found {
  /** The file and the place in it, for sentences. */
  readonly where: string
  readonly value: unknown
  readonly format: Format
}

/** What a file that describes a package says; it is other people's, and not read closely where it does not name this program. */
function foundIn(
  path: string,
  format: Format,
  look: (value: unknown) => readonly [place: string, value: unknown],
): Found | undefined {
  if (!existsSync(path)) return undefined
  const text = read(path)
  if (!text.includes('handle-width')) return undefined
  const [place, value] = look(parse(path, text, format))
  return value === undefined ? undefined : { where: `${place} ${path}`, value, format }
}

function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

interface FoundOptions {
  readonly options: Options
  /** Says which options are in force and where they stand: they come with a checkout, and some hide findings. */
  say(): true
}

/**
 * The options for a command that stand in `handle-width.config.json`, under "handle-width" in `package.json` or under
 * [tool.handle-width] in `pyproject.toml` of a folder; none where the command line names a file of options itself.
 * Throws UserProblem for those that cannot be used.
 */
export function foundConfig(
  words: readonly string[],
  command: keyof typeof harmlessOptions,
  folder = '',
): FoundOptions {
  const none: FoundOptions = { options: {}, say: () => true }
  if (words.some(word => /^--config(=|$)/.test(word))) return none
  for (const look of places) {
    const found = look(folder)
    if (!found) continue
    const all = optionsIn(found.where, found.value, found.format)
    refuseOthers(found.where, Object.keys(all))
    const own = Object.entries(all).filter(([key]) =>
      harmlessOptions[command].some(name => name === camelCase(key)),
    )
    return own.length === 0
      ? none
      : {
          options: Object.fromEntries(own),
          say() {
            output.notice(
              `handle-width: ${escapeText(found.where)} sets ${own.map(([key]) => key).join(', ')}`,
            )
            return true
          },
        }
  }
  return none
}

function refuseOthers(where: string, keys: readonly string[]): void {
  const names = [...new Set(Object.values(harmlessOptions).flat())].sort()
  const refused = keys.find(key => !names.some(name => name === camelCase(key)))
  if (refused === undefined) return
  const near = similarNames(names, refused)
  throw new UserProblem(
    `Cannot use ${JSON.stringify(refused)} of ${where}${near.length === 0 ? '' : `, did you mean ${near.join(' or ')}?`}: options that are found by themselves are ${names.join(', ')}; others may stand in a file that --config names`,
  )
}
