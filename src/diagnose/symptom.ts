import type { Family } from '../declare/widths/handles.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import {
  type FeatureValue,
  type Features,
  features,
  type FeatureName,
} from '../mistakes/features.ts'
import { groupOf, startsChild, callKey } from './call-groups.ts'
import { functionFacts } from './functions.ts'
import type { FoundLibrary } from './known/libraries.ts'
import type { Described } from './text/description.ts'
import type { NotTaken } from './text/said.ts'

/** What one call did, as the person saw it. */
export interface SeenCall {
  /** Empty where it is not known which. */
  readonly call: string
  /** A Win32 code, or a word: one of the observation `outcome` without a code (`crash`, `denied`), or `wrong-data`; `failed` where nothing says how. */
  readonly outcome: string
  /** The NTSTATUS behind an error, in small hexadecimal digits: `c0000024`. */
  readonly status?: string
  /** Whether 0 was typed: what it returned, or its code. */
  readonly isZero?: boolean
  /** The function of a runtime that stands for the call. */
  readonly via?: string
}

/** Calls by how they ended. */
export interface SeenCalls {
  /** In the order in which they failed. */
  readonly failed: readonly SeenCall[]
  /** Functions that succeeded with the same handle. */
  readonly ok: readonly string[]
}

/** Everything a person knows about a failure. */
export interface Symptom extends SeenCalls {
  readonly architecture?: 'x64' | 'ia32' | 'arm64'
  /** Works on the other width, or fails there as well. */
  readonly okOn?: 'ia32' | 'x64' | 'arm64'
  readonly sameOn?: 'ia32' | 'x64' | 'arm64'
  /** What the same program does in a process of the other width, call by call. */
  readonly elsewhere?: SeenCalls
  readonly intermittent?: boolean
  readonly handle?: bigint
  readonly ffi?: FeatureValue<'ffi'>
  /** The FFI by its name, and its runtime with version. */
  readonly ffiName?: string
  readonly runtime?: string
  /** The FFI by its name in the measurements (src/declare/ffi), where one answers for it. */
  readonly host?: string
  /** What options tell beside calls, their codes and the process: `open=failed`. */
  readonly told?: readonly string[]
  /** The name of an FFI or a language of which nothing is known but how it is compiled or not. */
  readonly unknownFfi?: string | undefined
  /** The exception of .NET that was thrown, where it is not that of a number that does not fit. */
  readonly raised?: string
  /** The library that made the call. */
  readonly library?: FoundLibrary
  /** Whether the function that failed is named, and none of Windows. */
  readonly isOfOther?: boolean
  /** Whether a serial port is named beside the failure. */
  readonly isOfPort?: boolean
  /** Structs that the signature of the failing call names. */
  readonly structs?: readonly string[]
  /** Mistakes that a text describes in words. */
  readonly described?: readonly Described[]
  /** What a text in words speaks of besides, the most special first. */
  readonly topics?: readonly Described[]
  /** Of a text that tells no failure, and is of no other system: whether it speaks of calls of Windows, and of trouble, in enough words to be compared with reports. */
  readonly isUntold?: boolean
  /** The words of a text around its failure, each once. */
  readonly words?: readonly string[]
  /** What looked like a fact and was not taken. */
  readonly ignored?: readonly NotTaken[]
  /** Line of the text on which the first failure stands, from 1. */
  readonly line?: number
  /** Other observations, by feature. */
  readonly also?: Features
}

/** How a call ends, where no code says it: the values of the observation `outcome` that are words. */
export const outcomeWords = features.outcome.values.filter(value => !/^\d/.test(value))

const goneCodes = new Set([21, 22, 31, 433, 995, 1117, 1167, 109])
const lostCodes = new Set([0, 126, 127])

/** The value of `outcome` for a code or a word; an NTSTATUS behind it does not matter. */
export function outcomeOf(word: string): FeatureValue<'outcome'> {
  const [seen = ''] = word.split('/')
  const words: Readonly<Record<string, FeatureValue<'outcome'>>> = {
    crashed: 'crash',
    'timed-out': 'hang',
    'wrong-data': 'wrong-result',
    'ffi-rejected': 'overflow',
  }
  const known =
    outcomeWords.find(word => word === seen) ??
    (Object.hasOwn(words, seen) ? words[seen] : undefined)
  if (known) return known
  const code = Number(seen)
  if (code === ERROR_INVALID_HANDLE) return '6'
  if (code === 2 || code === 3) return 'not-found'
  if (code === 5 || code === 32) return 'denied'
  if (code === 87) return '87'
  if (code === 1784) return '1784'
  if (code === 299) return '299'
  if (goneCodes.has(code)) return 'gone'
  return lostCodes.has(code) ? 'lost' : 'other-code'
}

