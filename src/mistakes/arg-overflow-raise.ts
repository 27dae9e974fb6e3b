import type { Mistake } from './mistake.ts'

/** The FFI refuses a value that does not fit. */
export const mistake: Mistake = {
  width: true,
  title: 'the FFI refuses a value that does not fit',
  means:
    'The FFI refuses a value that does not fit into the declared or default type, and raises an error of the language. The function is never called.',
  how: [
    'In ctypes the result is declared right and the parameter is not: an address comes back whole and does not fit into the default `int`.',
    'It happens inside callbacks too, where the exception is swallowed and a message is lost.',
  ],
  tell: [
    'OverflowError or RangeError instead of an error code.',
    'Only for large values, so it may take a long session to appear.',
    'The usual reason is half a cure: only `restype` was set.',
  ],
  cure: 'declare the parameters too, not the result alone (ctypes: argtypes)',
  cures: ['declare-handle', 'keep-wide'],
  notIn: {
    ahk: 'DllCall takes any integer and cuts it without a word',
    java: 'the compiler holds int and long apart, and a value that fits the type is never refused',
    mql: 'the compiler converts integers and warns at most; no call is refused for it',
  },
  links: [
    {
      title: 'pywinauto 641: only rare window handles',
      url: 'https://github.com/pywinauto/pywinauto/pull/648',
    },
  ],
  audit: ['undeclared-parameters'],
  diagnosis: {
    seen: 11,
    signs: [
      {
        title: 'the FFI refuses a value above 32 bits: the result is declared, the argument is not',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['overflow'],
          value: ['address', 'dirty-upper'],
          width: ['only-64'],
          ffi: ['ctypes', 'ctypes-old', 'other'],
        },
      },
    ],
    cases: [
      {
        id: 'py-cpython-74472',
        title: 'FreeLibrary with an undeclared HMODULE',
        url: 'https://github.com/python/cpython/issues/74472',
        shows: {
          outcome: ['overflow', '6', 'other-code'],
          call: ['module'],
          width: ['only-64'],
          value: ['address'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'py-xpra-2876',
        title: 'xpra: undeclared HMODULE argument',
        url: 'https://github.com/Xpra-org/xpra/issues/2876',
        shows: {
          outcome: ['overflow'],
          call: ['window', 'module'],
          width: ['only-64'],
          ffi: ['ctypes'],
        },
      },
      {
        id: 'py-pysciter-69',
        title: 'pysciter: LPARAM undeclared in a window procedure',
        url: 'https://github.com/sciter-sdk/pysciter/issues/69',
        shows: {
          outcome: ['overflow'],
          call: ['window'],
          width: ['only-64'],
          ffi: ['ctypes'],
          hint: ['callback'],
        },
      },
      {
        id: 'py-pywinauto-641',
        title: 'pywinauto: HWND undeclared',
        url: 'https://github.com/pywinauto/pywinauto/pull/648',
        shows: {
          outcome: ['overflow'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['ctypes'],
        },
      },
      {
        id: 'py-dpgdnd-1',
        title: 'DearPyGui-DragAndDrop: HWND undeclared in a callback',
        url: 'https://github.com/IvanNazaruk/DearPyGui-DragAndDrop/issues/1',
        shows: {
          outcome: ['overflow'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          value: ['dirty-upper', 'address'],
          ffi: ['ctypes'],
          hint: ['callback'],
        },
      },
      {
        id: 'py-edmc-1805',
        title: 'EDMarketConnector: HWND undeclared in a callback',
        url: 'https://github.com/EDCD/EDMarketConnector/issues/1805',
        shows: {
          outcome: ['overflow'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['ctypes'],
          hint: ['callback'],
        },
      },
      {
        id: 'py-auroraview-433',
        title: 'auroraview: window functions undeclared',
        url: 'https://github.com/loonghao/auroraview/issues/433',
        shows: { outcome: ['overflow'], call: ['window'], rhythm: ['always'], ffi: ['ctypes'] },
      },
      {
        id: 'rb-chef-11472',
        title: 'Chef: LPARAM as long',
        url: 'https://github.com/chef/chef/pull/11472',
        shows: {
          outcome: ['overflow'],
          call: ['window'],
          width: ['only-64'],
          value: ['address'],
          ffi: ['other'],
        },
      },
    ],
  },
}
