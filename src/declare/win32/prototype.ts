import type { Failure } from '../failures.ts'
import type { Win32TypeName } from './types.ts'

/** The libraries whose exports the harness calls. */
export type Library = 'kernel32' | 'advapi32' | 'setupapi' | 'ntdll'

/** One true prototype. All of them are `__stdcall` on ia32. */
export interface Prototype {
  readonly library: Library
  /** The header that documents it; with the name it gives the address of the documentation page. */
  readonly header: string
  readonly returns: Win32TypeName
  /** Parameters in order, by their documented names. */
  readonly parameters: Readonly<Record<string, Win32TypeName>>
  readonly failure: Exclude<Failure, 'either'>
  /** A HANDLE that is an address in disguise (heap, find handle), whatever its type name says. */
  readonly pointerLike?: true
  /** The parameter whose handle the function ends when it succeeds. */
  readonly closes?: string
}
