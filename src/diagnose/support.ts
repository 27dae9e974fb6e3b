import { groupOf } from './call-groups.ts'
import { functionFacts, structFacts, type TakenStruct } from './functions.ts'
import { addressRules } from './support-by-address.ts'
import { codeRules } from './support-by-code.ts'
import { openRules } from './support-by-open.ts'
import { wordRules } from './support-by-words.ts'
import { wideningOf } from './widening.ts'
import { odds, type Support, type SupportRule } from './support-rule.ts'
import {
  featuresOf,
  isPseudoValue,
  isWide,
  outcomeOf,
  type SeenCall,
  type Symptom,
} from './symptom.ts'

/** Functions whose result is the pseudo handle -1. */
const pseudoSources = /^GetCurrentProcess$|^GetCurrentThread$/

/** Whether the program asked for a pseudo handle. */
export function isPseudoSource({ ok }: Symptom): boolean {
  return ok.some(name => pseudoSources.test(name))
}

const byLibrary: SupportRule = ({ library }) =>
  library?.fault
    ? [
        {
          class: library.fault.mistake,
          odds: odds.told,
          text: library.fault.what,
          url: library.fault.url,
        },
      ]
    : []

/** Functions of a process, a thread or its token: a handle of -1 or -2 that they are given is a pseudo handle, as no open of these returns it. */
function asksProcess({ failed: [first] }: Symptom): boolean {
  return (
    first?.outcome === '6' &&
    /Process(?!Heap)|Thread|^DuplicateHandle|^SetPriorityClass|^(?:Virtual\w+Ex|QueryFullProcess\w+)$/.test(
      first.call,
    )
  )
}

const byPseudo: SupportRule = symptom =>
  (symptom.handle === undefined || isPseudoValue(symptom.handle)) &&
  (isPseudoSource(symptom) || (symptom.handle !== undefined && asksProcess(symptom)))
    ? [
        {
          class: 'pseudo-handle',
          odds: odds.decides,
          text: 'GetCurrentProcess and GetCurrentThread return pseudo handles, -1 and -2',
          url: 'https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-getcurrentprocess',
        },
      ]
    : []

/** -1 declared as a 32-bit integer, in an FFI that is measured to fill it up with zeros. */
const byWidening: SupportRule = symptom => {
  const { failed, handle } = symptom
  if (failed[0]?.outcome !== '6' || handle === undefined) return []
  if (!isPseudoValue(handle)) return []
  const widening = wideningOf(symptom, 'minus-one')
  return widening?.becomes === 'zeros'
    ? [
        {
          class: 'pseudo-handle',
          odds: odds.leans,
          text: `a -1 declared as a 32-bit integer is zero-extended: ${widening.source}`,
        },
      ]
    : []
}

/** https://learn.microsoft.com/en-us/windows/win32/api/winuser/ns-winuser-input */
const inputUnion = 'INPUT has 40 bytes on x64 and 28 on ia32, and its union stands at 8 and at 4'

/** Languages that compute the size of a struct from its declaration. */
const computing: readonly Symptom['ffi'][] = ['pinvoke', 'java', 'go', 'rust', 'native']

/** A size that a struct states is not that of the process: it was written as a number, or computed from a declaration that is too short. */
function sizeMistakes({ ffi }: Symptom, sized: readonly TakenStruct[]): readonly Support[] {
  const [struct] = sized
  // What a compiler computes of a struct of any length is wrong in itself, so it is written as a number.
  const isComputed =
    struct !== undefined && computing.includes(ffi) && !sized.some(({ openEnded }) => openEnded)
  const text = `ERROR_INVALID_USER_BUFFER is what SetupAPI says of a cbSize that is not that of the process${struct ? `; ${struct.name} has ${struct.bytes.x64} bytes on x64 and ${struct.bytes.ia32} on ia32` : ''}`
  const url =
    'https://learn.microsoft.com/en-us/windows/win32/api/setupapi/nf-setupapi-setupdigetdeviceinterfacedetailw'
  return [
    { class: 'struct-size-constant', odds: isComputed ? odds.leans : odds.decides, text, url },
    {
      class: 'struct-layout-shrunk',
      odds: isComputed ? odds.told : odds.decides,
      text: isComputed ? `${text}; this language computes it from the declaration` : text,
      url,
    },
  ]
}

/** The struct that a function takes decides between the mistakes of structs. */
const byStructs: SupportRule = symptom => {
  const [first] = symptom.failed
  if (!first) return []
  const outcome = outcomeOf(first.outcome)
  const facts = first.call === '' ? undefined : functionFacts(first.call)
  const structs = [
    ...(facts?.structs ?? []),
    ...(symptom.structs ?? []).flatMap(name => structFacts(name) ?? []),
  ].filter(({ differs }) => differs)
  const sized = structs.find(one => one.sized)
  const [struct] = structs
  if (outcome === '1784')
    return facts && !sized
      ? [
          {
            class: 'bad-parameter',
            odds: odds.nearly,
            text: `${facts.name} takes no struct with a size in it: the length of its buffer is not the one the device expects`,
          },
        ]
      : sizeMistakes(
          symptom,
          structs.filter(one => one.sized),
        )
  if (first.outcome === 'failed' && facts?.name === 'SendInput')
    return [
      { class: 'union-misplaced', odds: odds.nearly, text: inputUnion },
      { class: 'struct-size-constant', odds: odds.nearly, text: inputUnion },
      ...(computing.includes(symptom.ffi)
        ? [{ class: 'struct-layout-shrunk' as const, odds: odds.nearly, text: inputUnion }]
        : []),
    ]
  if (first.outcome === 'failed' && sized)
    return [
      {
        class: 'struct-size-constant',
        odds: odds.leans,
        text: `${sized.name} holds its size: ${sized.bytes.x64} bytes on x64 and ${sized.bytes.ia32} on ia32`,
      },
    ]
  if (!struct) return []
  const sizes = `${struct.name} has ${struct.bytes.x64} bytes on x64 and ${struct.bytes.ia32} on ia32`
  const isOther =
    symptom.described?.some(({ classes }) => classes.includes('bad-parameter')) === true
  if (outcome === '87' && !isOther && (sized || facts?.name === 'SendInput'))
    return [
      { class: 'struct-size-constant', odds: odds.leans, text: sizes },
      { class: 'struct-layout-shrunk', odds: odds.leans, text: sizes },
    ]
  const isOnly64 = symptom.okOn === 'ia32' || isWide(symptom) === true
  return outcome === 'crash' &&
    isOnly64 &&
    (facts === undefined || !facts.structs.some(({ name }) => name === 'OVERLAPPED'))
    ? [{ class: 'struct-layout-shrunk', odds: odds.nearly, text: sizes }]
    : []
}

