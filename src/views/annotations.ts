import { causeTexts } from '../result/cause-text.ts'
import { firstDivergences, wrongDeclarations, type Divergence } from '../result/first-divergence.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { DeclaredRow } from '../result/declared-rows.ts'
import { workflowCommand } from '../text/workflow-command.ts'
import {
  declarationText,
  divergenceText,
  type UnmeasuredMistake,
  type RunBinding,
} from './sections/binding.ts'
import { variantsText } from './environments.ts'
import type { Report } from './report.ts'
import { groupBy, unmeasured, viewOf } from './view.ts'
import { claimedText, count, outcomeText, shortText } from './words.ts'

/** GitHub shows at most this many annotations of a level per step (and 50 per job), and drops the rest. */
const annotationLimit = 10

/** A place in the files of a binding, and the correction. */
interface Origin {
  readonly file: string
  readonly line?: number
  readonly fix: string
}

/** A binding that was run, with the places of its declarations. */
export interface AnnotatedBinding extends RunBinding {
  readonly hidden: readonly (UnmeasuredMistake & { readonly origin?: Origin })[]
  /** Where a declaration of a run file was made; `undefined` where that is not known. */
  originOf(row: DeclaredRow): Origin | undefined
}

/** What is annotated in addition to the cells of a report. */
export interface Annotated {
  readonly bindings: readonly AnnotatedBinding[]
  /** What is required but was not measured, one sentence each. */
  readonly missing: readonly string[]
}

interface Annotation {
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly line?: number
}

function commands(kind: 'error' | 'warning' | 'notice', all: readonly Annotation[]): string[] {
  const shown =
    all.length > annotationLimit
      ? [
          ...all.slice(0, annotationLimit - 1),
          {
            title: `${all.length - annotationLimit + 1} more`,
            message: 'The job summary and the run file list them all.',
          },
        ]
      : all
  return shown.map(({ title, message, file, line }: Annotation) =>
    workflowCommand(kind, { file, line, title }, message),
  )
}

/** The cause of a cell and its cure, where the cause is known. */
function causeSentences(cell: MatrixCell | undefined, origin?: Origin): string[] {
  const known = cell?.cause === undefined ? undefined : causeTexts[cell.cause]
  const cure = origin === undefined ? known?.cure : `write ${origin.fix}`
  return [
    ...(known ? [`Cause: ${known.says}.`] : []),
    ...(cure === undefined ? [] : [`Cure: ${cure}.`]),
  ]
}

/** The annotation for a binding whose only mistakes are in what could not be measured. */
function hiddenAnnotation({ target, hidden }: AnnotatedBinding): Annotation[] {
  const [one] = hidden
  if (!one) return []
  const { file = target, line, fix } = one.origin ?? {}
  return [
    {
      file,
      ...(line === undefined ? {} : { line }),
      title: 'Declared otherwise than true',
      message: [
        `${one.text}.`,
        ...(fix === undefined ? [] : [`Cure: write ${fix}.`]),
        ...(hidden.length === 1
          ? []
          : [`${count(hidden.length - 1, 'more mistake')} of this kind.`]),
      ].join(' '),
    },
  ]
}

/** The annotation for a failing binding: its first divergence, at the declaration responsible. */
function bindingAnnotation(report: Report, binding: AnnotatedBinding): Annotation[] {
  const { matrix } = report
  const firsts: readonly Divergence[] = binding.probes.flatMap(probe =>
    firstDivergences(matrix, probe),
  )
  const first = firsts.find(one => one.declaration) ?? firsts[0]
  const wrong = binding.probes.flatMap(probe => wrongDeclarations(matrix, probe))
  const row = first?.declaration ?? wrong[0]
  if (!first && !row) return hiddenAnnotation(binding)
  const origin = row && binding.originOf(row)
  return [
    {
      file: origin?.file ?? binding.target,
      ...(origin?.line === undefined ? {} : { line: origin.line }),
      title: first
        ? `${first.operation} (${first.cell.step}): ${shortText(first.cell)}`
        : 'Declared otherwise than true',
      message: [
        first ? `First divergence: ${divergenceText(first)}.` : '',
        !first && row ? `Nothing diverges here, but ${declarationText(row)}.` : '',
        ...causeSentences(first?.cell, origin),
      ]
        .filter(Boolean)
        .join(' '),
    },
  ]
}

/** The annotations for a probe with surprises: the first one that is no consequence of another, and the number of others. */
function surpriseAnnotations(report: Report, bindings: readonly RunBinding[]): Annotation[] {
  const own = new Set(bindings.flatMap(({ probes }) => probes))
  const surprises = groupBy(
    report.matrix.cells.filter(cell => cell.held === 'surprise' && !own.has(cell.probe)),
    cell => cell.probe,
  )
  return [...surprises].flatMap(([probe, cells]) => {
    const first = cells.find(cell => cell.verdict.kind !== 'not-reached') ?? cells[0]
    if (!first) return []
    const alike = cells.filter(
      cell => cell.step === first.step && shortText(cell) === shortText(first),
    )
    const more = cells.length - alike.length
    return {
      title: `${probe} / ${first.step}: ${shortText(first)}`,
      message: [
        `In ${alike.map(({ lane }) => lane).join(', ')}: claimed ${claimedText(first)}; ${outcomeText(first.outcome)}.`,
        ...causeSentences(first),
        ...(more === 0
          ? []
          : [`${count(more, 'more cell')} of this probe did not end as claimed.`]),
      ].join(' '),
    }
  })
}

/**
 * Annotations as workflow commands: one error for each failing binding and probe, warnings for flaky cells,
 * notices for lanes without a result; at most ten of each.
 */
export function githubAnnotations(
  report: Report,
  { bindings, missing }: Annotated = { bindings: [], missing: [] },
): string {
  const { matrix } = report
  const lanes = new Map(matrix.lanes.map(lane => [lane.id, lane]))
  const errors = [
    ...missing.map(sentence => ({ title: 'Required and not measured', message: sentence })),
    ...bindings.flatMap(binding => bindingAnnotation(report, binding)),
    ...surpriseAnnotations(report, bindings),
  ]
  const flaky = matrix.cells
    .filter(cell => cell.variants && cell.held !== 'surprise')
    .map(cell => ({
      title: `${cell.lane} / ${cell.probe} / ${cell.step} is flaky`,
      message: variantsText(cell, lanes.get(cell.lane)),
    }))
  const absent = unmeasured(viewOf(report)).map(lane => ({
    title: `${lane.id} is ${lane.status}`,
    message: [lane.reason, lane.remedy].filter(Boolean).join('. ') || 'No reason was recorded',
  }))
  const lines = [
    ...commands('error', errors),
    ...commands('warning', flaky),
    ...commands('notice', absent),
  ]
  return lines.map(line => `${line}\n`).join('')
}
