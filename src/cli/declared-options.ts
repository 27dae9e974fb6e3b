/** What yargs was told of the options of a command, read from its instance: by name, in the form it is kept there. */
export interface DeclaredOptions {
  readonly key: Readonly<Record<string, unknown>>
  readonly alias: Readonly<Record<string, readonly string[]>>
  readonly array: readonly string[]
  readonly string: readonly string[]
  readonly number: readonly string[]
  readonly boolean: readonly string[]
  readonly choices: Readonly<Record<string, readonly unknown[]>>
  readonly default: Readonly<Record<string, unknown>>
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isDeclared(value: unknown): value is DeclaredOptions {
  return (
    isRecord(value) &&
    [value['key'], value['alias'], value['choices'], value['default']].every(isRecord) &&
    [value['array'], value['string'], value['number'], value['boolean']].every(Array.isArray)
  )
}

/** yargs passes this to a check, without a type. */
export function asDeclared(value: unknown): DeclaredOptions {
  if (isDeclared(value)) return value
  throw new Error('yargs does not tell what was declared of its options')
}

/** Calls a method that the types of yargs do not have. */
function ask(object: unknown, method: string): unknown {
  const own = isRecord(object) ? object[method] : undefined
  return typeof own === 'function' ? own.call(object) : undefined
}

/** What was declared of the options of a parser. yargs returns the same object that it passes to a check. */
export function declaredOf(parser: unknown): DeclaredOptions {
  return asDeclared(ask(parser, 'getOptions'))
}

/** The names of the options of a parser, without `--`. */
export function optionNames(parser: unknown): string[] {
  return Object.keys(declaredOf(parser).key).filter(name => !/[A-Z]./.test(name))
}

/** One option or positional argument, as a page of help shows it. */
export interface DescribedOption {
  readonly name: string
  readonly short: string | undefined
  readonly describe: string
  /** The heading that it stands under. */
  readonly group: string
  readonly isList: boolean
  readonly choices: readonly string[]
  /** Texts of the default; empty without one that is worth a word. */
  readonly default: readonly string[]
}

function textsOf(value: unknown): readonly string[] {
  if (value === undefined || typeof value === 'boolean') return []
  return (Array.isArray(value) ? value : [value]).map(String)
}

/** The options of a parser with their descriptions, in the order of their declaration. */
export function describedOptions(parser: unknown): readonly DescribedOption[] {
  const declared = declaredOf(parser)
  const usage = ask(ask(parser, 'getInternalMethods'), 'getUsageInstance')
  const descriptions = ask(usage, 'getDescriptions')
  const groups = ask(parser, 'getGroups')
  if (!isRecord(descriptions) || !isRecord(groups))
    throw new Error('yargs does not tell how its options are described')
  const groupOf = (name: string): string =>
    Object.keys(groups).find(group => textsOf(groups[group]).includes(name)) ?? 'Options'
  return Object.keys(descriptions)
    .filter(name => name.length > 1 && typeof descriptions[name] === 'string')
    .map(name => ({
      name,
      short: declared.alias[name]?.find(one => one.length === 1),
      describe: String(descriptions[name]),
      group: groupOf(name),
      isList: declared.array.includes(name),
      choices: textsOf(declared.choices[name]),
      default: textsOf(declared.default[name]),
    }))
}
