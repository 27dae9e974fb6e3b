import { functionFacts } from '../functions.ts'
import { odds, type SupportRule } from './rule.ts'
import { isWide, outcomeOf } from '../symptom.ts'

/** A callback in another convention takes more or less from the stack than its caller put there; only ia32 has several. */
const byCallback: SupportRule = symptom =>
  outcomeOf(symptom.failed[0]?.outcome ?? '') === 'crash' &&
  isWide(symptom) === false &&
  symptom.also?.hint?.includes('callback') === true
    ? [
        {
          class: 'calling-convention',
          odds: odds.nearly,
          text: 'a callback of a 32-bit process has a convention of its own',
        },
      ]
    : []

/** The same where no process is named, of a function of another DLL, in a language whose callbacks have the convention of Windows by default. https://learn.microsoft.com/en-us/dotnet/api/system.runtime.interopservices.unmanagedfunctionpointerattribute */
const byPlainCallback: SupportRule = symptom =>
  symptom.failed[0]?.outcome === 'crash' &&
  symptom.failed[0].call === '' &&
  isWide(symptom) === undefined &&
  symptom.okOn === undefined &&
  // What Windows calls back has the convention that is the default.
  symptom.ok.every(name => functionFacts(name) === undefined) &&
  [undefined, 'pinvoke', 'ctypes', 'ctypes-old'].includes(symptom.ffi) &&
  symptom.also?.hint?.includes('callback') === true
    ? [
        {
          class: 'calling-convention',
          odds: symptom.ffi === undefined ? odds.leans : odds.decides,
          text: 'C libraries call back as __cdecl, and callbacks are declared __stdcall, as those of Windows are, or the reverse',
        },
      ]
    : []

/** A handle of 64 bits in a 32-bit process takes two places, so the addresses behind it are read from the wrong ones. */
const byMoved: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts =
    first && outcomeOf(first.outcome) === 'crash' ? functionFacts(first.call) : undefined
  return facts !== undefined &&
    facts.handles.length > 0 &&
    !facts.callbacks &&
    isWide(symptom) === false
    ? [
        {
          class: 'too-wide',
          odds: odds.leans,
          text: `${facts.name} takes a handle and addresses, which move where the handle is declared with 64 bits`,
        },
      ]
    : []
}

/** How calls end whose struct has the right size for the compiler, and members elsewhere. */
const ofMisplaced = ['crash', 'wrong-result', 'failed']

/** Go aligns numbers of 64 bits to 4 bytes on 386, and Windows to 8: what stands behind them moves. All its arguments are as wide as a pointer. https://pkg.go.dev/sync/atomic#pkg-note-BUG */
const byAlignment: SupportRule = symptom => {
  const {
    ffi,
    also,
    failed: [first],
  } = symptom
  const facts = first && first.call !== '' ? functionFacts(first.call) : undefined
  return ffi === 'go' &&
    isWide(symptom) === false &&
    first !== undefined &&
    ofMisplaced.includes(first.outcome === 'failed' ? first.outcome : outcomeOf(first.outcome)) &&
    also?.hint?.includes('callback') !== true &&
    also?.hint?.includes('stack') !== true &&
    (facts === undefined || facts.structs.length > 0)
    ? [
        {
          class: 'struct-layout-shrunk',
          odds: odds.nearly,
          text: 'Go aligns members of 64 bits to 4 bytes in 32-bit programs, and Windows to 8',
          url: 'https://pkg.go.dev/sync/atomic#pkg-note-BUG',
        },
      ]
    : []
}

/** What calls that end in a crash say of conventions, and of arguments and members that stand elsewhere. */
export const conventionRules: readonly SupportRule[] = [
  byCallback,
  byPlainCallback,
  byMoved,
  byAlignment,
]
