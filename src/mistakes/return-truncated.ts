import type { Mistake } from './mistake.ts'

/** A result is declared too narrow. */
export const mistake: Mistake = {
  width: true,
  title: 'a result is declared too narrow',
  means:
    'A function that returns a handle is declared to return 32 bits, so the upper half of the result is lost.',
  how: [
    'The result type was left at the default of the FFI, which is `int` in ctypes and in many others.',
    'The type was written for 32-bit Windows (`Long` in VBA, `int` in C#, `DWORD` in Delphi).',
  ],
  tell: [
    'Kernel handles are not harmed (`tolerated`, kernel-handle). Addresses are: HMODULE, HDEVINFO, find handles and heaps above 4 GiB crash or are refused.',
    'The value is negative, or is 0x00000000xxxxxxxx where an address is expected.',
    'It comes and goes with the placement of modules in memory.',
  ],
  cure: 'declare the result as wide as a pointer (void *, intptr_t, IntPtr, LongPtr, HANDLE)',
  cures: ['declare-handle'],
  audit: ['pointer-truncated', 'handle-narrowed', 'undeclared-result', 'misspelt-attribute'],
  diagnosis: {
    seen: 12,
    signs: [
      {
        title:
          'a handle that is an address lost its upper half: a crash, or a wrong answer, where addresses lie above 4 GiB',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['crash', '6', 'wrong-result'],
          call: ['enumerate', 'find', 'module', 'memory'],
          value: ['cut-address', 'zero'],
          width: ['only-64'],
          rhythm: ['sometimes', 'always'],
        },
      },
    ],
    cases: [
      {
        id: 'py-pyserial-hdevinfo',
        title: 'pyserial list_ports: HDEVINFO as c_int',
        url: 'https://github.com/pyserial/pyserial/commit/7c305c56ee93d7fdef96ec3da1dc7001db1f492c',
        shows: {
          outcome: ['6', 'other-code'],
          call: ['enumerate'],
          width: ['only-64'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'py-pysetupdi-1',
        title: 'pysetupdi: default int results',
        url: 'https://github.com/gwangyi/pysetupdi/issues/1',
        shows: { outcome: ['6'], call: ['enumerate'], width: ['only-64'], ffi: ['ctypes-old'] },
      },
      {
        id: 'py-pyperclip-25',
        title: 'pyperclip 1.5: GlobalLock without restype',
        url: 'https://github.com/asweigart/pyperclip/issues/25',
        shows: {
          outcome: ['crash', '6'],
          call: ['memory'],
          width: ['only-64'],
          value: ['zero', 'cut-address'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'py-accessiweather-698',
        title: 'AccessiWeather: default results',
        url: 'https://github.com/Orinks/AccessiWeather/pull/698',
        shows: { call: ['open', 'window'], width: ['only-64'], ffi: ['ctypes'] },
      },
      {
        id: 'vba-msdocs-290',
        title: 'Office sample: As Long for a pointer',
        url: 'https://github.com/MicrosoftDocs/office-developer-client-docs/issues/290',
        shows: { outcome: ['crash'], call: ['window'], width: ['only-64'], ffi: ['vba'] },
      },
      {
        id: 'pas-bdiff-11',
        title: 'BDiff: Integer(GetStdHandle)',
        url: 'https://github.com/ddabapps/bdiff/issues/11',
        shows: { call: ['console'], width: ['only-64'], ffi: ['native'] },
      },
      {
        id: 'lua-lfs-3',
        title: 'luafilesystem: _findfirst as int',
        url: 'https://github.com/sonoro1234/luafilesystem/pull/3',
        shows: {
          outcome: ['crash'],
          call: ['find'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['other'],
        },
      },
      {
        id: 'nim-21106',
        title: 'Nim: _get_osfhandle as cint',
        url: 'https://github.com/nim-lang/Nim/pull/21106',
        shows: { call: ['other'], width: ['only-64'], ffi: ['native'] },
      },
    ],
  },
}
