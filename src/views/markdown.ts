import { evidenceOf, evidences, type Evidence } from '../result/evidence.ts'
import { causes } from '../result/cause.ts'
import { causeTexts } from '../result/cause-text.ts'
import { harmlessReasons, type HarmlessReason } from '../result/harmless.ts'
import { probeMistakeIds, probeMistakes } from '../mistakes/index.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import { verdictKinds } from '../result/verdict-kind.ts'
import { becauseOf } from '../result/verdict.ts'
import { columnsOf, isUnjudged, operationRows, operationsOfInterest } from './columns.ts'
import { declarationRows } from './declarations.ts'
import { calibrationOf, factsOf, variantsText } from './environments.ts'
import { hiddenFailures, isFailure } from './failures.ts'
import { code, image, inline, link, paragraph, table } from '../text/markdown-text.ts'
import { notMade } from './not-made.ts'
import { digest, digestLines, tallyOf } from './overview.ts'
import type { Format, RenderOptions, Report } from './report.ts'
import { witnessesOf } from './second-witness.ts'
import { viewOf, type View } from './view.ts'
import {
  claimedText,
  codeText,
  count,
  marks,
  outcomeText,
  shortText,
  verdictTexts,
} from './words.ts'

/** Surprises in the table; the rest is counted. */
const listed = 200

function environmentText(lane: RunLane): string {
  return lane.environments
    .map(environment =>
      factsOf(environment)
        .map(([name, value]) => `${inline(name)} ${inline(value)}`)
        .join(', '),
    )
    .join('<br>')
}

/** How the FFI of each lane fills the upper half: what the claims about narrowed values rest on. */
function calibrationSection({ report }: View): string {
  const groups = new Map<string, string[]>()
  for (const lane of report.matrix.lanes) {
    const [environment] = lane.environments
    const values = environment ? calibrationOf(environment) : []
    if (values.length > 0)
      groups.set(JSON.stringify(values), [...(groups.get(JSON.stringify(values)) ?? []), lane.id])
  }
  const columns = [...groups].map(([values, lanes]) => ({
    values: new Map(JSON.parse(values) as [string, string][]),
    lanes,
  }))
  const types = [...new Set(columns.flatMap(column => [...column.values.keys()]))]
  if (types.length === 0) return ''
  const rows = types.map(type => [
    code(type),
    ...columns.map(column => code(column.values.get(type) ?? '-')),
  ])
  return `How the FFI widens 0xFFFFFFFE in a slot as wide as a pointer, measured in each lane:\n\n${table(['declared as', ...columns.map(column => column.lanes.map(code).join('<br>'))], rows)}`
}

function laneSection(view: View): string {
  const { report } = view
  const rows = report.matrix.lanes.map(lane => [
    code(lane.id),
    lane.engine,
    lane.architecture,
    lane.kernel,
    `${lane.pointerBytes} bytes`,
    lane.status === 'measured'
      ? 'measured'
      : `**${lane.status}**: ${inline([lane.reason ?? 'no reason was recorded', lane.remedy ?? ''].filter(Boolean).join('. '))}`,
    environmentText(lane),
  ])
  const missing = notMade(view).map(
    ({ probes, lanes, reason }) =>
      `- ${probes.map(code).join(', ')} in ${lanes.map(code).join(', ')}: ${inline(reason)}.`,
  )
  const said = missing.length === 0 ? '' : `\n\nNot measured there:\n\n${missing.join('\n')}`
  return `## Lanes: what was measured where\n\n${table(['lane', 'engine', 'architecture', 'kernel', 'pointer', 'status', 'environment'], rows)}${said}`
}

/** Controls first, then by class of mistake in the order of the table of classes. */
function byClass(probes: readonly RunProbe[]): RunProbe[] {
  const order = probeMistakeIds
  return [...probes].sort(
    (one, other) => order.indexOf(one.mechanism) - order.indexOf(other.mechanism),
  )
}

function overviewSection(view: View): string {
  const rows = byClass(view.probes).map((probe, index, all) => [
    all[index - 1]?.mechanism === probe.mechanism ? '' : code(probe.mechanism),
    code(probe.id),
    ...view.lanes.map(lane =>
      digestLines(digest(view, lane.id, probe))
        .map(inline)
        .join('<br>'),
    ),
  ])
  return `## Overview: class of mistake, probe × lane\n\n${table(['class', 'probe', ...view.lanes.map(lane => `${code(lane.id)}${lane.status === 'dirty' ? ' (dirty)' : ''}`)], rows)}`
}

/** Why a mistake about width does not show in lanes without tags, where it does not: in the words of what was seen there. */
function whyUnshown(view: View, probe: RunProbe): string | undefined {
  const lanes = view.lanes.filter(
    lane =>
      lane.kernel !== 'tagged' &&
      lane.status === 'measured' &&
      view.cells(lane.id, probe.id).length > 0,
  )
  const cells = lanes.flatMap(lane => view.cells(lane.id, probe.id))
  if (lanes.length === 0 || cells.some(isFailure)) return undefined
  const seen = new Set(cells.flatMap(({ verdict }) => becauseOf(verdict) ?? []))
  return seen.size === 0
    ? 'every step ended as in the control'
    : [...seen].map(because => harmlessReasons[because].says).join('; ')
}

