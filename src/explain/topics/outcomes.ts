import type { OutcomeKind } from '../../result/outcome.ts'
import type { Explanation } from '../../mistakes/mistake.ts'

/** A page for each kind of outcome: what a step did, before it is judged. */
export const outcomeEntries: Readonly<Record<OutcomeKind, Explanation>> = {
  ok: {
    means:
      'The call succeeded and its effect was seen where it has one; or it failed with exactly the expected code, such as 997 for a transfer that has started.',
    how: ['Return value, data, counts, times and the fences around all memory are as expected.'],
    tell: [
      'ok is not a verdict: a wrong declaration that ends ok is `tolerated` (the platform guarantees it) or `lucky` (this time).',
    ],
    cures: [],
  },
  'win32-error': {
    means: 'The call reported failure. The code and the NTSTATUS behind it are recorded.',
    how: [
      'Right after the call the harness reads GetLastError and then RtlGetLastNtStatus; both were set to a known value before the call.',
    ],
    tell: [
      '`handle-width explain CODE` has a page for each code. ERROR_INVALID_HANDLE is this outcome with code 6; its cause is named from the evidence.',
    ],
    cures: ['last-error'],
  },
  'wrong-data': {
    means: 'The call reported success, but its effect was not the expected one.',
    how: ['A byte, a field, a count, a time or the fence around an object differs.'],
    tell: ['Field, expected and actual value are recorded.'],
    cures: ['handle-variable', 'narrow-results'],
  },
  'not-reached': {
    means: 'The call was not made.',
    how: [
      'A step that it needs did not end as expected, the program stopped at a failed open, or the process had died before.',
    ],
    tell: ['The step that prevented it is recorded.'],
    cures: [],
  },
  'timed-out': {
    means: 'The call did not return within its limit, and the process was terminated.',
    how: [
      'It waited for something that cannot happen, such as an event that the kernel never sets because hEvent is at the wrong offset.',
    ],
    tell: [
      'The limit in milliseconds is recorded. The steps after it are not reached; the other probes go on in a fresh process.',
    ],
    cures: ['overlapped-struct', 'overlapped-event'],
  },
  crashed: {
    means: 'The process died between the beginning and the end of the call.',
    how: [
      'The journal has a beginning but no end for this step. It is written before each call, so the place is known.',
    ],
    tell: [
      'Exit code or signal are recorded. Under Wine and on Unix an exit code comes back modulo 256.',
    ],
    cures: ['declare-handle', 'calling-convention'],
  },
  'ffi-rejected': {
    means:
      'The FFI, or the language above it, refused the declaration or the value before anything was called.',
    how: [
      'A checked conversion found a value that does not fit: OverflowError in Python, OverflowException in .NET.',
      'The FFI found the declaration impossible.',
    ],
    tell: [
      'The message of the FFI is recorded. The kernel was never asked, so there is no error code.',
    ],
    cures: ['declare-handle', 'keep-wide'],
  },
  'not-declared': {
    means: 'This lane could not measure the step.',
    how: [
      'The device could not be made, the child process could not be started, or there is nothing above 4 GiB in a 32-bit process.',
    ],
    tell: ['The reason is recorded. It is a gap in the measurement, not a result.'],
    cures: [],
  },
}
