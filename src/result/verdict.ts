import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Cause } from './cause.ts'
import type { Claim } from './claim.ts'
import { harmlessReasons, type HarmlessReason } from './harmless.ts'
import type { Outcome } from './outcome.ts'
import type { VerdictKind } from './verdict-kind.ts'

export type Verdict =
  | { readonly kind: Exclude<VerdictKind, 'tolerated' | 'lucky'> }
  /** declared wrong but ended the same: by a guarantee of the platform, or by luck */
  | { readonly kind: 'tolerated' | 'lucky'; readonly because: HarmlessReason }

/** What a cell is judged from. */
export interface Judged {
  readonly outcome: Outcome
  /** The control's outcome at the same place; absent where the control has none. */
  readonly control: Outcome | undefined
  /** The control of the lane is clean. */
  readonly clean: boolean
  /** Why a wrong declaration may do no harm in this step; absent where the step is declared right. */
  readonly harmless: HarmlessReason | undefined
}

/**
 * Whether two outcomes are equivalent. Details that vary from run to run (an NTSTATUS behind the same code, a
 * wrong value) do not count.
 */
export function sameOutcome(one: Outcome, other: Outcome): boolean {
  if (one.kind === 'win32-error' && other.kind === 'win32-error') return one.code === other.code
  if (one.kind === 'wrong-data' && other.kind === 'wrong-data') return one.field === other.field
  return one.kind === other.kind
}

function kindOfDifference(outcome: Outcome): Exclude<VerdictKind, 'tolerated' | 'lucky'> {
  switch (outcome.kind) {
    case 'ok':
      return 'wrong-data'
    case 'win32-error':
      return outcome.code === ERROR_INVALID_HANDLE ? 'invalid-handle' : 'other-error'
    case 'wrong-data':
      return 'wrong-data'
    case 'crashed':
      return 'crashed'
    case 'timed-out':
      return 'timed-out'
    case 'not-reached':
      return 'not-reached'
    case 'ffi-rejected':
      return 'other-error'
    case 'not-declared':
      return 'not-judged'
  }
}

/** Judges an outcome against the control. Pure; claims are not considered. */
export function judge({ outcome, control, clean, harmless }: Judged): Verdict {
  if (outcome.kind === 'not-declared' && outcome.unsupported) return { kind: 'unsupported' }
  if (!clean || control === undefined || outcome.kind === 'not-declared')
    return { kind: 'not-judged' }
  // The control did not reach this step, so there is nothing to compare a success with.
  if (control.kind === 'not-reached' && outcome.kind === 'ok') return { kind: 'not-judged' }
  if (!sameOutcome(outcome, control)) return { kind: kindOfDifference(outcome) }
  if (outcome.kind !== 'ok' && outcome.kind !== 'not-reached') return { kind: 'unsupported' }
  if (outcome.kind === 'not-reached') return { kind: 'not-reached' }
  return harmless
    ? { kind: harmlessReasons[harmless].verdict, because: harmless }
    : { kind: 'same' }
}

const harmlessVerdicts: readonly VerdictKind[] = ['same', 'tolerated', 'lucky', 'unsupported']

/** Why a wrong declaration did no harm; `undefined` where the declaration is right, or did harm. */
export function becauseOf(verdict: Verdict): HarmlessReason | undefined {
  return 'because' in verdict ? verdict.because : undefined
}

/** Whether a cell meets its claim. `stoppedAsClaimed`: the earlier step that prevented this one ended as claimed. */
export function meetsClaim(
  verdict: Verdict,
  claim: Claim | undefined,
  cause: Cause | undefined,
  controlReached: boolean,
  stoppedAsClaimed: boolean,
): 'as-claimed' | 'surprise' | 'not-judged' {
  if (verdict.kind === 'not-judged') return 'not-judged'
  if (verdict.kind === 'not-reached')
    return !controlReached || stoppedAsClaimed || claim?.verdicts.includes('not-reached')
      ? 'as-claimed'
      : 'surprise'
  const expected = claim?.verdicts ?? ['same']
  const fits =
    expected.includes(verdict.kind) ||
    verdict.kind === 'unsupported' ||
    (harmlessVerdicts.includes(verdict.kind) &&
      expected.some(kind => harmlessVerdicts.includes(kind)))
  if (!fits) return 'surprise'
  const causes = claim?.causes ?? []
  return verdict.kind === 'invalid-handle' &&
    causes.length > 0 &&
    (cause === undefined || !causes.includes(cause))
    ? 'surprise'
    : 'as-claimed'
}