function unshownSection(view: View): string {
  const rows = byClass(view.probes).flatMap(probe => {
    const why = probe.mechanism === 'control' || !probe.width ? undefined : whyUnshown(view, probe)
    return why === undefined ? [] : [[code(probe.mechanism), code(probe.id), inline(why)]]
  })
  return rows.length === 0
    ? ''
    : `## Mistakes that do not show without tags\n\nNo lane without tags could show these, because:\n\n${table(['class', 'probe', 'cannot be shown here because'], rows)}`
}

function legendSection({ report }: View): string {
  const kinds = new Set(report.matrix.cells.map(cell => cell.verdict.kind))
  const rows = verdictKinds
    .filter(kind => kinds.has(kind))
    .map(kind => [`${inline(marks[kind].symbol)} ${marks[kind].word}`, inline(verdictTexts[kind])])
  return rows.length === 0 ? '' : `How to read a cell:\n\n${table(['cell', 'meaning'], rows)}`
}

function declarationTable(probe: RunProbe): string {
  const rows = declarationRows(probe).map(row => [
    `${row.pointerBytes} bytes`,
    code(row.declared),
    code(row.true),
    row.places.map(code).join(', '),
  ])
  if (rows.length === 0) return ''
  return `Declared against true, by width of a pointer:\n\n${table(['pointer', 'declared', 'true', 'where'], rows)}`
}

