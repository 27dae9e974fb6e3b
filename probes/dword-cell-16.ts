import { defineProbe, endsIn, everyStep, narrowVariables, serial } from '../src/program/index.ts'

export default defineProbe({
  id: 'dword-cell-16',
  title: 'variables of type DWORD declared with 16 bits',
  mistake: 'field-narrowed',
  sequence: serial,
  device: 'loopback',
  change: narrowVariables('DWORD', 'uint16_t'),
  claims: [endsIn({}, everyStep, 'same', 'lucky', 'wrong-data')],
  danger: 'none',
  why: 'The callee writes 4 bytes into a variable of 2 and overwrites what lies behind it. Every call succeeds; the fence around the variable shows the damage. The same on 32 bits.',
  seenIn: [
    {
      title: 'pywinusb 7: an out-buffer of c_ulong for a pointer',
      url: 'https://github.com/rene-aguirre/pywinusb/issues/7',
    },
  ],
})
