import type { HarmlessReason } from '../../result/harmless.ts'
import type { Explanation } from '../../mistakes/mistake.ts'

/** A page for each reason why a wrong declaration did no harm. */
export const harmlessEntries: Readonly<Record<HarmlessReason, Explanation>> = {
  'kernel-handle': {
    means:
      'A kernel handle has 32 significant bits on 64-bit Windows, so that it can be shared with 32-bit programs. Truncated to 32 bits and extended again, it is the same handle.',
    how: [
      'A handle of a file, port, event, thread or process, or a key of the registry, is declared with 32 bits.',
    ],
    tell: [
      'Windows guarantees it for these kinds of handle and for no others: the declaration is wrong, but tolerated.',
      'It does not cover the failure value -1 or the pseudo handle -1 where the FFI zero-extends.',
      'The tagged kernel uses the upper half: there the same step gives error 6.',
    ],
    cures: ['declare-handle'],
    links: [
      {
        title: 'Microsoft: interprocess communication between 32-bit and 64-bit applications',
        url: 'https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication',
      },
    ],
  },
  'low-address': {
    means: 'What was truncated is an address, which was below 4 GiB this time.',
    how: [
      'HMODULE, HDEVINFO, a find handle, a heap, or the address of a struct is declared with 32 bits.',
    ],
    tell: [
      'Nothing guarantees it. It changes with the program, the version of Windows and the random placement of modules.',
      'The scene `@above-4gib` of a probe reserves all low addresses first; there, heaps and find handles crash (measured under Wine).',
      'Wine 8 places heaps, find handles and device lists below 4 GiB as long as there is room; the Wine 10 of "setup wine --wine 10" places them above.',
    ],
    cures: ['declare-handle', 'keep-wide'],
  },
  'not-looked-at': {
    means:
      'A struct was declared wrong, and the callee did not use the members that are at the wrong offset.',
    how: [
      'WriteFile and ReadFile that can end at once need no event, so a misplaced hEvent does not matter to them.',
      'GetOverlappedResult without waiting reads only Internal and InternalHigh.',
    ],
    tell: [
      'It fails as soon as the transfer has to wait: a full queue, an empty queue, a slower device, another driver.',
    ],
    cures: ['overlapped-struct'],
  },
  'unused-width': {
    means:
      'Something is declared too narrow or too wide, and the callee does not use the part that is wrong.',
    how: [
      'A value that fits into the narrow type: a small size, a BOOL of 64 bits whose upper half happens to be zero.',
      'Leftovers in the upper half of a handle that the callee reads with 32 bits, as the registry of Wine does.',
      'An out-variable that is too small, while the bytes behind it are not in use.',
    ],
    tell: [
      'It works for these values only. Overwritten bytes are shown as `wrong data` where the fence around the variable was hit.',
    ],
    cures: ['narrow-results', 'handle-variable'],
  },
  'sentinel-shape': {
    means: 'The failure value happened to have the form with which the program compares it.',
    how: [
      'A result declared `int32_t` gives -1 and is compared with -1.',
      'In a 32-bit process 0xFFFFFFFF is the failure value, so the 32-bit comparison is right there.',
      'The open succeeded, so that the comparison did not matter.',
    ],
    tell: [
      'Change the declared type or the architecture and the comparison is wrong; the probes `sentinel-js-*` show which pairs work.',
    ],
    cures: ['compare-sentinel'],
  },
}
