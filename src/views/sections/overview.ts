import { probeMistakeIds } from '../../mistakes/index.ts'
import type { RunLane, RunProbe } from '../../result/run-file.ts'
import {
  code,
  joined,
  lineBreak,
  list,
  section,
  strong,
  table,
  toned,
  words,
  type Section,
  type Words,
} from '../../text/page.ts'
import { digest, digestLines } from '../overview.ts'
import { groupBy, laneNote, sideLanes, type View } from '../view.ts'

/** The column header of a lane. */
export function laneHead(lane: RunLane): Words {
  const note = laneNote(lane)
  return note === '' ? words`${code(lane.id)}` : words`${code(lane.id)} (${note})`
}

/** Whether fewer probes were measured in a lane than in another. */
export function isPartOf(view: View, lane: RunLane, other: RunLane): boolean {
  return view.probes.some(
    ({ id }) => view.cells(other.id, id).length > 0 && view.cells(lane.id, id).length === 0,
  )
}

/** Probes by class of mistake, controls first, in the order of the table of classes. */
export function probesByClass(
  probes: readonly RunProbe[],
): ReadonlyMap<RunProbe['mechanism'], readonly RunProbe[]> {
  const order: readonly string[] = probeMistakeIds
  return groupBy(
    [...probes].sort((one, other) => order.indexOf(one.mechanism) - order.indexOf(other.mechanism)),
    probe => probe.mechanism,
  )
}

function cell(view: View, lane: string, probe: RunProbe): Words {
  const own = digest(view, lane, probe)
  const [first = '', ...more] = digestLines(own)
  return joined([toned(own.mark.tone, first), ...more], lineBreak)
}

/** How each probe ended in each lane, by class of mistake; a lane of few probes has a line instead of a column. */
export function overviewSection(view: View): Section[] {
  const side = sideLanes(view, view.lanes)
  const lanes = view.lanes.filter(lane => !side.includes(lane))
  const classes = [...probesByClass(view.probes)]
  const rows = classes.flatMap(([name, probes]) => [
    [words`${strong(name)}`, ...lanes.map(() => '')],
    ...probes.map(probe => [
      words`${code(probe.id)}`,
      ...lanes.map(lane => cell(view, lane.id, probe)),
    ]),
  ])
  const few = side.map(lane => {
    const measured = classes.flatMap(([, probes]) =>
      probes.filter(({ id }) => view.cells(lane.id, id).length > 0),
    )
    const ended = measured.map(probe => {
      const { mark, text } = digest(view, lane.id, probe)
      return words`${code(probe.id)} ${toned(mark.tone, `${mark.symbol} ${text}`)}`
    })
    return words`${laneHead(lane)}: ${joined(ended)}`
  })
  return section(
    'Every probe in every lane, by mistake',
    table(['probe', ...lanes.map(laneHead)], rows),
    ...(few.length === 0 ? [] : [list(...few)]),
  )
}
