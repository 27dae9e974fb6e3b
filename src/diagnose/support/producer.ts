import type { Family } from '../../declare/widths/handles.ts'
import { functionFacts, type CalledFunction } from '../functions.ts'
import { odds, type Support, type SupportRule } from './rule.ts'
import { featuresOf, isWide, type Symptom } from '../symptom.ts'
import { isDeclaredHere } from '../width-odds.ts'

/** The functions that succeeded, as far as the headers have them. */
const succeeded = ({ ok }: Symptom): readonly CalledFunction[] =>
  ok.flatMap(name => functionFacts(name) ?? [])

/** How a call ends that was given a handle that is none: ERROR_INVALID_HANDLE, ERROR_MOD_NOT_FOUND, ERROR_NOACCESS, codes of resources. A crash is weighed by itself. */
const ofNoHandle = ['6', '126', '998', '1812', '1813', '1814', 'failed', 'wrong-result']

/** ERROR_PROC_NOT_FOUND: the name may be wrong, too. */
const missing = '127'

/** The same of what one call stores in a variable and the next takes. */
const lostInVariable = [
  ['field-narrowed', odds.told],
  ['arg-truncated', odds.nearly],
] as const

/** The classes that lose the upper half of what one call returns and the next takes, and how likely each is. */
const lost = [
  ['return-truncated', odds.told],
  ['arg-truncated', odds.nearly],
  ['field-narrowed', odds.leans],
] as const

/**
 * A handle that is an address, as that of a module, a list of devices or memory is: one call gave it, and the next says that
 * it is none. https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication has which handles may be cut.
 */
const byLostHalf: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts = first === undefined || first.call === '' ? undefined : functionFacts(first.call)
  if (!facts?.handles.includes('pointer-like') || isWide(symptom) !== true) return []
  const { before, width } = featuresOf(symptom)
  const earlier = succeeded(symptom)
  // Where another call took the same handle, it is whole.
  const isWhole = earlier.some(({ handles }) => handles.includes('pointer-like'))
  const byResult = earlier.find(({ resultFamily }) => resultFamily === 'pointer-like')
  const giver = byResult ?? earlier.find(({ stored }) => stored.includes('pointer-like'))
  if (giver === undefined || isWhole || before?.includes('worked') || width?.includes('both'))
    return []
  const isStored = byResult === undefined
  const isEnd =
    ofNoHandle.includes(first?.outcome ?? '') || (isStored && first?.outcome === 'crash')
  const weight = isEnd ? 1 : 0
  const share = first?.outcome === missing ? 1 / odds.leans : weight
  // The mappings of JNA are right, and those that people add to them are not always.
  const declared = isDeclaredHere(symptom) ? 1 : symptom.ffi === 'java' ? 1 / odds.leans : 0
  return declared * share > 0
    ? (isStored ? lostInVariable : lost).map(([name, own]): Support => ({
        class: name,
        odds: Math.max(1, own * share * declared),
        text: `${giver.name} ${isStored ? 'stored' : 'returned'} a handle that is an address, and ${facts.name} finds none in it: its upper half is lost`,
      }))
    : []
}

/** A function of a 64-bit process that is given a handle that is an address, and nothing says where it is from. */
const byTakenAddress: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts = first === undefined || first.call === '' ? undefined : functionFacts(first.call)
  if (!facts?.handles.includes('pointer-like') || facts.addresses) return []
  // ERROR_MOD_NOT_FOUND says that it is the handle of no module: measured, the probe `module-i32` ends so on x64.
  const isNone = first?.outcome === '126'
  const isToldAlone = first?.outcome === 'failed' && symptom.line === undefined
  return (isNone || (isToldAlone && isDeclaredHere(symptom))) &&
    symptom.ok.length === 0 &&
    isWide(symptom) === true
    ? (['arg-truncated', 'return-truncated'] as const).map(name => ({
        class: name,
        odds: isNone || name === 'arg-truncated' ? odds.decides : odds.leans,
        text: `${facts.name} takes a handle that is an address, which a declaration of 32 bits cuts`,
      }))
    : []
}

/** Functions that give memory by its address, and those that take such an address of this or of another process. */
const givesAddress = /^(?:VirtualAlloc|MapViewOfFile|HeapAlloc|GlobalLock|LocalAlloc)/
const takesAddress =
  /^(?:(?:Read|Write)ProcessMemory|Virtual(?:Free|Protect|Query)|UnmapViewOfFile|HeapFree|RtlMoveMemory|memmove|CreateRemoteThread)/
/** ERROR_PARTIAL_COPY, ERROR_INVALID_ADDRESS, ERROR_NOACCESS, ERROR_INVALID_PARAMETER. */
const ofNoAddress = ['299', '487', '998', '87']

/** An address above 4 GB that one call returned and the next was not given whole. */
const byLostAddress: SupportRule = symptom => {
  const [first] = symptom.failed
  const giver = symptom.ok.find(name => givesAddress.test(name))
  return first !== undefined &&
    giver !== undefined &&
    takesAddress.test(first.call) &&
    ofNoAddress.includes(first.outcome) &&
    isWide(symptom) === true &&
    isDeclaredHere(symptom)
    ? lost.map(([name, own]) => ({
        class: name,
        odds: own * odds.leans,
        text: `${giver} returned an address, and ${first.call} is given one at which nothing is: its upper half is lost`,
      }))
    : []
}

/** A handle that CloseHandle does not close: that of a search, an icon, a key, an activation context. https://learn.microsoft.com/en-us/windows/win32/sysinfo/kernel-objects */
const byWrongCloser: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first?.call !== 'CloseHandle') return []
  const familiesOf = ({ resultFamily, stored }: CalledFunction): readonly Family[] =>
    resultFamily === undefined ? stored : [resultFamily, ...stored]
  const givers = succeeded(symptom).filter(one => familiesOf(one).length > 0)
  const [giver] = givers
  return giver !== undefined && givers.every(one => !familiesOf(one).includes('kernel'))
    ? [
        {
          class: 'wrong-kind',
          odds: odds.named * odds.leans,
          text: `what ${giver.name} gives has a function of its own that frees it, and is none for CloseHandle`,
        },
      ]
    : []
}

/** What the calls that succeeded before say of the handle that the failing one was given. */
export const producerRules: readonly SupportRule[] = [
  byLostHalf,
  byTakenAddress,
  byLostAddress,
  byWrongCloser,
]
