import type { Mistake } from './mistake.ts'

/** A standard handle that cannot be inherited or duplicated. */
export const mistake: Mistake = {
  width: false,
  title: 'a standard handle that cannot be inherited or duplicated',
  means:
    'A child process should inherit a standard handle that this process does not have, or that cannot be inherited.',
  how: [
    'A service, a windowed program or `pythonw` has no standard input; a program that starts a child duplicates a handle that does not exist.',
    'A standard handle was closed, or was created as not inheritable.',
  ],
  tell: [
    'Error 6 comes from DuplicateHandle or CreateProcess, inside the library that starts the child: `_make_inheritable` and `_get_handles` in Python.',
    'From a console with nothing redirected it works, in every kind of process.',
  ],
  cure: 'give the child its standard streams explicitly (stdin=DEVNULL)',
  cures: ['standard-streams'],
  links: [
    {
      title: 'CPython 74015: subprocess without standard handles',
      url: 'https://github.com/python/cpython/issues/74015',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 4,
    signs: [
      {
        title: 'a standard handle is duplicated for a child process',
        shows: {
          outcome: ['6'],
          call: ['stdio', 'process'],
          width: ['both'],
          redirected: ['yes'],
          hint: ['subprocess'],
          layout: ['right'],
        },
      },
    ],
    cases: [
      {
        id: 'L14',
        title: 'subprocess under pythonw or a service',
        url: 'https://github.com/python/cpython/issues/74015',
        shows: {
          outcome: ['6'],
          call: ['stdio', 'process'],
          width: ['both'],
          ffi: ['ctypes', 'ctypes-old', 'native'],
          hint: ['subprocess'],
          redirected: ['yes'],
        },
      },
      {
        id: 'L14-gitpython',
        title: 'GitPython: no standard input to inherit',
        url: 'https://github.com/gitpython-developers/GitPython/issues/722',
        shows: {
          outcome: ['6'],
          call: ['stdio'],
          width: ['both'],
          ffi: ['ctypes', 'ctypes-old', 'native'],
          hint: ['subprocess'],
          redirected: ['yes'],
        },
      },
    ],
  },
}
