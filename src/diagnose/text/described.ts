import type { Described } from './description.ts'
import { lineReaders } from './line-readers.ts'
import { constantTooLarge, ofBinding, ofPascalStream } from '../phrases/builds.ts'
import { ofConvention } from '../phrases/conventions.ts'
import { ofOtherBuild } from '../phrases/processes.ts'
import { ofTypes } from '../phrases/types.ts'
import { otherPointer } from '../phrases/values.ts'
import { ownLastError } from '../phrases/last-errors.ts'
import { ofMarshaller, ofShared } from '../phrases/width.ts'

/** Frames and messages of runtimes, which describe nothing. */
const ofRuntime =
  /^\s*(?:at |bei |à |File "|\d{1,4}: |#\d|Traceback)|\bException\b.{0,3}:|\b\w+Error: |^\s*[-+]?\s*(?:Private |Public )?Declare /

/** Messages that are descriptions, in whatever frame they stand. */
function isMessage(line: string): boolean {
  return (
    /\bSafe ?handle has been closed\b|\bneed at most 6\d handles\b/.test(line) ||
    [
      ofMarshaller,
      constantTooLarge,
      ofConvention,
      ofPascalStream,
      ofOtherBuild,
      ofTypes,
      ofBinding,
      ofShared,
      otherPointer,
      ownLastError,
    ].some(pattern => pattern.test(line))
  )
}

/** Longest quotation. Characters. */
const longest = 120

function quoteOf(line: string): string {
  const text = line.trim()
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

/** Mistakes that lines describe in words, the first of each kind. Takes time in proportion to the length of the lines. */
export function describedIn(lines: readonly string[]): readonly Described[] {
  const found = new Map<string, Described>()
  for (const [index, line] of lines.entries()) {
    if (line.length < 8 || (ofRuntime.test(line) && !isMessage(line))) continue
    for (const read of lineReaders) {
      const description = read(line, lines[index - 1] ?? '', lines[index + 1] ?? '')
      if (!description) continue
      const key = description.classes.join()
      const known = found.get(key)
      found.set(
        key,
        known
          ? { ...known, count: (known.count ?? 1) + 1 }
          : { ...description, quote: quoteOf(line), index, count: 1 },
      )
      break
    }
  }
  return [...found.values()]
}
