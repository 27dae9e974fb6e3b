import type { MetadataFacts } from '../metadata/facts.ts'

/** What the headers do not say of a function. Source: win32metadata, Microsoft's description of the Win32 API. */
export interface FunctionFlags {
  /** Whether its documentation says that it sets the last error; none where the metadata lacks the function. */
  readonly setsLastError?: boolean
  /** The function that closes the handle it returns. */
  readonly closedBy?: string
}

/** Flags and closers as the file has them. Functions are indices into `functions`. */
export interface EncodedMetadata {
  readonly source: string
  /** Functions whose documentation says that they set the last error: distances from one index to the next. */
  readonly setLastError: readonly number[]
  /** Functions that are in the metadata and are not said to set it: distances from one index to the next. */
  readonly silent: readonly number[]
  /** What closes a handle, by the name of the handle's type. */
  readonly closers: Readonly<Record<string, string>>
  /** Functions by the closer of the handle that they return: distances from one index to the next. */
  readonly closedBy: Readonly<Record<string, readonly number[]>>
}

/** Flags and closers of the functions that the headers have. */
export function encodeMetadata(
  { source, functions, closers }: MetadataFacts,
  functionNames: readonly string[],
): EncodedMetadata {
  const said = (flag: 0 | 1): number[] =>
    distances(functionNames.flatMap((name, at) => (functions[name]?.[2] === flag ? [at] : [])))
  const closedBy: Record<string, number[]> = {}
  for (const [at, name] of functionNames.entries()) {
    const closer = closers[functions[name]?.[3] ?? '']
    if (closer !== undefined) (closedBy[closer] ??= []).push(at)
  }
  return {
    source: `${source.repository}, commit ${source.commit}, ${source.license}`,
    setLastError: said(1),
    silent: said(0),
    closers,
    closedBy: Object.fromEntries(
      Object.entries(closedBy).map(([closer, indices]) => [closer, distances(indices)]),
    ),
  }
}

/** The first number, then how much each is above the one before it. */
function distances(rising: readonly number[]): number[] {
  return rising.map((number, at) => number - (rising[at - 1] ?? 0))
}

/** What the metadata says of each function, by the index of the function. Inverse of `encodeMetadata`. */
export function readMetadata({
  setLastError,
  silent,
  closedBy,
}: EncodedMetadata): ReadonlyMap<number, FunctionFlags> {
  const found = new Map<number, FunctionFlags>()
  for (const index of summed(setLastError)) found.set(index, { setsLastError: true })
  for (const index of summed(silent)) found.set(index, { setsLastError: false })
  for (const [closer, distances] of Object.entries(closedBy))
    for (const index of summed(distances))
      found.set(index, { ...found.get(index), closedBy: closer })
  return found
}

/** Inverse of `distances`. */
function summed(distances: readonly number[]): number[] {
  let index = 0
  return distances.map(distance => (index += distance))
}
