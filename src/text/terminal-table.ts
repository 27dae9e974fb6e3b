import stringWidth from 'string-width'
import { wrapWords } from './wrap.ts'

/** Between two columns. */
const gap = 2

function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(text => stringWidth(text)))
}

/** Natural widths, the widest made narrower until all fit; `undefined` where whole words do not. */
function fit(
  natural: readonly number[],
  least: readonly number[],
  width: number,
): number[] | undefined {
  const widths = [...natural]
  const space = width - gap * (widths.length - 1)
  while (widths.reduce((sum, one) => sum + one, 0) > space) {
    const shrinkable = widths.map((one, index) => (one > (least[index] ?? 0) ? one : 0))
    const widest = Math.max(...shrinkable)
    if (widest === 0) return undefined
    widths[shrinkable.indexOf(widest)] = widest - 1
  }
  return widths
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function rowLines(
  row: readonly string[],
  widths: readonly number[],
  paint: (text: string) => string,
): string[] {
  const cells = row.map((cell, index) => wrapWords(cell, widths[index] ?? 0))
  const height = Math.max(1, ...cells.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, index) => paint(pad(lines[line] ?? '', widths[index] ?? 0)))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

/** Each row as a list of `head: cell`, for screens too narrow for columns. */
function records(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...row.flatMap((cell, column) => wrapWords(`${head[column] ?? ''}: ${cell}`, width)),
  ])
}

/** Lines of a table that is at most `width` columns wide, if its longest words let it. */
export function layOutTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  bold: (text: string) => string,
): string[] {
  const columns = head.map((title, column) => [title, ...rows.map(row => row[column] ?? '')])
  const widths = fit(
    columns.map(widthOf),
    columns.map(column => widthOf(column.flatMap(cell => cell.split(' ')))),
    width,
  )
  if (!widths) return records(head, rows, width)
  return [
    ...rowLines(head, widths, bold),
    ...rows.flatMap(row => rowLines(row, widths, text => text)),
  ]
}
