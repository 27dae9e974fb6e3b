import { createXml, type XmlElement } from '../text/xml.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import type { VerdictKind } from '../result/verdict-kind.ts'
import { verdictColours } from './colours.ts'
import { operationCell } from './columns.ts'
import { operationsOf } from './failures.ts'
import type { Format } from './report.ts'
import { laneTitle, platformLanes, viewOf, type View } from './view.ts'
import { count, marks, verdictTexts } from './words.ts'

/** Units of the picture. `part` is the height of one lane in a row, `slope` the sine of 45 degrees. */
const grid = { column: 18, part: 7, least: 18, left: 10, slope: 0.71 } as const
/** Approximate width of a character of the font. Units of the picture. */
const characterWidth = 7.3

/** Styles shared by both pictures: text, lines, and the colours of both themes. */
function pictureStyle(): string {
  const fills = (theme: 'light' | 'dark'): string =>
    Object.entries(verdictColours)
      .map(([kind, colours]) => `.${kind}{fill:${colours[theme]}}`)
      .join('')
  return [
    'text{font:12px ui-sans-serif,system-ui,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2328}.name{font-weight:600}.faint{fill:#59636e}.line{stroke:#d1d9e0;fill:none}',
    `.page{fill:#ffffff}${fills('light')}`,
    `@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.faint{fill:#9198a1}.line{stroke:#3d444d}.page{fill:#0d1117}${fills('dark')}}`,
  ].join('')
}

/** Creates a picture of a given size, with a title and a description for screen readers. */
export function beginPicture(
  width: number,
  height: number,
  title: string,
  description: string,
): XmlElement {
  const svg = createXml('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': 'title description',
  })
  svg.ele('title', { id: 'title' }).txt(title)
  svg.ele('desc', { id: 'description' }).txt(description)
  svg.ele('style').txt(pictureStyle())
  svg.ele('rect', { class: 'page', width, height })
  return svg
}

/** A text at a given position. */
export function label(
  parent: XmlElement,
  x: number,
  y: number,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  parent.ele('text', { x: round(x), y: round(y), ...attributes }).txt(text)
}

/** Rounds to two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** The width of the longest text. */
function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(text => [...text].length)) * characterWidth
}

/** An operation of a probe in a lane. */
interface Part {
  readonly lane: string
  readonly kind: VerdictKind
  readonly text: string
}

interface Row {
  readonly probe: RunProbe
  readonly parts: ReadonlyMap<string, readonly Part[]>
}

/** How each operation of a probe ended in each lane: the most serious of its steps. */
function rowOf(view: View, lanes: readonly RunLane[], probe: RunProbe): Row {
  const parts = new Map<string, Part[]>()
  for (const lane of lanes) {
    const cells = view.cells(lane.id, probe.id)
    const byStep = new Map(cells.map(cell => [cell.step, cell]))
    for (const [operation, steps] of operationsOf(view, probe, cells)) {
      const { mark, text } = operationCell(steps.flatMap(step => byStep.get(step) ?? []))
      const kind = kinds.find(one => marks[one] === mark) ?? 'not-judged'
      parts.set(operation, [...(parts.get(operation) ?? []), { lane: lane.id, kind, text }])
    }
  }
  return { probe, parts }
}

const kinds = Object.keys(verdictColours) as VerdictKind[]

function isPlain({ kind }: Part): boolean {
  return kind === 'same' || kind === 'unsupported'
}

function drawLegend(svg: XmlElement, shown: readonly VerdictKind[], y: number): void {
  shown.forEach((kind, index) => {
    const box = { x: grid.left, y: y + index * 20, width: 22, height: 12 }
    svg.ele('rect', { class: kind, ...box })
    svg.ele('rect', { class: 'line', ...box })
    const text = `${marks[kind].symbol} ${marks[kind].word}: ${verdictTexts[kind]}`
    label(svg, grid.left + 30, y + index * 20 + 10, text)
  })
}

/** Draws the parts of a row below each other, in the order of the lanes. */
function drawRow(
  svg: XmlElement,
  { probe, parts }: Row,
  operations: readonly string[],
  lanes: readonly RunLane[],
  place: { readonly left: number; readonly y: number; readonly height: number },
): void {
  const { left, y, height } = place
  label(svg, grid.left, y + height / 2 + 4, probe.id, { class: 'name' })
  operations.forEach((operation, column) => {
    for (const part of parts.get(operation) ?? []) {
      const { lane, kind, text } = part
      const index = lanes.findIndex(({ id }) => id === lane)
      const rect = svg.ele('rect', {
        class: kind,
        x: left + column * grid.column,
        y: round(y + index * (height / lanes.length)),
        width: grid.column - 2,
        height: round(height / lanes.length),
      })
      if (!isPlain(part)) rect.ele('title').txt(`${operation} of ${probe.id} in ${lane}: ${text}`)
    }
  })
}

/**
 * Probe × operation; each cell shows the lanes of the platforms from top to bottom. Operations that ended as in
 * the control everywhere are counted.
 */
export const svg: Format = report => {
  const view = viewOf(report)
  const lanes = platformLanes(view)
  const mistakes = view.probes.filter(({ mechanism }) => mechanism !== 'control')
  const rows = (mistakes.length === 0 ? view.probes : mistakes).map(probe =>
    rowOf(view, lanes, probe),
  )
  const all = [...new Set(rows.flatMap(({ parts }) => [...parts.keys()]))]
  const telling = all.filter(name => rows.some(({ parts }) => !parts.get(name)?.every(isPlain)))
  const operations = telling.length === 0 ? all : telling
  const shown = kinds.filter(kind =>
    rows.some(({ parts }) =>
      operations.some(name => parts.get(name)?.some(one => one.kind === kind)),
    ),
  )
  const height = Math.max(grid.least, lanes.length * grid.part)
  const heads = widest(operations) * grid.slope
  const top = 66 + heads
  const left = grid.left + widest(rows.map(({ probe }) => probe.id)) + 14
  const legend = top + rows.length * (height + 4) + 12
  const notes = [
    `In each cell from top to bottom: ${lanes.map(laneTitle).join(', ')}.`,
    operations.length === all.length
      ? ''
      : `${count(all.length - operations.length, 'operation')} ended as in the control in every probe and ${all.length - operations.length === 1 ? 'is' : 'are'} left out.`,
  ]
  const legends = shown.map(kind => `${marks[kind].word}: ${verdictTexts[kind]}`)
  const picture = beginPicture(
    round(
      Math.max(
        left + operations.length * grid.column + heads + 10,
        60 + widest([...legends, ...notes]),
      ),
    ),
    round(legend + shown.length * 20 + 8),
    'Which operations of which probes end in ERROR_INVALID_HANDLE (6)',
    'Each row is a probe, each column an operation, each part of a cell a lane.',
  )
  notes.forEach((note, line) => {
    label(picture, grid.left, 22 + line * 18, note, { class: 'faint' })
  })
  operations.forEach((operation, column) => {
    const x = round(left + column * grid.column + 10)
    label(picture, x, top - 6, operation, { transform: `rotate(-45 ${x} ${round(top - 6)})` })
  })
  rows.forEach((row, index) => {
    drawRow(picture, row, operations, lanes, {
      left: round(left),
      y: round(top + index * (height + 4)),
      height,
    })
  })
  drawLegend(picture, shown, round(legend))
  return `${picture.end()}\n`
}
