import type { FunctionInfo, TypeInfo, WidthTable } from './table.ts'
import { textOf, widthOf, type MetadataFacts } from '../metadata/facts.ts'

/** One place where the two sources disagree. Widths in bytes. */
interface Difference {
  readonly function: string
  /** `result`, or the name of the parameter in the headers of mingw-w64. */
  readonly place: string
  readonly architecture: 'x64' | 'ia32'
  readonly headers: number
  readonly metadata: number
}

/** What a comparison came to. */
export interface MetadataComparison {
  readonly functions: number
  /** Results and parameters that were compared; structs that are passed by value are not. */
  readonly places: number
  readonly differences: readonly Difference[]
  /** Functions whose numbers of parameters differ. */
  readonly otherCounts: readonly string[]
}

const pointers = { x64: 8, ia32: 4 } as const

/** Bytes in a slot: an array is passed as a pointer. `undefined` for a struct by value. */
function bytesOf({ kind, bytes }: TypeInfo, pointerBytes: 4 | 8): number | undefined {
  return kind === 'struct' ? undefined : kind === 'array' ? pointerBytes : bytes
}

function* compareFunction(
  info: FunctionInfo,
  widths: string,
  architecture: 'x64' | 'ia32',
): Generator<Difference | 'alike'> {
  const pointerBytes = pointers[architecture]
  const places = [{ name: 'result', type: info.result }, ...info.parameters]
  for (const [index, { name, type }] of places.entries()) {
    const headers = bytesOf(type, pointerBytes)
    const metadata = widthOf(widths[index] ?? '', pointerBytes)
    if (headers === undefined || metadata === undefined) continue
    yield headers === metadata
      ? 'alike'
      : { function: info.name, place: name, architecture, headers, metadata }
  }
}

/** Holds every function that both sources know against each other, on both widths. Pure. */
export function compareWithMetadata(
  table: Pick<WidthTable, 'functionNames' | 'function'>,
  facts: MetadataFacts,
): MetadataComparison {
  const common = table.functionNames.filter(name => Object.hasOwn(facts.functions, name))
  const otherCounts = new Set<string>()
  const found = common.flatMap(name =>
    (['x64', 'ia32'] as const).flatMap(architecture => {
      const info = table.function(name, architecture)
      const widths = facts.functions[name]?.[0] ?? ''
      if (!info) return []
      if (info.parameters.length + 1 !== widths.length) {
        otherCounts.add(name)
        return []
      }
      return [...compareFunction(info, widths, architecture)]
    }),
  )
  return {
    functions: common.length,
    places: found.length,
    differences: found.filter(item => item !== 'alike'),
    otherCounts: [...otherCounts],
  }
}

/** Every place where one source has narrow text and the other wide, as `function place`. Pure. */
export function compareTexts(
  table: Pick<WidthTable, 'functionNames' | 'function' | 'type'>,
  facts: MetadataFacts,
): string[] {
  return table.functionNames.flatMap(name => {
    const [widths] = facts.functions[name] ?? []
    const info = table.function(name, 'x64')
    if (widths === undefined || info?.parameters.length !== widths.length - 1) return []
    return [{ name: 'result', type: info.result }, ...info.parameters].flatMap((place, index) => {
      const [headers, metadata] = [textBehind(place.type, table), textOf(widths[index] ?? '')]
      return headers === undefined || metadata === undefined || headers === metadata
        ? []
        : [`${name} ${place.name}`]
    })
  })
}

function textBehind({ target }: TypeInfo, table: Pick<WidthTable, 'type'>): 1 | 2 | undefined {
  const chain = (target === undefined ? undefined : table.type(target, 'x64')?.chain) ?? []
  return chain.some(name => /^(const )?(char|CHAR)$/.test(name))
    ? 1
    : chain.some(name => /^(const )?(wchar_t|WCHAR)$/.test(name))
      ? 2
      : undefined
}

/** A struct whose size the sources state differently, on x64 or ia32. Bytes. */
export interface SizeDifference {
  readonly struct: string
  readonly headers: readonly [x64: number, ia32: number]
  readonly metadata: readonly [x64: number, ia32: number]
}

/** Holds the sizes of all structs that both sources know against each other. Pure. */
export function compareSizes(
  table: WidthTable,
  facts: MetadataFacts,
): { readonly structs: number; readonly differences: readonly SizeDifference[] } {
  const pairs = Object.entries(facts.structs).flatMap(([struct, [x64, ia32 = x64]]) => {
    const own = (['x64', 'ia32'] as const).map(cpu => table.struct(struct, cpu)?.bytes)
    return own[0] === undefined || own[1] === undefined
      ? []
      : [{ struct, headers: [own[0], own[1]] as const, metadata: [x64, ia32] as const }]
  })
  return {
    structs: pairs.length,
    differences: pairs.filter(({ headers, metadata }) =>
      headers.some((bytes, index) => bytes !== metadata[index]),
    ),
  }
}
