import type { Mistake } from './mistake.ts'

/** OVERLAPPED.hEvent holds something that is not an event. */
export const mistake: Mistake = {
  width: false,
  title: 'OVERLAPPED.hEvent holds something that is not an event',
  means: 'OVERLAPPED is laid out right, and hEvent holds something that is not an event.',
  how: [
    'Programs that use completion routines may keep a pointer of their own there. A call that uses hEvent then takes the pointer for a handle.',
  ],
  tell: [
    'ReadFile, WaitCommEvent or GetOverlappedResult fails with 6 although all widths are right, on every architecture, depending on driver and timing.',
    'hEvent is an address.',
  ],
  cure: 'put nothing but an event or NULL into hEvent; keep your own pointer beside the OVERLAPPED',
  cures: ['overlapped-event'],
  links: [
    {
      title: 'node-serialport 3086: invalid handle on Windows on ARM',
      url: 'https://github.com/serialport/node-serialport/issues/3086',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 2,
    signs: [
      {
        title:
          'hEvent holds a pointer or a closed event: error 6 in calls that take OVERLAPPED, at every width',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          width: ['both'],
          siblings: ['ok'],
          layout: ['right'],
          open: ['succeeded'],
          hint: ['event'],
        },
      },
    ],
    cases: [
      {
        id: 'L03',
        title: 'bindings-cpp: hEvent holds a pointer of the program',
        url: 'https://github.com/serialport/bindings-cpp/pull/238',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          width: ['both'],
          siblings: ['ok'],
          layout: ['right'],
          ffi: ['native', 'js'],
          hint: ['event'],
          open: ['succeeded'],
        },
      },
    ],
  },
}
