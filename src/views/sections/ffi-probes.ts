import { recordedHosts } from '../../declare/ffi/measured.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { RunLane, RunProbe } from '../../result/run-file.ts'
import { code, joined, table, text, words, type Block } from '../../text/page.ts'
import { digest } from '../overview.ts'
import { groupBy, type View } from '../view.ts'

/** The lane in which a host was measured on an architecture, and its run. */
interface Recorded {
  readonly view: View
  readonly lane: RunLane
}

function probesIn({ view, lane }: Recorded): readonly RunProbe[] {
  return view.probes.filter(({ id }) => view.cells(lane.id, id).length > 0)
}

/** Of several lanes of a host, the one with the most probes. Tagged lanes are excluded, because a sanitizer answers there. */
function recordedOf(
  views: readonly View[],
  architecture: Architecture,
): ReadonlyMap<string, Recorded> {
  const best = new Map<string, Recorded>()
  for (const view of views) {
    for (const lane of view.lanes) {
      if (lane.architecture !== architecture || lane.kernel !== 'native') continue
      const known = best.get(lane.host)
      const own = { view, lane }
      if (!known || probesIn(own).length > probesIn(known).length) best.set(lane.host, own)
    }
  }
  return best
}

const notMeasured = '-'

function cellOf({ view, lane }: Recorded, probe: RunProbe): string {
  const { mark, word } = digest(view, lane.id, probe)
  return mark.symbol === notMeasured ? notMeasured : `${mark.symbol} ${word}`
}

interface Row {
  readonly probe: string
  readonly cells: readonly string[]
}

/** The version of Wine, or of another engine's system, under which a lane was measured. */
export function engineOf({ engine, environments }: RunLane): string {
  return environments[0]?.facts['wine']?.replace(/ .*/, '') ?? engine
}

function rowsOf(recorded: readonly Recorded[]): readonly Row[] {
  const probes = new Map(
    recorded.flatMap(own => probesIn(own).map((probe): [string, RunProbe] => [probe.id, probe])),
  )
  return [...probes.values()]
    .filter(({ mechanism }) => mechanism !== 'control')
    .map(probe => ({ probe: probe.id, cells: recorded.map(own => cellOf(own, probe)) }))
    .filter(({ cells }) => measuredCells(cells).length > 0)
}

function measuredCells(cells: readonly string[]): readonly string[] {
  return cells.filter(cell => cell !== notMeasured)
}

function differs({ cells }: Row): boolean {
  return new Set(measuredCells(cells)).size > 1
}

/**
 * How each probe ended with each FFI on an architecture, and under which engine version. `differing`: those that
 * did not end alike with every FFI, in as few rows as possible; the others are counted.
 */
export function ffiProbes(
  views: readonly View[],
  architecture: Architecture,
  head: string,
  which: 'all' | 'differing',
): readonly Block[] {
  const known = recordedOf(views, architecture)
  const hosts = recordedHosts(architecture).filter(host => known.has(host))
  const recorded = hosts.flatMap(host => known.get(host) ?? [])
  const all = rowsOf(recorded)
  const shown = which === 'all' ? all : all.filter(differs)
  const alike = groupBy(shown, ({ probe, cells }) => (which === 'all' ? probe : cells.join('|')))
  return [
    table(
      [head, ...hosts.map(host => [code(host)])],
      [
        ['under', ...recorded.map(own => words`${engineOf(own.lane)}`)],
        ...[...alike.values()].map(rows => [
          joined(rows.map(({ probe }) => code(probe))),
          ...(rows[0]?.cells ?? []).map(cell => words`${cell}`),
        ]),
      ],
    ),
    ...(which === 'all'
      ? []
      : [
          text(
            `${all.filter(({ cells }) => measuredCells(cells).length > 1).length - shown.length} other probes were measured with more than one FFI and ended alike.`,
          ),
        ]),
  ]
}
