import stringWidth from 'string-width'

/** Where a run has got to. */
export interface ProgressState {
  readonly lane: string
  readonly probe: string
  readonly step: string
  readonly done: number
  readonly planned: number
  /** Milliseconds of the clock that `now` reads. */
  readonly startedAt: number
}

/** An estimate is worth showing after this share of the work and this time. */
const enoughShare = 0.05
const enoughMs = 2000

function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Time left at the pace so far; empty while that says little. */
export function timeLeft({ done, planned, startedAt }: ProgressState, now: number): string {
  const elapsed = now - startedAt
  if (planned === 0 || done >= planned || done / planned < enoughShare || elapsed < enoughMs)
    return ''
  return `about ${minutes((elapsed / done) * (planned - done))} left`
}

/** How far a run is, without what it is doing: `530 of 4240 cells (12 %), about 40 s left`. */
export function progressText(state: ProgressState, now: number): string {
  const share = state.planned === 0 ? 0 : Math.floor((100 * state.done) / state.planned)
  return [`${state.done} of ${state.planned} cells (${share} %)`, timeLeft(state, now)]
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

/** The live line of a terminal: how far, and what is being called, in at most `width` columns. */
export function liveText(state: ProgressState, now: number, width: number): string {
  const where = [state.lane, state.probe, state.step].filter(Boolean).join(' / ')
  return cut([progressText(state, now), where].filter(Boolean).join('  '), width)
}
