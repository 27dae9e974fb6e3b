import type { Screen } from '../text/screen.ts'
import { wantsColour } from './colour.ts'

/** Whether a stream gets colour. Each is judged by itself: one may be a terminal and the other a file. */
function hasColour({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return wantsColour({
    words: process.argv.slice(2),
    environment: process.env,
    isTerminal: isTTY === true,
  })
}

/** The capabilities of the terminal: its columns, or 120 without a terminal, and colour if wanted. */
export function screen(): Screen {
  return { width: process.stdout.columns || 120, colour: hasColour(process.stdout) }
}

/** Whether what is said on stderr gets colour. */
export function noticeColour(): boolean {
  return hasColour(process.stderr)
}

/** As `screen()`, for text that is laid out already: it is wrapped on a terminal alone. */
export function openScreen(): Screen {
  return { ...screen(), width: process.stdout.columns || Infinity }
}
