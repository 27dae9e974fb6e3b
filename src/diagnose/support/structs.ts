import { isMovedValue, sendsMessage } from '../about-failure.ts'
import { ofStructs } from '../cause-groups.ts'
import { functionFacts, structFacts, type TakenStruct } from '../functions.ts'
import { isTold } from './observation.ts'
import { odds, type Support, type SupportRule } from './rule.ts'
import { featuresOf, isPlainRefusal, isWide, outcomeOf, type Symptom } from '../symptom.ts'
import { isDeclaredHere } from '../width-odds.ts'

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

/** What most calls that take it are given none of. */
const mostlyNone = 'SECURITY_ATTRIBUTES'

/** The structs that the failing call takes and whose layout follows the architecture. */
function structsOf({ failed: [first], structs = [] }: Symptom): readonly TakenStruct[] {
  const facts = first && first.call !== '' ? functionFacts(first.call) : undefined
  return [
    ...(facts?.structs.filter(({ name }) => name !== mostlyNone) ?? []),
    ...structs.flatMap(name => structFacts(name) ?? []),
  ].filter(({ differs }) => differs)
}

const sizesOf = ({ name, bytes }: TakenStruct): string =>
  `${name} has ${bytes.x64} bytes on x64 and ${bytes.ia32} on ia32`

/** ERROR_INVALID_USER_BUFFER: a size in a struct, or the length of a buffer. */
const byBuffer: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first?.outcome !== '1784') return []
  const facts = first.call === '' ? undefined : functionFacts(first.call)
  const sized = structsOf(symptom).filter(one => one.sized)
  return facts && sized.length === 0
    ? [
        {
          class: 'bad-parameter',
          odds: odds.nearly,
          text: `${facts.name} takes no struct with a size in it: the length of its buffer is not the one the device expects`,
        },
      ]
    : sizeMistakes(symptom, sized)
}

/** SendInput returns how many inputs it took, and sets no code where a struct is laid out wrongly. */
const byInput: SupportRule = ({ failed: [first], ffi }) => {
  if (first?.call !== 'SendInput') return []
  if (!['failed', 'wrong-result', 'wrong-data', '0'].includes(first.outcome)) return []
  const isComputed = computing.includes(ffi)
  return [
    { class: 'union-misplaced', odds: odds.nearly, text: inputUnion },
    {
      class: isComputed ? 'struct-layout-shrunk' : 'struct-size-constant',
      odds: isComputed ? odds.told : odds.nearly,
      text: inputUnion,
    },
    {
      class: isComputed ? 'struct-size-constant' : 'struct-layout-shrunk',
      odds: odds.leans,
      text: inputUnion,
    },
  ]
}

/** The layout that is said to be wrong is that of the struct that the function takes, or of one that is not named. */
const byLayout: SupportRule = symptom => {
  const {
    failed: [first],
    also,
  } = symptom
  if (also?.layout?.includes('wrong') !== true || isTold(symptom, 'layout=wrong')) return []
  const [struct] = structsOf(symptom)
  const isUnnamed = first?.call === '' && also.call?.includes('overlapped') !== true
  return (struct && struct.name !== 'OVERLAPPED') || (!struct && isUnnamed)
    ? ofStructs.map(name => ({
        class: name,
        odds: name === 'struct-layout-shrunk' ? odds.told : odds.nearly,
        text: struct
          ? `its struct ${struct.name} is laid out wrongly`
          : 'a struct is laid out wrongly',
      }))
    : []
}

/** A handle that is shown with its halves exchanged. */
const byMovedValue: SupportRule = symptom =>
  symptom.handle !== undefined && isMovedValue(symptom)
    ? (['struct-layout-shrunk', 'union-misplaced'] as const).map(name => ({
        class: name,
        odds: odds.named * (name === 'struct-layout-shrunk' ? 2 * odds.leans : odds.leans),
        text: `0x${symptom.handle?.toString(16)} has nothing in its lower half: it is read 4 bytes beside its place in a struct`,
      }))
    : []

/** Whether a text names a struct beside a failure, and no call. */
function isSpokenAlone({ failed: [first], line }: Symptom): boolean {
  return first?.outcome === 'failed' && first.call === '' && line !== undefined
}

/** A struct that holds its size is all that is spoken of. */
const bySpoken: SupportRule = symptom => {
  const sized = isSpokenAlone(symptom) && structsOf(symptom).find(one => one.sized)
  return sized
    ? ofStructs
        .filter(name => name !== 'union-misplaced')
        .map(name => ({ class: name, odds: odds.decides, text: sizesOf(sized) }))
    : []
}

/** A struct that holds its size, where the size may be refused. */
const bySize: SupportRule = symptom => {
  const [first] = symptom.failed
  const sized = structsOf(symptom).find(one => one.sized)
  if (!first || (!sized && first.call !== 'SendInput')) return []
  const text = sized ? sizesOf(sized) : inputUnion
  if (first.outcome === 'failed' && sized && !isSpokenAlone(symptom))
    return [
      {
        class: 'struct-size-constant',
        odds: isWide(symptom) === true ? odds.decides : odds.leans,
        text,
      },
    ]
  const isOther =
    symptom.described?.some(({ classes }) => classes.includes('bad-parameter')) === true
  // What works in the other width was passed the same values.
  const isOnly = featuresOf(symptom).width?.[0]?.startsWith('only') === true
  const weight = isOnly || first.call === 'SendInput' ? odds.decides : odds.leans
  return first.outcome === '87' && !isOther
    ? [
        { class: 'struct-size-constant', odds: weight, text },
        { class: 'struct-layout-shrunk', odds: weight, text },
      ]
    : []
}

