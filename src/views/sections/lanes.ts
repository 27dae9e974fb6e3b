import { evidenceOf, evidences, type EvidenceStrength } from '../../result/evidence.ts'
import {
  code,
  joined,
  lineBreak,
  list,
  section,
  strong,
  table,
  text,
  words,
  type Block,
  type Section,
  type Words,
} from '../../text/page.ts'
import { factsOf } from '../environments.ts'
import { unmeasuredProbes } from '../unmeasured-probes.ts'
import { standsOf } from '../stands-on.ts'
import { groupBy, unmeasured, type View } from '../view.ts'
import { count } from '../words.ts'

/** The facts of each environment in which a lane was recorded. */
export function environmentText({
  environments,
}: Pick<View['lanes'][number], 'environments'>): Words {
  return joined(
    environments.map(environment =>
      factsOf(environment)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ),
    lineBreak,
  )
}

/** The lanes of a report and their environments. */
export function laneSection(view: View): Section[] {
  return section(
    'Lanes: what was measured where',
    table(
      ['lane', 'engine', 'architecture', 'kernel', 'host', 'pointer', 'status', 'environment'],
      view.report.matrix.lanes.map(lane => [
        words`${code(lane.id)}`,
        words`${lane.engine}`,
        words`${lane.architecture}`,
        words`${lane.kernel}`,
        words`${lane.host}`,
        `${lane.pointerBytes} bytes`,
        words`${lane.status}`,
        environmentText(lane),
      ]),
    ),
  )
}

/**
 * How the FFI of each lane fills the upper half, which the claims about narrowed values depend on. Lanes with the
 * same behaviour share a column.
 */
export function calibrationSection({ report }: View): Section[] {
  const measured = report.matrix.lanes.flatMap(lane => {
    const values = Object.entries(lane.environments[0]?.calibration ?? {})
    return values.length === 0 ? [] : [{ lane: lane.id, values }]
  })
  const columns = [...groupBy(measured, ({ values }) => JSON.stringify(values)).values()]
  const types = [...new Set(measured.flatMap(({ values }) => values.map(([type]) => type)))]
  return section(
    'How the FFI widens 0xFFFFFFFE in a slot as wide as a pointer',
    table(
      [
        'declared as',
        ...columns.map(own =>
          joined(
            own.map(({ lane }) => code(lane)),
            lineBreak,
          ),
        ),
      ],
      types.map(type => [
        words`${code(type)}`,
        ...columns.map(([first]) => [
          code(first?.values.find(([name]) => name === type)?.[1] ?? '-'),
        ]),
      ]),
    ),
  )
}

/** Up to four names; the rest are counted. */
function fewNames(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : count(names.length, 'probe')
}

/** Single cells that were not judged although their lane and probe were measured, by reason. */
function unjudgedCells(view: View): { readonly what: string; readonly why: string }[] {
  const dirty = new Set(unmeasured(view).map(({ id }) => id))
  const missing = unmeasuredProbes(view)
  const cells = view.report.matrix.cells.filter(
    ({ lane, probe, verdict }) =>
      verdict.kind === 'not-judged' &&
      !dirty.has(lane) &&
      !missing.some(own => own.lanes.includes(lane) && own.probes.includes(probe)),
  )
  const byReason = groupBy(cells, ({ outcome }) =>
    outcome.kind === 'not-declared'
      ? outcome.reason
      : 'the control was not clean or never came to this step',
  )
  return [...byReason].map(([why, own]) => ({
    what: `${count(own.length, 'cell')} of ${fewNames([...new Set(own.map(({ probe }) => probe))])}`,
    why,
  }))
}

/** What was not measured or not judged, and why; entries with the same reason share a line. */
export function unmeasuredSection(view: View): Section[] {
  const lanes = unmeasured(view).map(({ id, status, reason, remedy }) => ({
    what: id,
    why: `${status}: ${[reason ?? 'no reason was recorded', remedy].filter(Boolean).join('; ')}`,
  }))
  const probes = unmeasuredProbes(view).map(own => ({
    what: `${own.probes.join(', ')} in ${own.lanes.join(', ')}`,
    why: own.reason,
  }))
  const all = [...lanes, ...probes, ...unjudgedCells(view)]
  return section(
    'Not measured, or not judged',
    list(
      ...[...groupBy(all, ({ why }) => why)].map(
        ([why, own]) => words`${strong(own.map(({ what }) => what).join(', '))}: ${why}`,
      ),
    ),
  )
}

/** The evidence for the results: a native port, a surrogate, Wine or the simulator. */
export function evidenceSection(view: View): Section[] {
  return section(
    'What the results are based on',
    list(
      ...standsOf(view).map(
        ({ text: says, places }) => words`${strong(places.join(', '))}: ${says}`,
      ),
    ),
  )
}

/** Names of lanes without those that add a kernel or a host to another one of them: `wine-x64-tagged` beside `wine-x64`. */
function shortest(places: readonly string[]): readonly string[] {
  return places.filter(place => !places.some(other => place.startsWith(`${other}-`)))
}

/** The same in one sentence. */
export function evidenceSentence(view: View): Block {
  const stands = standsOf(view)
  return text(
    stands.length === 0
      ? ''
      : words`Based on ${joined(
          stands.map(({ text: says, places }) =>
            stands.length === 1 ? says : `${says} (${shortest(places).join(', ')})`,
          ),
          '; ',
        )}.`,
  )
}

/** The evidence for the cells of one probe, lane by lane. */
export function evidenceBlock(view: View, probe: View['probes'][number]) {
  const lanes = view.lanes.filter(lane => view.cells(lane.id, probe.id).length > 0)
  const byEvidence = groupBy(lanes, (lane): EvidenceStrength => evidenceOf(lane, probe.device))
  return byEvidence.size === 0
    ? text('')
    : text(
        words`Based on ${joined(
          [...byEvidence].map(
            ([evidence, own]) =>
              words`${evidences[evidence]} (${joined(own.map(({ id }) => code(id)))})`,
          ),
          '; ',
        )}.`,
      )
}
