import { callsOn, type NamedCall } from './calls.ts'
import type { Said } from './said.ts'

/** A line that says how a call ended. */
export interface ReadFailure {
  /** Index among the lines that were given. */
  readonly index: number
  readonly said: Said
  readonly call?: NamedCall
}

/** Reads each line once, however often it is somebody's neighbour. */
export interface Lines {
  readonly texts: readonly string[]
  calls(index: number): readonly NamedCall[]
}

/** Lines with the calls on them, read when they are asked for. */
export function linesOf(texts: readonly string[]): Lines {
  const known = new Map<number, readonly NamedCall[]>()
  return {
    texts,
    calls(index) {
      const found = known.get(index) ?? callsOn(texts[index] ?? '')
      known.set(index, found)
      return found
    },
  }
}

/** How logs say that a call went well. */
export const succeeds =
  /(?:\bok\b(?! ?:?=(?!=))|\bsucceeded\b|\bsuccess(?:ful(?:ly)?)?\b(?! ?:?=)|returned (?:TRUE|1|nonzero)\b|[-=]>? ?(?:TRUE|0x0{0,14}[1-9a-f][0-9a-f]{0,15})\b|[-=]> ?1\b|\) ?= ?1\b)/i

const writtenWell =
  /(?:[-=]>|\) =|\breturned|:) ?(?:OK|TRUE|SUCCESS)\b|[A-Za-z)]: (?:ok|success|succeeded)\.?$/
/** That a sentence goes on with what is wrong all the same. */
const allTheSame = /\b(?:but|although|though|yet|still|throws?|fails?)\b/i

/** Whether a trace writes that a call went well. */
export const tracedWell = {
  test: (line: string): boolean => writtenWell.test(line) && !allTheSame.test(line),
}
