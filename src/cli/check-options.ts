import { UserProblem } from '../os/problem.ts'
import { asDeclared, declaredOf, type DeclaredOptions } from './declared-options.ts'

/**
 * A description of what was expected instead of a value; `undefined` where the value is valid. Values may come
 * from a file of options, and be anything.
 */
function expectedInstead(
  declared: DeclaredOptions,
  name: string,
  value: unknown,
): string | undefined {
  if (declared.number.includes(name))
    return typeof value === 'number' && Number.isFinite(value) ? undefined : 'a number'
  if (declared.boolean.includes(name))
    return typeof value === 'boolean' ? undefined : 'nothing, or true or false'
  const isText =
    typeof value === 'string' || (typeof value === 'number' && !declared.string.includes(name))
  return isText ? undefined : 'a text'
}

function checkOption(declared: DeclaredOptions, name: string, value: unknown): void {
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

/** The options that take a value, by each of their names. Those that are words of `usage` are positional arguments. */
function optionsWithValue(declared: DeclaredOptions, usage: string): ReadonlyMap<string, string> {
  const names = Object.keys(declared.key).filter(
    name => !declared.boolean.includes(name) && !new RegExp(`[<[]${name}\\b`).test(usage),
  )
  return new Map(
    names.flatMap(name => [name, ...(declared.alias[name] ?? [])].map(one => [one, name])),
  )
}

/** The option that a word names and that takes a value, with the value from its own word, if any: `--out`, `--out=x`, `-o`, `-qo`. */
function optionIn(
  takesValue: ReadonlyMap<string, string>,
  word: string,
): { readonly spelt: string; readonly name: string; readonly value?: string } | undefined {
  const [, dashes = '', spelt = '', , value] = /^(--?)([a-zA-Z][\w-]*)(=(.*))?$/s.exec(word) ?? []
  if (dashes === '-' && spelt.length > 1) {
    const letter = [...spelt].find(one => takesValue.has(one))
    // What follows the letter would be further options, and not its value.
    return letter === undefined
      ? undefined
      : {
          spelt: `-${letter}`,
          name: takesValue.get(letter) ?? letter,
          ...(spelt.endsWith(letter) ? {} : { value: '' }),
        }
  }
  const name = takesValue.get(spelt)
  if (name === undefined) return undefined
  return { spelt: dashes + spelt, name, ...(value !== undefined && { value }) }
}

function expectedOf({ choices, number }: DeclaredOptions, name: string): string {
  const known = choices[name]
  if (known) return `; expected ${known.join(', ')}`
  return number.includes(name) ? '; expected a number' : ''
}

/**
 * Refuses what yargs would accept or could not name: an option without a value, such as `--format` as the last word,
 * for which it uses the default, and a number that is none. `usage` are the command and its positional arguments.
 * Throws UserProblem.
 */
export function requireValues(parser: unknown, usage: string, words: readonly string[]): void {
  const declared = declaredOf(parser)
  const takesValue = optionsWithValue(declared, usage)
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
  for (const [index, word] of own.entries()) {
    const option = optionIn(takesValue, word)
    if (!option) continue
    const { spelt, name } = option
    const next = own[index + 1] ?? ''
    const value = option.value ?? (/^--?[a-zA-Z]/.test(next) ? '' : next)
    const expected = expectedOf(declared, name)
    if (value === '') throw new UserProblem(`${spelt} needs a value${expected}`)
    if (declared.number.includes(name) && !Number.isFinite(Number(value)))
      throw new UserProblem(`Cannot use ${spelt} ${value}${expected}`)
  }
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
