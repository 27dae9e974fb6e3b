import { factsOf, isNoKernelHandle, ofAnyStruct } from '../about-failure.ts'
import { ofStructs } from '../cause-groups.ts'
import { functionFacts } from '../functions.ts'
import { odds, type SupportRule } from './rule.ts'
import { featuresOf, isWide, outcomeOf } from '../symptom.ts'
import { isDeclaredHere } from '../width-odds.ts'

const placed = ['bad-parameter', 'closed-handle', 'wrong-kind'] as const
/** Of 14 public reports of such a crash 4 were of a parameter, and 1 of each of the others. */
const placedOdds = {
  'bad-parameter': 2 * odds.leans,
  'closed-handle': odds.leans,
  'wrong-kind': odds.leans / 2,
}

const takesHandle = (call: string): boolean => functionFacts(call)?.handles.length !== 0

/** A crash of a call that is named, where nothing tells the process: what it was given was closed, or is nothing that it takes. */
const byPlacedCrash: SupportRule = ({ failed: [first], architecture, okOn, sameOn }) =>
  first?.outcome === 'crash' &&
  first.call !== '' &&
  [architecture, okOn, sameOn].every(one => one === undefined)
    ? (takesHandle(first.call) ? placed : placed.slice(0, 1)).map(name => ({
        class: name,
        odds: placedOdds[name],
        text: `${first.call} crashes too where it is given nothing, what is too short, or what was closed`,
      }))
    : []

/** CreateProcess says what is wrong with what it was given, unless a handle is refused. */
const byStart: SupportRule = ({ failed: [first] }) =>
  first !== undefined &&
  first.call.startsWith('CreateProcess') &&
  first.via === undefined &&
  ['87', 'other-code'].includes(outcomeOf(first.outcome)) &&
  /^\d+$/.test(first.outcome)
    ? [
        {
          class: 'bad-parameter',
          odds: odds.decides,
          text: `${first.call} was given something that it does not take`,
        },
      ]
    : []

/** A function that cannot fail, or returns nothing: what was read as its failure is a register, or an old last error. */
const byNoFailure: SupportRule = ({ failed: [first] }) =>
  first !== undefined &&
  first.call !== '' &&
  (['failed', 'lost', '0', 'wrong-result'].includes(first.outcome) ||
    /^\d+$/.test(first.outcome)) &&
  functionFacts(first.call)?.cannotFail === true &&
  // What is wrong is in the struct that it fills in.
  !(first.outcome === 'wrong-result' && functionFacts(first.call)?.returnsNothing === true)
    ? (['return-upper-undefined', 'stale-last-error', 'last-error-lost'] as const).map(name => ({
        class: name,
        // A code is a last error that was read.
        odds:
          name === 'return-upper-undefined'
            ? /^[1-9]/.test(first.outcome)
              ? odds.leans
              : odds.nearly
            : name === 'stale-last-error' && /^[1-9]/.test(first.outcome)
              ? odds.told * odds.decides
              : odds.told,
        text: `${first.call} cannot fail, or returns nothing: what is taken for its failure is something else`,
      }))
    : []

/** A function that takes any struct and its length, and refuses it or says nothing. */
const byAnyStruct: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first === undefined || !ofAnyStruct.test(first.call)) return []
  if (!['failed', '24', '998', '1784', 'wrong-result'].includes(first.outcome)) return []
  const text = `${first.call} is told the length of a struct, and refuses one that is not that of the process`
  return [
    ...ofStructs.map(name => ({
      class: name,
      odds: isWide(symptom) === undefined ? odds.leans : odds.decides,
      text,
    })),
    // STATUS_INFO_LENGTH_MISMATCH compares the length that is passed, which may be that of a whole buffer.
    {
      class: 'bad-parameter' as const,
      odds: odds.leans,
      text,
    },
  ]
}

/** Functions that stop, and return 0, where their callback does. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-enumwindows */
const stopping =
  /^Enum(?:(?:Child|Thread|Desktop)?Windows|Desktops[AW]?|WindowStations[AW]?|DisplayMonitors)$/

/** A callback that returned 0 is no failure, and sets no last error. */
const byStopped: SupportRule = ({ failed: [first] }) =>
  first !== undefined && stopping.test(first.call) && /^\d+$/.test(first.outcome)
    ? [
        {
          class: 'stale-last-error',
          odds: odds.named * odds.leans,
          text: `${first.call} returns 0 where its callback does; the code is then that of an earlier call`,
        },
      ]
    : []

/** An array of handles, whose elements people declare as plain integers. */
const byHandles: SupportRule = symptom => {
  const [first] = symptom.failed
  return first !== undefined &&
    ['failed', '6'].includes(first.outcome) &&
    /^(?:Msg)?WaitForMultipleObjects/.test(first.call) &&
    isDeclaredHere(symptom) &&
    featuresOf(symptom).rhythm?.includes('sometimes') !== true &&
    isWide(symptom) !== false
    ? [
        {
          class: 'field-narrowed',
          odds: odds.decides,
          text: `${first.call} is given an array of handles, each as wide as a pointer`,
        },
      ]
    : []
}

