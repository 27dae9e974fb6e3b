import { type Convention, type Description, type TypeShape } from './describe.ts'
import { type Import } from './imports.ts'
import type { MetadataFacts } from '../metadata/facts.ts'
import { encodeMetadata, type EncodedMetadata } from './flags.ts'

/** A type of one target as numbers; what they mean is said by `shapeCodes` and read back by `table.ts`. */
export type EncodedShape = readonly number[]

/** The file that the package carries. Everything that has a name refers to `names` or `types` by index. */
export interface EncodedTable {
  readonly schemaVersion: 3
  /** What the table was read from, for example `castxml` and `mingw-w64`. */
  readonly source: Readonly<Record<string, string>>
  readonly libraries: readonly string[]
  /** Names of fields and parameters, separated by line breaks. */
  readonly names: string
  /** Names of types, sorted, separated by line breaks. */
  readonly typeNames: string
  /** For each type a line: an `EncodedType` as JSON. */
  readonly types: string
  /** Names of functions, sorted, separated by line breaks. */
  readonly functionNames: string
  /** For each function a line: an `EncodedFunction` as JSON. */
  readonly functions: string
  /** Functions whose prototype on ia32 does not add up to the bytes that the import library says. */
  readonly disagreements: readonly (readonly [
    name: string,
    prototypeBytes: number,
    importBytes: number,
  ])[]
  /** What the headers do not say: from win32metadata. */
  readonly metadata: EncodedMetadata
}

/** The shape on x64, or on x64 and ia32 where they differ; an empty shape where it does not exist. */
export type EncodedType = readonly [EncodedShape] | readonly [EncodedShape, EncodedShape]

/** Library, N of `_Name@N` (-1 without), shape on x64 and, where it differs, on ia32. */
export type EncodedFunction = readonly [library: number, stackBytes: number, ...EncodedType]

/** First number of an encoded shape. */
export const shapeCodes = {
  alias: 0,
  void: 1,
  signed: 2,
  unsigned: 3,
  float: 4,
  pointer: 5,
  array: 6,
  struct: 7,
  function: 8,
} as const

/** Calling conventions by their number in the file. `stdcall` and `cdecl` are one and the same on 64-bit targets. */
export const conventions = ['stdcall', 'cdecl', 'variadic'] as const satisfies readonly Convention[]

/** Numbers for strings, given out in the order in which they are asked for. */
interface Interner {
  (text: string): number
  readonly all: () => readonly string[]
}

function makeInterner(): Interner {
  const numbers = new Map<string, number>()
  const intern = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  return Object.assign(intern, { all: () => [...numbers.keys()] })
}

/** Joins the descriptions of both targets, and what the metadata adds, into the table that is written to the file. */
export function encodeTable(
  x64: Description,
  ia32: Description,
  imports: ReadonlyMap<string, Import>,
  source: Readonly<Record<string, string>>,
  disagreements: EncodedTable['disagreements'],
  metadata: MetadataFacts,
): EncodedTable {
  const typeNames = [...new Set([...x64.types.keys(), ...ia32.types.keys()])].sort()
  const typeIndex = new Map(typeNames.map((name, index) => [name, index]))
  const name = makeInterner()
  const library = makeInterner()
  library('')
  const type = (spelled: string): number => typeIndex.get(spelled) ?? -1
  const encode = (shape: TypeShape | undefined): EncodedShape => encodeShape(shape, name, type)
  const functionNames = [...new Set([...x64.functions.keys(), ...ia32.functions.keys()])].sort()
  return {
    schemaVersion: 3,
    source,
    types: linesOf(
      typeNames.map(spelled =>
        pair(encode(x64.types.get(spelled)), encode(ia32.types.get(spelled))),
      ),
    ),
    functions: linesOf(
      functionNames.map((spelled): EncodedFunction => {
        const known = imports.get(spelled)
        // On x64 the compiler does not see stdcall, so the convention is taken from ia32 where that has the function.
        const on32 = ia32.functions.get(spelled)
        const on64 = x64.functions.get(spelled)
        const shapes = pair(
          encode(
            on64 && {
              ...on64,
              convention:
                on32?.convention ?? (on64.convention === 'variadic' ? 'variadic' : 'stdcall'),
            },
          ),
          encode(on32),
        )
        return [library(known?.library ?? ''), known?.stackBytes ?? -1, ...shapes]
      }),
    ),
    libraries: library.all(),
    names: name.all().join('\n'),
    typeNames: typeNames.join('\n'),
    functionNames: functionNames.join('\n'),
    disagreements,
    metadata: encodeMetadata(metadata, functionNames),
  }
}

function linesOf(rows: readonly unknown[]): string {
  return rows.map(row => JSON.stringify(row)).join('\n')
}

function pair(x64: EncodedShape, ia32: EncodedShape): EncodedType {
  return x64.length === ia32.length && x64.every((number, index) => number === ia32[index])
    ? [x64]
    : [x64, ia32]
}

function encodeShape(
  shape: TypeShape | undefined,
  name: Interner,
  type: (spelled: string) => number,
): EncodedShape {
  switch (shape?.kind) {
    case undefined:
      return []
    case 'alias':
      return [shapeCodes.alias, type(shape.of)]
    case 'void':
      return [shapeCodes.void]
    case 'signed':
    case 'unsigned':
    case 'float':
      return [shapeCodes[shape.kind], shape.bytes]
    case 'pointer':
      return [shapeCodes.pointer, type(shape.to)]
    case 'array':
      return [shapeCodes.array, type(shape.of), shape.length]
    case 'struct':
      return [
        shapeCodes.struct,
        shape.bytes,
        shape.align,
        ...shape.fields.flatMap(field => [
          name(field.name),
          type(field.type),
          field.offsetBits,
          field.bitWidth,
        ]),
      ]
    case 'function':
      return [
        shapeCodes.function,
        conventions.indexOf(shape.convention),
        type(shape.result),
        ...shape.parameters.flatMap(parameter => [name(parameter.name), type(parameter.type)]),
      ]
    default:
      return shape satisfies never
  }
}