/** What was refused, and nothing says by whom, in a function that takes a struct, or in none that is named. */
const byRefused: SupportRule = symptom => {
  const [first] = symptom.failed
  if (!first || !isPlainRefusal(symptom) || symptom.also?.call !== undefined) return []
  const [struct] = structsOf(symptom)
  if (!struct && (first.call !== '' || symptom.ffi !== 'pinvoke')) return []
  const isComputed = computing.includes(symptom.ffi)
  return ofStructs.map(name => ({
    class: name,
    odds: name === 'union-misplaced' ? odds.leans : odds.decides,
    text: struct
      ? `${sizesOf(struct)}; a size that is not expected is refused`
      : `functions refuse structs of a size that they do not expect${isComputed ? ', and this language computes it' : ''}`,
  }))
}

/** A struct of addresses, in a function that fails in 64-bit processes alone. */
const byStructs: SupportRule = symptom => {
  const [first] = symptom.failed
  const structs = structsOf(symptom)
  const [struct] = structs
  if (!first || !struct || structs.some(({ name }) => name === 'OVERLAPPED')) return []
  const outcome = outcomeOf(first.outcome)
  if (['1784', '87'].includes(outcome) && structs.some(({ sized }) => sized)) return []
  const isOnly64 = symptom.okOn === 'ia32'
  if (outcome === 'wrong-result' && isWide(symptom) !== false)
    return ofStructs
      .filter(name => name !== 'struct-size-constant' || struct.sized)
      .map(name => ({
        class: name,
        odds: name === 'struct-layout-shrunk' ? odds.nearly : odds.decides,
        text: sizesOf(struct),
      }))
  if (outcome === 'crash' ? !isOnly64 && isWide(symptom) !== true : !isOnly64) return []
  const facts = functionFacts(first.call)
  // Of 14 public reports of such a function that is given no handle, 13 were of its layout; of 8 of one that is given one, 4.
  const isAlone = facts?.handles.length === 0 && !facts.addresses && !facts.wideResult
  return [
    {
      class: 'struct-layout-shrunk',
      odds: isAlone ? odds.told : odds.nearly,
      text: sizesOf(struct),
    },
  ]
}

/** Functions that take an OVERLAPPED and answer at once. */
const ofOverlapped = /^(?:ReadFile|WriteFile|WaitCommEvent|GetOverlappedResult|DeviceIoControl)$/

/**
 * ERROR_INVALID_HANDLE of a call that takes an OVERLAPPED, of a handle that other calls took. Where the user declares it in a
 * 64-bit process, what is read as its event is what lies behind it: measured, as the probes \`overlapped-*\` end so in the Wine
 * lanes on x64.
 */
const byOverlapped: SupportRule = symptom => {
  const [first] = symptom.failed
  const { siblings, before, width, rhythm } = featuresOf(symptom)
  if (first?.outcome !== '6' || !ofOverlapped.test(first.call) || isWide(symptom) === false)
    return []
  if (!isDeclaredHere(symptom) || symptom.library !== undefined) return []
  if (before?.includes('worked') === true || width?.includes('both') === true) return []
  const isSure = isWide(symptom) === true && siblings?.includes('ok') === true
  return [
    {
      class: 'struct-layout-shrunk',
      odds: isSure ? odds.decides : odds.leans,
      text: `${first.call} takes an OVERLAPPED, and finds its event elsewhere where it is laid out for 32 bits`,
    },
    ...(isWide(symptom) === undefined && rhythm?.includes('sometimes') === true
      ? [
          {
            class: 'closed-handle' as const,
            odds: odds.decides,
            text: 'what works at other times was mostly closed, here or in another thread',
          },
        ]
      : []),
  ]
}

/** A crash in 64 bits of which the call is not told: what the functions write into a struct that is too short is a cause as well. */
const byUnnamedCrash: SupportRule = symptom =>
  symptom.failed[0]?.call === '' &&
  symptom.failed[0].outcome === 'crash' &&
  isWide(symptom) === true &&
  symptom.described === undefined
    ? ofStructs
        .filter(name => name !== 'union-misplaced')
        .map(name => ({
          class: name,
          odds: odds.leans,
          text: 'a struct that is shorter than Windows writes it ends in a crash, too',
        }))
    : []

/** Wrong data of which the call is not told: of 5 such public reports 4 were of a struct, and one of a field that was cut. */
const byUnnamedResult: SupportRule = ({ failed: [first], also, line }) =>
  line === undefined &&
  first?.call === '' &&
  outcomeOf(first.outcome) === 'wrong-result' &&
  (also?.call === undefined || also.call.includes('enumerate'))
    ? ofStructs.map(name => ({
        class: name,
        odds: name === 'struct-layout-shrunk' ? odds.decides : odds.leans,
        text: 'a struct that is laid out otherwise is filled in, and read at other places, without any failure',
      }))
    : []

/** A message that fails in 64 bits alone: what its lParam points at may be a struct that is declared by hand. */
const byMessage: SupportRule = ({ failed: [first], okOn, ffi }) =>
  first !== undefined &&
  sendsMessage.test(first.call) &&
  okOn === 'ia32' &&
  ffi !== 'native' &&
  ffi !== undefined
    ? [
        {
          class: 'struct-layout-shrunk',
          odds: first.outcome === 'crash' ? odds.nearly : odds.told,
          text: 'some messages take the address of a struct, which is longer in a 64-bit process',
        },
      ]
    : []

/** What the structs that a function takes say of the mistakes of structs. */
export const structRules: readonly SupportRule[] = [
  byBuffer,
  byInput,
  byLayout,
  byMovedValue,
  bySpoken,
  bySize,
  byRefused,
  byStructs,
  byOverlapped,
  byUnnamedCrash,
  byUnnamedResult,
  byMessage,
]
