import stringWidth from 'string-width'
import { wrapWords } from './wrap.ts'

/** Between two columns. */
const gap = 2
/** A column narrower than this breaks its words. */
const narrowest = 10

function widthOf(column: readonly string[]): number {
  return Math.max(0, ...column.map(cell => stringWidth(cell)))
}

/** Natural widths, the widest made narrower until all fit; `undefined` where they can not. */
function fit(natural: readonly number[], width: number): number[] | undefined {
  const widths = [...natural]
  const space = width - gap * (widths.length - 1)
  for (;;) {
    const excess = widths.reduce((sum, one) => sum + one, 0) - space
    if (excess <= 0) return widths
    const widest = Math.max(...widths)
    if (widest <= narrowest) return undefined
    const others = widths.filter(one => one < widest)
    const next = Math.max(narrowest, widest - excess, ...others)
    widths[widths.indexOf(widest)] = next === widest ? widest - 1 : next
  }
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function rowLines(row: readonly string[], widths: readonly number[], paint: (text: string) => string): string[] {
  const cells = row.map((cell, index) => wrapWords(cell, widths[index] ?? 0))
  const height = Math.max(1, ...cells.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells.map((lines, index) => paint(pad(lines[line] ?? '', widths[index] ?? 0))).join(' '.repeat(gap)).trimEnd())
}

/** Each row as a list of `head: cell`, for screens too narrow for columns. */
function records(head: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row, index) => [
    ...index === 0 ? [] : [''],
    ...row.flatMap((cell, column) => wrapWords(`${head[column] ?? ''}: ${cell}`, width))
  ])
}

/** Lines of a table that is at most `width` columns wide, if its longest words let it. */
export function layOutTable(head: readonly string[], rows: readonly (readonly string[])[], width: number, bold: (text: string) => string): string[] {
  const natural = head.map((title, column) => widthOf([title, ...rows.map(row => row[column] ?? '')]))
  const widths = fit(natural, width)
  if (!widths) return records(head, rows, width)
  return [...rowLines(head, widths, bold), ...rows.flatMap(row => rowLines(row, widths, text => text))]
}
