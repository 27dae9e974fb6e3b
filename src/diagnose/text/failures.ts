import { gated } from '../patterns/gated.ts'
import type { NamedCall } from './calls.ts'
import { findSystemMessage } from '../../declare/win32/messages.ts'
import { isReturnedValue } from './returned-values.ts'
import { readOutcome } from './codes.ts'
import { isNoFailure, unhandled } from './handled.ts'
import { succeeds, tracedWell, type Lines, type ReadFailure } from './lines.ts'
import type { NotTaken, Said } from './said.ts'

/** How far from the error a function may be named. Lines. */
const nearby = 6
const mostFrames = 60
const frame = gated(
  /^\s?(?:at |bei |à |en |в |in |w |場所 |在 |em |konum: |\d{1,4}: |\+ |--->|\[\d+\] |\.\.\. |from |#\d+ |~)/,
  /^\s?File "/,
  /^\s?\d+ \|/,
  /^\s?Line \|/,
  /^\s?\| /,
  /^[\w./()*-]{1,160}\((?:0x[0-9a-f]{1,16}[,)]|\{0x|\.\.\.\))/,
  /^ \S{1,200}\.go:\d/,
)
const traceback = /^\s?Traceback \(most recent call last\)/

/** Whether a line belongs to a Python traceback above the error: up to the line that begins it. */
function tracebackAbove(texts: readonly string[], index: number): number | undefined {
  for (let above = index - 1; above >= Math.max(0, index - mostFrames); above--) {
    const text = texts[above] ?? ''
    if (traceback.test(text)) return above
    // The error of another traceback: this one has no beginning here.
    if (/^\w[\w.]{2,80}(?:Error|Exception): /.test(text)) return undefined
  }
  return (texts[index - 2] ?? '').includes('File "') || (texts[index - 1] ?? '').includes('File "')
    ? Math.max(0, index - nearby)
    : undefined
}

/** The last line of the frames that begin on a line. */
function tracebackEnd(texts: readonly string[], begins: number): number {
  let at = begins
  while (at - begins < mostFrames && /^\s/.test(texts[at + 1] ?? '')) at++
  return Math.min(at, texts.length - 1)
}

/** Functions that only give another call its handle: beside one, they are not what failed. */
const giver =
  /^Get(?:Current(?:Process|Thread)|StdHandle|ForegroundWindow|ConsoleWindow|DesktopWindow)$/

function best(all: readonly NamedCall[], at: number): NamedCall | undefined {
  const others = all.filter(({ call }) => !giver.test(call))
  const calls = others.length > 0 ? others : all
  return calls.findLast(call => call.at < at) ?? calls[0]
}

/** A statement that pytest shows above an error: its lines from the one with the mark. */
function shownAbove(texts: readonly string[], index: number): number | undefined {
  if (texts[index]?.startsWith('E ') !== true) return undefined
  const least = Math.max(0, index - nearby)
  const begins = texts.slice(least, index).findLastIndex(text => /^> ?\S/.test(text))
  return begins === -1 ? undefined : least + begins
}

/** A line that says that an open failed is not about a close that is named near it. */
const opening = /\b(?:re-?)?open(?:s|ed|ing)?\b/i
const closing = /^(?:Close\w{3,20}|FindClose|RegCloseKey|closesocket)$/

/** The function that a failure on a line is about: on the line itself, in the frames of its stack from the inside, or nearby. */
function callFor(lines: Lines, index: number, at: number): NamedCall | undefined {
  const own = best(lines.calls(index), at)
  if (own) return own
  const shown = shownAbove(lines.texts, index)
  if (shown !== undefined) {
    const calls = Array.from({ length: index - shown }, (_, at) => lines.calls(shown + at)).flat()
    const call = calls.find(({ call: name }) => !giver.test(name)) ?? calls[0]
    if (call) return call
  }
  const begins = tracebackAbove(lines.texts, index)
  if (begins !== undefined) {
    for (let above = index - 1; above > begins; above--) {
      const calls = lines.calls(above)
      const call = calls.findLast(({ call: name }) => !giver.test(name)) ?? calls.at(-1)
      if (call) return call
    }
    // What was typed at the prompt.
    return /^>>> ?\S/.test(lines.texts[begins - 1] ?? '')
      ? lines.calls(begins - 1).at(-1)
      : undefined
  }
  // asyncio and logging write the error above the traceback that belongs to it.
  if (traceback.test(lines.texts[index + 1] ?? '')) {
    const ends = tracebackEnd(lines.texts, index + 2)
    for (let below = ends; below > index + 1; below--) {
      const call = lines.calls(below).at(-1)
      if (call) return call
    }
    return undefined
  }
  for (let below = index + 1; below < Math.min(lines.texts.length, index + mostFrames); below++) {
    const text = lines.texts[below] ?? ''
    if (text.trim() === '') continue
    if (!frame.test(text) && below > index + 2) break
    const call = lines.calls(below)[0]
    if (
      call &&
      (frame.test(text) || (below <= index + 2 && readsAsFailure(text) && isOwn(call, false)))
    )
      return call
  }
  return neighbour(lines, index)
}

/** The call that is named nearest to a failure, above or below; one that only gives a handle where there is no other. */
function neighbour(lines: Lines, index: number): NamedCall | undefined {
  const isOpening = opening.test(lines.texts[index] ?? '')
  let gives: NamedCall | undefined
  for (let distance = 1; distance <= nearby; distance++)
    for (const near of [index - distance, index + distance]) {
      const call = lines.calls(near)[0]
      if (isOpening && call && closing.test(call.call)) continue
      if (!call || !readsAsFailure(lines.texts[near] ?? '') || !isOwn(call, near < index)) continue
      if (!giver.test(call.call)) return call
      gives ??= call
    }
  return gives
}

/** Whether a call near an error may be its own: what a script asks of its runtime behind the error is not. */
function isOwn({ via }: NamedCall, isAbove: boolean): boolean {
  return isAbove || via === undefined
}

/** Whether a neighbour may be the call that failed: it does not say that it succeeded. */
function readsAsFailure(line: string): boolean {
  return !succeeds.test(line)
}

/** A console wraps its lines: a sentence that begins on one and ends on the next. */
const wrapped = 60

function wrappedAt(texts: readonly string[], index: number): Said | undefined {
  const [text = '', next = ''] = [texts[index], texts[index + 1]]
  if (text.length < wrapped || !/\p{L}$/u.test(text) || !/^\p{L}/u.test(next)) return undefined
  const found = findSystemMessage(`${text.slice(-wrapped)} ${next.slice(0, wrapped)}`)
  return found?.whole === true
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
  const call = callFor(lines, index, 0)
  return [{ index, said: { outcome: 'failed', at: 0, form: 'word' }, ...(call ? { call } : {}) }]
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
    const call = callFor(lines, index, said.at)
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
