import type { RenderOptions } from '../views/report.ts'

/** What the terminal can show: 80 columns where there is none, colour only on a terminal and without NO_COLOR (https://no-color.org). */
export function screen(): RenderOptions {
  const { columns, isTTY } = process.stdout
  const noColour = process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== ''
  return { width: columns || 120, colour: isTTY === true && !noColour }
}
