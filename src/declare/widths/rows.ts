import type { Architecture } from '../win32/architecture.ts'
import type { EncodedFunction, EncodedShape, EncodedType } from './encode.ts'

/** Where a name stands among sorted ones; -1 where it does not. */
export function finderOf(sorted: readonly string[]): (name: string) => number {
  const known = new Map<string, number>()
  return name => {
    const found = known.get(name)
    if (found !== undefined) return found
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] ?? '') < name) low = middle + 1
      else high = middle
    }
    const at = sorted[low] === name ? low : -1
    known.set(name, at)
    return at
  }
}

/** Rows of which each is parsed when it is first asked for. */
function rowsOf<Row>(text: string): (index: number) => Row | undefined {
  const lines = text.split('\n')
  const known = new Map<number, Row>()
  return index => {
    const found = known.get(index)
    if (found !== undefined) return found
    const line = lines[index]
    if (line === undefined) return undefined
    const row = JSON.parse(line) as Row
    known.set(index, row)
    return row
  }
}

export const typeRows = rowsOf<EncodedType>
export const functionRows = rowsOf<EncodedFunction>

/** What a row says of an architecture; empty where there is no such type. */
export function pick(row: EncodedType | undefined, architecture: Architecture): EncodedShape {
  return (architecture === 'ia32' ? (row?.[1] ?? row?.[0]) : row?.[0]) ?? []
}
