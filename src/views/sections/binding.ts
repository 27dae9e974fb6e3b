import {
  firstDivergences,
  quietLanes,
  wrongDeclarations,
  type Divergence,
} from '../../result/first-divergence.ts'
import { isSlotDeviation } from '../../declare/deviation.ts'
import { worst, type Level } from '../../declare/level.ts'
import { harmlessReasons } from '../../result/harmless.ts'
import { lostTags } from '../../result/lost-tags.ts'
import type { Matrix } from '../../result/matrix.ts'
import { escapeTexts } from '../../text/escape.ts'
import {
  code,
  list,
  section,
  subsection,
  text,
  words,
  type Page,
  type Section,
  type Words,
} from '../../text/page.ts'
import type { Report } from '../report.ts'
import { groupBy, viewOf, type View } from '../view.ts'
import { count, outcomeText, wordOf } from '../words.ts'
import { unmeasuredSection } from './lanes.ts'
import { operationBlocks } from './probe.ts'

/** A wrong declaration that no lane can show: one sentence without its stop. */
export interface UnmeasuredMistake {
  readonly text: string
}

/** A binding that was run: its probes, and what is to be said of it beside their cells. */
export interface RunBinding {
  readonly target: string
  /** The probe of the port that is there, and the others. */
  readonly probes: readonly string[]
  readonly notes: readonly string[]
  readonly hidden: readonly UnmeasuredMistake[]
}

function placeText(subject: string, position: string): string {
  if (subject === 'sentinel') return 'the failed open'
  if (position === 'convention') return `the calling convention of ${subject}`
  return position === 'returns' ? `the result of ${subject}` : `${subject}.${position}`
}

/** A wrong declaration: what it declares, and what is true. */
export function declarationText({
  subject,
  position,
  declared,
  true: truth,
}: NonNullable<Divergence['declaration']>): string {
  return `${placeText(subject, position)} ${subject === 'sentinel' ? 'is looked for as' : 'is declared'} ${declared}, true is ${truth}`
}

/** Where and how a binding diverges, and the declaration behind it. */
export function divergenceText(divergence: Divergence): string {
  const { cell, operation, lanes } = divergence
  const how =
    cell.outcome.kind === 'ffi-rejected' || cell.outcome.kind === 'wrong-data'
      ? outcomeText(cell.outcome)
      : wordOf(cell.verdict, cell.outcome)
  return `${cell.step} (${operation}) in ${lanes.join(', ')}: ${how}${cell.cause === undefined ? '' : `, ${cell.cause}`}${divergence.declaration === undefined ? '' : `: ${declarationText(divergence.declaration)}`}`
}

/** Lanes without divergence: those where all is declared right, and those where a wrong declaration did no harm, with the reasons. */
function quietTexts(matrix: Matrix, probe: string): string[] {
  const quiet = quietLanes(matrix, probe).map(({ lane, because }) => ({
    lane,
    reasons: because
      .map(one => `${harmlessReasons[one].verdict} (${one}: ${harmlessReasons[one].says})`)
      .join('; '),
  }))
  return [...groupBy(quiet, ({ reasons }) => reasons)].map(([reasons, own]) => {
    const lanes = own.map(({ lane }) => lane).join(', ')
    return reasons === ''
      ? `As the control in ${lanes}.`
      : `Declared wrong, and as the control in ${lanes}: ${reasons}.`
  })
}

/** Whether the only thing that goes wrong in a probe, in these lanes, is that handles lose their tags. */
function losesTagsOnly(matrix: Matrix, probe: string, lanes: readonly string[]): boolean {
  const lost = lostTags(matrix)
  return matrix.cells
    .filter(cell => cell.probe === probe && lanes.includes(cell.lane) && cell.held === 'surprise')
    .every(cell => lost.has(cell))
}

/** Whether a lane without tags diverges; where all lanes are tagged, only the sanitizer was asked, and it counts except for lost tags. */
function isOfPlatform(matrix: Matrix, { cell, lanes }: Divergence): boolean {
  return matrix.lanes.every(({ kernel }) => kernel === 'tagged')
    ? !losesTagsOnly(matrix, cell.probe, lanes)
    : matrix.lanes.some(({ id, kernel }) => kernel !== 'tagged' && lanes.includes(id))
}

/** Whether a step that ended as in the control ended otherwise in another recording of its lane. */
function failsSometimes(matrix: Matrix, probe: string): boolean {
  const lost = lostTags(matrix)
  return matrix.cells.some(
    cell =>
      cell.probe === probe &&
      cell.held === 'surprise' &&
      cell.variants !== undefined &&
      !lost.has(cell),
  )
}

