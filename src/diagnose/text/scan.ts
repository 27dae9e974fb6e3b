import { ERROR_INVALID_HANDLE } from '../../declare/win32/errors.ts'
import { namesFunction } from './around-numbers.ts'
import { automatonOf, ends, endsSecond, stateBits, type Automaton } from './automaton.ts'
import { cleanLine } from './clean.ts'
import { readOutcome } from './codes.ts'
import { decodeLines, sentenceBeginnings } from './encodings.ts'
import { lineKey, mayBeCode, wordEnd, shapeKey, templateKey, withNumbers } from './line-keys.ts'
import { marks, numberMarks, processMarks } from './marks.ts'
import { asksLastError } from './sessions.ts'
import { isNoFailure, type Said } from './said.ts'
import { weakRoots } from './before-numbers.ts'
import { rootsOfOutcomes } from './outcome-words.ts'
import type { Passage } from './passages.ts'

const encoder = new TextEncoder()
const newline = 10
/** How much stays in memory behind the place that is looked at: what a stack may take. Bytes. */
const context = 64 * 1024
const linesBefore = 60
const linesAfter = 40
/** A line is kept so far to each side of what it says. Bytes. */
const lineReach = 2000
const headLines = 60
/** Passages that are kept, by the form of what they say: the first counts, later ones are named. As many again of lines that name no function of Windows. */
const mostPassages = { code: 40, number: 20, loose: 5, sentence: 40, word: 5 }
/** Lines of one shape that said more of a form than is kept; from then on lines of that shape are passed over. */
const enoughOfShape = 30
/** Lines that said more than is kept; from then on only lines that are about Windows are looked at, and after as many of these none. */
const mostRefused = 20_000
const mostProcessLines = 40
/** Lines that differ in numbers which are no codes are read once, as long as so many are remembered. */
const mostKnown = 50_000

type Form = keyof typeof mostPassages

const noPassages = (): Record<Form, number> => ({
  code: 0,
  number: 0,
  loose: 0,
  sentence: 0,
  word: 0,
})

/** What is written beside codes of Windows alone. */
const ofWindows =
  /win(?:dows)? ?(?:32)? ?error|last ?(?:win32|dll)? ?error|\bos error|win32|pywintypes/i

interface Hit {
  readonly offset: number
  readonly line: number
}

/** How far behind "error" its number stands. Bytes. */
const numberReach = 40

function isNumberNear(bytes: Uint8Array, from: number): boolean {
  const until = Math.min(bytes.length, from + numberReach)
  for (let at = from + 1; at < until; at++) {
    const byte = bytes[at] ?? newline
    if (byte === newline) return false
    if (byte >= 0x30 && byte <= 0x39) {
      if (mayBeCode(bytes, at)) return true
      at = wordEnd(bytes, at) - 1
    }
  }
  return false
}

function hasProcessMark(text: string): boolean {
  const small = text.toLowerCase()
  return processMarks.some(mark => small.includes(mark))
}

/** The date and the time at the front of a line: `[2026-11-30T14:42:32.110Z] `, `14:42:32,110 `. */
const time =
  /^[[(\s]*(?:\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ,]{0,2})?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?:Z| ?[+-]\d{2}:?\d{2})?/

/** Whether a line that says nothing would with other numbers: with one that is a code, wherever a number is. */
function isTemplateTelling(part: Uint8Array, text: string): boolean {
  if (hasProcessMark(text)) return true
  if (!/\d/.test(text.replace(time, ''))) return false
  const [own = ''] = decodeLines([withNumbers(part, ERROR_INVALID_HANDLE)])
  return readOutcome(cleanLine(own)).said !== undefined
}

/** Shorter words are in too many lines. */
const leastOfMark = 6
const leastOfNumberMark = 4

let table: Uint32Array | undefined

/** The edges of the automaton that finds all marks. Made once. */
function edges(): Uint32Array {
  table ??= automatonOf(
    [
      ...[
        ...marks,
        ...processMarks,
        ...rootsOfOutcomes().filter(root => root.length >= leastOfMark),
      ].map(mark => encoder.encode(mark)),
      ...sentenceBeginnings(),
    ],
    [
      ...numberMarks,
      ...weakRoots().filter(root => encoder.encode(root).length >= leastOfNumberMark),
    ].map(mark => encoder.encode(mark)),
  ).next
  return table
}

/** Reads a text piece by piece and keeps the lines that matter: the first ones, and those around whatever says that a call failed. */
export class Scanner {
  readonly #automaton: Automaton = { state: 0, next: edges() }
  #window: Buffer = Buffer.alloc(0)
  /** How much of the window was looked at, and on which line that is. */
  #scanned = 0
  #scannedLine = 1
  readonly #kept = new Map<number, Uint8Array>()
  readonly #known = new Set<number>()
  /** Lines by what they are beside their numbers, and whether their numbers may say anything. */
  readonly #templates = new Map<number, boolean>()
  /** Passages that were kept of lines that name a function of Windows, and of others. */
  readonly #named = noPassages()
  readonly #unnamed = noPassages()
  #processLines = 0
  /** How often lines of a shape said more of a form than is kept. */
  readonly #refused = new Map<number, number>()
  #refusals = 0
  #isFull = false

