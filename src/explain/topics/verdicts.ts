import type { VerdictKind } from '../../result/verdict-kind.ts'
import type { Explanation } from '../../mistakes/mistake.ts'

/** A page for each verdict. */
export const verdictEntries: Readonly<Record<VerdictKind, Explanation>> = {
  same: {
    means:
      'The step ended as it did in the control, which has every declaration right, on the same lane and device.',
    how: [
      'What this step uses is declared right in a process of this width, or the mistake is in another step.',
    ],
    tell: [
      'It says nothing about other steps. If the step is declared wrong and still ends the same, the verdict is `tolerated` or `lucky`.',
    ],
    cures: [],
  },
  tolerated: {
    means:
      'The step is declared wrong, and it ended as in the control, because the platform guarantees that this does no harm.',
    how: [
      'A kernel handle is cut to 32 bits. The reason is printed beside the verdict and has a page: `kernel-handle`.',
    ],
    tell: [
      'The guarantee is for this step. The same declaration can be wrong elsewhere: for a failure value, a pseudo handle or an address.',
      'The tagged lanes show where the upper half is lost.',
    ],
    cures: ['declare-handle'],
  },
  lucky: {
    means:
      'The step is declared wrong, and it ended as in the control this time. Nothing guarantees that it will again.',
    how: [
      'The reason is printed beside the verdict, and each has a page: `low-address`, `not-looked-at`, `unused-width`, `sentinel-shape`.',
    ],
    tell: [
      'With other values, another device or another version of Windows it can fail. The scenes `@above-4gib` show what a cut address does.',
    ],
    cures: ['declare-handle'],
  },
  'invalid-handle': {
    means: 'The step failed with ERROR_INVALID_HANDLE (6), and the control did not.',
    how: ['One of seven causes, which is printed beside the verdict; each has a page.'],
    tell: [
      'NTSTATUS C0000008 means that no such handle was found, C0000024 that an object of another kind was.',
      'If the step before it failed too, look at that one first: 6 often hides the code that matters.',
    ],
    cures: ['declare-handle', 'compare-sentinel', 'overlapped-struct'],
  },
  'other-error': {
    means:
      'The step failed with another code than 6, or the FFI refused the call, and the control succeeded or failed otherwise.',
    how: [
      'The call failed a check other than that of the handle: of a size, a parameter or an address.',
      'The FFI or the language refused a value that does not fit.',
    ],
    tell: ['The page of the code says what it means: `handle-width explain 87`.'],
    cures: ['struct-size', 'open-flags', 'declare-handle'],
  },
  'wrong-data': {
    means:
      'The call reported success, but its effect differs from that in the control: other bytes, another count, a wait that did not happen, memory overwritten beside a variable.',
    how: [
      'The program reads a field or variable at another place or width than the callee wrote it.',
      'An out-variable is narrower than what is written, so the fence behind it changed.',
    ],
    tell: [
      'The report says which field was expected to hold what. A success without its effect is the most dangerous outcome, because no error code reports it.',
    ],
    cures: ['handle-variable', 'narrow-results', 'overlapped-struct'],
  },
  crashed: {
    means: 'The process died in this call.',
    how: [
      'A truncated address was dereferenced.',
      'A wrong calling convention unbalanced the stack.',
      'Memory of another object was overwritten.',
    ],
    tell: [
      'Exit code 3221225477 (0xC0000005) is an access violation; Wine returns exit codes modulo 256, so it is 5 there.',
    ],
    cures: ['declare-handle', 'calling-convention', 'handle-variable'],
  },
  'timed-out': {
    means: 'The call did not return in time, and the harness ended the process.',
    how: [
      'The program waits for an event that the kernel never sets, because hEvent is at the wrong offset.',
      'A read without a time-out waits for data that never arrives.',
      'The device was unplugged during a blocking read (measured under Wine).',
    ],
    tell: [
      'The report states the limit. The usual reason is an OVERLAPPED that is too short and followed by zeros.',
    ],
    cures: ['overlapped-struct', 'overlapped-event'],
  },
  'not-reached': {
    means:
      'The step was not called, because a step that it needs did not end as expected, or the program noticed a failed open and stopped.',
    how: [
      'GetOverlappedResult is not called for a transfer that did not start.',
      'After an open whose failure is noticed, nothing more is called, as in a right program.',
    ],
    tell: ['The report names the step that prevented it; look for the reason there.'],
    cures: [],
  },
  unsupported: {
    means:
      'The step failed, and the control failed in the same way: the device or the lane cannot do this. It says nothing about the declaration.',
    how: [
      'A pseudo terminal has no modem lines: SETRTS, SETDTR and GetCommModemStatus fail with 50 under Wine.',
      'A pipe is not a serial port.',
    ],
    tell: [
      'Use another device to measure the step: a real port with its lines joined, `--device com:COM3`.',
    ],
    cures: [],
  },
  'not-judged': {
    means:
      'There is nothing to compare the step with: the control of this lane is not clean, or it did not reach this step.',
    how: [
      'Another program uses the port, the loopback plug is missing, the port is busy, or a child process died.',
    ],
    tell: ['The report says why the control is not clean. Correct that and measure again.'],
    cures: [],
  },
}
