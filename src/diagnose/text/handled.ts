import { callKey } from '../call-groups.ts'
import { tracedWell, type Lines, type ReadFailure } from './lines.ts'
import { isNoFailure, pending } from './said.ts'
import { wellOn } from './gone-well.ts'

const completes = /^(?:GetOverlappedResult(?:Ex)?|GetQueuedCompletionStatus(?:Ex)?)$/
/** A try of several, and the line on which one of them went well. */
const isTry =
  /\b(?:retry|retries|retrying|attempt|try) ?#?\d{1,3}\b|\b(?:will retry|retrying|try again)\b/i
const wentWell =
  /\b(?:connected|succeeded|success(?:ful(?:ly)?)?|opened|recovered|done|ok|completed|finished|works)\b.{0,24}\b(?:after|on|at|in) (?:the )?(?:(?:retry|attempt|try) ?#?)?\d{1,3}(?:st|nd|rd|th)?\b/i

/** Codes that answer a question for the size, and those that end an enumeration: ERROR_BUFFER_OVERFLOW, ERROR_INSUFFICIENT_BUFFER, ERROR_MORE_DATA, ERROR_NO_MORE_FILES, ERROR_NO_MORE_ITEMS. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499- */
const answers: ReadonlySet<string> = new Set(['18', '111', '122', '234', '259'])
/** That it was to be so, or is of no account. */
const expected =
  /\((?:as )?(?:expected|ignored|harmless|ok|normal|intended)\b|\b(?:as|is|was) expected\b|\b(?:ignoring|ignored|harmless|not an error|can be ignored|safe to ignore)\b/i
/** That the size is asked for, or that the list is at its end. */
const asksSize =
  /\b(?:size|length|buffer|needed|required|needs?|probe|query(?:ing)?|first call|end of|no more|enumerat\w{1,4})\b/i

/** What a text says of calls that went well, each line looked at once. */
interface GoneWell {
  /** The last line on which one of several tries went well. */
  readonly tried: number
  /** The last line on which what was pending was completed. */
  readonly completed: number
  /** The last line on which each call went well. */
  readonly calls: ReadonlyMap<string, number>
}

function goneWell(lines: Lines): GoneWell {
  const calls = new Map<string, number>()
  let [tried, completed] = [-1, -1]
  for (const [index, text] of lines.texts.entries()) {
    if (wentWell.test(text)) tried = index
    const well = wellOn(lines, index)
    if (well.some(({ call }) => completes.test(call))) completed = index
    for (const { call } of well) calls.set(callKey(call), index)
  }
  return { tried, completed, calls }
}

/** Failures without those that were none: a success whose code is 0, what was pending and was completed, what was tried again and went well. */
export function unhandled(lines: Lines, failures: readonly ReadFailure[]): readonly ReadFailure[] {
  const mayBeNone = ({ index, said }: ReadFailure): boolean =>
    isNoFailure(said) ||
    answers.has(said.outcome) ||
    [isTry, expected].some(pattern => pattern.test(lines.texts[index] ?? ''))
  if (!failures.some(mayBeNone)) return failures
  const hasOther = failures.some(({ said }) => said.form !== 'word' && !isNoFailure(said))
  const isIntended = ({ index, said }: ReadFailure): boolean => {
    const text = lines.texts[index] ?? ''
    return expected.test(text) || (answers.has(said.outcome) && asksSize.test(text))
  }
  const hasUnintended = failures.some(
    failure => failure.said.form !== 'word' && !isNoFailure(failure.said) && !isIntended(failure),
  )
  const isTold = failures.some(({ said: { form } }) => form === 'word')
  const { tried, completed, calls } = goneWell(lines)
  return failures.filter(failure => {
    const { index, said, call } = failure
    if (hasUnintended && isIntended(failure)) return false
    // It was called again with a buffer that is long enough.
    if (answers.has(said.outcome) && call && (calls.get(callKey(call.call)) ?? -1) > index)
      return false
    if (said.outcome === '0') {
      if (tracedWell.test(lines.texts[index] ?? '')) return false
      const isOfOthers = [...calls.values()].some(at => at !== index)
      return isTold || lines.calls(index).length > 0 || !isOfOthers
    }
    if (said.outcome === pending) {
      const later = call === undefined ? -1 : (calls.get(callKey(call.call)) ?? -1)
      return !hasOther && completed <= index && later <= index
    }
    return tried <= index || !isTry.test(lines.texts[index] ?? '')
  })
}
