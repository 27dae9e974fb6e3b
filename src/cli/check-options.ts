import { UserProblem } from '../os/problem.ts'

/** What yargs knows about the options of a command: option names, by kind of declaration. */
interface Declared {
  readonly key: Readonly<Record<string, unknown>>
  readonly array: readonly string[]
  readonly string: readonly string[]
  readonly number: readonly string[]
  readonly boolean: readonly string[]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isDeclared(value: unknown): value is Declared {
  return (
    isRecord(value) &&
    isRecord(value['key']) &&
    [value['array'], value['string'], value['number'], value['boolean']].every(Array.isArray)
  )
}

/** yargs passes this to a check, without a type. */
function asDeclared(value: unknown): Declared {
  if (isDeclared(value)) return value
  throw new Error('yargs does not tell what was declared of its options')
}

/**
 * A description of what was expected instead of a value; `undefined` where the value is valid. Values may come
 * from a file of options, and be anything.
 */
function expectedInstead(declared: Declared, name: string, value: unknown): string | undefined {
  if (declared.number.includes(name))
    return typeof value === 'number' && Number.isFinite(value) ? undefined : 'a number'
  if (declared.boolean.includes(name))
    return typeof value === 'boolean' ? undefined : 'nothing, or true or false'
  const isText =
    typeof value === 'string' || (typeof value === 'number' && !declared.string.includes(name))
  return isText ? undefined : 'a text'
}

function checkOption(declared: Declared, name: string, value: unknown): void {
  const isList = declared.array.includes(name)
  if (Array.isArray(value) && !isList)
    throw new UserProblem(`--${name} was given ${value.length} times; expected it once`)
  if (isList && !Array.isArray(value))
    throw new UserProblem(`Cannot use --${name} as it was given; expected a list of texts`)
  for (const item of Array.isArray(value) ? value : [value]) {
    if (item === '')
      throw new UserProblem(`--${name} needs a value; expected a text that is not empty`)
    const expected = expectedInstead(declared, name, item)
    if (expected !== undefined)
      throw new UserProblem(`Cannot use --${name} as it was given; expected ${expected}`)
  }
}

/** yargs returns to callers the same object that it passes to a check. */
function optionsOf(parser: unknown): Declared {
  const getOptions: unknown = isRecord(parser) ? parser['getOptions'] : undefined
  return asDeclared(typeof getOptions === 'function' ? getOptions.call(parser) : undefined)
}

/** The names of the options of a parser, without `--`. */
export function optionNames(parser: unknown): string[] {
  return Object.keys(optionsOf(parser).key).filter(name => !/[A-Z]/.test(name))
}

/** The options of a parser that take a value. `words` are the command and its positional arguments, which are excluded. */
export function optionsWithValue(parser: unknown, words: string): string[] {
  const { key, boolean } = optionsOf(parser)
  const isOption = (name: string): boolean =>
    !boolean.includes(name) && !new RegExp(`[<[]${name}\\b`).test(words)
  return Object.keys(key).filter(isOption)
}

/**
 * Checks the values of the options against their declarations: yargs turns `--out a --out b` into a list,
 * `--no-out` into false and `--out.x 1` into an object, and accepts any value from a file of options. Throws
 * UserProblem for the first value of another kind than declared.
 */
export function checkOptions(
  values: Readonly<Record<string, unknown>>,
  description: unknown,
): true {
  const declared = asDeclared(description)
  for (const name of Object.keys(declared.key))
    if (values[name] !== undefined) checkOption(declared, name, values[name])
  const [, surplus]: readonly unknown[] = Array.isArray(values['_'])
    ? (values['_'] as unknown[])
    : []
  if (surplus !== undefined)
    throw new UserProblem(
      `Unknown argument ${JSON.stringify(String(surplus))}; see 'handle-width --help'`,
    )
  return true
}
