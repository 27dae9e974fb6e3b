import { functionFacts } from '../functions.ts'
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
  /(?:\bok\b(?! ?:?=(?!=))|\bsucceeded\b|\bsuccess(?:ful(?:ly)?)?\b(?! ?:?=)|returned (?:TRUE|1|nonzero)\b|[-=]>? ?(?:TRUE|(?:native@)?0x0{0,14}[1-9a-f][0-9a-f]{0,15})\b|[A-Za-z)]: TRUE\b|[-=]> ?1\b|\) ?= ?1\b|\) (?:TRUE|0x0{0,14}[1-9a-f][0-9a-f]{0,15})(?= |$))/i

const writtenWell =
  /(?:[-=]>|\) =|\breturned|:) ?(?:OK|TRUE|SUCCESS)\b|[A-Za-z)]: (?:ok|success|succeeded)\.?(?: \(0x[0-9a-f]{1,16}\))?$/
/** That a sentence goes on with what is wrong all the same. */
const allTheSame = /\b(?:but|although|though|yet|still|throws?|fails?)\b/i

/** What a function returned that is neither 0 nor -1. */
const returnedValue =
  /(?:\breturned:?|->|=>|\) ?=|[a-z]W? =)\s(?:handle |\w{1,12} = )?(?:(?:native@)?0x(?!0{1,16}\b|f{8}\b|f{16}\b)[0-9a-f]{1,16}\b|0{8,12}(?!0+\b)[0-9a-f]{4,8}\b|[1-9]\d{0,3}[02468]\b(?![.:]\d))/i

/** Whether a line says that a call returned a handle or an address. */
export function gaveHandle(lines: Lines, index: number): boolean {
  const [first] = returnedValue.test(lines.texts[index] ?? '') ? lines.calls(index) : []
  return first !== undefined && functionFacts(first.call)?.wideResult === true
}

/** Whether a trace writes that a call went well. */
export const tracedWell = {
  test: (line: string): boolean => writtenWell.test(line) && !allTheSame.test(line),
}
