import { functionFacts } from '../functions.ts'
import { odds, type SupportRule } from './rule.ts'
import { featuresOf, isWide, outcomeOf, valueOf, type Symptom } from '../symptom.ts'

/** Whether a call from Go in a 64-bit process ended in this way. */
const endsInGo = (symptom: Symptom, end: string): boolean =>
  symptom.ffi === 'go' &&
  outcomeOf(symptom.failed[0]?.outcome ?? '') === end &&
  isWide(symptom) !== false

/** Whether the failing call takes a struct that is laid out otherwise in the other width. */
const takesStruct = ({ failed: [first] }: Symptom): boolean =>
  first !== undefined &&
  (first.call === 'SendInput' ||
    functionFacts(first.call)?.structs.some(({ differs }) => differs) === true)

/** Go's syscall package gives the whole register as the result. https://pkg.go.dev/syscall?GOOS=windows#Proc.Call */
const byWholeRegister: SupportRule = symptom =>
  endsInGo(symptom, 'wrong-result') && !takesStruct(symptom)
    ? [
        {
          class: 'return-upper-undefined',
          odds: symptom.failed[0]?.call === '' ? odds.leans : odds.decides,
          text: 'Go returns all 64 bits of the register, of which a function with a 32-bit result sets the lower half',
        },
      ]
    : []

/** https://pkg.go.dev/syscall?GOOS=windows#SyscallN: all arguments and the result are a uintptr. */
const byGoTypes: SupportRule = symptom =>
  endsInGo(symptom, 'crash')
    ? [
        {
          class: 'field-narrowed',
          odds: odds.decides,
          text: 'Go calls with uintptr throughout: what is too narrow is a variable or a member whose address was passed',
        },
      ]
    : []

/** Whether ctypes may be that of CPython up to 3.7, which leaves the upper half of an argument as it was. */
const isOldCtypes = ({ ffi, runtime }: Symptom): boolean =>
  ffi === 'ctypes-old' || (ffi === 'ctypes' && runtime === undefined)

/** ERROR_NOACCESS: an address that Windows was given is none, as a cut one is. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--500-999- */
const byAddress: SupportRule = symptom =>
  symptom.failed[0]?.outcome === '998'
    ? (['arg-truncated', 'arg-upper-garbage', 'struct-layout-shrunk', 'bad-parameter'] as const)
        .filter(name => name === 'bad-parameter' || isWide(symptom) !== false)
        .map(name => ({
          class: name,
          odds: name === 'arg-upper-garbage' && !isOldCtypes(symptom) ? odds.leans : odds.decides,
          text: 'ERROR_NOACCESS is said of an address that is none, such as one that was cut',
        }))
    : []

/** CONTEXT of 64-bit processes must lie on a multiple of 16 bytes, which compilers see to, and other languages do not. https://learn.microsoft.com/en-us/windows/win32/api/winnt/ns-winnt-context */
const byContext: SupportRule = symptom =>
  symptom.failed[0]?.outcome === '998' &&
  /^[GS]etThreadContext$/.test(symptom.failed[0].call) &&
  isWide(symptom) !== false
    ? (['bad-parameter', 'struct-layout-shrunk'] as const).map(name => ({
        class: name,
        odds: name === 'bad-parameter' ? odds.told : odds.decides,
        text: 'a CONTEXT of a 64-bit process must lie on a multiple of 16 bytes',
      }))
    : []

/** What such a function reads of a window or a class is its result, of 32 bits. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-getwindowlongptrw */
const byWindowLong: SupportRule = symptom =>
  /^Get(?:Window|Class)Long[AW]?$/.test(symptom.failed[0]?.call ?? '') &&
  ['wrong-result', 'wrong-data', 'crash'].includes(outcomeOf(symptom.failed[0]?.outcome ?? '')) &&
  isWide(symptom) === true
    ? [
        {
          class: 'return-truncated',
          odds: odds.nearly,
          text: 'it returns 32 bits, and GetWindowLongPtr and GetClassLongPtr return a whole pointer',
        },
      ]
    : []

/** A crash in a function that takes an address as an integer: the cast in front of it is the usual fault. */
const byIntegerAddress: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts =
    first && ['crash', 'wrong-result'].includes(outcomeOf(first.outcome))
      ? functionFacts(first.call)
      : undefined
  return facts?.addresses === true &&
    isWide(symptom) !== false &&
    featuresOf(symptom).rhythm?.includes('sometimes') !== true
    ? [
        {
          class: 'arg-truncated',
          odds: odds.leans,
          text: `${facts.name} takes an address as an integer`,
        },
      ]
    : []
}

/** Functions of masks with a bit for each processor, as wide as an address. */
const ofMasks =
  /^[GS]et(?:Process|Thread)(?:Default)?(?:AffinityMask|CpuSetMasks)|^SetThreadAffinityMask/

/** A mask that is cut loses its processors from 32 on. https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-setprocessaffinitymask */
const byMask: SupportRule = symptom => {
  const [first] = symptom.failed
  return first !== undefined &&
    ['failed', 'wrong-result', 'wrong-data'].includes(first.outcome) &&
    isWide(symptom) !== false &&
    ofMasks.test(first.call)
    ? (['field-narrowed', 'arg-truncated'] as const).map(name => ({
        class: name,
        odds: odds.decides,
        text: `${first.call} takes a mask as wide as an address`,
      }))
    : []
}

