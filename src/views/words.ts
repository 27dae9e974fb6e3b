import type { Claim } from '../result/claim.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { Outcome } from '../result/outcome.ts'
import type { VerdictKind } from '../result/verdict-kind.ts'
import type { Verdict } from '../result/verdict.ts'
import type { Tone } from '../text/page.ts'
import { errorName, ntStatusName } from '../declare/win32/errors.ts'

/** A symbol and a word; both are in every cell, so that neither colours nor a special font are needed. */
export interface VerdictMark {
  readonly symbol: string
  readonly word: string
  /** The severity. */
  readonly tone: Tone
}

/** Symbol and word of each verdict. */
export const marks = {
  same: { symbol: '=', word: 'same', tone: 'good' },
  tolerated: { symbol: '≈', word: 'tolerated', tone: 'tolerated' },
  lucky: { symbol: '~', word: 'lucky', tone: 'lucky' },
  'invalid-handle': { symbol: '✗', word: 'error 6', tone: 'bad' },
  'other-error': { symbol: '!', word: 'other error', tone: 'bad' },
  'wrong-data': { symbol: '≠', word: 'wrong data', tone: 'bad' },
  crashed: { symbol: '†', word: 'crashed', tone: 'bad' },
  'timed-out': { symbol: '…', word: 'timed out', tone: 'bad' },
  'not-reached': { symbol: '·', word: 'not reached', tone: 'quiet' },
  unsupported: { symbol: '-', word: 'unsupported', tone: 'quiet' },
  'not-judged': { symbol: '?', word: 'not judged', tone: 'quiet' },
} as const satisfies Record<VerdictKind, VerdictMark>

/** What each verdict means. */
export const verdictTexts = {
  same: 'ended as in the control',
  tolerated: 'declared wrong, and ended as in the control: the platform guarantees it',
  lucky: 'declared wrong, and ended as in the control this time: nothing guarantees it',
  'invalid-handle': 'failed with ERROR_INVALID_HANDLE (6), unlike the control',
  'other-error': 'failed with another error, unlike the control',
  'wrong-data': 'reported success, but something else was seen than in the control',
  crashed: 'the process died in this call',
  'timed-out': 'the call did not return',
  'not-reached': 'not called, because an earlier step stands in the way',
  unsupported: 'the control fails in the same way: a capability this device or lane lacks',
  'not-judged':
    'the step was not measured, or the control of this lane was not clean, so nothing is concluded',
} as const satisfies Record<VerdictKind, string>

/** The word of a verdict, with the code of an error other than 6. */
export function wordOf(verdict: Verdict, outcome: Outcome): string {
  if (verdict.kind === 'other-error' && outcome.kind === 'win32-error')
    return `error ${outcome.code}`
  if (verdict.kind === 'other-error' && outcome.kind === 'ffi-rejected') return 'refused by the FFI'
  if (verdict.kind === 'wrong-data' && outcome.kind === 'ok') return 'ok unlike the control'
  return marks[verdict.kind].word
}

/** Symbol and word of a cell, for example `✗ error 6`. */
export function shortText(cell: Pick<MatrixCell, 'verdict' | 'outcome'>): string {
  return `${marks[cell.verdict.kind].symbol} ${wordOf(cell.verdict, cell.outcome)}`
}

/** `ERROR_INVALID_HANDLE (6)`. */
export function codeText(code: number): string {
  const name = errorName(code)
  return name.startsWith('error ') ? name : `${name} (${code})`
}

/** `STATUS_INVALID_HANDLE (0xC0000008)`. */
export function statusText(status: number): string {
  const name = ntStatusName(status)
  const hex = `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
  return name === hex ? hex : `${name} (${hex})`
}

function deathText(exitCode: number | null, signal: string | null): string {
  if (signal !== null) return `the process was ended by ${signal}`
  return exitCode === null ? 'the process died' : `the process died with exit code ${exitCode}`
}

/** The outcome of a step, in full. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'ok':
      return 'succeeded'
    case 'win32-error':
      return outcome.status === 0
        ? codeText(outcome.code)
        : `${codeText(outcome.code)}, ${statusText(outcome.status)}`
    case 'wrong-data':
      return `${outcome.field}: expected ${outcome.expected}, got ${outcome.actual}`
    case 'not-reached':
      return `not reached after ${outcome.after}`
    case 'timed-out':
      return `did not return within ${outcome.limitMs} ms`
    case 'crashed':
      return deathText(outcome.exitCode, outcome.signal)
    case 'ffi-rejected':
      return `the FFI refused: ${outcome.message}`
    case 'not-declared':
      return outcome.reason
  }
}

/** The basis of a claim, if it is not a measurement. */
export const basisTexts = {
  expected: 'expected from what is documented, and not measured',
} as const satisfies Record<NonNullable<Claim['basis']>, string>

/** What was claimed of a cell: `invalid-handle or lucky`. */
export function claimedText({ claim }: Pick<MatrixCell, 'claim'>): string {
  if (!claim) return 'as in the control'
  return `${claim.verdicts.join(' or ')}${claim.basis ? ` (${basisTexts[claim.basis]})` : ''}`
}

/** `1 cell`, `2 cells`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

/** Why a cell was not judged. */
export function notJudged(outcome: Outcome): string {
  return outcome.kind === 'not-declared'
    ? `not measured: ${outcome.reason}`
    : 'not judged: the control was not clean or did not come here'
}