/** Calls of a console and of standard streams have look-alikes of their own. */
const byConsole: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first?.outcome !== '6') return []
  if (featuresOf(symptom).call?.includes('stdio') === true)
    return [
      {
        class: 'inheritance',
        odds: odds.leans,
        text: `${first.via ?? first.call} hands standard streams to a child`,
      },
    ]
  return featuresOf(symptom).call?.includes('console') === true
    ? [
        {
          class: 'no-console',
          odds: odds.leans,
          text: `${first.call === '' ? 'a function of consoles' : first.call} needs a console; a pipe, a file and a process without console have none`,
          url: 'https://learn.microsoft.com/en-us/windows/console/console-handles',
        },
      ]
    : []
}

/** A handle is asked for a process or a wait long after it was made: most such reports are about its life. */
const byLife: SupportRule = ({ failed: [first], also, library, ok }) => {
  const isClosed = also?.hint?.includes('closed') === true
  if (!first || library?.fault) return []
  if (first.outcome !== '6' && !(isClosed && first.outcome === 'failed')) return []
  const isLate =
    ['wait', 'close'].includes(groupOf(first.call)) ||
    /^GetExitCode|^TerminateProcess|^Get(?:Overlapped|Queued)|^SetEvent$|^ResetEvent$|^ReleaseSemaphore$|^RegCloseKey$|^FindClose$|^CloseServiceHandle$|^FreeLibrary$|^ReleaseMutex$|^LocalFree$|^GlobalFree$|^HeapFree$|^ReportEvent/.test(
      first.call,
    )
  if (also?.before?.includes('worked') === true || isClosed)
    return [
      {
        class: 'closed-handle',
        odds: odds.decides,
        text: 'what worked before and no longer does was closed in between',
      },
    ]
  return isLate && library?.isRight !== false
    ? [
        {
          class: 'closed-handle',
          odds: ok.some(name => /^(?:Create|Open|RegOpen|RegCreate)/.test(name))
            ? odds.decides
            : odds.leans,
          text: `${first.call} is given a handle that was made long before`,
        },
      ]
    : []
}

/** 64-bit processes of the same width that differ: OVERLAPPED is laid out alike, so what stands in it differs. */
const byEvent: SupportRule = ({ failed: [first], architecture, okOn, ok }) =>
  first?.outcome === '6' &&
  architecture === 'arm64' &&
  okOn === 'x64' &&
  functionFacts(first.call)?.structs.some(({ name }) => name === 'OVERLAPPED') === true &&
  ok.length > 0
    ? [
        {
          class: 'hevent-misuse',
          odds: odds.decides,
          text: 'the handle is good for other calls, and OVERLAPPED is laid out as on x64: its event is what is left',
        },
      ]
    : []

const rules: readonly SupportRule[] = [
  ...codeRules,
  ...addressRules,
  ...openRules,
  ...wordRules,
  byLibrary,
  byPseudo,
  byWidening,
  byStructs,
  byConsole,
  byLife,
  byEvent,
]

/**
 * How much rarer width is in reports that people paste than in the collection, which was gathered for its sake: of
 * 41 public reports of error 6 that were found by searching for its sentence, 3 were of width.
 */
const pasted = 0.3

/** Ends that say nothing of width. */
const typedCodes = ['6', 'gone', 'not-found', 'denied', 'lost', 'other-code', 'failed']

function outcomeOrFailed({ outcome }: SeenCall): string {
  return outcome === 'failed' ? outcome : outcomeOf(outcome)
}

/** Odds of all classes of width in a report of a code, pasted or typed, in which nothing speaks of width; 1 elsewhere. Who types a function, an FFI or a runtime may declare the call himself. */
export function widthOdds(symptom: Symptom): number {
  const { failed, line, okOn, sameOn, elsewhere, layout } = { ...symptom, ...symptom.also }
  const isPlain = [okOn, sameOn, elsewhere, layout].every(one => one === undefined)
  const isPasted = line !== undefined || symptom.ffi === undefined
  const [first] = failed
  const isOfCode =
    first !== undefined &&
    (line === undefined
      ? first.call === '' && typedCodes.includes(outcomeOrFailed(first))
      : first.outcome === '6')
  return isOfCode && isPlain && isPasted ? pasted : 1
}

/** Facts that make classes likelier. */
export function supportOf(symptom: Symptom): readonly Support[] {
  return rules.flatMap(rule => rule(symptom))
}