/** Who says only which function fails, in a process of 64 bits, and that takes an address as an integer: it is cast there. */
const byPlainAddress: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts = first?.outcome === 'failed' ? functionFacts(first.call) : undefined
  return facts?.addresses === true && isWide(symptom) === true && symptom.line === undefined
    ? [
        {
          class: 'arg-truncated',
          odds: odds.told,
          text: `${facts.name} takes an address as an integer`,
        },
      ]
    : []
}

/** A function of another DLL that fails in a process of 64 bits, in a language in which people declare what they call. */
const byOtherDll: SupportRule = symptom =>
  symptom.isOfOther === true &&
  symptom.failed[0]?.outcome === 'failed' &&
  symptom.line === undefined &&
  isWide(symptom) === true &&
  symptom.ffi !== undefined &&
  symptom.ffi !== 'native'
    ? (['arg-truncated', 'field-narrowed', 'return-truncated', 'type-alias'] as const).map(
        name => ({
          class: name,
          odds: odds.leans,
          text: 'a function that Windows does not have was declared by hand, and fails in a process of 64 bits',
        }),
      )
    : []

/** Functions that take the handle of a search, which is an address. https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/findnext-functions */
const ofSearches = /^(?:FindNext|FindClose|_w?findnext|_findclose)/

/** Where the headers declare the function, what cuts the handle of a search is the variable that it is kept in: 4 of 4 public reports. */
const bySearchHandle: SupportRule = symptom => {
  const [first] = symptom.failed
  return first?.outcome === 'crash' &&
    ofSearches.test(first.call) &&
    isWide(symptom) !== false &&
    (symptom.ffi === undefined || symptom.ffi === 'native')
    ? [
        {
          class: 'field-narrowed',
          odds: odds.told,
          text: `${first.call} takes a handle that is an address, and is declared by the headers: the variable that keeps it is too narrow`,
        },
      ]
    : []
}

/** A wrong result of a function that returns an address or a handle: its upper half is what is lost. */
const byWideResult: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts =
    first && outcomeOf(first.outcome) === 'wrong-result' ? functionFacts(first.call) : undefined
  return facts?.wideResult === true && isWide(symptom) !== false
    ? [
        {
          class: 'return-truncated',
          odds: facts.addresses ? odds.leans : odds.decides,
          text: `${facts.name} returns as many bits as an address has`,
        },
      ]
    : []
}

/** ERROR_NOACCESS, WSAEFAULT. */
const ofAddresses = ['998', '10014']

/** CPython up to 3.7 on x64: an undeclared int argument has what the stack or the register held before in its upper half. */
const byOldCtypes: SupportRule = symptom => {
  const { failed, ffi } = symptom
  const isOfAddress = ofAddresses.includes(failed[0]?.outcome ?? '')
  return (isOfAddress
    ? isOldCtypes(symptom)
    : failed[0]?.outcome === '6' && ffi === 'ctypes-old') &&
    isWide(symptom) !== false &&
    featuresOf(symptom).rhythm?.includes('sometimes') === true
    ? [
        {
          class: 'arg-upper-garbage',
          odds: isOfAddress ? odds.told : isWide(symptom) === true ? odds.decides : odds.leans,
          text: 'ctypes of CPython up to 3.7 leaves the upper half of an undeclared argument as it was, which is wrong now and then',
        },
      ]
    : []
}

/** An argument behind the fourth is on the stack, where a compiler writes 32 bits of it and leaves the others as they were. https://learn.microsoft.com/en-us/cpp/build/x64-calling-convention */
const byStackArgument: SupportRule = symptom => {
  const [first] = symptom.failed
  return first?.outcome === 'failed' &&
    isWide(symptom) === true &&
    featuresOf(symptom).rhythm?.includes('sometimes') === true &&
    functionFacts(first.call)?.wideOnStack === true
    ? [
        {
          class: 'arg-upper-garbage',
          odds: odds.nearly,
          text: `${first.call} takes 64 bits on the stack, of which the upper half is left over where 32 are declared`,
        },
      ]
    : []
}

/** A crash at an address of which the lower half is that of a small number: a 0 or a handle, with leftovers above it. */
const byLeftover: SupportRule = ({ failed: [first], handle }) =>
  first && outcomeOf(first.outcome) === 'crash' && handle !== undefined && isLeftover(handle)
    ? [
        {
          class: 'arg-upper-garbage',
          odds: odds.decides,
          text: 'the lower half of the address is a small number, so its upper half is left over from something else',
        },
      ]
    : []

/** Below it, nothing is ever mapped. */
const firstPages = 0x10000n

/** A crash close to address 0: nothing was passed where a function writes. */
const byNoAddress: SupportRule = ({ failed: [first], handle }) =>
  first?.outcome === 'crash' && handle !== undefined && handle > 0n && handle < firstPages
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told * odds.decides,
          text: `the address lies close to 0: ${first.call === '' ? 'a function' : first.call} was given none where it needs one`,
        },
      ]
    : []

function isLeftover(address: bigint): boolean {
  return (
    valueOf(address) === 'dirty-upper' &&
    address >> 32n < 1n << 15n &&
    (address & 0xffffn) === address % (1n << 32n)
  )
}

/** What addresses and the halves of registers say of the classes. */
export const addressRules: readonly SupportRule[] = [
  byWholeRegister,
  byGoTypes,
  byContext,
  byWindowLong,
  byAddress,
  byIntegerAddress,
  byMask,
  byOtherDll,
  byPlainAddress,
  byWideResult,
  bySearchHandle,
  byOldCtypes,
  byLeftover,
  byStackArgument,
  byNoAddress,
]
