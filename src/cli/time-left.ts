/** An estimate of the time left. Milliseconds. */
export interface TimeLeft {
  /** Time of the estimate, on the clock of the run. */
  readonly at: number
  /** Predicted end of the work, by the smoothed pace so far. */
  readonly endsAt: number
  /** The displayed value: rounded, and kept until the estimate has changed by a step. */
  readonly shownMs: number
}

/** Completed work, in a measure proportional to its duration. */
export interface Pace {
  readonly done: number
  readonly planned: number
  /** When the first cell could start. */
  readonly startedAt: number
}

/** An estimate is shown only after this share of the work and this time. */
const enoughShare = 0.05
const enoughMs = 2000
/**
 * Time constant of the smoothing: a new pace counts by two thirds after this time, or after this share of the time
 * left, if that is longer.
 */
const settleMs = 3000
const settleShare = 0.1

/** Step of the displayed time: 5 s below a minute, 30 s below ten minutes, then minutes. */
function stepOf(ms: number): number {
  return ms < 60_000 ? 5000 : ms < 600_000 ? 30_000 : 60_000
}

/** Rounds up to a step. Keeps the previous value for a change of less than one and a half steps, except during the countdown. */
function shownOf(leftMs: number, before: number | undefined): number {
  const step = stepOf(leftMs)
  const rounded = Math.max(step, Math.ceil(leftMs / step) * step)
  return before !== undefined && rounded > before && leftMs < before + step / 2 ? before : rounded
}

/**
 * The next estimate of the time left. Between estimates the clock runs on. The pace moves the predicted end only
 * slowly, so that one slow or fast child does not make the time left jump.
 */
export function nextTimeLeft(
  before: TimeLeft | undefined,
  { done, planned, startedAt }: Pace,
  now: number,
): TimeLeft | undefined {
  const elapsed = now - startedAt
  if (planned === 0 || done / planned < enoughShare || elapsed < enoughMs) return before
  const paced = now + (elapsed / done) * (planned - done)
  if (!before) return { at: now, endsAt: paced, shownMs: shownOf(paced - now, undefined) }
  const left = Math.max(0, before.endsAt - now)
  const settle = Math.max(settleMs, settleShare * left)
  const weight = 1 - Math.exp(-(now - before.at) / settle)
  const endsAt = before.endsAt + weight * (paced - before.endsAt)
  return { at: now, endsAt, shownMs: shownOf(Math.max(0, endsAt - now), before.shownMs) }
}
