import type { Mistake } from './mistake.ts'

/** A value is stored in a variable, field or out variable too narrow. */
export const mistake: Mistake = {
  width: true,
  title: 'a value is stored in a variable, field or out variable too narrow',
  means:
    'The call is declared right, and the value is then kept in a variable, field or out-variable of 32 bits.',
  how: [
    'An out-variable is a DWORD where a HANDLE is written: 8 bytes go into 4.',
    'A class keeps the handle in an `int`.',
    'A field of a struct is narrower than it is in Windows.',
  ],
  tell: [
    'Kernel handles are not harmed. Next to an out-variable, 4 bytes of something else are overwritten; the harness detects that by the fence around the variable.',
  ],
  cure: 'make the variable, field or out variable as wide as a pointer',
  cures: ['handle-variable', 'keep-wide'],
  links: [
    {
      title: 'serialport keeps the handle of a port in an int',
      url: 'https://github.com/serialport/bindings-cpp/blob/19820c3/src/serialport_win.cpp#L226',
    },
  ],
  audit: ['variable-narrow', 'variable-wide'],
  diagnosis: {
    seen: 9,
    signs: [
      {
        title: 'the call was right, the variable that keeps its result is too small',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['wrong-result', 'crash', '6'],
          value: ['cut-address', 'zero'],
          width: ['only-64'],
        },
      },
    ],
    cases: [
      {
        id: 'py-pywinusb-7',
        title: 'pywinusb: preparsed data in a c_ulong',
        url: 'https://github.com/rene-aguirre/pywinusb/issues/7',
        shows: {
          outcome: ['wrong-result', 'crash'],
          call: ['enumerate'],
          width: ['only-64'],
          ffi: ['ctypes-old'],
        },
      },
      {
        id: 'vba-vcs-418',
        title: 'msaccess-vcs-addin: Dim As Long for a LongPtr',
        url: 'https://github.com/joyfullservice/msaccess-vcs-addin/issues/418',
        shows: { outcome: ['refused'], call: ['open'], width: ['only-64'], ffi: ['vba'] },
      },
      {
        id: 'pas-tasksched-10',
        title: 'WinTaskSched: DWORD for SC_HANDLE',
        url: 'https://github.com/jrathlev/Delphi-WinTaskSched/issues/10',
        shows: { call: ['open'], width: ['only-64'], ffi: ['native'] },
      },
      {
        id: 'rs-sdl2-1365',
        title: 'rust-sdl2: HWND in a c_int',
        url: 'https://github.com/Rust-SDL2/rust-sdl2/issues/1365',
        shows: { call: ['window'], width: ['only-64'], ffi: ['rust'] },
      },
      {
        id: 'd-eventcore-53',
        title: 'eventcore: handles in 32 bits',
        url: 'https://github.com/vibe-d/eventcore/pull/53',
        shows: {
          outcome: ['crash'],
          call: ['other'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['native'],
        },
      },
      {
        id: 'pl-tk-92',
        title: 'Perl/Tk: unsigned long for pointers',
        url: 'https://github.com/eserte/perl-tk/issues/92',
        shows: { outcome: ['crash'], call: ['window'], width: ['only-64'], ffi: ['native'] },
      },
      {
        id: 'c-openzfs-18',
        title: 'OpenZFS: CreateFile kept in an int',
        url: 'https://github.com/openzfsonwindows/openzfs/issues/18',
        shows: { call: ['open'], width: ['only-64'], value: ['small'], ffi: ['native'] },
      },
    ],
  },
}
