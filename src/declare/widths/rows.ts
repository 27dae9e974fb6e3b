import type { Architecture } from '../win32/architecture.ts'
import type { EncodedShape, EncodedType } from './encode.ts'

/** The place of one line in so many is stored; the lines after it are searched for. */
const linesPerStart = 64
/** After so many lines were found by searching, splitting the whole text costs less than going on. */
const mostSearched = 1000

/** Where every 64th line of a text begins. Characters. */
export function startsOf(text: string): number[] {
  const starts: number[] = []
  let at = 0
  for (let index = 0; ; index++) {
    if (index % linesPerStart === 0) starts.push(at)
    at = text.indexOf('\n', at) + 1
    if (at === 0) return starts
  }
}

/** Lines of a text, each of which is found without looking at all the others. */
export interface LineList {
  /** A line by its number, from 0; undefined where there is none. */
  at(index: number): string | undefined
  /** The number of a line among sorted ones; -1 where it is none of them. */
  indexOf(line: string): number
  all(): readonly string[]
}

/** Finds lines in a text with the help of what `startsOf` says of it. */
export function linesOf(text: string, starts: readonly number[]): LineList {
  const known = new Map<string, number>()
  let split: readonly string[] | undefined
  let searched = 0
  const endOf = (at: number): number => {
    const end = text.indexOf('\n', at)
    return end === -1 ? text.length : end
  }
  const lineFrom = (at: number): string => text.slice(at, endOf(at))
  /** The number of the last start whose line does not come after this one. */
  const startBefore = (line: string): number => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (lineFrom(starts[middle] ?? 0) <= line) low = middle
      else high = middle
    }
    return low
  }
  const find = (line: string): number => {
    const start = startBefore(line)
    let at = starts[start] ?? text.length
    for (let index = 0; index < linesPerStart && at < text.length; index++) {
      if (lineFrom(at) === line) return start * linesPerStart + index
      at = endOf(at) + 1
    }
    return -1
  }
  return {
    at(index) {
      searched += 1
      if (searched > mostSearched) return (split ??= text.split('\n'))[index]
      let at = starts[Math.floor(index / linesPerStart)]
      if (at === undefined) return undefined
      for (let left = index % linesPerStart; left > 0; left--) {
        at = endOf(at) + 1
        if (at > text.length) return undefined
      }
      return lineFrom(at)
    },
    indexOf(line) {
      const found = known.get(line) ?? find(line)
      known.set(line, found)
      return found
    },
    all: () => (split ??= text.split('\n')),
  }
}

/** Rows in JSON, of which each is parsed when it is first asked for. */
export function rowsOf<Row>(lines: LineList): (index: number) => Row | undefined {
  const known = new Map<number, Row>()
  return index => {
    const found = known.get(index)
    if (found !== undefined) return found
    const line = lines.at(index)
    if (line === undefined) return undefined
    const row = JSON.parse(line) as Row
    known.set(index, row)
    return row
  }
}

/** What a row says of an architecture; empty where there is no such type. */
export function pick(row: EncodedType | undefined, architecture: Architecture): EncodedShape {
  return (architecture === 'ia32' ? (row?.[1] ?? row?.[0]) : row?.[0]) ?? []
}
