import type { MistakeId } from '../mistakes/index.ts'

/**
 * Causes of 304 public reports of docs/diagnose.md, which fixtures/diagnose/public-reports.tsv lists with their links; a report
 * with several accepted classes is shared among them, and the counts are rounded, but not to 0. They are what people paste; the documented cases were gathered for the
 * sake of width.
 */
const causes: Readonly<Partial<Record<MistakeId, number>>> = {
  ...{ 'no-console': 30, 'process-bitness': 20, 'arg-truncated': 20, 'narrowing-throws': 19 },
  ...{ 'struct-layout-shrunk': 17, 'field-narrowed': 16, 'bad-parameter': 14, 'wrong-kind': 14 },
  ...{
    'closed-handle': 13,
    'return-truncated': 13,
    'struct-size-constant': 13,
    'arg-overflow-raise': 13,
  },
  ...{ 'calling-convention': 12, busy: 11, inheritance: 10, 'last-error-lost': 10 },
  ...{ 'failed-open': 9, driver: 9, 'type-alias': 7, 'too-wide': 7 },
  ...{ 'stale-last-error': 7, unplugged: 6, 'arg-upper-garbage': 4, 'union-misplaced': 3 },
  ...{
    'sentinel-mismatch': 3,
    'pseudo-handle': 2,
    'shared-prototype-pollution': 2,
    'hevent-misuse': 1,
  },
  ...{
    'return-upper-undefined': 1,
    'number-encoding': 1,
    'hkey-not-sign-extended': 1,
    'overlapped-moved': 1,
  },
}

/** They were searched for by class, so that rare classes are in them too often: each counts as less than a documented case. */
const worth = 0.25

/** How many documented cases the public reports of a class stand for. */
export function pastedReports(name: MistakeId): number {
  return worth * (causes[name] ?? 0)
}
