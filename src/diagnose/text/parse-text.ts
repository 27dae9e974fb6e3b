import { callKey } from '../call-groups.ts'
import { gated } from '../patterns/gated.ts'
import { libraryIn, type FoundLibrary } from '../known/libraries.ts'
import type { SeenCall, Symptom } from '../symptom.ts'
import { calledBefore, closedBefore } from './before.ts'
import { bitnessIn } from './bitness.ts'
import { declares, trouble, windowsIn } from './about-windows.ts'
import { cleanLine, partsOf } from './clean.ts'
import { contrastsIn } from './contrasts.ts'
import { wellOn } from './gone-well.ts'
import { handleIn } from './handle.ts'
import { linesOf, succeeds, tracedWell, type Lines, type ReadFailure } from './lines.ts'
import { kindIn, port } from './kinds-of-calls.ts'
import { hintsBeside, hintsIn } from './hints.ts'
import { wordsOf } from './in-words.ts'
import { fewestWords, wordsAround } from '../terms/words.ts'
import { withoutFrameComments } from './frame-comments.ts'
import { withoutOthers } from './of-others.ts'
import { numbered, type Passage } from './passages.ts'
import { pseudoCalls } from './pseudo-calls.ts'
import type { NotTaken } from './said.ts'
import { callerOf, languageIn, raisedIn, runtimeIn } from './runtimes.ts'
import { withAnswers } from './sessions.ts'
import { structsIn, structsSpokenOf } from './structs.ts'
import { toldFailures } from './told-failures.ts'
import { unspoiled } from './unspoiled.ts'

/** Calls that a log says went well. */
function succeeded(lines: Lines): readonly string[] {
  return [
    ...new Set(lines.texts.flatMap((_, index) => wellOn(lines, index).map(({ call }) => call))),
  ]
}

/** What stands around the failure: its line, and the innermost frame of its stack. */
function scopeOf({ texts }: Lines, { index, call }: ReadFailure): string {
  const above = texts.slice(Math.max(0, index - 3), index).filter((_, at, all) => {
    const file = all.findLastIndex(text => text.includes('File "'))
    return file === -1 || at >= file
  })
  const below = texts
    .slice(index + 1, index + 12)
    .filter(
      text =>
        text.trim() !== '' &&
        !/__Error|ThrowHelper|Win32Marshal|ThrowExceptionForHR|GetExceptionFor/.test(text),
    )
    .slice(0, 2)
  return [...above, texts[index] ?? '', ...below, call?.via ?? ''].join('\n')
}

const isCode = (outcome: string): boolean => /^[1-9]\d*$/.test(outcome)

function seenCalls(failures: readonly ReadFailure[]): readonly SeenCall[] {
  const found: SeenCall[] = []
  for (const { said, call } of failures) {
    const name = call?.call ?? ''
    const same = found.findIndex(
      other =>
        (other.call === name && (name === '' || !isCode(said.outcome) || !isCode(other.outcome))) ||
        (['', other.call].includes(name) && other.outcome === said.outcome),
    )
    const known = found[same]
    // A debugger shows the status below the code.
    if (known && known.status === undefined && known.outcome === said.outcome && said.status)
      found[same] = { ...known, status: said.status }
    if (!known)
      found.push({
        call: name,
        outcome: said.outcome,
        ...(call?.via === undefined ? {} : { via: call.via }),
        ...(said.status === undefined ? {} : { status: said.status }),
      })
  }
  // A line that names no call repeats what a better one says.
  return found.some(({ call }) => call !== '') ? found.filter(({ call }) => call !== '') : found
}

