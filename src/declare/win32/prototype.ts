import type { Win32TypeName } from './types.ts'

/** How a function says that it failed. */
export type Failure =
  /** returns 0 (FALSE, NULL) and sets the last error */
  | 'zero'
  /** returns INVALID_HANDLE_VALUE, all bits of a pointer set, and sets the last error */
  | 'all-ones'
  /** returns 0xFFFFFFFF (WAIT_FAILED) and sets the last error */
  | 'wait-failed'
  /** returns FILE_TYPE_UNKNOWN (0) and sets a last error other than NO_ERROR */
  | 'zero-and-error'
  /** returns a Win32 error code; 0 is success; the last error is not used */
  | 'returns-code'
  /** cannot fail */
  | 'never'

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
  readonly failure: Failure
  /** A HANDLE that is an address in disguise (heap, find handle), whatever its type name says. */
  readonly pointerLike?: true
  /** The parameter whose handle the function ends when it succeeds. */
  readonly closes?: string
}

/** Microsoft's page about a function. */
export function documentationOf(name: string, prototype: Prototype): string {
  return `https://learn.microsoft.com/en-us/windows/win32/api/${prototype.header}/nf-${prototype.header}-${name.toLowerCase()}`
}
