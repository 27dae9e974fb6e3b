import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { functionFacts } from './functions.ts'
import {
  featuresOf,
  isPlainRefusal,
  isWide,
  namesCtypes,
  outcomeOf,
  type SeenCall,
  type Symptom,
} from './symptom.ts'

/**
 * How much rarer width is in reports that people paste than in the collection, which was gathered for its sake: of
 * 41 public reports of error 6 that were found by searching for its sentence, 3 were of width.
 */
const pasted = 0.3

/** Ends that say nothing of width. */
const typedCodes = ['6', 'gone', 'not-found', 'denied', 'lost', 'other-code', 'failed']

/**
 * Odds of width where nothing tells the process that fails. Of the public reports in docs/diagnose.md, each as text and
 * as options, 67 of 67 of a crash whose 64-bit process was named were of width, and 9 of 26 whose process was not; of
 * error 87 none of 12 without a process, of calls that are said to fail 5 of 33, of those that never return 1 of 15.
 */
const ofUntold: Readonly<Record<string, number>> = {
  crash: 0.007,
  hang: 0.003,
  '87': 0.3,
  failed: 0.3,
  'not-found': 0.2,
  gone: 0.2,
  lost: 0.3,
}

/** The same of a crash of which a text tells nothing else: of 6 such reports 4 were of width. */
const ofUnplaced = 0.05

/** Odds of width where the process has 64 bits and error 87 is told of it: who names the process has tried others. */
const ofWide: Readonly<Record<string, number>> = { '87': 3 }

/**
 * Odds of width where options name a 64-bit process and what kind of call it is, and not how it ended: of 9 such public
 * reports 9 were of width. What their words name is counted apart.
 */
const ofWideUnnamed = 3

/** Who declares a call himself makes it crash more often by what he declares. */
const ofOwn = 3

/** Who has the declarations of the headers, or of those who know them. */
const declaredByOthers: readonly Symptom['ffi'][] = ['native', 'rust', 'go', 'java']

function outcomeOrFailed({ outcome }: SeenCall): string {
  return outcome === 'failed' ? outcome : outcomeOf(outcome)
}

/** Whether nothing is known but that it crashes. */
export function isUnplaced({ failed: [first], architecture, okOn, sameOn }: Symptom): boolean {
  return (
    first?.call === '' &&
    outcomeOrFailed(first) === 'crash' &&
    [architecture, okOn, sameOn].every(one => one === undefined)
  )
}

/** Whether a text describes a mistake of width. */
export const describesWidth = ({ described = [] }: Symptom): boolean =>
  described.some(
    ({ classes, isTopic, isWeak }) =>
      isTopic !== true && isWeak !== true && classes.some(name => mistakes[name].width),
  )

/** Whether the one who calls also declares, as far as the FFI is named. */
export const isDeclaredHere = ({ ffi }: Symptom): boolean =>
  ffi !== undefined && !declaredByOthers.includes(ffi)

/** Whether it happens now and then: a wrong declaration is wrong each time. */
const isRare = (symptom: Symptom): boolean =>
  featuresOf(symptom).rhythm?.includes('sometimes') === true

/** Whether neither the process nor the function that failed nor the text says anything of widths: what takes an address as an integer is where pointers are cast. */
function isUntold(symptom: Symptom): boolean {
  const {
    failed: [first],
    also,
  } = symptom
  return (
    isWide(symptom) === undefined &&
    !describesWidth(symptom) &&
    also?.hint?.some(hint => hint === 'stack' || hint === 'callback') !== true &&
    (isRare(symptom) ||
      first === undefined ||
      first.call === '' ||
      functionFacts(first.call)?.addresses !== true)
  )
}

/** Whether options name a 64-bit process, and of the failure nothing that would tell of another cause. */
function isUnnamedInWide(symptom: Symptom): boolean {
  const {
    failed: [first],
    also,
    line,
    ok,
    runtime,
    handle,
  } = symptom
  return (
    line === undefined &&
    isWide(symptom) === true &&
    first?.call === '' &&
    first.outcome === 'failed' &&
    [also?.open, also?.before, runtime, handle].every(one => one === undefined) &&
    ok.length === 0 &&
    also?.call?.some(call => ['console', 'stdio', 'open', 'close', 'wait'].includes(call)) !==
      true &&
    also?.hint?.every(hint => hint === 'callback' || hint === 'cbsize') !== false
  )
}

/** A crash in a 32-bit process of which nobody says that it works in 64 bits: of 14 such reports 6 were of width. */
const ofNarrow = 0.5

/** A variable or a member that is too narrow, in a 32-bit process: of 264 public reports of such processes 10 accept it, and 3 of these first. */
const ofNarrowMember = 0.1

/** Odds of each class by what is told of the process that fails. Conventions are of one width as well, as only ia32 has several. */
export function oddsOfProcess(symptom: Symptom): (name: MistakeId) => number {
  const ofBoth = widthOdds(symptom)
  const {
    failed: [first],
    okOn,
    sameOn,
  } = symptom
  const isNarrow =
    isWide(symptom) === false &&
    okOn === undefined &&
    sameOn === undefined &&
    first?.outcome === 'crash' &&
    !describesWidth(symptom)
  const ofMember = isWide(symptom) === false && !describesWidth(symptom) ? ofNarrowMember : 1
  return name =>
    mistakes[name].width
      ? ofBoth * (isNarrow ? ofNarrow : 1) * (name === 'field-narrowed' ? ofMember : 1)
      : name === 'calling-convention'
        ? ofBoth
        : 1
}

/** Odds of the classes that are of one width where nothing speaks of width; 1 elsewhere. Who types a function, an FFI or a runtime may declare the call himself. */
function widthOdds(symptom: Symptom): number {
  const { failed, line, okOn, sameOn, elsewhere, layout } = { ...symptom, ...symptom.also }
  const [first] = failed
  if (first === undefined || [okOn, sameOn, elsewhere, layout].some(one => one !== undefined))
    return 1
  const end = outcomeOrFailed(first)
  if (isUntold(symptom) && Object.hasOwn(ofUntold, end))
    return (
      (isUnplaced(symptom) &&
      symptom.line !== undefined &&
      symptom.also?.hint === undefined &&
      !isRare(symptom)
        ? ofUnplaced
        : (ofUntold[end] ?? 1)) *
      (end === 'crash' && isDeclaredHere(symptom) && !isRare(symptom) ? ofOwn : 1)
    )
  if (isUnnamedInWide(symptom)) return ofWideUnnamed
  if (isWide(symptom) === true && Object.hasOwn(ofWide, end)) return ofWide[end] ?? 1
  // Who writes that "it was refused" without a call may mean a driver or a device too.
  const isPasted =
    (line !== undefined && !namesCtypes(symptom)) ||
    symptom.ffi === undefined ||
    (first.call === '' &&
      (declaredByOthers.includes(symptom.ffi) ||
        (symptom.ffi !== 'pinvoke' && isPlainRefusal(symptom))))
  const isOfCode =
    line === undefined
      ? first.call === '' && (typedCodes.includes(end) || isPlainRefusal(symptom))
      : first.outcome === '6'
  return isOfCode && isPasted ? pasted : 1
}