function libraryOf(
  lines: Lines,
  failures: readonly ReadFailure[],
  all: string,
): FoundLibrary | undefined {
  const first = failures.find(({ call }) => call !== undefined) ?? failures[0]
  // A library of which it is known what it does wrong in such a case needs no words of failure.
  if (!first) {
    const told = libraryIn(all)
    return told?.fault ? told : undefined
  }
  // A title tells the same failure as the traceback below it.
  const near = [first, ...failures.filter(({ said }) => said.outcome === first.said.outcome)]
    .map(failure => libraryIn(scopeOf(lines, failure)))
    .find(found => found !== undefined)
  if (!near) return undefined
  // Its version and its known fault may be told anywhere.
  const whole = libraryIn(all)
  const fault =
    near.fault ?? near.library.faults.find(({ tell }) => tell.every(pattern => pattern.test(all)))
  return {
    ...near,
    ...(whole?.library === near.library ? whole : {}),
    ...(fault ? { fault } : {}),
  }
}

/** So many are enough to see what was not taken. */
const mostIgnored = 12

function distinct(list: readonly NotTaken[]): readonly NotTaken[] {
  return [...new Map(list.map(one => [`${one.text} ${one.reason}`, one])).values()]
}

/** The parts of passages, clean, and the number of the line on which each stands. */
function numberedParts(passages: readonly Passage[]): {
  readonly numbers: readonly number[]
  readonly texts: readonly string[]
} {
  const numbers: number[] = []
  const texts: string[] = []
  for (const { line, text } of passages)
    for (const part of partsOf(unspoiled(cleanLine(text))).flatMap(contrastsIn)) {
      numbers.push(line)
      texts.push(part)
    }
  return { numbers, texts }
}

/** What the language of a declaration says of it. */
const languageOf = (
  runtime: ReturnType<typeof runtimeIn>,
): Readonly<Record<'isNet' | 'isNewPython', boolean>> => ({
  isNet: runtime?.kind === 'pinvoke',
  isNewPython: runtime?.kind === 'ctypes' && runtime.runtime !== undefined,
})

/** What the width of the process says of what is declared. */
function placeOf(
  { architecture, okOn }: ReturnType<typeof bitnessIn>,
  { hint }: ReturnType<typeof hintsIn>,
  failed: readonly SeenCall[],
): Readonly<Record<'isIn32' | 'isNarrow' | 'isWide' | 'isOnStack', boolean>> {
  const isIn32 = architecture === 'ia32'
  return {
    isIn32,
    isNarrow: isIn32 && okOn !== undefined,
    isWide: architecture !== undefined && !isIn32,
    // Where a number is too long for its place, the next arguments are addresses that are none.
    isOnStack:
      isIn32 ||
      hint?.includes('stack') === true ||
      (architecture === undefined && failed.some(({ outcome }) => outcome === 'crash')),
  }
}

/** That somebody compared the struct with the documentation: `I double checked the struct sizes and they check out`. */
const layoutIsRight = gated(
  /\b(?:struct(?:ure)?s?|offsets?|layouts?|cbSize|sizeof)\b.{0,320}\b(?:they|it|(?:sizes?|offsets?|layouts?)(?: all)?) (?:all )?(?:checks? out|match(?:es)?\b|(?:is|are|look|looks) (?:all )?(?:correct|right|fine)\b(?! (?:in|on|for) (?:32|x86)))/i,
  /\b(?:double[- ]checked|verified|compared)\b.{0,60}\b(?:struct(?:ure)?s?|offsets?|layouts?|cbSize|sizeof)\b.{0,320}\b(?:check out|correct|right|match(?:es)?|fine|the same)\b/i,
)

/** What lines tell beside the failure: that the handle was closed, that the call worked before, that the struct is right. */
const toldBeside = (lines: Lines, first: ReadFailure | undefined): Symptom['also'] => ({
  ...(closedBefore(lines, first) ? { hint: ['closed'] } : {}),
  ...(calledBefore(lines, first) ? { before: ['worked'] } : {}),
  ...(lines.texts.some(text => layoutIsRight.test(text)) ? { layout: ['right'] } : {}),
})

/** Whether a line says of a call that it went well, and no more. */
function tellsSuccess(lines: Lines, index: number): boolean {
  const text = lines.texts[index] ?? ''
  return (
    succeeds.test(text) &&
    !/\b(?:but|although|though|yet|still)\b|last ?error\b|\?/i.test(text) &&
    lines.calls(index).length > 0
  )
}

