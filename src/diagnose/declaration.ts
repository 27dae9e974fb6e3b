/** Kinds of types that languages write differently. */
const kinds = [
  'handle',
  'wide-text',
  'text',
  'pointer',
  'bool',
  'u32',
  'i32',
  'u16',
  'u8',
  'u64',
  'i64',
  'size',
  'double',
  'void',
] as const
/** One of the kinds of types that languages write differently. */
export type TypeKind = (typeof kinds)[number]

/** What a language calls each kind of type. */
export type TypeWords = Readonly<Record<TypeKind, string>>

/** How a language declares a function. */
export interface DeclaringLanguage {
  readonly title: string
  readonly fence: string
  readonly words: TypeWords
  write(parts: DeclarationParts): readonly string[]
}

/** A function in the words of a language. */
export interface DeclarationParts {
  readonly name: string
  /** Without `.dll`. */
  readonly library: string
  readonly result: string
  readonly types: readonly string[]
  readonly names: readonly string[]
}

/** The words of a language from a list in the order of `kinds`, with `|` between. */
export const words = (list: string): TypeWords => {
  const own = list.split('|').map(word => word.trim())
  return Object.fromEntries(kinds.map((kind, index) => [kind, own[index] ?? ''])) as TypeWords
}

/** The names of the parameters; a number for those without. */
export const numberedNames = (parts: DeclarationParts): readonly string[] =>
  parts.names.map((name, index) => (name === '' ? `p${index + 1}` : name))
