import {
  firstDivergences,
  quietLanes,
  wrongDeclarations,
  type Divergence,
} from '../../result/first-divergence.ts'
import { harmlessReasons } from '../../result/harmless.ts'
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
  function: subject,
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

/** The sentence that sums a binding up: what diverges first, or that nothing does. */
export function closing(matrix: Matrix, { target, probes, hidden }: RunBinding): string {
  const [first] = probes.flatMap(probe => firstDivergences(matrix, probe))
  if (first) return `${target} first diverges at ${divergenceText(first)}.`
  const wrong = probes.flatMap(probe => wrongDeclarations(matrix, probe))
  const [row] = wrong
  const [unmeasured] = hidden
  if (!row)
    return `${target} does not diverge from the control${unmeasured ? `, but ${unmeasured.text}` : ''}.`
  const places = new Set(wrong.map(({ function: name, position }) => `${name}.${position}`)).size
  return `${target} does not diverge from the control, and declares ${count(places, 'place')} otherwise than true, first ${placeText(row.function, row.position)}: ${row.declared}, true is ${row.true}.`
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

/** Whether a binding diverges from the control, or declares something otherwise than true in a lane that was measured. */
export function isDivergent(matrix: Matrix, { probes, hidden }: RunBinding): boolean {
  return (
    hidden.length > 0 ||
    probes.some(
      probe =>
        firstDivergences(matrix, probe).length > 0 || wrongDeclarations(matrix, probe).length > 0,
    )
  )
}
