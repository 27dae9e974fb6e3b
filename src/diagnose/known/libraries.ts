import type { KnownFault, CallingLibrary } from './library.ts'
import { otherLibraries } from './other-libraries.ts'
import { pythonLibraries } from './python-libraries.ts'

/** Every library that is known. `right` says how its declarations are known to be right, `faults` what its own issues say. */
const libraryRows: readonly CallingLibrary[] = [...pythonLibraries, ...otherLibraries]

/** A library found in a text. */
export interface FoundLibrary {
  readonly library: CallingLibrary
  readonly version?: string
  /** Whether its declarations are right in this version; `undefined` where that is not known. */
  readonly isRight?: boolean
  readonly fault?: KnownFault
}

function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [version, least].map(text =>
    text.split('.').map(part => Number.parseInt(part, 10)),
  )
  for (let index = 0; index < 3; index++) {
    const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

function rightness({ right }: CallingLibrary, version: string | undefined): boolean | undefined {
  if (right === 'unknown') return undefined
  if (typeof right === 'string') return true
  return version === undefined ? undefined : isAtLeast(version, right.since)
}

function versionIn({ version, byLine }: CallingLibrary, text: string): string | undefined {
  for (const pattern of version ?? []) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return found
  }
  return byLine?.find(({ tell }) => tell.test(text))?.version
}

/** The library that made the failing call, by the frames and messages of a text; the innermost frame counts, so `text` is what stands around the failure. */
export function libraryIn(text: string): FoundLibrary | undefined {
  const library = libraryRows.find(({ tell }) => tell.test(text))
  if (!library) return undefined
  const version = versionIn(library, text)
  const isRight = rightness(library, version)
  const fault = library.faults.find(({ tell }) => tell.every(pattern => pattern.test(text)))
  return {
    library,
    ...(version === undefined ? {} : { version }),
    ...(isRight === undefined ? {} : { isRight }),
    ...(fault ? { fault } : {}),
  }
}