/** Whether a tag was lost where Windows guarantees that nothing else is: in a value of 32 bits or more, not in a struct. */
function losesTagAlone({ cell, declaration }: Divergence): boolean {
  if (cell.cause !== 'tag-lost') return false
  const deviation = declaration?.deviation
  return deviation === undefined || (isSlotDeviation(deviation) && deviation.declared.bytes >= 4)
}

/** How bad it is that a probe of a binding declares something otherwise than true. */
function levelOfProbe(matrix: Matrix, probe: string): Level | undefined {
  const divergences = firstDivergences(matrix, probe)
  if (divergences.some(one => isOfPlatform(matrix, one))) return 'error'
  const reasons = quietLanes(matrix, probe).flatMap(({ because }) => because)
  const isLucky = reasons.some(one => harmlessReasons[one].verdict === 'lucky')
  if (failsSometimes(matrix, probe)) return 'warning'
  // A tag that is lost shows what Windows guarantees to be harmless; anything else that only tags show went well by luck.
  const isOnlyCut = divergences.every(losesTagAlone)
  if (divergences.length > 0) return isOnlyCut && !isLucky ? 'note' : 'warning'
  if (wrongDeclarations(matrix, probe).length === 0) return undefined
  return reasons.length > 0 && !isLucky ? 'note' : 'warning'
}

/** How bad a binding is: `error` where it fails, `warning` where it works by luck, `note` where Windows guarantees that it works. */
export function levelOf(matrix: Matrix, { probes, hidden }: RunBinding): Level | undefined {
  // A scene in which nothing could differ from the control, such as a missing port, is ignored where there are others.
  const telling = probes.filter(
    probe => quietLanes(matrix, probe).length + firstDivergences(matrix, probe).length > 0,
  )
  return worst([
    hidden.length > 0 ? 'error' : undefined,
    ...(telling.length > 0 ? telling : probes).map(probe => levelOfProbe(matrix, probe)),
  ])
}

const works = {
  warning: 'works by luck',
  note: 'works by a guarantee of Windows',
} as const

/** The sentence that sums a binding up: what diverges first, or that nothing does. */
export function closing(matrix: Matrix, binding: RunBinding): string {
  const { target, probes, hidden } = binding
  const divergences = probes.flatMap(probe => firstDivergences(matrix, probe))
  const first = divergences.find(one => isOfPlatform(matrix, one))
  if (first) return `${target} first diverges at ${divergenceText(first)}.`
  const wrong = probes.flatMap(probe => wrongDeclarations(matrix, probe))
  const [row] = wrong
  const [unmeasured] = hidden
  const level = levelOf(matrix, { ...binding, hidden: [] })
  if (!row || level === undefined || level === 'error')
    return `${target} does not diverge from the control${unmeasured ? `, but ${unmeasured.text}` : ''}.`
  const places = new Set(wrong.map(({ subject, position }) => `${subject}.${position}`)).size
  const [tagged] = divergences
  const shows = tagged
    ? ` With tagged handles it first fails at ${tagged.cell.step} (${tagged.operation}).`
    : ''
  return `${target} does not diverge from the control. ${count(places, 'wrong declaration')} ${works[level].replace('works', places === 1 ? 'works' : 'work')}, first ${placeText(row.subject, row.position)}: ${row.declared}, true is ${row.true}.${shows}${unmeasured ? ` But ${unmeasured.text}.` : ''}`
}

function probeResults(view: View, id: string): Section[] {
  const { matrix } = view.report
  const probe = view.probes.find(one => one.id === id)
  const sentences: Words[] = [
    ...firstDivergences(matrix, id).map(one => words`First divergence: ${divergenceText(one)}.`),
    ...quietTexts(matrix, id).map(sentence => words`${sentence}`),
  ]
  return probe && sentences.length > 0
    ? subsection(words`${code(id)}`, ...operationBlocks(view, probe), list(...sentences))
    : []
}

/** A binding that was run: the sentence that sums it up, how its operations ended, and what diverged first. */
export function bindingPage(foreignReport: Report, foreignBinding: RunBinding): Page {
  const { report, binding } = escapeTexts({ report: foreignReport, binding: foreignBinding })
  const view = viewOf(report)
  return {
    title: '',
    sections: [
      ...section(
        words`The binding ${binding.target}`,
        text([closing(report.matrix, binding)]),
        list(...binding.notes.map(note => words`${note}.`)),
      ),
      ...binding.probes.flatMap(probe => probeResults(view, probe)),
      ...unmeasuredSection(view),
    ],
  }
}
