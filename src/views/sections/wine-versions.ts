import { diffRuns, type CellChange, type Diff } from '../../result/diff.ts'
import { wineVersions } from '../../result/differences.ts'
import { code, joined, list, text, words, type Block, type Inline } from '../../text/page.ts'
import { groupBy, type View } from '../view.ts'
import { engineOf } from './ffi-probes.ts'

/** The same lanes under two versions of an engine. */
export interface VersionPair {
  /** The lanes that were measured under both. */
  readonly lanes: readonly string[]
  readonly versions: readonly [before: string, after: string]
  readonly diff: Diff
}

/** Compares the lanes of a report with the recordings of the same lanes under another version of their engine. */
export function versionPairs(report: View, others: readonly View[]): readonly VersionPair[] {
  return others.flatMap(other =>
    [...groupBy(other.lanes, engineOf)].flatMap(([after, lanes]) => {
      const own = report.lanes.filter(
        lane => lanes.some(({ id }) => id === lane.id) && engineOf(lane) !== after,
      )
      const [before] = own.map(engineOf)
      return before === undefined
        ? []
        : [
            {
              lanes: own.map(({ id }) => id),
              versions: [before, after] as const,
              diff: diffRuns(report.report.matrix, other.report.matrix, wineVersions),
            },
          ]
    }),
  )
}

function reasonOf({ known }: CellChange): string {
  return known?.reason ?? 'for an unknown reason'
}

function probesOf(changes: readonly CellChange[]): readonly Inline[] {
  return joined([...new Set(changes.map(({ probe }) => probe))].map(code))
}

/** How far lanes ended alike under two versions of an engine, and why they did not. */
export function versionBlocks(report: View, others: readonly View[]): readonly Block[] {
  return versionPairs(report, others).flatMap(({ lanes, versions: [before, after], diff }) => [
    text(
      words`${joined(lanes.map(code))} below were measured under ${before}. Under ${after} ${diff.compared - diff.cells.length} of their ${diff.compared} cells ended alike${diff.cells.length === 0 ? '.' : '; the others are in:'}`,
    ),
    list(
      ...[...groupBy(diff.cells, reasonOf)].map(
        ([reason, changes]) => words`${probesOf(changes)} (${changes.length} cells): ${reason}`,
      ),
    ),
  ])
}
