import type { MistakeId } from '../mistakes/index.ts'

/**
 * Causes of 212 public reports of docs/diagnose.md, which fixtures/diagnose/public-reports.tsv lists with their links; a report
 * with several accepted classes is shared among them, and the counts are rounded, but not to 0. They are what people paste; the documented cases were gathered for the
 * sake of width.
 */
const causes: Readonly<Partial<Record<MistakeId, number>>> = {
  ...{ 'no-console': 17, 'process-bitness': 16, 'arg-truncated': 14, 'wrong-kind': 13 },
  ...{ 'narrowing-throws': 12, 'struct-layout-shrunk': 12, 'arg-overflow-raise': 11 },
  ...{ 'field-narrowed': 11, 'return-truncated': 10, busy: 9, 'closed-handle': 8 },
  ...{ 'last-error-lost': 7, 'struct-size-constant': 7, 'calling-convention': 7 },
  ...{ inheritance: 7, 'bad-parameter': 7, driver: 6, 'failed-open': 6, 'stale-last-error': 6 },
  ...{ unplugged: 6, 'too-wide': 6, 'type-alias': 4, 'arg-upper-garbage': 3 },
  ...{ 'sentinel-mismatch': 3, 'union-misplaced': 2, 'pseudo-handle': 2 },
  ...{ 'shared-prototype-pollution': 1, 'number-encoding': 1, 'hevent-misuse': 1 },
}

/** They were searched for by class, so that rare classes are in them too often: each counts as less than a documented case. */
const worth = 0.25

/** How many documented cases the public reports of a class stand for. */
export function pastedReports(name: MistakeId): number {
  return worth * (causes[name] ?? 0)
}
