import {
  firstDivergences,
  quietLanes,
  wrongDeclarations,
  type Divergence,
} from '../result/first-divergence.ts'
import { harmlessReasons } from '../result/harmless.ts'
import type { Matrix } from '../result/matrix.ts'
import { escapeTexts } from '../text/escape.ts'
import { count, outcomeText, wordOf } from './words.ts'
import { wrap } from '../text/wrap-plain.ts'

/** A binding that was run: its probes, and what is to be said of it beside their cells. */
export interface RunBinding {
  readonly target: string
  /** The probe of the port that is there, and the others. */
  readonly probes: readonly string[]
  readonly notes: readonly string[]
}

const laneNames = (lanes: readonly string[]): string => lanes.join(', ')

/** A wrong declaration: what it declares, and what is true. */
export function declarationText({
  function: subject,
  position,
  declared,
  true: truth,
}: NonNullable<Divergence['declaration']>): string {
  return `${placeText(subject, position)} ${subject === 'sentinel' ? 'is looked for as' : 'is declared'} ${declared}, true is ${truth}`
}

function placeText(subject: string, position: string): string {
  if (subject === 'sentinel') return 'the failed open'
  if (position === 'convention') return `the calling convention of ${subject}`
  return position === 'returns' ? `the result of ${subject}` : `${subject}.${position}`
}

/** Where and how a binding diverges, and the declaration behind it. */
export function divergenceText(divergence: Divergence): string {
  const { cell, operation, lanes } = divergence
  const how =
    cell.outcome.kind === 'ffi-rejected' || cell.outcome.kind === 'wrong-data'
      ? outcomeText(cell.outcome)
      : wordOf(cell.verdict, cell.outcome)
  return `${cell.step} (${operation}) in ${laneNames(lanes)}: ${how}${cell.cause === undefined ? '' : `, ${cell.cause}`}${divergence.declaration === undefined ? '' : `: ${declarationText(divergence.declaration)}`}`
}

/** Lanes without divergence: those where all is declared right, and those where a wrong declaration did no harm, with the reasons. */
function quietText(matrix: Matrix, probe: string): string[] {
  const quiet = quietLanes(matrix, probe)
  const right = quiet.filter(lane => lane.because.length === 0).map(({ lane }) => lane)
  const harmless = new Map<string, string[]>()
  for (const { lane, because } of quiet.filter(one => one.because.length > 0)) {
    const words = because
      .map(one => `${harmlessReasons[one].verdict} (${one}: ${harmlessReasons[one].says})`)
      .join('; ')
    harmless.set(words, [...(harmless.get(words) ?? []), lane])
  }
  return [
    ...(right.length === 0 ? [] : [`As the control in ${laneNames(right)}.`]),
    ...[...harmless].map(
      ([words, lanes]) => `Declared wrong, and as the control in ${laneNames(lanes)}: ${words}.`,
    ),
  ]
}

/** The sentence a run of a binding ends with: what diverges first, or that nothing does. */
export function closing(matrix: Matrix, { target, probes }: RunBinding): string {
  const [first] = probes.flatMap(probe => firstDivergences(matrix, probe))
  if (first) return `${target} first diverges at ${divergenceText(first)}.`
  const wrong = probes.flatMap(probe => wrongDeclarations(matrix, probe))
  const [row] = wrong
  if (!row) return `${target} does not diverge from the control.`
  const places = new Set(wrong.map(({ function: name, position }) => `${name}.${position}`)).size
  return `${target} does not diverge from the control, and declares ${count(places, 'place')} otherwise than true, first ${placeText(row.function, row.position)}: ${row.declared}, true is ${row.true}.`
}

/** What a run says of a binding beside its matrix, the sentence that sums it up last. */
export function renderBinding(foreign: Matrix, binding: RunBinding, width = 100): string {
  const { matrix, run } = escapeTexts({ matrix: foreign, run: binding })
  const lines = run.probes.flatMap(probe => {
    const firsts = firstDivergences(matrix, probe)
    const quiet = quietText(matrix, probe)
    if (firsts.length === 0 && quiet.length === 0) return []
    return [
      `  ${probe}`,
      ...[...firsts.map(one => `First divergence: ${divergenceText(one)}.`), ...quiet].map(
        text => `    ${wrap(text, width, '      ')}`,
      ),
    ]
  })
  return [
    `The binding ${run.target}`,
    ...lines,
    ...run.notes.map(note => `  ${wrap(`${note}.`, width, '    ')}`),
    '',
    wrap(closing(matrix, run), width, ''),
  ].join('\n')
}

/** Whether a binding diverges from the control, or declares something otherwise than true in a lane that was measured. */
export function isDivergent(matrix: Matrix, { probes }: RunBinding): boolean {
  return probes.some(
    probe =>
      firstDivergences(matrix, probe).length > 0 || wrongDeclarations(matrix, probe).length > 0,
  )
}
