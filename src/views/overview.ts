import type { MatrixCell } from '../result/matrix.ts'
import type { RunProbe } from '../result/run-file.ts'
import type { View } from './view.ts'
import { count, marks, wordOf, type VerdictMark } from './words.ts'

/** A probe in a lane, in a few words. */
export interface Digest {
  readonly mark: VerdictMark
  /** `error 6`, `crashed`, `tolerated`, `lucky` … */
  readonly word: string
  /** The word, with the number of errors 6 before it: `61× error 6`. */
  readonly text: string
  /** The first step that differed from the control. */
  readonly first: string | null
  readonly surprises: number
}

const absent: VerdictMark = { symbol: '-', word: 'not measured', tone: 'quiet' }

function failing(cells: readonly MatrixCell[], first: string): Pick<Digest, 'mark' | 'word'> {
  const cell = cells.find(({ step }) => step === first)
  const verdict = cell?.verdict ?? { kind: 'not-judged' }
  return { mark: marks[verdict.kind], word: cell ? wordOf(verdict, cell.outcome) : verdict.kind }
}

function harmless(cells: readonly MatrixCell[]): Pick<Digest, 'mark' | 'word'> {
  const kinds = new Set(cells.map(cell => cell.verdict.kind))
  const kind = (['not-judged', 'lucky', 'tolerated', 'same'] as const).find(one => kinds.has(one))
  return kind
    ? { mark: marks[kind], word: marks[kind].word }
    : { mark: marks.same, word: 'same failure' }
}

function untold(mark: VerdictMark): Digest {
  return { mark, word: mark.word, text: mark.word, first: null, surprises: 0 }
}

/** Whether a cell was not measured because its lane does not support it. */
export function isUnsupported({ outcome }: MatrixCell): boolean {
  return outcome.kind === 'not-declared' && outcome.unsupported === true
}

/** Summarises a probe in a lane: errors 6 first, then the first failure, then what did no harm. */
export function digest(view: View, lane: string, probe: RunProbe): Digest {
  const cells = view.cells(lane, probe.id)
  const row = view.summary(lane, probe.id)
  if (!row || cells.length === 0) return untold(absent)
  if (cells.every(isUnsupported)) return untold(marks.unsupported)
  const surprises = cells.filter(cell => cell.held === 'surprise').length
  const sixes = cells.filter(cell => cell.verdict.kind === 'invalid-handle').length
  const first = row.firstFailure
  if (sixes > 0) {
    const mark = marks['invalid-handle']
    return { mark, word: mark.word, text: `${sixes}× ${mark.word}`, first, surprises }
  }
  const body = first === null ? harmless(cells) : failing(cells, first)
  return { ...body, text: body.word, first, surprises }
}

/** The lines of a digest: result, first step, surprises. */
export function digestLines({ mark, text, first, surprises }: Digest): string[] {
  return [
    `${mark.symbol} ${text}`,
    ...(first === null ? [] : [`from ${first}`]),
    ...(surprises === 0 ? [] : [count(surprises, 'surprise')]),
  ]
}

/** The results of a whole report, in numbers. */
export interface Tally {
  readonly cells: number
  readonly asClaimed: number
  readonly surprises: number
  readonly notJudged: number
  readonly invalidHandle: number
}

/** Counts the cells of a report by claim. */
export function tallyOf(cells: readonly MatrixCell[]): Tally {
  const by = { 'as-claimed': 0, surprise: 0, 'not-judged': 0 }
  for (const cell of cells) by[cell.held] += 1
  const invalidHandle = cells.filter(cell => cell.verdict.kind === 'invalid-handle').length
  return {
    cells: cells.length,
    asClaimed: by['as-claimed'],
    surprises: by.surprise,
    notJudged: by['not-judged'],
    invalidHandle,
  }
}
