import { mechanisms, type Mechanism } from '../result/mechanism.ts'

/** What can be wrong, as a diagnosis names it, and how often it was seen: cases of the collection, with their repetitions. */
export const diagnoses = {
  'return-truncated': { width: true, seen: 12, title: mechanisms['return-truncated'].title },
  'arg-truncated': { width: true, seen: 12, title: mechanisms['arg-truncated'].title },
  'arg-overflow-raise': { width: true, seen: 11, title: mechanisms['arg-overflow-raise'].title },
  'sentinel-mismatch': { width: true, seen: 10, title: mechanisms['sentinel-mismatch'].title },
  'field-narrowed': { width: true, seen: 9, title: mechanisms['field-narrowed'].title },
  'arg-upper-garbage': { width: true, seen: 8, title: mechanisms['arg-upper-garbage'].title },
  'type-alias': { width: true, seen: 5, title: mechanisms['type-alias'].title },
  'narrowing-throws': { width: true, seen: 4, title: mechanisms['narrowing-throws'].title },
  'struct-layout-shrunk': { width: true, seen: 4, title: mechanisms['struct-layout-shrunk'].title },
  'number-encoding': { width: true, seen: 3, title: mechanisms['number-encoding'].title },
  'struct-size-constant': { width: true, seen: 2, title: mechanisms['struct-size-constant'].title },
  'hkey-not-sign-extended': {
    width: true,
    seen: 2,
    title: mechanisms['hkey-not-sign-extended'].title,
  },
  'shared-prototype-pollution': {
    width: true,
    seen: 1,
    title: mechanisms['shared-prototype-pollution'].title,
  },
  'pseudo-handle': { width: true, seen: 1, title: mechanisms['pseudo-handle'].title },
  'return-upper-undefined': {
    width: true,
    seen: 1,
    title: mechanisms['return-upper-undefined'].title,
  },
  'union-misplaced': { width: true, seen: 1, title: mechanisms['union-misplaced'].title },
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

const mapped: Readonly<Partial<Record<Mechanism, Diagnosis>>> = {
  'too-wide': 'type-alias',
  busy: 'failed-open',
}

/** The diagnosis that a mechanism of the catalogue stands for; `undefined` for the control and what is declared right. */
export function diagnosisOf(mechanism: Mechanism): Diagnosis | undefined {
  return mapped[mechanism] ?? diagnosisNames.find(name => name === mechanism)
}
