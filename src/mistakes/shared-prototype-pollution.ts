import type { Mistake } from './mistake.ts'

/** Another module changes the prototype of a shared function. */
export const mistake: Mistake = {
  width: true,
  title: 'another module changes the prototype of a shared function',
  means: 'Two modules share one function object, and one of them changes its declaration for both.',
  how: [
    '`ctypes.windll.kernel32` is one object for the whole process; setting `argtypes` or `restype` sets them for all users.',
  ],
  tell: [
    'It depends on which modules are imported, and in which order.',
    'It cannot be shown with koffi, where each caller has its own functions.',
  ],
  cure: 'load a library object of your own (ctypes.WinDLL), so that no other module changes its prototypes',
  cures: ['own-prototypes', 'declare-handle'],
  links: [
    {
      title: 'pystray 90 and pywebview 720',
      url: 'https://github.com/moses-palmer/pystray/issues/90',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'importing one module breaks another',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['overflow', 'other-code', 'refused'],
          hint: ['module'],
          ffi: ['ctypes'],
          before: ['worked'],
        },
      },
    ],
    cases: [
      {
        id: 'py-pystray-pywebview',
        title: 'pystray and pywebview share windll',
        url: 'https://github.com/moses-palmer/pystray/issues/90',
        shows: {
          outcome: ['overflow', 'other-code'],
          call: ['module', 'window'],
          width: ['only-64'],
          ffi: ['ctypes'],
          hint: ['module'],
        },
      },
    ],
  },
}
