import { openWidthTable } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { sumOf } from './arithmetic.ts'
import { layStruct, type SourceSize, type SourceStruct } from './program.ts'
import { lineFinder, type Source } from './sources.ts'

/** How a language declares variables of structs and writes their fields. */
export interface SizeSyntax {
  /** Declarations of variables, with the groups `type` and `name`; they are matched against the text itself. */
  readonly variables: readonly RegExp[]
  /** How the size of a pointer is written. */
  readonly pointerSize?: RegExp
  /** Other named constants. */
  readonly constants?: Readonly<Record<string, number>>
  /** How the size of a struct is asked for, by its `type`, as a `generic` argument, or by the `name` of a variable; matched against the text itself. */
  readonly sizeOf?: RegExp
  /** The bytes that an expression computes from a declaration of the program otherwise. */
  computed?(
    expression: string,
    typeOf: (variable: string) => string | undefined,
    pointerBytes: PointerBytes,
  ): number | undefined
}

/** Questions about the width of a process: the numbers in their branches are for one width each. */
const questions = [
  /(IntPtr\]?(\.|::)Size|A_PtrSize|POINTER_SIZE|Pointer\.SIZE)(?:\s*\))?\s*([=!<>?]|-[a-z])/i,
  /[=<>]\s*(U?IntPtr\.Size|A_PtrSize)/i,
  /is_?64/i,
  /64_?-?bit/i,
  /Win64/i,
  /x64\b/i,
  /maxsize/i,
  /\babi\s*\(/i,
  /sizeof\s*\(\s*["'(]*(void|IntPtr)/i,
  /SizeOf\(\s*\[?(typeof\()?IntPtr/i,
  /architecture/i,
]
/** How many lines before a number such a question is looked for. */
const near = 8
const assignment =
  /(?<![\w.])\$?(\w{1,60})(?:\[0\])?\s*\.\s*(\w{2,40})\s*:?=(?!=)\s*([^\n;,}{=][^\n;,}{]{0,200})/g
const made = /\bnew\s+(?:\w+\.)*(\w{2,60})(?:\s*\(\s*\))?\s*\{([^{}]{0,1000})\}/g
const member = /(?<![\w.])(\w{2,40})\s*=(?!=)\s*([^\n;,}{=]{1,200})/g

/** The sizes of structs of Windows that a program states in their fields. `masked` has blanks for comments and texts. */
export function statedSizes(
  { file, text, line: first = 1 }: Source,
  masked: string,
  syntax: SizeSyntax,
  structs: readonly SourceStruct[] = [],
): SourceSize[] {
  const variables = variablesIn(text, syntax)
  if (variables.size === 0 && masked.search(made) < 0) return []
  const lineOf = lineFinder(text)
  const asked = linesBehindQuestions(masked)
  const sizeAt = (
    index: number,
    struct: string,
    field: string,
    said: string,
    at: number,
  ): SourceSize[] => {
    const line = lineOf(index)
    const typeOf = (name: string): string | undefined => typeAt(variables, name, index)
    const own = structOf(said, text.slice(at, at + said.length), typeOf, syntax)
    const values = ([4, 8] as const).map(width =>
      own === undefined
        ? valueOf(said.trim(), typeOf, width, syntax)
        : bytesOf(own, file, width, structs),
    )
    const [narrow, wide] = values
    const isKnown = narrow !== undefined && wide !== undefined
    // A struct may be declared for processes of one width alone.
    if (asked.has(line) || (!isKnown && own === undefined)) return []
    const stated = { struct, field, place: { file, line: first + line - 1 } }
    return isKnown && narrow.value === wide.value && !narrow.isComputed
      ? [{ ...stated, ...narrow }]
      : [
          ...(narrow ? [{ ...stated, ...narrow, only: 4 as const }] : []),
          ...(wide ? [{ ...stated, ...wide, only: 8 as const }] : []),
        ]
  }
  return [
    ...[...masked.matchAll(assignment)].flatMap(
      ({ 0: whole, 1: name = '', 2: field = '', 3: said = '', index }) => {
        const struct = typeAt(variables, name, index)
        const at = index + whole.length - said.length
        return struct === undefined ? [] : sizeAt(index, struct, field, said, at)
      },
    ),
    ...[...masked.matchAll(made)].flatMap(({ 0: all, 1: struct = '', 2: body = '', index }) =>
      isStruct(struct)
        ? [...body.matchAll(member)].flatMap(
            ({ 0: whole, 1: field = '', 2: said = '', index: within }) => {
              const start = index + all.length - 1 - body.length + within
              return sizeAt(index, struct, field, said, start + whole.length - said.length)
            },
          )
        : [],
    ),
  ]
}

/** The name of the struct whose size an expression asks for, and nothing else. */
function structOf(
  said: string,
  text: string,
  typeOf: (variable: string) => string | undefined,
  { sizeOf }: SizeSyntax,
): string | undefined {
  const found = sizeOf?.exec(text)
  const { type, generic, name } = found?.groups ?? {}
  if (!found || /[^\s)]/.test(said.slice(found[0].length))) return undefined
  return type ?? generic ?? (name === undefined ? undefined : (typeOf(name) ?? name))
}

/** The bytes of a struct as the program declares it, in the same file or in one place alone. */
function bytesOf(
  struct: string,
  file: string,
  width: PointerBytes,
  structs: readonly SourceStruct[],
): { readonly value: number; readonly isComputed?: true } | undefined {
  const bare = (name: string): string => name.replace(/^_/, '').toLowerCase()
  const all = structs.filter(
    ({ name, only }) => bare(name) === bare(struct) && (only === undefined || only === width),
  )
  const own = all.filter(({ place }) => place.file === file)
  const [first, ...more] = own.length > 0 ? own : all
  const laid = first && more.length === 0 ? layStruct(first, width) : undefined
  return laid && { value: laid.bytes }
}

interface Variable {
  readonly type: string
  readonly at: number
}

/** By name in lower case, each in the order of their places. */
type Variables = ReadonlyMap<string, readonly Variable[]>

function variablesIn(text: string, { variables }: SizeSyntax): Variables {
  const byName = new Map<string, Variable[]>()
  for (const { groups, index } of variables.flatMap(pattern => [...text.matchAll(pattern)])) {
    const { type = '', name = '' } = groups ?? {}
    if (!isStruct(type)) continue
    const key = name.toLowerCase()
    const known = byName.get(key)
    if (known) known.push({ type, at: index })
    else byName.set(key, [{ type, at: index }])
  }
  for (const known of byName.values()) known.sort((left, right) => left.at - right.at)
  return byName
}

/** The lines that follow a question about the width of the process. Each line is tested once: many numbers may follow a long one. */
function linesBehindQuestions(masked: string): ReadonlySet<number> {
  const behind = new Set<number>()
  for (const [index, text] of masked.split('\n').entries())
    if (questions.some(question => question.test(text)))
      for (let line = index + 2; line <= index + 1 + near; line += 1) behind.add(line)
  return behind
}

function isStruct(name: string): boolean {
  const table = openWidthTable()
  const bare = name.replace(/^_/, '')
  return [bare, `${bare}W`].some(one => table.struct(one, 'x64') !== undefined)
}

/** The struct that a variable is of, by the last declaration before a place. */
function typeAt(variables: Variables, name: string, at: number): string | undefined {
  const declared = variables.get(name.toLowerCase()) ?? []
  let [from, to] = [0, declared.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((declared[middle]?.at ?? 0) <= at) from = middle + 1
    else to = middle
  }
  return declared[from - 1]?.type
}

function valueOf(
  said: string,
  typeOf: (variable: string) => string | undefined,
  pointerBytes: PointerBytes,
  { pointerSize, constants = {}, computed }: SizeSyntax,
): { readonly value: number; readonly isComputed?: true } | undefined {
  const computedSize = computed?.(said, typeOf, pointerBytes)
  if (computedSize !== undefined) return { value: computedSize, isComputed: true }
  const named = Object.entries(constants).reduce(
    (text, [name, number]) => text.replaceAll(name, String(number)),
    said,
  )
  // The size of a pointer first: in brackets it looks like a cast.
  const bare = (pointerSize ? named.replace(pointerSize, String(pointerBytes)) : named)
    .replace(/&[hH]([0-9a-fA-F]+)&?/g, '0x$1')
    .replace(/\(\s*(?:u?int|U?Int32|DWORD|long|\w+\.\w+)\s*\)/g, '')
    .replace(/\b(0[xX][0-9a-fA-F]+|\d+)[uUlL]+\b/g, '$1')
  const value = sumOf(bare)
  return value === undefined ? undefined : { value }
}
