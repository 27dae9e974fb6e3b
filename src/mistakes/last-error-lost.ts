import type { Mistake } from './mistake.ts'

/** The runtime overwrites the last error before the program reads it. */
export const mistake: Mistake = {
  width: false,
  title: 'the runtime overwrites the last error before the program reads it',
  means:
    'Another call was made between the call that failed and GetLastError, so the code is lost.',
  how: [
    'The runtime allocates, loads a library or creates an event before it stores the last error.',
    'GetLastError is called through an FFI that does not save the code.',
  ],
  tell: ['The code is implausible: 0, 126, 127, or another one each time.'],
  cure: "use the FFI's own copy of the last error (ctypes use_last_error, SetLastError = true, koffi keeps it, Err.LastDllError)",
  cures: ['last-error'],
  links: [
    {
      title: 'node-ffi 261: GetLastError is always 0',
      url: 'https://github.com/node-ffi/node-ffi/issues/261',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 5,
    signs: [
      {
        title: 'a code that the call cannot give: 0, 126, 127',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['lost'],
          width: ['both'],
        },
      },
    ],
    cases: [
      {
        id: 'L18',
        title: 'node-ffi: GetLastError is always 0',
        url: 'https://github.com/node-ffi/node-ffi/issues/261',
        shows: { outcome: ['lost'], width: ['both'], ffi: ['js'] },
      },
      {
        id: 'L18-koffi',
        title: 'koffi: 126 after the call',
        url: 'https://github.com/Koromix/koffi/issues/112',
        shows: { outcome: ['lost'], width: ['both'], ffi: ['js'] },
      },
      {
        id: 'L18-jna',
        title: 'JNA: the last error of another call',
        url: 'https://github.com/java-native-access/jna/issues/604',
        shows: { outcome: ['lost'], width: ['both'], ffi: ['java'] },
      },
    ],
  },
}