const smallLimit = 0x100000n
const upperHalf = 1n << 32n

/** What kind of value a handle is, from its bits. */
export function valueOf(handle: bigint): FeatureValue<'value'> {
  const value = BigInt.asUintN(64, handle)
  if (value === 0n) return 'zero'
  if (value >= (1n << 64n) - 2n) return 'ones'
  if (value === upperHalf - 1n || value === upperHalf - 2n) return 'ones-32'
  if (value < smallLimit) return 'small'
  if (value < upperHalf) return 'cut-address'
  return BigInt.asUintN(32, value) < smallLimit || value >= 1n << 47n ? 'dirty-upper' : 'address'
}

/** Whether a handle is -1 or -2, the pseudo handles of a process and a thread, in 32 or 64 bits. */
export function isPseudoValue(handle: bigint): boolean {
  const value = BigInt.asUintN(64, handle)
  return [32n, 64n].some(bits => value === (1n << bits) - 1n || value === (1n << bits) - 2n)
}

function widthOf(symptom: Symptom): FeatureValue<'width'> | undefined {
  const { okOn, sameOn, elsewhere, architecture } = symptom
  // x64 and arm64 have the same widths: what one of them does says nothing of the other width.
  const says = (other: Symptom['okOn']): boolean =>
    other !== undefined &&
    (architecture === undefined || (architecture === 'ia32') !== (other === 'ia32'))
  if (says(sameOn) || (elsewhere && elsewhere.failed.length > 0)) return 'both'
  if (!says(okOn)) return undefined
  return okOn === 'ia32' ? 'only-64' : 'only-32'
}

/** Whether a call that succeeded used the handle that the failing call was given. */
function sharesHandle(call: string): boolean {
  const group = groupOf(call)
  return group === 'handle'
}

function siblingsOf({ ok, failed }: Symptom): FeatureValue<'siblings'> | undefined {
  const [first] = failed
  if (ok.some(sharesHandle) && first && groupOf(first.call) !== 'open') return 'ok'
  const named = failed.filter(
    ({ call }, index) => call !== '' && failed.findIndex(one => one.call === call) === index,
  )
  return named.length > 1 && named.some(({ call }) => groupOf(call) === 'handle')
    ? 'fail'
    : undefined
}

/** Groups of calls by the handle that a function takes, for functions that no group names. */
const byHandle: readonly (readonly [Family, FeatureValue<'call'>])[] = [
  ['user', 'window'],
  ['registry', 'registry'],
  ['kernel', 'handle'],
]

/** What kind of call it is; `undefined` where the function is in no group and takes no handle that would tell. */
function callGroup({ call, via }: SeenCall): FeatureValue<'call'> | undefined {
  if (via !== undefined && startsChild.test(via)) return 'stdio'
  const group = groupOf(call)
  if (group !== 'other') return group
  const handles = functionFacts(call)?.handles ?? []
  return byHandle.find(([family]) => handles.includes(family))?.[1]
}

/** ERROR_MOD_NOT_FOUND, ERROR_PROC_NOT_FOUND. */
const ofModules = ['126', '127']

/** Whether a loader did not find a function in a DLL, so that it was never called. A call of the loader by its own name may have been given another module. */
export function isMissing({ failed: [first], also }: Symptom): boolean {
  return (
    first?.outcome === '127' &&
    also?.call?.includes('module') === true &&
    groupOf(first.call) !== 'module'
  )
}

/** Words of what one program at a time has open, for which ERROR_ACCESS_DENIED says that another one has it. */
const ofDevices = /^(?:com\d*|ports?|serial\w*|uart|modem|clipboard|console|hid\w*|usb\w*|tty\w*)$/

/** Whether an unnamed call of a text was denied access, and the text speaks of no device: it is a file, a key, a process or a service. */
export function isDeniedElsewhere({ failed: [first], isOfPort, words }: Symptom): boolean {
  return (
    first?.call === '' &&
    first.outcome === '5' &&
    isOfPort !== true &&
    words !== undefined &&
    !words.some(word => ofDevices.test(word))
  )
}

