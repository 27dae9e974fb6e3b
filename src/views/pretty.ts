import Table from 'cli-table3'
import pc from 'picocolors'
import stringWidth from 'string-width'
import { causes } from '../result/cause.ts'
import { causeTexts } from '../result/cause-text.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import { variantsText } from './environments.ts'
import {
  failuresOf,
  hiddenFailures,
  operationsOf,
  type FailureGroup,
  type LaneFailures,
} from './failures.ts'
import { digest, digestLines, tallyOf } from './overview.ts'
import { notMade } from './not-made.ts'
import type { Format, Report } from './report.ts'
import { witnessesOf } from './second-witness.ts'
import { standsOf } from './stands-on.ts'
import { unmeasured, viewOf, type View } from './view.ts'
import { claimedText, codeText, count, outcomeText, shortText, type Mark } from './words.ts'
import { wrap } from '../text/wrap-plain.ts'

type Colours = ReturnType<typeof pc.createColors>

interface Page {
  readonly view: View
  readonly width: number
  readonly colours: Colours
}

/** Surprises spelled out on a terminal; all of them are in the other formats. */
const listed = 20

function paint(colours: Colours, tone: Mark['tone']): (text: string) => string {
  const brushes = {
    good: colours.green,
    tolerated: colours.cyan,
    lucky: colours.yellow,
    bad: colours.red,
    quiet: colours.dim,
  }
  return brushes[tone]
}

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}

function columnOf(
  { view, colours }: Page,
  lane: RunLane,
): { readonly width: number; readonly cells: readonly string[] } {
  const digests = view.probes.map(probe => digest(view, lane.id, probe))
  const head = lane.status === 'dirty' ? `${lane.id} (dirty)` : lane.id
  const width = Math.max(
    stringWidth(head),
    ...digests.flatMap(digestLines).map(line => stringWidth(line)),
  )
  const cells = digests.map(one =>
    digestLines(one)
      .map((line, index) => (index === 0 ? paint(colours, one.mark.tone)(line) : colours.dim(line)))
      .join('\n'),
  )
  return { width: Math.min(width, 28) + 2, cells: [colours.bold(head), ...cells] }
}

/** Cuts columns into blocks that fit beside the first column. */
function blocksOf<T extends { readonly width: number }>(
  columns: readonly T[],
  space: number,
): T[][] {
  const blocks: T[][] = []
  let used = Infinity
  for (const column of columns) {
    if (used + column.width > space) {
      blocks.push([])
      used = 0
    }
    blocks.at(-1)?.push(column)
    used += column.width
  }
  return blocks
}

function overview(page: Page): string {
  const { view, width, colours } = page
  const first = Math.min(34, Math.max(0, ...view.probes.map(probe => stringWidth(probe.id)))) + 3
  const blocks = blocksOf(
    view.lanes.map(lane => columnOf(page, lane)),
    width - first,
  )
  const tables = blocks.map(block => {
    const table = new Table({
      chars: bare,
      style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [] },
      colWidths: [first, ...block.map(column => column.width)],
      wordWrap: true,
    })
    const names = [colours.bold('probe'), ...view.probes.map(({ id }) => id)]
    names.forEach((name, row) =>
      table.push([name, ...block.map(column => column.cells[row] ?? '')]),
    )
    return table
      .toString()
      .split('\n')
      .map(line => `  ${line.trimEnd()}`)
      .join('\n')
  })
  return tables.join('\n\n')
}

function stepList(page: Page, probe: RunProbe, group: FailureGroup): string {
  return [...operationsOf(page.view, probe, group.cells)]
    .map(([operation, steps]) =>
      steps.length > 2 ? `${operation} ×${steps.length}` : `${operation} (${steps.join(', ')})`,
    )
    .join(', ')
}

function groupLine(page: Page, probe: RunProbe, group: FailureGroup): string {
  const { colours, width } = page
  const cause = group.cause ? `, ${group.cause}` : ''
  const head = `${paint(colours, group.mark.tone)(group.text)}${cause}, ${count(group.cells.length, 'step')}:`
  return `      ${wrap(`${head} ${stepList(page, probe, group)}`, width - 6, '        ')}`
}

function laneLines(page: Page, probe: RunProbe, failures: LaneFailures): string[] {
  const { colours, width } = page
  const notReached =
    failures.notReached.length === 0
      ? []
      : [`      ${colours.dim(`· not reached, ${count(failures.notReached.length, 'step')}`)}`]
  return [
    `    ${wrap(failures.lanes.join(', '), width - 4, '    ')}`,
    ...failures.groups.map(group => groupLine(page, probe, group)),
    ...notReached,
  ]
}

function hiddenLines(page: Page, probe: RunProbe): string[] {
  return hiddenFailures(page.view, probe).map(
    hidden =>
      `      ${wrap(
        `${hidden.lanes.join(', ')}: ${hidden.open} failed with ${codeText(hidden.realCode)} and nobody noticed; ${hidden.step} got ${hidden.passed} and reported ${codeText(6)}`,
        page.width - 6,
        '        ',
      )}`,
  )
}

function failureSection(page: Page): string[] {
  const { colours, width } = page
  const blocks = page.view.probes.flatMap(probe => {
    const failures = failuresOf(page.view, probe)
    if (failures.length === 0) return []
    return [
      [
        `  ${colours.bold(probe.id)} ${colours.dim('·')} ${wrap(probe.title, width - 5 - stringWidth(probe.id), '    ')}`,
        ...failures.flatMap(failure => laneLines(page, probe, failure)),
        ...hiddenLines(page, probe),
      ].join('\n'),
    ]
  })
  return blocks.length === 0
    ? []
    : [[colours.bold('Operations that fail, unlike in the control'), ...blocks].join('\n\n')]
}