function probeMatrix(view: View, probe: RunProbe): string {
  const all = columnsOf(view, probe)
  const columns = all.filter(column => !isUnjudged(column))
  const dirty = all.filter(isUnjudged).flatMap(column => column.lanes)
  const unjudged = dirty.length === 0 ? '' : `Not judged in ${dirty.map(code).join(', ')}.`
  const { shown, quiet } = operationsOfInterest(probe, columns)
  const ended = probe.mechanism === 'control' ? 'succeeded' : 'ended as in the control'
  const rest =
    quiet === 0
      ? ''
      : `${count(quiet, 'operation')} ${ended} in every lane${shown.length === 0 ? '' : quiet === 1 ? ' and is left out' : ' and are left out'}.`
  if (shown.length === 0) return [rest, unjudged].filter(Boolean).join(' ')
  const rows = operationRows(shown, columns).map(row => [
    row.operations.map(code).join(', '),
    ...row.texts.map(inline),
  ])
  return [
    table(['operation', ...columns.map(column => column.lanes.map(code).join('<br>'))], rows),
    rest,
    unjudged,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function harmlessText(view: View, probe: RunProbe): string {
  const found = new Map<HarmlessReason, Set<string>>()
  for (const lane of view.lanes) {
    for (const { verdict } of view.cells(lane.id, probe.id)) {
      const because = becauseOf(verdict)
      if (because) found.set(because, (found.get(because) ?? new Set()).add(lane.id))
    }
  }
  return [...found]
    .map(([because, lanes]) => {
      const { verdict, says } = harmlessReasons[because]
      return `- ${verdict === 'tolerated' ? 'Tolerated' : 'Lucky'}, ${code(because)}: ${inline(says)}. In ${[...lanes].map(code).join(', ')}.`
    })
    .join('\n')
}

function hiddenText(view: View, probe: RunProbe): string {
  const rows = hiddenFailures(view, probe).map(hidden => [
    hidden.lanes.map(code).join('<br>'),
    `${code(hidden.open)}: ${inline(codeText(hidden.realCode))}`,
    `${code(hidden.step)}: ${inline(codeText(6))}`,
    code(hidden.passed),
  ])
  if (rows.length === 0) return ''
  return `The open had failed and nobody noticed. The real code came first, the 6 is what a user is told:\n\n${table(['lane', 'the real failure', 'what was reported later', 'handle passed'], rows)}`
}

function causeText(view: View, probe: RunProbe): string {
  const found = new Set(
    view.lanes.flatMap(lane => view.cells(lane.id, probe.id).flatMap(cell => cell.cause ?? [])),
  )
  return causes
    .filter(cause => found.has(cause))
    .map(
      cause =>
        `- Cause, ${code(cause)}: ${inline(causeTexts[cause].says)}. Cure: ${inline(causeTexts[cause].cure)}.`,
    )
    .join('\n')
}

/** What stands behind the cells of a probe: a native port, a surrogate, Wine or the simulator. */
function evidenceText(view: View, probe: RunProbe): string {
  const lanes = new Map<Evidence, string[]>()
  for (const lane of view.lanes) {
    if (view.cells(lane.id, probe.id).length === 0) continue
    const evidence = evidenceOf(lane, probe.device)
    lanes.set(evidence, [...(lanes.get(evidence) ?? []), lane.id])
  }
  return lanes.size === 0
    ? ''
    : `Evidence: ${[...lanes].map(([evidence, ids]) => `${inline(evidences[evidence])} (${ids.map(code).join(', ')})`).join('; ')}.`
}

function probeSection(view: View, probe: RunProbe): string {
  const width = probe.width ? '' : ' Not a matter of width.'
  const sightings =
    probe.seenIn.length === 0
      ? ''
      : `Seen in: ${probe.seenIn.map(({ title, url }) => link(title, url)).join('; ')}.`
  const program = probe.program === undefined ? '' : `The program: ${inline(probe.program)}.`
  const scene = `Mistake: ${code(probe.mechanism)} (${inline(probeMistakes[probe.mechanism].title)}). Device: ${code(probe.device)}.${width}`
  return [
    `### ${code(probe.id)}: ${inline(probe.title)}`,
    paragraph(probe.why),
    [scene, program, evidenceText(view, probe)].filter(Boolean).join(' '),
    sightings,
    declarationTable(probe),
    probeMatrix(view, probe),
    hiddenText(view, probe),
    [harmlessText(view, probe), causeText(view, probe)].filter(Boolean).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function surpriseSection({ report }: View): string {
  const cells = report.matrix.cells.filter(cell => cell.claim === 'surprise')
  if (cells.length === 0)
    return '## Surprises\n\nNone: every judged cell shows what its probe claims.'
  const rows = cells
    .slice(0, listed)
    .map(cell => [
      code(cell.lane),
      code(cell.probe),
      code(cell.step),
      inline(claimedText(cell)),
      `${inline(shortText(cell))}: ${inline(outcomeText(cell.outcome))}`,
    ])
  const rest = cells.length > listed ? `\n\nand ${cells.length - listed} more.` : ''
  return `## Surprises\n\nCells that do not show what the probe claims.\n\n${table(['lane', 'probe', 'step', 'claimed', 'seen'], rows)}${rest}`
}

function flakySection({ report }: View): string {
  const lanes = new Map(report.matrix.lanes.map(lane => [lane.id, lane]))
  const cells = report.matrix.cells.filter(cell => cell.variants)
  if (cells.length === 0) return ''
  const rows = cells
    .slice(0, listed)
    .map(cell => [
      code(cell.lane),
      code(cell.probe),
      code(cell.step),
      inline(variantsText(cell, lanes.get(cell.lane))),
    ])
  const rest = cells.length > listed ? `\n\nand ${cells.length - listed} more.` : ''
  return `## Flaky cells\n\nRecordings of the same lane ended differently; the most serious outcome stands in the tables above.\n\n${table(['lane', 'probe', 'step', 'seen'], rows)}${rest}`
}

/** What strict handle checks said, where they were asked for. */
function witnessSection(view: View): string {
  const rows = witnessesOf(view).flatMap(({ lane, system, probes }) =>
    probes.length === 0
      ? [[code(lane), inline(system), '', '', '']]
      : probes.map(({ probe, confirmed, not }, index) => [
          index === 0 ? code(lane) : '',
          index === 0 ? inline(system) : '',
          code(probe),
          confirmed.map(code).join(', '),
          not.map(code).join(', '),
        ]),
  )
  if (rows.length === 0) return ''
  return `## Strict handle checks: a second witness\n\nThe first error 6 of each operation was run again in a process whose system raises an exception for a bad handle.\n\n${table(['lane', 'how the system takes the checks', 'probe', 'borne out', 'nothing was raised'], rows)}`
}

function intro(view: View): string {
  const { report } = view
  const tally = tallyOf(report.matrix.cells)
  const judged = tally.notJudged === 0 ? '' : `, ${tally.notJudged} not judged`
  return `${paragraph(report.tool.name)} ${inline(report.tool.version)}: ${count(view.lanes.length, 'lane')}, ${count(view.probes.length, 'probe')}, ${tally.cells} of ${report.planned} planned cells. ${tally.invalidHandle} ended in ERROR_INVALID_HANDLE (6) where the control did not, ${tally.asClaimed} as claimed, ${count(tally.surprises, 'surprise')}${judged}.`
}

/** The report in pieces that can stand alone, the most telling first. */
export function markdownSections(report: Report, pictures?: RenderOptions['pictures']): string[] {
  const view = viewOf(report)
  return [
    '# Which declarations of a HANDLE end in ERROR_INVALID_HANDLE (6)',
    intro(view),
    ...(pictures
      ? [image('Steps of each probe in each lane, coloured by how they ended', pictures.matrix)]
      : []),
    overviewSection(view),
    legendSection(view),
    unshownSection(view),
    surpriseSection(view),
    flakySection(view),
    witnessSection(view),
    laneSection(view),
    calibrationSection(view),
    '## Probes',
    ...(pictures
      ? [image('Structs as the probes declare them and as they are', pictures.layouts)]
      : []),
    ...view.probes.map(probe => probeSection(view, probe)),
  ].filter(Boolean)
}

/** For a page in a repository: REPORT.md is this. */
export const markdown: Format = (report, { pictures }) =>
  `${markdownSections(report, pictures).join('\n\n')}\n`
