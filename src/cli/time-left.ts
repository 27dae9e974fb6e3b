/** An estimate of the time left. Milliseconds. */
export interface TimeLeft {
  /** When the estimate was made, on the clock of the run. */
  readonly at: number
  /** When the work ends, by the pace so far, smoothed. */
  readonly endsAt: number
  /** What is shown: rounded, and kept until the estimate has moved by a step. */
  readonly shownMs: number
}

/** How far the work is, in a measure that grows with the time it takes. */
export interface Pace {
  readonly done: number
  readonly planned: number
  /** When the first cell could begin. */
  readonly startedAt: number
}

/** An estimate is worth showing after this share of the work and this time. */
const enoughShare = 0.05
const enoughMs = 2000
/** A new pace counts by two thirds after this time, or after this share of what is left if that is longer. */
const settleMs = 3000
const settleShare = 0.1

/** Shown in steps that fit the time: 5 s below a minute, 30 s below ten, then minutes. */
function stepOf(ms: number): number {
  return ms < 60_000 ? 5000 : ms < 600_000 ? 30_000 : 60_000
}

/** Rounded up to a step; a change of less than one and a half steps is none, save in the countdown. */
function shownOf(leftMs: number, before: number | undefined): number {
  const step = stepOf(leftMs)
  const rounded = Math.max(step, Math.ceil(leftMs / step) * step)
  return before !== undefined && rounded > before && leftMs < before + step / 2 ? before : rounded
}

/**
 * The next estimate of the time left. Between two of them the clock runs on; the pace so far only draws the end slowly
 * towards where it would have it, so that one slow or quick child does not make the time left jump.
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
