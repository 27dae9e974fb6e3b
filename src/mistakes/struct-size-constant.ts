import type { Mistake } from './mistake.ts'

/** CbSize is a constant of another architecture. */
export const mistake: Mistake = {
  width: true,
  title: 'cbSize is a constant of another architecture',
  means: 'A struct that states its own size (cbSize) states the one of another architecture.',
  how: [
    'The size was written as a number: 28 for SP_DEVINFO_DATA, 5 or 6 for SP_DEVICE_INTERFACE_DETAIL_DATA.',
  ],
  tell: [
    'The call fails with 1784 (ERROR_INVALID_USER_BUFFER) or 87, not with 6, in one kind of process only.',
  ],
  cure: 'state the size of the struct in this process, not a constant of the other architecture',
  cures: ['struct-size'],
  links: [
    {
      title: 'pyserial 251e5cec: cbSize by bitness',
      url: 'https://github.com/pyserial/pyserial/commit/251e5cec9b35492464e50e3b9b5c14972d7791c7',
    },
  ],
  audit: ['stated-size'],
  diagnosis: {
    seen: 2,
    signs: [
      {
        title: 'cbSize of the other architecture: 87 or 1784',
        shows: {
          outcome: ['1784', '87'],
          call: ['enumerate'],
          width: ['only-64', 'only-32'],
          hint: ['cbsize'],
          rhythm: ['always'],
        },
      },
      {
        title: 'a size of the other architecture in another struct: 87',
        shows: { outcome: ['87'], width: ['only-64', 'only-32'], rhythm: ['always'] },
      },
    ],
    cases: [
      {
        id: 'py-pyserial-cbsize',
        title: 'pyserial list_ports: cbSize 5 on 64 bits',
        url: 'https://github.com/pyserial/pyserial/commit/251e5cec9b35492464e50e3b9b5c14972d7791c7',
        shows: {
          outcome: ['1784', '87'],
          call: ['enumerate'],
          width: ['only-64'],
          ffi: ['ctypes-old'],
        },
      },
    ],
  },
}