/** The idle process, whose number is 0, is none that can be opened. https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-openprocess */
const byIdle: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === '87' &&
  (first.call === 'OpenProcess' || (first.call === '' && also?.call?.includes('process') === true))
    ? [
        {
          class: 'bad-parameter',
          odds: odds.decides,
          text: 'ERROR_INVALID_PARAMETER is said of a process that is not there, or that has the number 0',
        },
      ]
    : []

/** What a function stored that takes an address as an integer is read back wrong: it was cut before. */
const byStored: SupportRule = symptom => {
  const [first] = symptom.failed
  const setter = symptom.ok.find(
    name => name.startsWith('Set') && functionFacts(name)?.addresses === true,
  )
  return first &&
    setter !== undefined &&
    ['crash', 'wrong-result'].includes(outcomeOf(first.outcome))
    ? [
        {
          class: 'arg-truncated',
          odds: odds.leans,
          text: `${setter} was given an address as an integer, which may have been cut before`,
        },
      ]
    : []
}

/** A descriptor of the C runtime that was passed as a handle. 0 may also be the handle of a stream in a process without a console. */
const byDescriptor: SupportRule = symptom => {
  const [first] = symptom.failed
  const { handle, also } = symptom
  if (first?.outcome !== '6') return []
  if (isNoKernelHandle(symptom))
    return [
      {
        class: 'wrong-kind',
        odds: odds.named,
        text: `handles of kernel objects are multiples of 4; ${handle} is more likely a descriptor of the C runtime`,
        url: 'https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/get-osfhandle',
      },
    ]
  const calls = featuresOf(symptom).call ?? also?.call ?? []
  return handle === 0n && (calls.includes('console') || calls.includes('stdio'))
    ? (['wrong-kind', 'no-console'] as const).map(name => ({
        class: name,
        odds: name === 'no-console' ? odds.decides : odds.told,
        text: '0 is the descriptor of standard input in the C runtime, and the handle of a stream that does not exist',
      }))
    : []
}

/** ERROR_INVALID_FUNCTION is what a pipe or a file says that is asked for its console mode. */
const byNoMode: SupportRule = symptom => {
  const {
    also,
    failed: [first],
  } = symptom
  const isOfConsole =
    also?.hint?.includes('console') === true ||
    featuresOf(symptom).call?.includes('console') === true
  return first?.outcome === '1' && isOfConsole
    ? [
        {
          class: 'no-console',
          odds: odds.told,
          text: 'ERROR_INVALID_FUNCTION is said of a stream that is a pipe or a file, and no console',
        },
      ]
    : []
}

/** A console that is asked for from a process that has none, or whose console is gone, however it is said to end. */
const byConsoleCall: SupportRule = symptom => {
  const [first] = symptom.failed
  return first !== undefined &&
    ['failed', 'crash', 'wrong-result'].includes(first.outcome) &&
    symptom.described === undefined &&
    isWide(symptom) === undefined &&
    featuresOf(symptom).call?.includes('console') === true
    ? [
        {
          class: 'no-console',
          odds: odds.told,
          text: 'a function of consoles fails where there is no console',
        },
      ]
    : []
}

/** ERROR_BAD_LENGTH, ERROR_INVALID_PARAMETER, ERROR_INSUFFICIENT_BUFFER, ERROR_INVALID_USER_BUFFER: what a struct of another length ends in. */
const ofLengths = ['24', '87', '122', '1784']

/** A number of one width that a struct or a parameter has in processes of both, declared as wide as a pointer. */
const byFixedWidth: SupportRule = symptom => {
  const [first] = symptom.failed
  const end = first?.outcome === 'failed' ? 'failed' : outcomeOf(first?.outcome ?? '')
  if (isWide(symptom) !== false || symptom.okOn !== 'x64') return []
  const isWrong = end === 'wrong-result'
  const takesStruct = factsOf(symptom)?.structs.some(({ differs }) => differs) === true
  if (!isWrong && end !== 'failed' && !(takesStruct && ofLengths.includes(first?.outcome ?? '')))
    return []
  return (
    ['type-alias', 'struct-size-constant', 'struct-layout-shrunk', 'union-misplaced'] as const
  ).map(name => ({
    class: name,
    odds:
      (name === 'type-alias' && isWrong && !takesStruct) ||
      (name === 'struct-layout-shrunk' && isWrong && takesStruct) ||
      (name === 'struct-size-constant' && takesStruct)
        ? odds.decides
        : odds.leans,
    text: 'what has as many bits in both widths, or another packing in one, is declared for 64 bits',
  }))
}

/** People call an exception of .NET that ends a program a crash; in 64 bits alone it is mostly a conversion that is checked. */
const byUncaught: SupportRule = ({ failed: [first], ffi, architecture }) =>
  first?.outcome === 'crash' && first.call === '' && ffi === 'pinvoke' && architecture === 'x64'
    ? [
        {
          class: 'narrowing-throws',
          odds: odds.leans,
          text: 'an OverflowException that nothing catches ends the program, too',
        },
      ]
    : []

/** What the call that failed is for, and how it ended, say of the classes. */
export const callRules: readonly SupportRule[] = [
  byPlacedCrash,
  byStart,
  byNoFailure,
  byStopped,
  byHandles,
  byIdle,
  byAnyStruct,
  byStored,
  byDescriptor,
  byNoMode,
  byConsoleCall,
  byFixedWidth,
  byUncaught,
]
