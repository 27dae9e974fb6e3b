import { callKey } from '../call-groups.ts'
import { gated } from '../patterns/gated.ts'
import type { NamedCall } from './calls.ts'
import { readOutcome } from './codes.ts'
import { wellOn } from './gone-well.ts'
import type { Lines } from './lines.ts'
import type { Said } from './said.ts'

/** How far from the error a function may be named. Lines. */
export const nearby = 6
const mostFrames = 60
const frame = gated(
  /^\s?(?:at |bei |à |en |в |in |w |場所 |在 |em |konum: |\d{1,4}: |\+ |--->|\[\d+\] |\.\.\. |from |#\d+ |~)/,
  /^\s?File "/,
  /^(?:Current thread|Thread) 0x[0-9a-f]{4,16} \(/,
  /^\s?\d+ \|/,
  /^\s?Line \|/,
  /^\s?\| /,
  /^[\w./()*-]{1,160}\((?:0x[0-9a-f]{1,16}[,)]|\{0x|\.\.\.\))/,
  /^\s?(?:[0-9a-f]{2} [0-9a-f`]{8,17} [0-9a-f`]{8,17} |# Child|\w{1,30}(?:\.\w{3})?!\w{2,80}\+0x)/,
  /^ \S{1,200}\.go:\d/,
)
const traceback = /^[\s╭─]{0,80}Traceback \(most recent call last\)/

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

/** Calls of a line that are no argument of another one: `SetWindowsHookExW(…, GetModuleHandleW(None), 0)`. */
function outermost(all: readonly NamedCall[], line: string): readonly NamedCall[] {
  return all.filter(({ at }) =>
    all.every(other => {
      if (other.at >= at) return true
      const between = line.slice(other.at, at)
      const opened = between.split('(').length - between.split(')').length
      return opened <= 0 || !new RegExp(`^\\W?(?:[\\w.$]+\\.)?${other.call}\\(`).test(between)
    }),
  )
}

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
export function callFor(lines: Lines, index: number, said: Said): NamedCall | undefined {
  const own = best(lines.calls(index), said.at)
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
      const calls = outermost(lines.calls(above), lines.texts[above] ?? '')
      const call = calls.findLast(({ call: name }) => !giver.test(name)) ?? calls.at(-1)
      if (call) return call
    }
    // What was typed at the prompt.
    if (/^>>> ?\S/.test(lines.texts[begins - 1] ?? ''))
      return outermost(lines.calls(begins - 1), lines.texts[begins - 1] ?? '').at(-1)
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
  return (
    callBelow(lines, index, said.outcome) ??
    (said.outcome === 'crash' ? callOfCrash(lines, index) : undefined) ??
    neighbour(lines, index, said.outcome) ??
    onlyCall(lines, index, said)
  )
}

/** How far a function may be where the text names no other. Lines. */
const farthest = 24

/** The one function that a text names, for a code that is given without any. */
function onlyCall(lines: Lines, index: number, { form, outcome }: Said): NamedCall | undefined {
  if (form !== 'code' && form !== 'sentence') return undefined
  const from = Math.max(0, index - farthest)
  const found = lines.texts.slice(from, index + farthest + 1).flatMap((text, near) => {
    const calls = mayHaveFailed(lines, from + near).filter(call => isOwn(call, from + near < index))
    return calls.length > 0 && !tellsOther(text, outcome) ? calls : []
  })
  const names = new Set(found.map(({ call }) => callKey(call)))
  return names.size === 1 ? found[0] : undefined
}

/** So far below a message AutoHotkey shows the line. */
const mostMarked = 14

/** A result in a trace of Wine: what is called next is something else. */
const isTraced = /:Ret {1,2}\w/

/** Whether a line shows a call as it is written in a source: `user32.SendMessageW(hEdit, …`. */
const isWritten = (lines: Lines, index: number): boolean =>
  lines.calls(index).some(({ call }) => (lines.texts[index] ?? '').includes(`${call}(`))

/** The call on the line that AutoHotkey marks below a message. https://www.autohotkey.com/docs/v2/lib/OnError.htm */
function markedBelow(lines: Lines, index: number): NamedCall | undefined {
  for (let below = index + 1; below <= index + mostMarked; below++)
    if (/^\s?(?:▶|--->)/.test(lines.texts[below] ?? '')) return lines.calls(below)[0]
  return undefined
}

/** The call in the frames below a failure, or on one of the next two lines; what a report says behind the frames of a crash is one too. */
function callBelow(lines: Lines, index: number, outcome: string): NamedCall | undefined {
  const marked = markedBelow(lines, index)
  if (marked) return marked
  let frames = 0
  for (let below = index + 1; below < Math.min(lines.texts.length, index + mostFrames); below++) {
    const text = lines.texts[below] ?? ''
    if (text.trim() === '') continue
    const isFrame = frame.test(text)
    const isNext = !isTraced.test(lines.texts[index] ?? '') && (below <= index + 2 || frames > 0)
    if (!isFrame && !isNext) return undefined
    if (isFrame && below > index + 2) frames++
    const [inFrame] = isFrame ? lines.calls(below) : []
    if (inFrame) return inFrame
    const [call] = isWritten(lines, index - 1) ? [] : mayHaveFailed(lines, below)
    if (call && isOwn(call, false) && !tellsOther(text, outcome)) return call
    if (!isFrame && below > index + 2) return undefined
  }
  return undefined
}

/** A frame of Java or Go, far below what says that the process crashed. */
const frameOfCrash = /^[jJ] {1,2}\S|^[\w./@-]{1,160}\.[\w.()*]{1,80}\((?:0x|\{|\.\.\.|\))/
/** What a program prints before it calls. */
const announces = /\b(?:calling|entering|invoking|about to call|before (?:the )?call)\b/i
const mostAbove = 24

/** The call of a crash: in the frames that stand apart from it, or in what was printed last. */
function callOfCrash(lines: Lines, index: number): NamedCall | undefined {
  for (let below = index + 1; below < Math.min(lines.texts.length, index + mostFrames); below++) {
    const [call] = frameOfCrash.test(lines.texts[below] ?? '') ? lines.calls(below) : []
    if (call) return call
  }
  for (let above = index - 1; above >= Math.max(0, index - mostAbove); above--) {
    const call = announces.test(lines.texts[above] ?? '') ? lines.calls(above).at(-1) : undefined
    if (call) return call
  }
  return undefined
}

/** The call that is named nearest to a failure, above or below; one that only gives a handle where there is no other. */
function neighbour(lines: Lines, index: number, outcome: string): NamedCall | undefined {
  const isOpening = opening.test(lines.texts[index] ?? '')
  let gives: NamedCall | undefined
  for (let distance = 1; distance <= nearby; distance++)
    for (const near of isTraced.test(lines.texts[index] ?? '')
      ? [index - distance]
      : [index - distance, index + distance]) {
      const [call] = mayHaveFailed(lines, near)
      if (!call || (isOpening && closing.test(call.call)) || !isOwn(call, near < index)) continue
      if (tellsOther(lines.texts[near] ?? '', outcome)) continue
      if (!giver.test(call.call)) return call
      gives ??= call
    }
  return gives
}

/** Whether a call near an error may be its own: what a script asks of its runtime behind the error is not. */
function isOwn({ via }: NamedCall, isAbove: boolean): boolean {
  return isAbove || via === undefined
}

/** The calls of a line near a failure that do not go well. */
function mayHaveFailed(lines: Lines, index: number): readonly NamedCall[] {
  const calls = lines.calls(index)
  const well = calls.length > 0 ? wellOn(lines, index) : []
  return well.length === 0
    ? calls
    : calls.filter(({ call }) => !well.some(own => own.call === call))
}

const isCode = (outcome: string): boolean => /^[1-9]\d*$/.test(outcome)

/** Whether a line tells a code of its own, which is not that of a failure near it. */
function tellsOther(line: string, outcome: string): boolean {
  const { said } = readOutcome(line)
  return (
    isCode(outcome) &&
    said !== undefined &&
    said.form !== 'word' &&
    isCode(said.outcome) &&
    said.outcome !== outcome
  )
}