function causeSection({ view, colours, width }: Page): string[] {
  const found = new Set(view.report.matrix.cells.map(cell => cell.cause))
  const lines = causes
    .filter(cause => found.has(cause))
    .flatMap(cause => [
      `  ${colours.bold(cause)}: ${wrap(causeTexts[cause].says, width - 4 - cause.length, '    ')}`,
      `    ${wrap(`Cure: ${causeTexts[cause].cure}`, width - 4, '    ')}`,
    ])
  return lines.length === 0 ? [] : [[colours.bold('Causes'), '', ...lines].join('\n')]
}

/** Lanes that are away for one reason share a line, and so do probes that could not be made. */
function absentSection({ view, colours, width }: Page): string[] {
  const byReason = new Map<string, string[]>()
  for (const { id, status, reason, remedy } of unmeasured(view)) {
    const text = [status, reason ?? 'no reason was recorded', remedy ?? '']
      .filter(Boolean)
      .join('. ')
    byReason.set(text, [...(byReason.get(text) ?? []), id])
  }
  for (const { probes, lanes, reason } of notMade(view))
    byReason.set(reason, [`${probes.join(', ')} in ${lanes.join(', ')}`])
  const lines = [...byReason].map(
    ([text, ids]) => `  ${wrap(`${colours.bold(ids.join(', '))}: ${text}`, width - 2, '    ')}`,
  )
  return lines.length === 0
    ? []
    : [[colours.bold('Not measured, or not judged'), '', ...lines].join('\n')]
}

function surpriseLine({ colours, width }: Page, cell: MatrixCell): string {
  return `  ${wrap(`${colours.red(shortText(cell))} ${cell.lane}, ${cell.probe}, ${cell.step}: claimed ${claimedText(cell)}; ${outcomeText(cell.outcome)}${cell.cause ? `, ${cell.cause}` : ''}`, width - 2, '    ')}`
}

function surpriseSection(page: Page): string[] {
  const cells = page.view.report.matrix.cells.filter(cell => cell.claim === 'surprise')
  if (cells.length === 0) return []
  const rest = cells.length > listed ? [`  and ${cells.length - listed} more`] : []
  return [
    [
      page.colours.bold('Surprises: cells that do not show what the probe claims'),
      '',
      ...cells.slice(0, listed).map(cell => surpriseLine(page, cell)),
      ...rest,
    ].join('\n'),
  ]
}

function flakySection({ view, colours, width }: Page): string[] {
  const lanes = new Map(view.lanes.map(lane => [lane.id, lane]))
  const cells = view.report.matrix.cells.filter(cell => cell.variants)
  if (cells.length === 0) return []
  const lines = cells
    .slice(0, listed)
    .map(
      cell =>
        `  ${wrap(`${cell.lane}, ${cell.probe}, ${cell.step}: ${variantsText(cell, lanes.get(cell.lane))}`, width - 2, '    ')}`,
    )
  const rest = cells.length > listed ? [`  and ${cells.length - listed} more`] : []
  return [
    [
      colours.bold('Flaky: recordings of the same lane ended differently'),
      '',
      ...lines,
      ...rest,
    ].join('\n'),
  ]
}

function standSection({ view, colours, width }: Page): string[] {
  const lines = standsOf(view).map(
    ({ text, places }) =>
      `  ${wrap(`${colours.bold(places.join(', '))}: ${text}`, width - 2, '    ')}`,
  )
  return lines.length === 0
    ? []
    : [[colours.bold('What stands behind the cells'), '', ...lines].join('\n')]
}

function witnessSection({ view, colours, width }: Page): string[] {
  const blocks = witnessesOf(view).map(({ lane, system, probes }) =>
    [
      `  ${wrap(`${colours.bold(lane)}: ${system}`, width - 2, '    ')}`,
      ...probes.flatMap(({ probe, confirmed, not }) => [
        ...(confirmed.length === 0
          ? []
          : [
              `    ${wrap(`✓ ${probe}: error 6 borne out in ${confirmed.join(', ')}`, width - 4, '      ')}`,
            ]),
        ...(not.length === 0
          ? []
          : [
              `    ${wrap(`· ${probe}: nothing was raised in ${not.join(', ')}`, width - 4, '      ')}`,
            ]),
      ]),
    ].join('\n'),
  )
  return blocks.length === 0
    ? []
    : [
        [
          colours.bold(
            'Errors 6 run again under strict handle checks, the first of each operation',
          ),
          '',
          ...blocks,
        ].join('\n'),
      ]
}

function headline({ tool, planned, matrix }: Report, view: View): string {
  const tally = tallyOf(matrix.cells)
  const lost = planned === tally.cells ? '' : ` of ${planned} planned`
  return `${tool.name} ${tool.version}: ${count(view.lanes.length, 'lane')} measured, ${count(tally.cells, 'cell')}${lost}, ${tally.invalidHandle} with ERROR_INVALID_HANDLE (6), ${count(tally.surprises, 'surprise')}${tally.notJudged === 0 ? '' : `, ${tally.notJudged} not judged`}`
}

/** For a terminal: the overview, then what fails where and why, then what could not be measured. */
export const pretty: Format = (report, { width, colour }) => {
  const view = viewOf(report)
  const page: Page = { view, width: Math.max(width, 40), colours: pc.createColors(colour) }
  const sections = [
    overview(page),
    ...failureSection(page),
    ...causeSection(page),
    ...surpriseSection(page),
    ...flakySection(page),
    ...witnessSection(page),
    ...standSection(page),
    ...absentSection(page),
    wrap(headline(report, view), page.width, ''),
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}
