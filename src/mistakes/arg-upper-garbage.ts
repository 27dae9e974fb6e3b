import type { Mistake } from './mistake.ts'

/** The upper half of an argument is leftover data. */
export const mistake: Mistake = {
  width: true,
  title: 'the upper half of an argument is leftover data',
  means:
    'The callee reads 64 bits, but the FFI wrote only 32; the rest is whatever was there before.',
  how: [
    'CPython up to 3.7 on x64 leaves the upper half of every undeclared `int` argument undefined, in registers and on the stack. Newer versions use another libffi, which zero-extends on x64 and sign-extends on ARM64 (read in its source, not measured here).',
    'koffi itself does not do it: it sign-extends `int32_t` and zero-extends `uint32_t`, in registers and on the stack. The probes pass a wide value to show it.',
  ],
  tell: [
    'Error 6 at random although the handle is a small number.',
    'The same script works on another version of the interpreter or after an unrelated change.',
    'Never in a 32-bit process.',
  ],
  cure: 'declare the parameter as a HANDLE (ctypes: argtypes, or HANDLE(value)), so that all 64 bits are written',
  cures: ['declare-handle'],
  links: [
    {
      title: 'prompt_toolkit 930: plain int handles work or break by luck',
      url: 'https://github.com/prompt-toolkit/python-prompt-toolkit/pull/930',
    },
  ],
  audit: ['undeclared-parameters'],
  diagnosis: {
    seen: 8,
    signs: [
      {
        title:
          'a small handle, error 6 at random, gone in a 32-bit process: the upper half of the slot was leftover data',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          width: ['only-64'],
          rhythm: ['sometimes', 'always'],
          value: ['small'],
          open: ['succeeded'],
          siblings: ['fail', 'ok'],
          ffi: ['ctypes-old', 'js', 'other'],
        },
      },
      {
        title: 'the upper half of the value is not what the open returned',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          width: ['only-64'],
          value: ['dirty-upper'],
          siblings: ['fail'],
        },
      },
    ],
    cases: [
      {
        id: 'py-winunicode-32',
        title: 'win-unicode-console: console calls without argtypes',
        url: 'https://github.com/Drekin/win-unicode-console/issues/32',
        shows: {
          outcome: ['6'],
          call: ['console'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          value: ['small'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'py-ptk-930',
        title: 'prompt_toolkit 1.0: a handle as a plain int',
        url: 'https://github.com/prompt-toolkit/python-prompt-toolkit/pull/930',
        shows: {
          outcome: ['6', 'crash'],
          call: ['console'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          value: ['small'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'py-colorama-43',
        title: 'colorama in pss: no argtypes',
        url: 'https://github.com/eliben/pss/pull/7',
        shows: {
          outcome: ['6', 'wrong-result'],
          call: ['console'],
          width: ['only-64'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'cs-rt-123685',
        title: '.NET tests: int for pointers of CreateFile',
        url: 'https://github.com/dotnet/runtime/pull/123685',
        shows: { call: ['open'], width: ['only-64'], ffi: ['pinvoke'] },
      },
      {
        id: 'js-nodewin32-16',
        title: 'node-win32-api: HWND as int',
        url: 'https://github.com/waitingsong/node-win32-api/issues/16',
        shows: {
          outcome: ['crash'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['js'],
        },
      },
    ],
  },
}
