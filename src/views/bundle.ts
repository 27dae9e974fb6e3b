import { causeTexts } from '../result/cause-text.ts'
import { declaredRows } from '../result/declared-rows.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import { escapeTexts } from '../text/escape.ts'
import { renderMarkdown } from '../text/markdown.ts'
import {
  code,
  codeBlock,
  details,
  joined,
  link,
  section,
  table,
  text,
  words,
  type Block,
  type Section,
} from '../text/page.ts'
import { seenLines } from './page/data.ts'
import type { Report } from './report.ts'
import { environmentText } from './sections/lanes.ts'
import { declarationTable } from './sections/probe.ts'
import { viewOf, type View } from './view.ts'
import { count, outcomeText } from './words.ts'

/** Maximum number of plans, since they are long; further ones are only named. */
const plansAtMost = 5

/** The text of a saved plan, by lane and probe; absent where none was saved. */
export type PlanText = (lane: string, probe: string) => string | undefined

/** The first step of a probe in a lane that differed from the control. */
interface FirstDivergence {
  readonly lane: RunLane
  readonly probe: RunProbe
  readonly cell: MatrixCell
  readonly control: MatrixCell | undefined
}

function divergences(view: View): FirstDivergence[] {
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

function versionSection(view: View): Section[] {
  return section(
    'Versions',
    table(
      ['lane', 'environment'],
      view.lanes.map(lane => [[code(lane.id)], environmentText(lane)]),
    ),
  )
}

function planBlocks(probe: RunProbe, plan: string | undefined, more: boolean): Block[] {
  if (plan !== undefined)
    return [
      details(
        'The plan',
        text('Save it as `plan.json` and run `handle-width replay plan.json`.'),
        codeBlock('json', ...plan.trim().split('\n')),
      ),
    ]
  return [
    text(
      more
        ? words`The plan is left out; keep it with ${code(`--save-plans FOLDER --probe ${probe.id}`)}.`
        : 'No plan was kept.',
    ),
  ]
}

/** What was observed in the diverging step, compared with the control. */
function seenTable({ cell, control }: FirstDivergence): Block {
  return table(
    ['', 'seen'],
    [
      ['here', words`${outcomeText(cell.outcome)}`],
      ['in the control', control ? words`${outcomeText(control.outcome)}` : 'no such step'],
      ...(cell.cause
        ? [
            ['cause', words`${cell.cause}: ${causeTexts[cell.cause].says}`],
            ['cure', words`${causeTexts[cell.cause].cure}`],
          ]
        : []),
      ...(cell.seen ? seenLines(cell.seen).map(([name, line]) => [[name], [code(line)]]) : []),
    ],
  )
}

function divergenceSection(
  view: View,
  divergence: FirstDivergence,
  plan: string | undefined,
  more: boolean,
): Section[] {
  const { lane, probe, cell } = divergence
  const declarations = declaredRows(probe).filter(row => row.pointerBytes === lane.pointerBytes)
  return section(
    words`${code(probe.id)} in ${code(lane.id)}: first divergence at ${code(cell.step)} (${code(view.operation(probe, cell.step))})`,
    text(words`${probe.title}. ${probe.why}`),
    text(
      joined(
        probe.seenIn.map(({ title, url }) => link(title, url)),
        '; ',
      ),
    ),
    seenTable(divergence),
    declarations.length === 0
      ? text(`With pointers of ${lane.pointerBytes} bytes it declares what is true.`)
      : declarationTable(declarations),
    ...planBlocks(probe, plan, more),
  )
}

/**
 * A document to attach to an issue in another project: versions, and for each probe and lane that diverges from
 * the control the first diverging step, its raw values, the declarations, and the plan.
 */
export function renderBundle(foreign: Report, planOf: PlanText): string {
  const view = viewOf(escapeTexts(foreign))
  const found = divergences(view)
  const sections = found.flatMap((divergence, index) => {
    const plan = index < plansAtMost ? planOf(divergence.lane.id, divergence.probe.id) : undefined
    return divergenceSection(view, divergence, plan, index >= plansAtMost)
  })
  const { tool, meta } = view.report
  const places =
    found.length === 0
      ? 'Nothing diverges from the control.'
      : `${count(found.length, 'place')} where a probe diverges from the control.`
  return renderMarkdown({
    title: 'What was measured, for an issue',
    sections: [
      ...section('', text(words`${tool.name} ${tool.version}, ${meta.startedAt}. ${places}`)),
      ...versionSection(view),
      ...sections,
    ],
  })
}
