import { structFacts } from '../functions.ts'
import type { Lines, ReadFailure } from './lines.ts'

/** So many words in capitals are looked up. */
const mostNames = 200

/** Structs of Windows that a text speaks of, whose layout follows the process. */
export function structsSpokenOf(all: string): readonly string[] {
  return (all.match(/\b(?:tag)?[A-Z][A-Z0-9_]{3,40}\b/g) ?? [])
    .slice(0, mostNames)
    .filter(name => structFacts(name)?.differs)
}

/** Structs that the signature of a failing frame names, `DsAddressToSiteNames(String, UInt32, SOCKET_ADDRESS[])`; where no call is named, those that the text speaks of. */
export function structsIn(
  lines: Lines,
  first: ReadFailure | undefined,
  spoken: () => readonly string[],
): readonly string[] {
  if (!first) return []
  const frames = lines.texts.slice(first.index, first.index + 3).join(' ')
  const signed = frames.match(/\b[A-Z][A-Z0-9_]{3,40}(?=\[|&| ByRef|\*)/g) ?? []
  return [...new Set(first.call === undefined && signed.length === 0 ? spoken() : signed)]
}
