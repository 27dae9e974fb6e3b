import stringWidth from 'fast-string-width'
import type { Amount } from '../measure/progress.ts'
import type { TimeLeft } from './time-left.ts'

/** The progress of a run. */
export interface ProgressState extends Amount {
  readonly lane: string
  readonly probe: string
  readonly step: string
  /** What will be measured; no cells until the lanes are prepared. */
  readonly planned: Amount
  /** Milliseconds on the same clock as `now`. */
  readonly startedAt: number
  readonly left?: TimeLeft
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** The progress of a run, without the current call: `530 of 4240 cells (12 %), about 40 s left`. */
export function progressText(
  { cells, planned, startedAt, left }: ProgressState,
  now: number,
): string {
  if (planned.cells === 0) return `preparing the lanes, ${duration(Math.floor(now - startedAt))}`
  const share = Math.floor((100 * cells) / planned.cells)
  const isOver = cells >= planned.cells
  return [
    `${cells} of ${planned.cells} cells (${share} %)`,
    left && !isOver ? `about ${duration(left.shownMs)} left` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let short = ''
  for (const character of text) {
    if (stringWidth(short + character) > width - 1) break
    short += character
  }
  return `${short}…`
}

/** The live line of a terminal: the progress and the current call, in at most `width` columns. */
export function liveText(state: ProgressState, now: number, width: number): string {
  const where = [state.lane, state.probe, state.step].filter(Boolean).join(' / ')
  return cut([progressText(state, now), where].filter(Boolean).join('  '), width)
}
