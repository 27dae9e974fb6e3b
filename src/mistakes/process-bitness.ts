import type { Mistake } from './mistake.ts'

/** The other process has another bitness. */
export const mistake: Mistake = {
  width: false,
  title: 'the other process has another bitness',
  means: 'The program accesses another process whose pointers have another width than its own.',
  how: [
    'A 32-bit process reads the memory, the modules or the command line of a 64-bit one: their addresses do not fit.',
    'A DLL, a hook or a plug-in of one width is loaded into a process of the other.',
  ],
  tell: [
    'The code is 299 (ERROR_PARTIAL_COPY) or 193 (a DLL of the other width), not 6.',
    'It works with processes of the same width: it depends on the other process, not on the declarations.',
  ],
  cure: 'run in the bitness of the target process',
  cures: [],
  links: [
    {
      title: 'psutil 737: memory of a process of the other width',
      url: 'https://github.com/giampaolo/psutil/issues/737',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 3,
    signs: [
      {
        title: 'error 299 from the memory of another process',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['299'],
          call: ['process'],
          hint: ['wow64'],
        },
      },
      {
        title: 'a function that works on another process refuses it, or never ends',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['87', 'hang'],
          call: ['process'],
        },
      },
    ],
    cases: [
      {
        id: 'L21',
        title: 'psutil: memory of a process of the other width',
        url: 'https://github.com/giampaolo/psutil/issues/737',
        shows: {
          outcome: ['299'],
          call: ['process'],
          width: ['only-32', 'both'],
          ffi: ['native', 'ctypes'],
          hint: ['wow64'],
        },
      },
    ],
  },
}
