import { causeTexts } from '../result/cause-text.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import { escapeTexts } from '../text/escape.ts'
import { declarationRows } from './declarations.ts'
import { factsOf } from './environments.ts'
import { code, inline, link, paragraph, table } from '../text/markdown-text.ts'
import { seenLines } from './page/data.ts'
import type { Report } from './report.ts'
import { viewOf, type View } from './view.ts'
import { count, outcomeText } from './words.ts'

/** Plans are long; more than these are named and left out. */
const plansAtMost = 5

/** The text of a saved plan, by lane and probe; absent where none was kept. */
export type PlanText = (lane: string, probe: string) => string | undefined

interface Divergence {
  readonly lane: RunLane
  readonly probe: RunProbe
  readonly cell: MatrixCell
  readonly control: MatrixCell | undefined
}

function divergences(view: View): Divergence[] {
  return view.probes.flatMap(probe =>
    view.lanes.flatMap(lane => {
      const first = view.summary(lane.id, probe.id)?.firstFailure
      const cell = first ? view.cell(lane.id, probe.id, first) : undefined
      return cell
        ? [{ lane, probe, cell, control: view.cell(lane.id, probe.control, cell.step) }]
        : []
    }),
  )
}

function versions(view: View): string {
  const rows = view.lanes.flatMap(lane =>
    lane.environments.map(environment => [
      code(lane.id),
      factsOf(environment)
        .map(([name, value]) => `${inline(name)} ${inline(value)}`)
        .join(', '),
    ]),
  )
  return `## Versions\n\n${table(['lane', 'environment'], rows)}`
}

/** A fenced block that nothing inside can end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}json\n${text.trim()}\n${fence}`
}

function declarations(probe: RunProbe, lane: RunLane): string {
  const rows = declarationRows(probe)
    .filter(row => row.pointerBytes === lane.pointerBytes)
    .map(row => [code(row.declared), code(row.true), row.places.map(code).join(', ')])
  return rows.length === 0
    ? `With pointers of ${lane.pointerBytes} bytes it declares what is true.`
    : table(['declared', 'true', 'where'], rows)
}

function section(
  view: View,
  { lane, probe, cell, control }: Divergence,
  plan: string | undefined,
  more: boolean,
): string {
  const rows = [
    ['here', inline(outcomeText(cell.outcome))],
    ['in the control', control ? inline(outcomeText(control.outcome)) : 'no such step'],
    ...(cell.cause
      ? [
          ['cause', inline(`${cell.cause}: ${causeTexts[cell.cause].says}`)],
          ['cure', inline(causeTexts[cell.cause].cure)],
        ]
      : []),
    ...(cell.seen ? seenLines(cell.seen).map(([name, text]) => [inline(name), code(text)]) : []),
  ]
  const replay =
    plan === undefined
      ? more
        ? `The plan is left out; keep it with ${code(`--save-plans FOLDER --probe ${probe.id}`)}.`
        : 'No plan was kept.'
      : `<details><summary>The plan</summary>\n\nSave it as ${code('plan.json')} and run ${code('handle-width replay plan.json')}.\n\n${fenced(plan)}\n\n</details>`
  return [
    `## ${code(probe.id)} in ${code(lane.id)}: first divergence at ${code(cell.step)} (${code(view.operation(probe, cell.step))})`,
    paragraph(`${probe.title}. ${probe.why}`),
    ...(probe.seenIn.length === 0
      ? []
      : [probe.seenIn.map(({ title, url }) => link(title, url)).join('; ')]),
    table(['', 'seen'], rows),
    declarations(probe, lane),
    replay,
  ].join('\n\n')
}

/**
 * What one attaches to an issue of somebody else: versions, and for each probe and lane that diverges
 * from the control the first step that does, the raw values there, what was declared, and the plan.
 */
export function renderBundle(foreign: Report, planOf: PlanText): string {
  const view = viewOf(escapeTexts(foreign))
  const found = divergences(view)
  const sections = found.map((divergence, index) => {
    const plan = index < plansAtMost ? planOf(divergence.lane.id, divergence.probe.id) : undefined
    return section(view, divergence, plan, index >= plansAtMost)
  })
  const { tool, meta } = view.report
  return `${[
    '# What was measured, for an issue',
    `${paragraph(tool.name)} ${inline(tool.version)}, ${inline(meta.startedAt)}. ${found.length === 0 ? 'Nothing diverges from the control.' : `${count(found.length, 'place')} where a probe diverges from the control.`}`,
    versions(view),
    ...sections,
  ].join('\n\n')}\n`
}
