import type { RunLane, RunProbe } from '../../result/run-file.ts'
import {
  code,
  joined,
  list,
  section,
  strong,
  table,
  text,
  toned,
  words,
  type Inline,
  type Section,
  type Words,
} from '../../text/page.ts'
import { isFailure } from '../failures.ts'
import { digest, isUnsupported } from '../overview.ts'
import { groupBy, platformLanes, taggedLanes, type View } from '../view.ts'
import { marks } from '../words.ts'
import { isPartOf, laneHead, probesByClass } from './overview.ts'

/** Every probe of a mistake, or of a library as published. */
export function mistakesOf(view: View): readonly RunProbe[] {
  return view.probes.filter(({ mechanism }) => mechanism !== 'control')
}

/** Whether a probe fails in one of some lanes but not in its control. */
function failsIn(view: View, lanes: readonly RunLane[], probe: RunProbe): boolean {
  return lanes.some(({ id }) => view.cells(id, probe.id).some(isFailure))
}

/** How the probes of a class ended in a lane: the failing ones, or the first that can be described. */
function classCell(view: View, lane: RunLane, probes: readonly RunProbe[]): readonly Inline[] {
  const digests = probes
    .map(probe => digest(view, lane.id, probe))
    .filter(({ mark }) => mark.word !== 'not measured')
  const failing = digests.filter(({ mark }) => mark.tone === 'bad')
  const order = ['lucky', 'tolerated', 'good', 'quiet']
  const [quiet] = [...digests].sort(
    (one, other) => order.indexOf(one.mark.tone) - order.indexOf(other.mark.tone),
  )
  const alike = groupBy(
    failing.length > 0 || !quiet ? failing : [quiet],
    ({ mark, word }) => `${mark.symbol} ${word}`,
  )
  return joined(
    [...alike].map(([text, own]) => {
      const times = failing.length === digests.length && alike.size === 1 ? '' : ` ×${own.length}`
      return toned(own[0]?.mark.tone ?? 'quiet', `${text}${failing.length === 0 ? '' : times}`)
    }),
  )
}

/** Number of places in which the probes of a class end in error 6. */
function sixes(view: View, lanes: readonly RunLane[], probes: readonly RunProbe[]): number {
  return lanes.flatMap(({ id }) =>
    probes.filter(probe => digest(view, id, probe).mark === marks['invalid-handle']),
  ).length
}

/** Probes by class; those with the most errors 6 in some lanes come first. */
export function classesBySeverity(
  view: View,
  lanes: readonly RunLane[],
  probes: readonly RunProbe[],
): (readonly [RunProbe['mechanism'], readonly RunProbe[]])[] {
  return [...probesByClass(probes)].sort(
    ([, one], [, other]) => sixes(view, lanes, other) - sixes(view, lanes, one),
  )
}

/** The classes with probes that fail in some lanes, those with the most errors 6 first; classes with the same failures share a row. */
function classRows(
  view: View,
  lanes: readonly RunLane[],
  probes: readonly RunProbe[],
): (readonly Words[])[] {
  const rows = classesBySeverity(view, lanes, probes)
    .filter(([, own]) => own.some(probe => failsIn(view, lanes, probe)))
    .map(([name, own]) => ({
      name: className(name, own),
      cells: lanes.map(lane => classCell(view, lane, own)),
    }))
  return [...groupBy(rows, ({ cells }) => JSON.stringify(cells)).values()].map(alike => [
    joined(alike.map(({ name }) => name)),
    ...(alike[0]?.cells ?? []),
  ])
}

function className(name: RunProbe['mechanism'], own: readonly RunProbe[]): Words {
  return words`${code(name)}${own.length === 1 ? '' : ` (${own.length})`}`
}

/** A lane without a column of its own, because its results equal those of another except for what is listed. */
interface LikeAnother {
  readonly lane: RunLane
  readonly other: RunLane
  readonly differs: readonly Words[]
  /** Whether fewer probes were measured than in the other lane. */
  readonly isPart: boolean
}

/** A lane with more differences gets a column of its own. */
const maxDifferences = 3

/** The probes that end otherwise with another FFI, and where the reason is told. */
function hostDifferences(
  view: View,
  lane: RunLane,
  other: RunLane,
  probes: readonly RunProbe[],
): readonly Words[] {
  return probes.flatMap(probe => {
    const [here, there] = [digest(view, lane.id, probe), digest(view, other.id, probe)].map(
      ({ mark, word }) => toned(mark.tone, `${mark.symbol} ${word}`),
    )
    return here === undefined ||
      there === undefined ||
      JSON.stringify(here) === JSON.stringify(there)
      ? []
      : [
          words`${code(probe.id)} ${here}, where ${code(other.host)} has ${there} (${code(`handle-width explain ${probe.id}`)})`,
        ]
  })
}

/** How a lane differs from another, by class, or by probe where the FFI is another one. What was not measured in it is left out. */
function likeAnother(
  view: View,
  lane: RunLane,
  other: RunLane,
  probes: readonly RunProbe[],
): LikeAnother {
  const measured = probes.filter(({ id }) => view.cells(lane.id, id).length > 0)
  const isPart = isPartOf(view, lane, other)
  if (lane.host !== other.host)
    return { lane, other, differs: hostDifferences(view, lane, other, measured), isPart }
  const differs = [...probesByClass(measured)].flatMap(([name, own]): Words[] => {
    const [here, there] = [lane, other].map(one => classCell(view, one, own))
    return here === undefined || JSON.stringify(here) === JSON.stringify(there)
      ? []
      : [words`${className(name, own)} ${here}`]
  })
  return { lane, other, differs, isPart }
}