/** Whether a text names ctypes, and does not only show Python, whose own modules call Windows without it. */
export const namesCtypes = ({ ffi, words }: Symptom): boolean =>
  (ffi === 'ctypes' || ffi === 'ctypes-old') && words?.includes('ctypes') === true

/** How a call ended. A module or a function in it that is not found is no lost code, where that is what was looked for, or where no call is told. */
function endOf({ call, outcome }: SeenCall, also: Features = {}): FeatureValue<'outcome'> {
  const isLoad =
    also.call?.includes('module') === true ||
    (call === '' ? also.call === undefined : groupOf(call) === 'module')
  return ofModules.includes(outcome) && isLoad ? 'other-code' : outcomeOf(outcome)
}

/** FFIs and languages that refuse calls before they are made. */
const refusing: readonly Symptom['ffi'][] = ['ctypes', 'ctypes-old', 'js', 'go']

/** Whether the report says only that something was refused, and not by whom: by Windows, a driver or a runtime. */
export function isPlainRefusal({ failed, also, ffi, line, isOfOther }: Symptom): boolean {
  const [first] = failed
  const isModule = also?.call?.includes('module') === true
  return (
    first?.outcome === 'refused' &&
    line === undefined &&
    also?.hint?.[0] !== 'stack' &&
    (!refusing.includes(ffi) || isModule) &&
    // .NET refuses what a DLL of the user gets; a function of Windows may refuse by itself.
    !(ffi === 'pinvoke' && isOfOther === true) &&
    // Office refuses whole declarations, unless it is a DLL that it does not load; and where a function of Windows is named, that refused.
    !(ffi === 'vba' && first.call === '' && !isModule)
  )
}

/** The features of a symptom: what a likelihood can be computed from. */
export function featuresOf(symptom: Symptom): Features {
  const [first] = symptom.failed
  const found: { [F in FeatureName]?: readonly string[] } = { ...symptom.also }
  const put = (name: FeatureName, value: string | undefined): void => {
    if (value !== undefined && !found[name]) found[name] = [value]
  }
  put(
    'outcome',
    first && first.outcome !== 'failed' && !isPlainRefusal(symptom)
      ? endOf(first, symptom.also)
      : undefined,
  )
  put('call', first && first.call !== '' ? callGroup(first) : undefined)
  put('width', widthOf(symptom))
  put(
    'rhythm',
    symptom.intermittent === undefined ? undefined : symptom.intermittent ? 'sometimes' : 'always',
  )
  put('value', symptom.handle === undefined ? undefined : valueOf(symptom.handle))
  put('siblings', siblingsOf(symptom))
  put(
    'before',
    first && symptom.ok.some(call => callKey(call) === callKey(first.call)) ? 'worked' : undefined,
  )
  put('ffi', symptom.ffi)
  return found as Features
}

/** Function → what it did: `ok`, an outcome, `6/c0000024` where the NTSTATUS is known, `ok,6` where it also succeeded. The first failure of each counts. */
export function callsOf({ failed, ok }: SeenCalls): Readonly<Record<string, string>> {
  const calls: Record<string, string> = {}
  for (const { call, outcome, status } of failed.toReversed())
    if (call !== '')
      calls[callKey(call)] =
        status === undefined || outcome === 'crash' ? outcome : `${outcome}/${status}`
  for (const call of ok.map(callKey))
    calls[call] =
      calls[call] === undefined
        ? 'ok'
        : calls[call].startsWith('ok')
          ? calls[call]
          : `ok,${calls[call]}`
  return calls
}

/** The first function that failed and is named, as the person spelled it. */
export function namedFailure({ failed }: SeenCalls): string | undefined {
  return failed.find(({ call }) => call !== '')?.call
}

/** The function that failed first, as `callKey` spells it. */
export function firstFailure({ failed: [first] }: SeenCalls): string | undefined {
  return first && first.call !== '' ? callKey(first.call) : undefined
}

/** Whether the failing process has pointers of 8 bytes, if that is known. */
export function isWide({ architecture }: Symptom): boolean | undefined {
  return architecture === undefined ? undefined : architecture !== 'ia32'
}
