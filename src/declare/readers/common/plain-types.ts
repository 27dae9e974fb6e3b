import { openWidthTable } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { scalar, unknown, type Sized } from './program.ts'

type Kind = Parameters<typeof scalar>[1]

/** A built-in type of a language: its kind and its bytes; `pointer` where it is as wide as one. */
export type PlainType<K extends Kind = Kind> = readonly [kind: K, bytes: number | 'pointer']

export type PlainTypes = Readonly<Record<string, PlainType>>

/** A built-in type in a process with pointers of this width. */
export function sizedType(
  spelled: string,
  [kind, bytes]: PlainType,
  pointerBytes: PointerBytes,
): Sized {
  return scalar(spelled, kind, bytes === 'pointer' ? pointerBytes : bytes)
}

/** The built-in type of a name; undefined for a name that is not built in. */
export function plainTypeIn(
  types: PlainTypes,
  name: string,
  spelled: string,
  pointerBytes: PointerBytes,
): Sized | undefined {
  const found = Object.hasOwn(types, name) ? types[name] : undefined
  return found && sizedType(spelled, found, pointerBytes)
}

/** A number or pointer of the Windows headers by its name; of unknown width for any other name. */
export function windowsType(name: string, spelled: string, pointerBytes: PointerBytes): Sized {
  const found = openWidthTable().type(name, pointerBytes === 8 ? 'x64' : 'ia32')
  switch (found?.kind) {
    case 'signed':
    case 'unsigned':
    case 'float':
      return scalar(spelled, found.kind, found.bytes)
    case 'pointer':
      return scalar(spelled, 'pointer', pointerBytes)
    default:
      return unknown(spelled)
  }
}
