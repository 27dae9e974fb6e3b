import { gated } from '../patterns/gated.ts'
import { callFor, nearby } from './call-of-failure.ts'
import { findSystemMessage } from '../../declare/win32/messages.ts'
import { isReturnedValue } from './returned-values.ts'
import { readOutcome } from './codes.ts'
import { unhandled } from './handled.ts'
import { tracedWell, type Lines, type ReadFailure } from './lines.ts'
import { isNoFailure, type NotTaken, type Said } from './said.ts'

/** A console wraps its lines: a sentence that begins on one and ends on the next. */
const wrapped = 60

function wrappedAt(texts: readonly string[], index: number): Said | undefined {
  const [text = '', next = ''] = [texts[index], texts[index + 1]]
  if (text.length < wrapped || !/\p{L}$/u.test(text) || !/^\p{L}/u.test(next)) return undefined
  const found = findSystemMessage(`${text.slice(-wrapped)} ${next.slice(0, wrapped)}`)
  // What stands on the next line alone is told there.
  return found?.whole === true && found.at < wrapped
    ? { outcome: String(found.message.code), at: text.length - 1, form: 'sentence' }
    : undefined
}

/** Whether a failure is a number beside nothing: "error 1" may head a list. */
function isBare({ said: { form }, call }: ReadFailure): boolean {
  return form === 'loose' && !call
}

/** Words of people count where no runtime says it better, a bare number where no code does, and a success where nothing failed. */
function reliable(lines: Lines, failures: readonly ReadFailure[]): readonly ReadFailure[] {
  const hasCode = failures.some(({ said: { form } }) => form === 'code')
  const codes = failures.filter(({ said: { form, outcome } }) => form === 'code' && outcome !== '0')
  // A number of the program itself, near the code and beside no call of its own: `Error code: 10` of AutoIt.
  const isOfProgram = ({ index, said: { form, outcome } }: ReadFailure): boolean =>
    form === 'loose' &&
    lines.calls(index).length === 0 &&
    codes.some(code => Math.abs(code.index - index) <= nearby && code.said.outcome !== outcome)
  const hasFailed = failures.some(
    ({ said: { form, outcome } }) => form !== 'word' && outcome !== '0',
  )
  const better = failures.filter(
    failure =>
      failure.said.form !== 'word' &&
      !(hasCode && isBare(failure)) &&
      !isOfProgram(failure) &&
      !(hasFailed && failure.said.outcome === '0'),
  )
  return better.length > 0 ? better : failures
}

/** Bare numbers that do not count beside what does. */
function bareOnes(
  lines: Lines,
  failures: readonly ReadFailure[],
  counted: readonly ReadFailure[],
): readonly NotTaken[] {
  return failures
    .filter(failure => isBare(failure) && !counted.includes(failure))
    .map(({ index }) => ({
      text: (lines.texts[index] ?? '').trim().slice(0, 60),
      reason: 'the text has a code beside which a bare number does not count',
    }))
}

/** Words that say that something failed, too common to be looked for where anything better is told. */
const vague = gated(
  /\b(?:do|does|did|is|are|was|were|will|would)(?:n['’]t| not) (?:even |ever |get )?(?:open|start|show|appear|respond|return|fire|trigger|happen|change|update|connect|load|launch|call|receive|execute|run|succeed|complete|finish|function|behave|apply|register|work)(?:ed|ing|s)?\b/i,
  /\b(?:without (?:any )?success|unsuccessful(?:ly)?)\b/i,
  /\bshould(?:n['’]t| not) (?:this|that|it|something like this) work\b/i,
  /\b(?:unable|not able|fail(?:s|ed)?) to [a-z]{3}/i,
  /\bcan(?:no|['’])?t (?:be )?(?:open|set|get|read|write|load|create|start|find|close|call)/i,
  /\bcould(?:n['’]t| not) (?:be )?[a-z]{3}/i,
  /\bexception\b/i,
  /\b(?!(?:[GS]et)?Last\w{0,12}Error\b)[A-Z]\w{2,40}(?:Exception|Error)\b/i,
  /\b(?:error|fails?|failed|failure|broken|wrong|incorrect|invalid)\b/i,
  /\bproblems? (?:with|in|when)\b/i,
  /\bno longer\b/i,
  /\bnothing happens\b/i,
  /错误/i,
  /失败/i,
  /异常/i,
  /无法/i,
  /不能/i,
  /无效/i,
  /没有反应/i,
  /不生效/i,
  /エラー/i,
  /無視/i,
  /反映され(?:な|ま)/i,
  /でき(?:な|ま)/i,
  /動(?:か|き|作し)(?:な|ま)/i,
  /失敗/i,
  /не (?:удается|удаётся|открыва|получа)/i,
  /ошибк/i,
  /fehler/i,
  /erreur/i,
)

/** The first failure that is told in the commonest words. */
export function vagueFailureIn(lines: Lines): readonly ReadFailure[] {
  const index = lines.texts.findIndex(
    text => vague.test(text) && !tracedWell.test(text) && !isNoFailure(readOutcome(text).said),
  )
  if (index === -1) return []
  const said: Said = { outcome: 'failed', at: 0, form: 'word' }
  const call = callFor(lines, index, said)
  return [{ index, said, ...(call ? { call } : {}) }]
}

/** A failure of which only the process is told, in the first call that is named. */
export function unsaidFailureIn(lines: Lines): readonly ReadFailure[] {
  const named = lines.texts.findIndex((_, index) => lines.calls(index).length > 0)
  const [call] = named === -1 ? [] : lines.calls(named)
  return [
    {
      index: Math.max(0, named),
      said: { outcome: 'failed', at: 0, form: 'word' },
      ...(call ? { call } : {}),
    },
  ]
}

/** What lines say of failures, and what only looks like it. `isWindows` says whether the whole text is about Windows, which makes a number behind "error" a code. */
export function failuresIn(
  lines: Lines,
  isWindows: () => boolean,
): { readonly failures: readonly ReadFailure[]; readonly ignored: readonly NotTaken[] } {
  const failures: ReadFailure[] = []
  const ignored: NotTaken[] = []
  for (const [index, text] of lines.texts.entries()) {
    const { said: alone, ignored: own } = readOutcome(text)
    ignored.push(...own)
    const said = alone ?? wrappedAt(lines.texts, index)
    if (!said) continue
    if (said.form === 'loose' && tracedWell.test(text)) {
      ignored.push({ text: text.trim().slice(0, 60), reason: 'the line says that it went well' })
      continue
    }
    if (said.form === 'loose' && !isWindows()) {
      ignored.push({
        text: text.trim().slice(0, 60),
        reason: 'nothing beside it says that the number is a code of Windows',
      })
      continue
    }
    const call = callFor(lines, index, said)
    if (call && isReturnedValue(text, call.call, said.outcome)) {
      ignored.push({
        text: text.trim().slice(0, 60),
        reason: `it is what ${call.call} returned, and no code`,
      })
      continue
    }
    failures.push({ index, said, ...(call ? { call } : {}) })
  }
  const counted = reliable(lines, unhandled(lines, failures))
  return { failures: counted, ignored: [...ignored, ...bareOnes(lines, failures, counted)] }
}
