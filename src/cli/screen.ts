import type { Screen } from '../text/screen.ts'

/** What the terminal can show: 80 columns where there is none, colour only on a terminal and without NO_COLOR (https://no-color.org). */
export function screen(): Screen {
  const { columns, isTTY } = process.stdout
  const noColour = process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== ''
  return { width: columns || 120, colour: isTTY === true && !noColour }
}
