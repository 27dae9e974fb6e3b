import { createXml, type XmlElement } from '../text/xml.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import type { VerdictKind } from '../result/verdict-kind.ts'
import { verdictColours } from './colours.ts'
import { digest } from './overview.ts'
import type { Format } from './report.ts'
import { laneTitle, viewOf, type View } from './view.ts'
import { marks, verdictTexts } from './words.ts'

const strip = { width: 116, height: 14, row: 20, text: 142, head: 64, left: 10 } as const
/** About how wide a character of the chosen font is. Units of the picture. */
const characterWidth = 7.3

/** Styles both pictures share: text, lines, and the colours of either theme. */
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

/** Begins a picture of a size, with a title and a description for those who do not see it. */
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

/** A text at a place. */
export function label(
  parent: XmlElement,
  x: number,
  y: number,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  parent.ele('text', { x: round(x), y: round(y), ...attributes }).txt(text)
}

/** Two decimals are enough. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

function shorten(text: string, characters: number): string {
  const all = [...text]
  return all.length > characters ? `${all.slice(0, characters - 1).join('')}…` : text
}

/** Neighbouring steps with the same verdict, as one bar. */
function runsOf(
  cells: readonly MatrixCell[],
): { readonly kind: VerdictKind; readonly from: number; readonly count: number }[] {
  const runs: { kind: VerdictKind; from: number; count: number }[] = []
  cells.forEach((cell, index) => {
    const last = runs.at(-1)
    if (last?.kind === cell.verdict.kind) last.count += 1
    else runs.push({ kind: cell.verdict.kind, from: index, count: 1 })
  })
  return runs
}

function drawCell(
  svg: XmlElement,
  view: View,
  lane: RunLane,
  probe: RunProbe,
  x: number,
  y: number,
): void {
  const cells = view.cells(lane.id, probe.id)
  const { mark, text } = digest(view, lane.id, probe)
  const group = svg.ele('g')
  group.ele('title').txt(`${probe.id} in ${lane.id}: ${text}`)
  const unit = strip.width / Math.max(1, cells.length)
  for (const { kind, from, count } of runsOf(cells))
    group.ele('rect', {
      class: kind,
      x: round(x + from * unit),
      y,
      width: round(count * unit),
      height: strip.height,
    })
  if (cells.length > 0)
    group.ele('rect', { class: 'line', x, y, width: strip.width, height: strip.height })
  label(
    group,
    x + strip.width + 6,
    y + 11,
    shorten(`${mark.symbol} ${text}`, (strip.text - 8) / characterWidth),
    { class: mark.tone === 'bad' ? 'name' : 'faint' },
  )
}

function drawLegend(svg: XmlElement, kinds: readonly VerdictKind[], left: number, y: number): void {
  kinds.forEach((kind, index) => {
    svg.ele('rect', { class: kind, x: left, y: y + index * 20, width: 22, height: 12 })
    svg.ele('rect', { class: 'line', x: left, y: y + index * 20, width: 22, height: 12 })
    label(
      svg,
      left + 30,
      y + index * 20 + 10,
      `${marks[kind].symbol} ${marks[kind].word}: ${verdictTexts[kind]}`,
    )
  })
}

/** The first control stands for all of them: the others would be as plain. */
function drawnProbes(view: View): readonly RunProbe[] {
  const [control] = view.probes.filter(probe => probe.mechanism === 'control')
  return view.probes.filter(probe => probe.mechanism !== 'control' || probe === control)
}

/** The heat map of the matrix: probe × lane, in each cell the steps from left to right. */
export const svg: Format = report => {
  const view = viewOf(report)
  const probes = drawnProbes(view)
  const cell = strip.width + strip.text
  const names = Math.min(34, Math.max(10, ...probes.map(probe => [...probe.id].length)))
  const left = strip.left + names * characterWidth + 14
  const kinds = (Object.keys(verdictColours) as VerdictKind[]).filter(kind =>
    report.matrix.cells.some(cell => cell.verdict.kind === kind),
  )
  const width = Math.max(640, round(left + view.lanes.length * cell + 10))
  const table = strip.head + probes.length * strip.row
  const picture = beginPicture(
    width,
    table + kinds.length * 20 + 24,
    'Which probes end in ERROR_INVALID_HANDLE (6), by lane',
    'Each row is a probe, each column a lane, each bar the steps of the sequence from the first on the left to the last on the right.',
  )
  label(
    picture,
    strip.left,
    22,
    'Steps of the sequence from left to right, coloured by how they ended',
    { class: 'faint' },
  )
  view.lanes.forEach((lane, column) =>
    label(
      picture,
      left + column * cell,
      strip.head - 14,
      shorten(laneTitle(lane), cell / characterWidth - 1),
      { class: 'name' },
    ),
  )
  probes.forEach((probe, row) => {
    const y = strip.head + row * strip.row
    label(picture, strip.left, y + 12, shorten(probe.id, names), { class: 'name' })
    view.lanes.forEach((lane, column) =>
      drawCell(picture, view, lane, probe, left + column * cell, y),
    )
  })
  drawLegend(picture, kinds, strip.left, table + 8)
  return `${picture.end()}\n`
}
