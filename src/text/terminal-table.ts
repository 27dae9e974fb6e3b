import stringWidth from 'fast-string-width'
import { wrapWords } from './wrap.ts'

/** A table whose cells are already text for a terminal. */
export interface TerminalTable {
  /** Empty for a table without a header. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Number of leading columns that are repeated when the others are split over several parts. */
  readonly keys: number
}

/** Columns between two columns of a table. */
const gap = 2
/** Maximum column widths before the table is split into parts. */
const widest = { key: 34, other: 28 } as const
/** A first column of at most this width, which names the rows, is not wrapped. */
const unwrapped = 20

function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.flatMap(text => text.split('\n')).map(line => stringWidth(line)))
}

/** Column widths: the natural ones, with the widest reduced until all fit; `undefined` where whole words do not fit. */
function fit(
  natural: readonly number[],
  least: readonly number[],
  width: number,
): number[] | undefined {
  const widths = [...natural]
  const space = width - gap * (widths.length - 1)
  while (widths.reduce((sum, one) => sum + one, 0) > space) {
    const shrinkable = widths.map((one, index) => (one > (least[index] ?? 0) ? one : 0))
    const most = Math.max(...shrinkable)
    if (most === 0) return undefined
    widths[shrinkable.indexOf(most)] = most - 1
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
  const cells = widths.map((width, index) => wrapWords(row[index] ?? '', width))
  const height = Math.max(1, ...cells.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, index) => paint(pad(lines[line] ?? '', widths[index] ?? 0)))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

/** Each row as a list of `head: cell`, for screens too narrow for columns. */
function records({ head, rows }: TerminalTable, width: number): string[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...row.flatMap((cell, column) =>
      wrapWords(head[column] === undefined ? cell : `${head[column]}: ${cell}`, width),
    ),
  ])
}

function columnsOf({ head, rows }: TerminalTable): string[][] {
  const count = Math.max(head.length, ...rows.map(row => row.length))
  return Array.from({ length: count }, (_, column) => [
    ...(head[column] === undefined ? [] : [head[column]]),
    ...rows.map(row => row[column] ?? ''),
  ])
}

/** The columns of each part of a table that is too wide, without those that name the rows. */
function partsOf(widths: readonly number[], keys: number, width: number): number[][] {
  const capped = widths.map((one, column) =>
    Math.min(one, column < keys ? widest.key : widest.other),
  )
  const space = width - capped.slice(0, keys).reduce((sum, one) => sum + one + gap, 0)
  const parts: number[][] = []
  let used = Infinity
  for (let column = keys; column < widths.length; column += 1) {
    const own = (capped[column] ?? 0) + gap
    if (used + own > space + gap) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(column)
    used += own
  }
  return parts
}

function part({ head, rows, keys }: TerminalTable, columns: readonly number[]): TerminalTable {
  const pick = (cells: readonly string[]): string[] => [
    ...cells.slice(0, keys),
    ...columns.map(column => cells[column] ?? ''),
  ]
  return { head: head.length === 0 ? [] : pick(head), rows: rows.map(pick), keys }
}

/** Lines of a table that is at most `width` columns wide, unless its longest words are wider. `head` colours its header. */
export function layOutTable(
  table: TerminalTable,
  width: number,
  paintHead: (text: string) => string,
): string[] {
  const columns = columnsOf(table)
  const natural = columns.map(widthOf)
  const least = columns.map((column, index) => {
    const whole = natural[index] ?? 0
    if (index === 0 && whole <= unwrapped) return whole
    return widthOf(column.flatMap(cell => cell.split(/[ \n]/)))
  })
  const widths = fit(natural, least, width)
  if (widths)
    return [
      ...(table.head.length === 0 ? [] : rowLines(table.head, widths, paintHead)),
      ...table.rows.flatMap(row => rowLines(row, widths, text => text)),
    ]
  const parts = partsOf(natural, table.keys, width)
  if (table.keys === 0 || parts.length < 2) return records(table, width)
  return parts.flatMap((own, index) => [
    ...(index === 0 ? [] : ['']),
    ...layOutTable(part(table, own), width, paintHead),
  ])
}
