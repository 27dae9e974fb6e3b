import { z } from 'zod'
import { UserProblem } from './problem.ts'

/** What yargs knows of the options of a command: names, by what was declared of them. */
const declaredSchema = z.object({
  key: z.record(z.string(), z.unknown()),
  array: z.array(z.string()),
  string: z.array(z.string()),
  number: z.array(z.string()),
  boolean: z.array(z.string()),
})
type Declared = z.infer<typeof declaredSchema>

/** What was expected of one value; `undefined` where it is that. Values may come from a file of options, and be anything. */
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

/** What yargs hands to a check it also tells a caller, without a type. */
function optionsOf(parser: unknown): Declared {
  const { getOptions } = z
    .object({ getOptions: z.custom<() => unknown>(value => typeof value === 'function') })
    .parse(parser)
  return declaredSchema.parse(getOptions.call(parser))
}

/** The options of a parser that take a value. `words` are those of the command: what stands there is no option. */
export function optionsWithValue(parser: unknown, words: string): string[] {
  const { key, boolean } = optionsOf(parser)
  const isOption = (name: string): boolean =>
    !boolean.includes(name) && !new RegExp(`[<[]${name}\\b`).test(words)
  return Object.keys(key).filter(isOption)
}

/**
 * Holds the values of the options against what was declared of them: yargs turns `--out a --out b`
 * into a list, `--no-out` into false and `--out.x 1` into an object, and takes anything out of a file
 * of options. Throws UserProblem for the first that is not what its command expects.
 */
export function checkOptions(
  values: Readonly<Record<string, unknown>>,
  description: unknown,
): true {
  const declared = declaredSchema.parse(description)
  for (const name of Object.keys(declared.key))
    if (values[name] !== undefined) checkOption(declared, name, values[name])
  const [, surplus] = z.array(z.unknown()).parse(values['_'])
  if (surplus !== undefined)
    throw new UserProblem(
      `Unknown argument: ${JSON.stringify(String(surplus))}; see handle-width --help`,
    )
  return true
}
