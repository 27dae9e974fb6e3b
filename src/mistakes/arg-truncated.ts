import type { Mistake } from './mistake.ts'

/** An argument is cut on the way in. */
export const mistake: Mistake = {
  width: true,
  title: 'a handle argument is truncated to 32 bits',
  means:
    'A parameter that takes a handle is declared with 32 bits, so the handle is truncated when it is passed.',
  how: ['The parameter is declared as `int`, `DWORD`, `uint32_t` or `Long`.'],
  tell: [
    'Kernel handles are not harmed: the port works on x64 as it does on ia32. The popular explanation of error 6, "the cast discards the upper 32 bits", describes this harmless case.',
    'The truncation even repairs a handle whose upper half was dirty.',
    'Addresses are harmed, and so is -1 if the FFI zero-extends.',
  ],
  cure: 'declare every handle and pointer parameter as wide as a pointer, and do not cast to 32 bits before the call',
  cures: ['declare-handle'],
  notIn: {
    ahk: 'DllCall passes 64 bits on x64 whatever the type of an argument says; what is cut are results and what lies behind pointers',
  },
  audit: ['pointer-truncated', 'handle-narrowed', 'undeclared-parameters', 'integer-truncated'],
  diagnosis: {
    seen: 12,
    signs: [
      {
        title: 'an address was cut on the way in',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['crash', 'wrong-result'],
          call: ['window', 'module', 'memory', 'find', 'enumerate'],
          value: ['address', 'cut-address'],
          width: ['only-64'],
          rhythm: ['sometimes', 'always'],
        },
      },
    ],
    cases: [
      {
        id: 'py-esky-59',
        title: 'esky: HMODULE as int',
        url: 'https://github.com/cloudmatrix/esky/pull/59',
        shows: { call: ['module'], width: ['only-64'], ffi: ['ctypes-old'] },
      },
      {
        id: 'cs-gmkh-6',
        title: 'globalmousekeyhook: int wParam',
        url: 'https://github.com/gmamaladze/globalmousekeyhook/issues/6',
        shows: { call: ['window'], width: ['only-64'], ffi: ['pinvoke'] },
      },
      {
        id: 'cs-avalonia-1144',
        title: 'Avalonia: SetWindowLongPtr with uint',
        url: 'https://github.com/AvaloniaUI/Avalonia/pull/1144',
        shows: { call: ['window'], width: ['only-64'], ffi: ['pinvoke'] },
      },
      {
        id: 'ahk-com-25',
        title: 'COM-Classes: UInt for HWND',
        url: 'https://github.com/maul-esel/COM-Classes/issues/25',
        shows: { call: ['window'], width: ['only-64'], ffi: ['ahk'] },
      },
      {
        id: 'pas-bold-9',
        title: 'BoldForDelphi: LongInt(@r) as lParam',
        url: 'https://github.com/bero/BoldForDelphi/issues/9',
        shows: {
          outcome: ['crash'],
          call: ['window'],
          width: ['only-64'],
          value: ['cut-address'],
          ffi: ['native'],
        },
      },
      {
        id: 'pas-tothpaul-7',
        title: 'Execute.SChannel: a pointer as Integer',
        url: 'https://github.com/tothpaul/Delphi/issues/7',
        shows: { call: ['other'], width: ['only-64'], ffi: ['native'] },
      },
      {
        id: 'java-swtext-2',
        title: 'SWT-Win32-Extension: int for every handle',
        url: 'https://github.com/cnfree/SWT-Win32-Extension/issues/2',
        shows: {
          outcome: ['wrong-result', 'crash'],
          call: ['window'],
          width: ['only-64'],
          ffi: ['java'],
        },
      },
      {
        id: 'c-ptrtoulong',
        title: 'PtrToUlong in a window call',
        url: 'https://github.com/MicrosoftDocs/win32/pull/112',
        shows: {
          outcome: ['crash'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          value: ['cut-address'],
          ffi: ['native'],
        },
      },
    ],
  },
}
