import { mistakes, type MistakeId } from '../mistakes/index.ts'

/** What can be wrong, as a diagnosis names it, and how often it was seen: cases of the collection, with their repetitions. */
export const diagnoses = {
  'return-truncated': { width: true, seen: 12, title: mistakes['return-truncated'].title },
  'arg-truncated': { width: true, seen: 12, title: mistakes['arg-truncated'].title },
  'arg-overflow-raise': { width: true, seen: 11, title: mistakes['arg-overflow-raise'].title },
  'sentinel-mismatch': { width: true, seen: 10, title: mistakes['sentinel-mismatch'].title },
  'field-narrowed': { width: true, seen: 9, title: mistakes['field-narrowed'].title },
  'arg-upper-garbage': { width: true, seen: 8, title: mistakes['arg-upper-garbage'].title },
  'type-alias': { width: true, seen: 5, title: mistakes['type-alias'].title },
  'narrowing-throws': { width: true, seen: 4, title: mistakes['narrowing-throws'].title },
  'struct-layout-shrunk': { width: true, seen: 4, title: mistakes['struct-layout-shrunk'].title },
  'number-encoding': { width: true, seen: 3, title: mistakes['number-encoding'].title },
  'struct-size-constant': { width: true, seen: 2, title: mistakes['struct-size-constant'].title },
  'hkey-not-sign-extended': {
    width: true,
    seen: 2,
    title: mistakes['hkey-not-sign-extended'].title,
  },
  'shared-prototype-pollution': {
    width: true,
    seen: 1,
    title: mistakes['shared-prototype-pollution'].title,
  },
  'pseudo-handle': { width: true, seen: 1, title: mistakes['pseudo-handle'].title },
  'return-upper-undefined': {
    width: true,
    seen: 1,
    title: mistakes['return-upper-undefined'].title,
  },
  'union-misplaced': { width: true, seen: 1, title: mistakes['union-misplaced'].title },
  'closed-handle': {
    width: false,
    seen: 6,
    title: 'the handle was closed before, here or in another thread',
  },
  unplugged: { width: false, seen: 5, title: 'the device went away' },
  'failed-open': { width: false, seen: 6, title: 'the open had failed and the program went on' },
  'wrong-kind': { width: false, seen: 3, title: 'a handle of another kind of object' },
  'no-console': {
    width: false,
    seen: 8,
    title: 'a console call in a process without console, or on a redirected stream',
  },
  'stale-last-error': {
    width: false,
    seen: 2,
    title: 'the last error is read after a call that succeeded, or after another call',
  },
  'last-error-lost': {
    width: false,
    seen: 5,
    title: 'the runtime overwrites the last error before the program reads it',
  },
  'hevent-misuse': {
    width: false,
    seen: 2,
    title: 'OVERLAPPED.hEvent holds something that is no event',
  },
  'overlapped-moved': {
    width: false,
    seen: 1,
    title: 'the OVERLAPPED lies at another address in the second call',
  },
  driver: { width: false, seen: 1, title: 'the driver or the device refuses' },
  'bad-parameter': { width: false, seen: 5, title: 'a parameter other than the handle is wrong' },
  'process-bitness': { width: false, seen: 3, title: 'the other process has another bitness' },
  'calling-convention': {
    width: false,
    seen: 3,
    title: 'cdecl for stdcall or the other way round; 32-bit processes alone',
  },
  inheritance: {
    width: false,
    seen: 4,
    title: 'a standard handle that cannot be inherited or duplicated',
  },
} as const satisfies Record<string, { width: boolean; seen: number; title: string }>

/** A class of a diagnosis. */
export type Diagnosis = keyof typeof diagnoses
export const diagnosisNames = Object.keys(diagnoses) as Diagnosis[]

const mapped: Readonly<Partial<Record<MistakeId, Diagnosis>>> = {
  'too-wide': 'type-alias',
  busy: 'failed-open',
}

/** The diagnosis that a mechanism of the catalogue stands for; `undefined` for the control and what is declared right. */
export function diagnosisOf(mechanism: MistakeId): Diagnosis | undefined {
  return mapped[mechanism] ?? diagnosisNames.find(name => name === mechanism)
}
