import { fitsGlob } from './glob.ts'

/** Places of the matrix that are treated differently, with the reason. `*` in a pattern matches any text. */
export interface Mark {
  readonly lane: string
  readonly probe: string
  readonly step: string
  readonly reason: string
}

/** A place of the matrix. */
export interface MarkedPlace {
  readonly lane: string
  readonly probe: string
  readonly step: string
}

/** Why a mark is invalid: one sentence for the user. */
export class MarkError extends Error {
  override readonly name = 'MarkError'
}

const form = /^\s*([^/\s]+)\/([^/\s]+)\/([^/\s:]+)\s*(?::\s*(.*))?$/s

/** Parses `LANE/PROBE/STEP: REASON`. Throws MarkError where a part is missing. */
export function parseMark(text: string): Mark {
  const [, lane, probe, step, reason] = form.exec(text) ?? []
  if (lane === undefined || probe === undefined || step === undefined) {
    throw new MarkError(
      `Not a mark: ${JSON.stringify(text)}; expected LANE/PROBE/STEP: REASON, for example 'wine-*/handle-u32/duplicate: Wine takes no zero-extended -1'`,
    )
  }
  if (!reason?.trim())
    throw new MarkError(
      `The mark ${JSON.stringify(text.trim())} gives no reason; write it behind a colon: ${lane}/${probe}/${step}: REASON`,
    )
  return { lane, probe, step, reason: reason.trim() }
}

/** Whether a mark matches a place. */
export function covers(mark: Pick<Mark, 'lane' | 'probe' | 'step'>, place: MarkedPlace): boolean {
  return (
    fitsGlob(mark.lane, place.lane) &&
    fitsGlob(mark.probe, place.probe) &&
    fitsGlob(mark.step, place.step)
  )
}

/** A mark in its text form. */
export function markText({ lane, probe, step, reason }: Mark): string {
  return `${lane}/${probe}/${step}: ${reason}`
}
