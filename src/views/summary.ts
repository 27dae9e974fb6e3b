import { counts } from '../declare/level.ts'
import { closing, levelOf, type RunBinding } from './sections/binding.ts'
import { isFailure } from './failures.ts'
import { code, inline, table } from '../text/markdown-text.ts'
import { digest, digestLines, tallyOf } from './overview.ts'
import type { Annotated } from './annotations.ts'
import type { View } from './view.ts'
import { count, wordOf } from './words.ts'

/** Maximum number of rows of differences, so that the summary fits on one screen. */
const maxRows = 15
const maxBindings = 5

/** One sentence that says whether the results are as they should be. */
function verdictOf({ report, lanes }: View, { bindings, missing }: Annotated): string {
  const { matrix } = report
  const failing = bindings.filter(binding => counts(levelOf(matrix, binding), 'warning'))
  const own = new Set(bindings.flatMap(({ probes }) => probes))
  const surprises = matrix.cells.filter(cell => cell.held === 'surprise' && !own.has(cell.probe))
  const faults = [
    ...missing,
    ...(failing.length === 0
      ? []
      : [`${count(failing.length, 'binding')} with a wrong declaration`]),
    ...(surprises.length === 0
      ? []
      : [
          `${count(surprises.length, 'cell')} of ${count(new Set(surprises.map(({ probe }) => probe)).size, 'probe')} did not end as claimed`,
        ]),
    ...(lanes.length === 0 ? ['nothing was measured'] : []),
  ]
  const sum = `${count(matrix.cells.length, 'cell')} in ${count(lanes.length, 'lane')}`
  return faults.length === 0 ? `✅ As it should be: ${sum}.` : `❌ ${faults.join('; ')} (${sum}).`
}

function laneTable({ report }: View): string {
  return table(
    ['lane', 'state', 'cells', 'error 6', 'not as claimed'],
    report.matrix.lanes.map(({ id, status }) => {
      const tally = tallyOf(report.matrix.cells.filter(({ lane }) => lane === id))
      return [
        code(id),
        status,
        String(tally.cells),
        String(tally.invalidHandle),
        String(tally.surprises),
      ]
    }),
  )
}

/** The operations of a binding that differ from the control, by lane. */
function bindingRows(view: View, { probes }: RunBinding): string[][] {
  const own = view.probes.filter(({ id }) => probes.includes(id))
  return own.flatMap(probe => {
    const cells = view.lanes.flatMap(({ id }) => view.cells(id, probe.id))
    const steps = new Set(cells.filter(isFailure).map(({ step }) => step))
    return [...steps].map(step => [
      `${inline(view.operation(probe, step))} (${inline(step)})`,
      ...view.lanes.map(({ id }) => {
        const cell = cells.find(one => one.lane === id && one.step === step)
        return cell ? inline(wordOf(cell.verdict, cell.outcome)) : '-'
      }),
    ])
  })
}

/** The probes that differ from the control; those that did not end as claimed come first. */
function probeRows(view: View, bindings: readonly RunBinding[]): string[][] {
  const own = new Set(bindings.flatMap(({ probes }) => probes))
  return view.probes
    .filter(({ id }) => !own.has(id))
    .map(probe => ({ probe, digests: view.lanes.map(({ id }) => digest(view, id, probe)) }))
    .filter(({ digests }) =>
      digests.some(({ first, surprises }) => first !== null || surprises > 0),
    )
    .map(({ probe, digests }) => ({
      surprises: digests.reduce((sum, one) => sum + one.surprises, 0),
      row: [code(probe.id), ...digests.map(one => inline(digestLines(one).join(', ')))],
    }))
    .sort((one, other) => other.surprises - one.surprises)
    .map(({ row }) => row)
}

function differing(first: string, view: View, rows: readonly string[][]): string[] {
  if (rows.length === 0) return []
  const more = rows.length - maxRows
  return [
    table([first, ...view.lanes.map(({ id }) => code(id))], rows.slice(0, maxRows)),
    ...(more > 0 ? [`_${more} more in the whole report._`] : []),
  ]
}

/** The visible part of a job summary: the verdict in one sentence, the lanes, and the differences. */
export function summaryHead(view: View, annotated: Annotated): string[] {
  const { bindings } = annotated
  return [
    '## handle-width',
    inline(verdictOf(view, annotated)),
    laneTable(view),
    ...bindings
      .slice(0, maxBindings)
      .flatMap(binding => [
        inline(closing(view.report.matrix, binding)),
        ...differing('operation', view, bindingRows(view, binding)),
      ]),
    ...differing('probe', view, probeRows(view, bindings)),
  ]
}
