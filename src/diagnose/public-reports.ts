import type { MistakeId } from '../mistakes/index.ts'

/**
 * Causes of 364 public reports of docs/diagnose.md, which fixtures/diagnose/public-reports.tsv lists with their links; a report
 * with several accepted classes is shared among them, and the counts are rounded, but not to 0. They are what people paste; the documented cases were gathered for the
 * sake of width.
 */
const causes: Readonly<Partial<Record<MistakeId, number>>> = {
  ...{ 'no-console': 35, 'process-bitness': 26, 'arg-truncated': 25, 'field-narrowed': 23 },
  ...{ 'narrowing-throws': 23, 'bad-parameter': 20, 'struct-layout-shrunk': 19 },
  ...{ 'closed-handle': 16, 'wrong-kind': 16, 'return-truncated': 14, 'struct-size-constant': 14 },
  ...{ 'calling-convention': 14, 'arg-overflow-raise': 13, inheritance: 13 },
  ...{ 'last-error-lost': 12, busy: 12, 'type-alias': 11, 'failed-open': 10, driver: 10 },
  ...{ 'stale-last-error': 8, unplugged: 8, 'too-wide': 7, 'arg-upper-garbage': 4 },
  ...{ 'union-misplaced': 4, 'sentinel-mismatch': 3, 'pseudo-handle': 2 },
  ...{ 'shared-prototype-pollution': 2, 'hevent-misuse': 1, 'return-upper-undefined': 1 },
  ...{ 'number-encoding': 1, 'hkey-not-sign-extended': 1, 'overlapped-moved': 1 },
}

/** They were searched for by class, so that rare classes are in them too often: each counts as less than a documented case. */
const worth = 0.25

/** How many documented cases the public reports of a class stand for. */
export function pastedReports(name: MistakeId): number {
  return worth * (causes[name] ?? 0)
}
