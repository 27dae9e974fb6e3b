/** The classes of mistake. `width` says whether the class is about the width of a declaration at all. */
export const mistakes = {
  control: { width: false, title: 'nothing is wrong' },
  'as-published': { width: false, title: 'declared right, as somebody published it' },
  'return-truncated': { width: true, title: 'a result is declared too narrow' },
  'arg-truncated': { width: true, title: 'an argument is cut on the way in' },
  'arg-overflow-raise': { width: true, title: 'the FFI refuses a value that does not fit' },
  'sentinel-mismatch': {
    width: true,
    title: 'a failed open is looked for in the wrong width, sign or value',
  },
  'field-narrowed': {
    width: true,
    title: 'a value is stored in a variable, field or out-cell too narrow',
  },
  'arg-upper-garbage': { width: true, title: 'the upper half of an argument is leftover data' },
  'type-alias': {
    width: true,
    title: 'an alias such as long or HANDLE has another size than thought',
  },
  'narrowing-throws': { width: true, title: 'a checked conversion refuses the value' },
  'struct-layout-shrunk': {
    width: true,
    title: 'pointer-sized members are declared with 32 bits, later ones move',
  },
  'number-encoding': { width: true, title: 'a handle is forced through a double' },
  'struct-size-constant': { width: true, title: 'cbSize is a constant of another architecture' },
  'hkey-not-sign-extended': { width: true, title: 'a predefined HKEY is zero-extended' },
  'shared-prototype-pollution': {
    width: true,
    title: 'another module changes the prototype of a shared function',
  },
  'pseudo-handle': {
    width: true,
    title: 'the pseudo handle -1 is zero-extended or taken for a failure',
  },
  'return-upper-undefined': { width: true, title: 'a 32-bit result is read as 64 bits' },
  'union-misplaced': { width: true, title: 'a union is laid out one member behind the other' },
  'too-wide': { width: true, title: 'a HANDLE is declared with 64 bits in a 32-bit process' },
  'calling-convention': { width: false, title: 'cdecl for stdcall or the other way round' },
  'closed-handle': { width: false, title: 'the handle was closed before' },
  unplugged: { width: false, title: 'the device went away' },
  busy: { width: false, title: 'somebody else has the port' },
  'wrong-kind': { width: false, title: 'a handle of another kind of object' },
  'hevent-misuse': { width: false, title: 'OVERLAPPED.hEvent holds something that is no event' },
  'bad-parameter': { width: false, title: 'a parameter other than the handle is wrong' },
  'stale-last-error': { width: false, title: 'the last error is read after a call that succeeded' },
  'last-error-lost': { width: false, title: 'the FFI overwrites the last error' },
  'failed-open': { width: false, title: 'a failed open is not looked for' },
} as const satisfies Record<string, { width: boolean; title: string }>

/** The name of a class of mistake. */
export type MistakeId = keyof typeof mistakes
