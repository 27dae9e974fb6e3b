import type { Cause } from './cause.ts'

/** What a cause is, and what to do about it. */
export interface CauseText {
  readonly says: string
  readonly cure: string
}

/** A description of each cause of an error 6. */
export const causeTexts = {
  'upper-half-dirty': {
    says: 'the low 32 bits are the handle, the upper 32 bits are leftovers of the caller or its FFI',
    cure: 'declare the parameter as wide as a pointer (void *, HANDLE, IntPtr, c_void_p), so that all 64 bits are written',
  },
  'tag-lost': {
    says: 'the upper 32 bits were cut off and replaced by zeros or the sign; the tagged kernel uses them, so the loss shows',
    cure: 'declare results, arguments and variables that hold the handle as wide as a pointer; an untagged kernel tolerates this',
  },
  'sentinel-used': {
    says: 'an open had failed, nobody noticed, and its failure value was used as a handle',
    cure: 'compare the result of the open with INVALID_HANDLE_VALUE at pointer width, stop there, and report its own error code',
  },
  'struct-layout': {
    says: 'the event was taken from another place of OVERLAPPED than the one the program wrote it to',
    cure: 'declare Internal and InternalHigh as ULONG_PTR (pointer-wide), so that hEvent lies at 24 on 64 bits and at 16 on 32 bits',
  },
  closed: {
    says: 'the handle had been closed before the call',
    cure: 'look for the second close, or for the thread or finalizer that closed it; the widths are not at fault',
  },
  'wrong-kind': {
    says: 'the handle is open but refers to an object of another kind',
    cure: 'check which handle is passed here; the widths are not at fault',
  },
  'never-a-handle': {
    says: 'the value never was a handle of this process',
    cure: 'look for an uninitialised variable, or for a number that was taken for a handle',
  },
} as const satisfies Record<Cause, CauseText>
