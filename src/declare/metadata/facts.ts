import { join } from 'node:path'
import { packageFolder } from '../../os/package-folder.ts'
import { readPackedJson } from '../../os/packed-json.ts'

/**
 * What win32metadata, Microsoft's own description of the Win32 API, says of functions and types, taken from its JSON
 * form (https://github.com/marlersoft/win32json, MIT). Kept in the repository for the tests and for those who make the
 * tables; the package does not carry it.
 */
export interface MetadataFacts {
  readonly source: {
    readonly repository: string
    readonly commit: string
    readonly license: string
  }
  readonly functions: Readonly<Record<string, MetadataFunction>>
  /** Bytes of each struct on x64, and on ia32 where that differs. */
  readonly structs: Readonly<Record<string, readonly [x64: number, ia32?: number]>>
  /** What closes a handle, by the type of the handle. */
  readonly closers: Readonly<Record<string, string>>
}

/** A function: its widths, its DLL, whether it sets the last error, and the handle that it returns, if any. */
export type MetadataFunction = readonly [
  /** Result, then parameters, a character each: see `widthOf`. */
  widths: string,
  library: string,
  setsLastError: 0 | 1,
  handle?: string,
]

const fixed: Readonly<Record<string, number>> = { v: 0, '1': 1, '2': 2, '4': 4, '8': 8 }

/** Bytes of a character of `widths`; `undefined` for a struct that is passed by value. Pointers to text are `n` or `w`. */
export function widthOf(character: string, pointerBytes: 4 | 8): number | undefined {
  return /[pnw]/.test(character) ? pointerBytes : fixed[character]
}

/** Bytes of a character of the text behind a pointer: 1 (narrow) or 2 (wide); `undefined` for what is no text. */
export function textOf(character: string): 1 | 2 | undefined {
  return character === 'n' ? 1 : character === 'w' ? 2 : undefined
}

/** The file in which the facts are kept. */
export const metadataFile = join(packageFolder, 'fixtures/win32metadata/facts.json.br')

/** The facts of the repository. */
export function openMetadata(): MetadataFacts {
  return readPackedJson(metadataFile) as MetadataFacts
}
