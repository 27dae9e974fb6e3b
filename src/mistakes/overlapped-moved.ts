import type { Mistake } from './mistake.ts'

/** The OVERLAPPED lies at another address in the second call. */
export const mistake: Mistake = {
  width: false,
  title: 'the OVERLAPPED is at another address in the second call',
  means:
    'The OVERLAPPED that is passed to get the result is at another address than the one that started the transfer.',
  how: [
    'The FFI copies the struct for each call instead of passing one address.',
    'A garbage collector moves the object, or frees it, while the transfer is pending.',
  ],
  tell: [
    'Intermittently, and at every width: the layout of the struct is right.',
    'GetOverlappedResult or CancelIoEx fails, or never returns, although ReadFile returned 997.',
  ],
  cure: 'keep one OVERLAPPED at one address from the start of the transfer to its result',
  cures: ['overlapped-event'],
  links: [
    {
      title: 'purejavacomm 52: JNA copies OVERLAPPED',
      url: 'https://github.com/nyholku/purejavacomm/issues/52',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'the result is asked with another OVERLAPPED address: now and then, at every width',
        shows: {
          outcome: ['6', '87', 'other-code', 'hang'],
          call: ['overlapped'],
          rhythm: ['sometimes'],
          width: ['both'],
          siblings: ['ok'],
          layout: ['right'],
        },
      },
    ],
    cases: [
      {
        id: 'L04',
        title: 'purejavacomm: JNA copies OVERLAPPED',
        url: 'https://github.com/nyholku/purejavacomm/issues/52',
        shows: {
          outcome: ['6', 'other-code'],
          call: ['overlapped'],
          rhythm: ['sometimes'],
          layout: ['right'],
          ffi: ['java'],
        },
      },
    ],
  },
}
