import type { Screen } from '../text/screen.ts'
import { wantsColour } from './colour.ts'

/** The capabilities of the terminal: its columns, or 120 without a terminal, and colour if wanted. */
export function screen(): Screen {
  const { columns, isTTY } = process.stdout
  const colour = wantsColour({
    words: process.argv.slice(2),
    environment: process.env,
    isTerminal: isTTY === true,
  })
  return { width: columns || 120, colour }
}

/** As `screen()`, for text that is laid out already: it is wrapped on a terminal alone. */
export function openScreen(): Screen {
  return { ...screen(), width: process.stdout.columns || Infinity }
}