  /** Takes the next piece; it may be reused by the caller afterwards. */
  push(piece: Uint8Array): void {
    const keepFrom = Math.max(0, this.#scanned - context)
    this.#forget(keepFrom)
    this.#window = Buffer.concat([this.#window, piece])
    this.#look(this.#window.length - context)
  }

  /** The lines that were kept, in their order. */
  finish(): readonly Passage[] {
    this.#look(this.#window.length)
    const numbers = [...this.#kept.keys()].sort((one, other) => one - other)
    const texts = decodeLines(numbers.map(number => this.#kept.get(number) ?? new Uint8Array()))
    return numbers.map((line, index) => ({ line, text: (texts[index] ?? '').replace(/\r$/, '') }))
  }

  /** Drops what stands before `from`. */
  #forget(from: number): void {
    if (from === 0) return
    this.#window = this.#window.subarray(from)
    this.#scanned -= from
  }

  /** Looks at the window up to `until`, and keeps what it finds. */
  #look(until: number): void {
    if (until <= this.#scanned) return
    for (const hit of this.#hits(until)) this.#judge(hit)
    this.#scanned = until
  }

  /** Lines with a mark, each once. The one loop that sees every byte. */
  #hits(until: number): readonly Hit[] {
    const { next } = this.#automaton
    const bytes = this.#window
    const found: Hit[] = []
    let state = this.#automaton.state
    let line = this.#scannedLine
    let last = 0
    for (let at = this.#scanned; at < until; at++) {
      const byte = bytes[at] ?? 0
      if (byte === newline) {
        if (line <= headLines) this.#keepLine(at, line)
        line++
      }
      const to = next[256 * state + byte] ?? 0
      state = to & stateBits
      if (to >= ends && last !== line && ((to & endsSecond) === 0 || isNumberNear(bytes, at))) {
        last = line
        found.push({ offset: at, line })
      }
    }
    this.#automaton.state = state
    this.#scannedLine = line
    return this.#isFull ? [] : found
  }

  #bounds(offset: number): { readonly start: number; readonly end: number } {
    const before = offset === 0 ? -1 : this.#window.lastIndexOf(newline, offset - 1)
    const behind = this.#window.indexOf(newline, offset)
    return { start: before + 1, end: behind === -1 ? this.#window.length : behind }
  }

  #keepLine(offset: number, line: number): void {
    if (this.#kept.has(line)) return
    const { start, end } = this.#bounds(offset)
    const from = Math.max(start, Math.min(offset, end) - lineReach)
    this.#kept.set(
      line,
      Uint8Array.from(this.#window.subarray(from, Math.min(end, from + 2 * lineReach))),
    )
  }

  #judge({ offset, line }: Hit): void {
    const { start, end } = this.#bounds(offset)
    const from = Math.max(start, offset - lineReach)
    const until = Math.min(end, offset + lineReach)
    if (this.#refusals > 0 && this.#isRefused(from, until)) return
    if (this.#refusals > mostRefused && !this.#isOfWindows(from, until)) return
    const template = templateKey(this.#window, from, until)
    const isTelling = this.#templates.get(template)
    if (isTelling === false) return
    const key = lineKey(this.#window, from, until)
    if (this.#known.has(key)) return
    if (this.#known.size >= mostKnown) this.#known.clear()
    this.#known.add(key)
    const near = this.#window.subarray(from, until)
    const [text = ''] = decodeLines([near])
    const own = cleanLine(text)
    const said: Pick<Said, 'form' | 'outcome'> | undefined =
      readOutcome(own).said ??
      (asksLastError(own) ? { form: 'word', outcome: 'failed' } : undefined)
    if (isTelling === undefined && this.#templates.size < mostKnown)
      this.#templates.set(template, said !== undefined || isTemplateTelling(near, text))
    if (said === undefined) {
      if (hasProcessMark(text) && this.#processLines++ < mostProcessLines)
        this.#keepLine(offset, line)
      return
    }
    const kept = namesFunction(text) ? this.#named : this.#unnamed
    const form = isNoFailure(said) ? 'word' : said.form
    if (kept[form]++ >= mostPassages[form]) {
      this.#refuse(from, until)
      this.#isFull = this.#named.code > mostPassages.code || this.#refusals > 2 * mostRefused
      return
    }
    this.#keepAround(offset, line)
  }

  /** Whether lines of this shape said often enough what is kept no more. */
  #isRefused(from: number, until: number): boolean {
    return (this.#refused.get(shapeKey(this.#window, from, until)) ?? 0) >= enoughOfShape
  }

  #isOfWindows(from: number, until: number): boolean {
    const text = this.#window.toString('latin1', from, until)
    return ofWindows.test(text) || namesFunction(text)
  }

  #refuse(from: number, until: number): void {
    const shape = shapeKey(this.#window, from, until)
    this.#refused.set(shape, (this.#refused.get(shape) ?? 0) + 1)
    this.#refusals++
  }

  #keepAround(offset: number, line: number): void {
    this.#keepLine(offset, line)
    let { start, end } = this.#bounds(offset)
    for (let above = line - 1; above >= line - linesBefore && start > 0; above--) {
      this.#keepLine(start - 1, above)
      start = this.#bounds(start - 1).start
    }
    for (
      let below = line + 1;
      below <= line + linesAfter && end + 1 < this.#window.length;
      below++
    ) {
      this.#keepLine(end + 1, below)
      end = this.#bounds(end + 1).end
    }
  }
}
