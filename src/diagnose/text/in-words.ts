import { mistakes } from '../../mistakes/index.ts'
import { callKey } from '../call-groups.ts'
import type { SeenCall, Symptom } from '../symptom.ts'
import { ignoredResultIn, wrongCheckIn } from './checks.ts'
import { cutCallsIn } from './cut-calls.ts'
import { describedIn } from './described.ts'
import type { Described } from './description.ts'
import type { ReadFailure } from './lines.ts'
import { lowHalfIn } from './low-halves.ts'
import { narrowMemberIn } from './narrow-members.ts'
import { narrowVariableIn, wrongDeclarationsIn, type DeclaredFor } from './prototypes.ts'
import { undeclaredCallsIn } from './undeclared-calls.ts'
import { topicsOf } from './topics.ts'
import { wrongArgumentsIn } from './wrong-arguments.ts'

/** Whose code a text shows. */
interface CodeOf extends DeclaredFor {
  /** Whether a process of 32 bits fails where one of 64 works. */
  readonly isNarrow: boolean
  /** CPython from 3.8 on, which fills up an argument that is not declared. */
  readonly isNewPython: boolean
}

/** Where a text shows code, what the code declares, passes and compares wrongly. */
function declaredIn(
  texts: readonly string[],
  failed: readonly SeenCall[],
  { isNarrow, isNewPython, ...declaredFor }: CodeOf,
): readonly Described[] {
  const [named] = failed.filter(({ call }) => call !== '')
  // What ctypes refuses is declared, by somebody.
  const isRefused = failed.some(({ outcome }) => ['refused', 'overflow'].includes(outcome))
  // What the text declares of the failing call, or of any where none is named.
  const functions = [
    ...wrongDeclarationsIn(texts, declaredFor),
    ...(isRefused || isNewPython ? [] : undeclaredCallsIn(texts)),
  ].filter(({ function: name }) => !named || callKey(name) === callKey(named.call))
  const calls = isNarrow ? [] : cutCallsIn(texts, declaredFor)
  const variable = failed.length > 0 && functions.length === 0 ? narrowVariableIn(texts) : undefined
  const member = isNarrow ? undefined : narrowMemberIn(texts, named?.call, declaredFor.isNet)
  const check = isNarrow ? undefined : wrongCheckIn(texts)
  const passed = wrongArgumentsIn(texts)
  const ignored = ignoredResultIn(texts)
  return [
    ...functions,
    ...calls,
    ...[member, variable, check, passed, ignored].filter(one => one !== undefined),
  ]
}

/** A message parameter or a handle, which are IntPtr in .NET, cast to int: in a 64-bit process that throws where the value does not fit. https://learn.microsoft.com/en-us/dotnet/api/system.intptr.op_explicit */
const throwsInNet = /(?<!unchecked ?\(.{0,20})\(int\) ?(?:\w{1,12}\.)?(?:[LWlw]Param|[Hh]andle)\b/

/** What is described of a cast, in a language that checks it. */
function inNet(described: Described, failed: readonly SeenCall[]): Described {
  return throwsInNet.test(described.quote) &&
    failed.every(({ outcome }) => ['crash', 'failed', 'overflow'].includes(outcome))
    ? {
        ...described,
        classes: ['narrowing-throws', 'arg-truncated', 'field-narrowed'],
        first: 'narrowing-throws',
      }
    : described
}

/** What a text describes in words, and its failures in the light of that. */
export function wordsOf(
  texts: readonly string[],
  failures: readonly ReadFailure[],
  failed: readonly SeenCall[],
  {
    isOfWindows,
    isIn32,
    ...codeOf
  }: { readonly isOfWindows: boolean; readonly isIn32: boolean } & CodeOf,
): Required<Pick<Symptom, 'described' | 'topics' | 'failed'>> {
  const { isNarrow } = codeOf
  const half = isNarrow ? undefined : lowHalfIn(texts)
  const inText = [...describedIn(texts), ...(half ? [half] : [])]
  const said = codeOf.isNet ? inText.map(one => inNet(one, failed)) : inText
  const isInWords = failures.every(({ said: { form } }) => form === 'word')
  // Where people say only that it fails, what they speak of tells more than nothing.
  const isVague = failed.every(({ call, outcome }) =>
    isInWords
      ? call === '' || ['overflow', 'failed'].includes(outcome)
      : call === '' && ['6', 'crash'].includes(outcome),
  )
  const spoken = isVague && isOfWindows ? topicsOf(texts, isNarrow || isIn32) : []
  const declared = isOfWindows ? declaredIn(texts, failed, codeOf) : []
  const described =
    said.length + declared.length === 0 ? spoken.slice(0, 1) : [...said, ...declared]
  // People call any failure a crash; beside a mistake that ends in an error code it is one.
  const isNoCrash =
    isInWords &&
    described.length > 0 &&
    described.every(({ classes }) => classes.every(name => !mistakes[name].width))
  return {
    described,
    topics:
      described.length === 1 && said.length + declared.length === 0 ? spoken.slice(1) : spoken,
    failed: isNoCrash
      ? failed.map(call =>
          ['crash', 'overflow'].includes(call.outcome) ? { ...call, outcome: 'failed' } : call,
        )
      : failed,
  }
}

/** Whether what a text describes, speaks of or checks says more than that something failed. */
export function isToldOtherwise(texts: readonly string[], isIn32: boolean): boolean {
  return (
    describedIn(texts).length > 0 ||
    topicsOf(texts, isIn32).length > 0 ||
    wrongCheckIn(texts) !== undefined ||
    wrongArgumentsIn(texts) !== undefined
  )
}
