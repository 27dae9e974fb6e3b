import type { Family } from '../widths/handles.ts'
import type { CType } from './c-types.ts'
import { win32Types } from './truth.ts'

export { win32Types } from './truth.ts'

/** The families of handles that the sequences make: window handles and sockets are in none of them. */
export type HandleFamily = Extract<Family, 'kernel' | 'registry' | 'pointer-like'>

/** What is to be known of a type. */
export interface Win32Type {
  /** The C type that has the true width. */
  readonly c: CType
  readonly family?: HandleFamily
  /** What a pointer points at: a type of this table or a struct. */
  readonly pointsTo?: string
}

win32Types satisfies Readonly<Record<string, Win32Type>>

/** A Win32 type name of the table. */
export type Win32TypeName = keyof typeof win32Types

/** The row of a Win32 type. */
export function win32Type(name: Win32TypeName): Win32Type {
  return win32Types[name]
}

/** Whether a text is a Win32 type name of the table. */
export function isWin32Type(text: string): text is Win32TypeName {
  return Object.hasOwn(win32Types, text)
}
