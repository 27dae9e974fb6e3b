/** What one step did. Exactly these kinds; ERROR_INVALID_HANDLE is `win32-error` with code 6. */
export type Outcome =
  /** success, and its effect was seen where it has one */
  | { readonly kind: 'ok' }
  /** the call failed with a Win32 error; `status` is the NTSTATUS behind it */
  | { readonly kind: 'win32-error'; readonly code: number; readonly status: number }
  /** success was reported, but something else than expected was seen */
  | {
      readonly kind: 'wrong-data'
      readonly field: string
      readonly expected: string
      readonly actual: string
    }
  /** not called, because of another step */
  | { readonly kind: 'not-reached'; readonly after: string }
  /** called, did not return within the limit, and was killed */
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  /** the process died in this call */
  | { readonly kind: 'crashed'; readonly exitCode: number | null; readonly signal: string | null }
  /** the FFI refused the declaration or the value */
  | { readonly kind: 'ffi-rejected'; readonly message: string }
  /** this lane cannot declare or measure the step */
  | { readonly kind: 'not-declared'; readonly reason: string }

export type OutcomeKind = Outcome['kind']

/** All outcome kinds. */
export const outcomeKinds = Object.keys({
  ok: true,
  'win32-error': true,
  'wrong-data': true,
  'not-reached': true,
  'timed-out': true,
  crashed: true,
  'ffi-rejected': true,
  'not-declared': true,
} satisfies Record<OutcomeKind, true>) as OutcomeKind[]