/** Whether any line says that a call went well. */
const wentWell = (lines: Lines): boolean =>
  lines.texts.some((text, index) => tracedWell.test(text) || tellsSuccess(lines, index))

/** Functions that did not fail besides. */
function othersThan(failed: readonly SeenCall[], names: readonly string[]): readonly string[] {
  return names.filter(call => !failed.some(seen => callKey(seen.call) === callKey(call)))
}

/** Whether a text tells of something that is not as it should be, or shows a declaration. */
const asks = (all: string): boolean => trouble.test(all) || declares.test(all)

/** Reads the passages of a text. Never throws; what it does not say is absent. */
export function readPassages(passages: readonly Passage[]): Symptom {
  const { numbers, texts: parts } = numberedParts(passages)
  const given = withAnswers(parts)
  const { texts, ignored: ofOthers } = withoutOthers(withoutFrameComments(given))
  const lines = linesOf(texts)
  const all = texts.join('\n')
  const windows = windowsIn(lines, all)
  const bitness = bitnessIn(texts)
  const hints = hintsIn(all)
  const structs = (): readonly string[] => structsSpokenOf(all)
  const { read, ignored, failures, isOfWindows, isOther, isUntold } = toldFailures(
    lines,
    windows,
    hints,
    bitness,
    structs,
  )
  const failed = seenCalls(failures)
  const [first] = failures.some(({ call }) => call) ? failures.filter(({ call }) => call) : failures
  const whole = given.join('\n')
  const runtime = runtimeIn(whole) ?? languageIn(whole)
  const library = libraryOf(lines, failures, all)
  const handle = handleIn(texts, first?.call?.call, first?.index ?? 0)
  const spoken = texts.map((text, index) =>
    tracedWell.test(text) ||
    layoutIsRight.test(text) ||
    (failures.length === 0 && tellsSuccess(lines, index))
      ? ''
      : text,
  )
  const inWords = wordsOf(spoken, failures, failed, {
    isOfWindows,
    ...languageOf(runtime),
    ...placeOf(bitness, hints, failed),
  })
  const { described, topics } = inWords
  const ok = othersThan(failed, [...succeeded(lines), ...pseudoCalls(read, lines, runtime?.kind)])
  const words = wordsAround(given, first?.index ?? 0)
  const isWordy = failed.length + described.length + ok.length === 0 && !isOther && !wentWell(lines)
  // Handles of a trace are those of a failure where there is one.
  const isTold = failed.length + described.length > 0 || isWordy || ok.length === 0
  return {
    failed: inWords.failed,
    ok,
    also: {
      ...hintsBeside(hints, failed[0], bitness.okOn !== undefined),
      ...kindIn(all, texts[first?.index ?? 0] ?? '', failed),
      ...toldBeside(lines, first),
    },
    structs: structsIn(lines, first, structs),
    ...(failures.some(({ index }) => port.test(texts[index] ?? '')) ? { isOfPort: true } : {}),
    ...(bitness.architecture ? { architecture: bitness.architecture } : {}),
    ...(bitness.okOn ? { okOn: bitness.okOn } : {}),
    ...(handle === undefined || !isTold ? {} : { handle }),
    ...(runtime ? callerOf(runtime) : {}),
    ...raisedIn(whole),
    ...(library ? { library } : {}),
    ...(described.length > 0 ? { described, topics } : {}),
    words,
    ...(isWordy ? { isUntold: isUntold && words.length >= fewestWords && asks(all) } : {}),
    ...(first ? { line: numbers[first.index] ?? 1 } : {}),
    ignored: distinct([...ignored, ...bitness.ignored, ...ofOthers]).slice(0, mostIgnored),
  }
}

/** What a traceback, a log or a report in words says. */
export function parseText(text: string): Symptom {
  return readPassages(numbered(text))
}
