import type { RunLane } from '../../result/run-file.ts'
import {
  code,
  joined,
  lineBreak,
  list,
  section,
  table,
  text,
  toned,
  words,
  type Section,
  type Words,
} from '../../text/page.ts'
import { operationsOf } from '../failures.ts'
import { isPartOf, laneHead } from './overview.ts'
import { groupBy, platformLanes, type View } from '../view.ts'
import { count } from '../words.ts'

/** In how many probes each operation ended in error 6 in a lane; operations without error 6 are included with 0. */
export function sixesIn(view: View, lane: RunLane): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const probe of view.probes) {
    const cells = view.cells(lane.id, probe.id)
    const failed = new Set(
      operationsOf(
        view,
        probe,
        cells.filter(({ verdict }) => verdict.kind === 'invalid-handle'),
      ).keys(),
    )
    for (const operation of operationsOf(view, probe, cells).keys())
      counts.set(operation, (counts.get(operation) ?? 0) + (failed.has(operation) ? 1 : 0))
  }
  return counts
}

interface Counted {
  readonly operation: string
  readonly counts: readonly (number | undefined)[]
}

/** Most frequent first: by highest count, then by the others. */
function byCount(one: Counted, other: Counted): number {
  const sum = ({ counts }: Counted): number =>
    counts.reduce<number>((all, own) => all + (own ?? 0), 0)
  const most = ({ counts }: Counted): number => Math.max(...counts.map(own => own ?? 0))
  return most(other) - most(one) || sum(other) - sum(one)
}

/** A lane of few probes, in one line: which operations ended in error 6, and in how many of them. */
function partText(view: View, lane: RunLane): Words {
  const probes = view.probes.filter(({ id }) => view.cells(lane.id, id).length > 0)
  const failing = [...sixesIn(view, lane)].filter(([, own]) => own > 0)
  const groups = [...groupBy(failing, ([, own]) => String(own))].map(
    ([own, alike]) =>
      words`${joined(alike.map(([operation]) => code(operation)))} ${toned('bad', own)}`,
  )
  return words`${laneHead(lane)}, ${count(probes.length, 'probe')}: ${groups.length === 0 ? 'none' : joined(groups, '; ')}`
}

/**
 * Operation × lane: the number of probes in which an operation ended in error 6. Operations and lanes with equal
 * results share a row or column.
 */
export function operationSection(view: View): Section[] {
  const lanes = platformLanes(view)
  // A count over a few probes would be misleading beside a column of all probes.
  const parts = lanes.filter((lane, index) =>
    lanes
      .slice(0, index)
      .some(one => one.architecture === lane.architecture && isPartOf(view, lane, one)),
  )
  const measured = lanes
    .filter(lane => !parts.includes(lane))
    .map(lane => ({ lane, counts: sixesIn(view, lane) }))
  const columns = [
    ...groupBy(measured, ({ counts }) => JSON.stringify([...counts])).values(),
  ].flatMap(([first, ...more]) =>
    first ? [{ lanes: [first, ...more].map(({ lane }) => lane), counts: first.counts }] : [],
  )
  const operations = [...new Set(columns.flatMap(({ counts }) => [...counts.keys()]))].map(
    (operation): Counted => ({
      operation,
      counts: columns.map(({ counts }) => counts.get(operation)),
    }),
  )
  const failing = operations
    .filter(({ counts }) => counts.some(own => own !== undefined && own > 0))
    .sort(byCount)
  const quiet = operations.length - failing.length
  const rows = [...groupBy(failing, ({ counts }) => JSON.stringify(counts)).values()].map(alike => [
    joined(alike.map(({ operation }) => code(operation))),
    ...(alike[0]?.counts ?? []).map(own => [
      own === undefined ? '' : toned(own > 0 ? 'bad' : 'quiet', String(own)),
    ]),
  ])
  return section(
    'Operations: in how many probes each fails with error 6, where the right program does not',
    table(['operation', ...columns.map(own => joined(own.lanes.map(laneHead), lineBreak))], rows),
    text(failing.length === 0 ? 'No operation ended in error 6.' : ''),
    list(
      ...(failing.length > 0 && quiet > 0
        ? [words`${count(quiet, 'other operation')} ended in error 6 in no probe.`]
        : []),
      ...(parts.length > 0
        ? [
            joined(
              parts.map(lane => partText(view, lane)),
              '; ',
            ),
          ]
        : []),
    ),
  )
}