/** Lanes with a column, and those described by their differences from the first of their architecture. */
function columnsOf(
  view: View,
  lanes: readonly RunLane[],
): readonly [columns: readonly RunLane[], others: readonly LikeAnother[]] {
  const columns: RunLane[] = []
  const others: LikeAnother[] = []
  for (const lane of lanes) {
    const other = columns.find(({ architecture }) => architecture === lane.architecture)
    const like = other && likeAnother(view, lane, other, mistakesOf(view))
    if (like && like.differs.length <= maxDifferences) others.push(like)
    else columns.push(lane)
  }
  return [columns, others]
}

/** The text for lanes without a column: one line for each that differs, and one for all others. */
function likeTexts(others: readonly LikeAnother[]): Words[] {
  const said = others.map(({ lane, other, differs, isPart }) => ({
    same: differs.length === 0,
    text: words`${laneHead(lane)}: ${isPart ? 'where it was measured, as' : 'as'} ${code(other.id)}${differs.length === 0 ? '' : words`, save for ${joined(differs)}`}`,
  }))
  const same = said.filter(one => one.same).map(({ text }) => text)
  return [
    ...said.filter(one => !one.same).map(({ text }) => text),
    ...(same.length > 0 ? [joined(same, '; ')] : []),
  ]
}

/** The classes of mistake that fail in lanes of a platform; those that are not about width are listed separately. */
function classSection(view: View, all: readonly RunLane[]): Section[] {
  const probes = mistakesOf(view)
  const [lanes, others] = columnsOf(view, all)
  const wide = classRows(
    view,
    lanes,
    probes.filter(({ width }) => width),
  )
  const notWide = classRows(
    view,
    lanes,
    probes.filter(({ width }) => !width),
  )
  return section(
    'Mistakes that fail, with the number of their probes',
    table(
      ['mistake', ...lanes.map(laneHead)],
      [
        ...wide,
        ...(wide.length > 0 && notWide.length > 0
          ? [[words`${strong('not a matter of width')}`, ...lanes.map(() => '')]]
          : []),
        ...notWide,
      ],
    ),
    list(...likeTexts(others)),
  )
}

/** Why a probe that fails in none of some lanes does not fail. */
const quietTexts = {
  tolerated: 'declared wrong, and the platform guarantees that it works',
  lucky: 'declared wrong, and it worked this time',
  same: 'as in the control',
  'not-judged': 'nothing was judged',
} as const

/** The strongest reason why a probe fails in none of some lanes. */
function quietKind(
  view: View,
  lanes: readonly RunLane[],
  probe: RunProbe,
): keyof typeof quietTexts {
  const cells = lanes.flatMap(({ id }) => view.cells(id, probe.id))
  const kinds = new Set(cells.filter(cell => !isUnsupported(cell)).map(cell => cell.verdict.kind))
  const kind = (['lucky', 'tolerated'] as const).find(one => kinds.has(one))
  if (kind) return kind
  return [...kinds].every(one => one === 'not-judged') ? 'not-judged' : 'same'
}

/** Mistakes that fail in none of some lanes, by reason. */
function quietSection(view: View, lanes: readonly RunLane[]): Section[] {
  const quiet = mistakesOf(view).filter(probe => !failsIn(view, lanes, probe))
  const groups = groupBy(quiet, probe => quietKind(view, lanes, probe))
  return section(
    'Probes that fail in none of these lanes',
    list(
      ...(['tolerated', 'lucky', 'same', 'not-judged'] as const).flatMap((kind): Words[] => {
        const own = groups.get(kind) ?? []
        const { tone, symbol, word } = marks[kind]
        return own.length === 0
          ? []
          : [
              words`${toned(tone, `${symbol} ${word}`)} (${quietTexts[kind]}): ${joined(own.map(({ id }) => code(id)))}`,
            ]
      }),
    ),
  )
}

/** The mistakes by class: those that fail in lanes of a platform, and those that do not. */
export function mistakeSections(view: View): Section[] {
  const lanes = platformLanes(view)
  return [...classSection(view, lanes), ...quietSection(view, lanes)]
}

/** A description of tagged lanes, as part of a sentence. */
export const taggedText =
  'tagged handles (a sanitizer that refuses a handle which lost its mark; not what Windows does)'

/** How many of the probes that do not fail on a platform fail with tagged handles. */
export function taggedSection(view: View): Section[] {
  const [tagged, platform] = [taggedLanes(view), platformLanes(view)]
  if (tagged.length === 0) return []
  const more = mistakesOf(view).filter(
    probe => failsIn(view, tagged, probe) && !failsIn(view, platform, probe),
  )
  const where = joined(tagged.map(({ id }) => code(id)))
  const found = more.length === 0 ? 'None' : more.length === 1 ? 'One' : String(more.length)
  return section(
    '',
    text(
      words`${found} of these ${more.length === 1 ? 'fails' : 'fail'} in ${where}, with ${taggedText}.`,
    ),
  )
}
