import { groupOf } from '../call-groups.ts'
import type { MistakeId } from '../../mistakes/index.ts'
import { functionFacts } from '../functions.ts'
import { odds, type SupportRule } from './rule.ts'
import { isPlainRefusal, isWide, type Symptom } from '../symptom.ts'

/**
 * An unbalanced stack, which is what .NET refuses a call for: the convention is another one, or the arguments are longer
 * than those of the function. What Windows exports is right in the convention that .NET assumes.
 * https://learn.microsoft.com/en-us/dotnet/framework/debug-trace-profile/pinvokestackimbalance-mda
 */
const byStack: SupportRule = symptom => {
  const {
    also,
    failed: [first],
    ffi,
    line,
  } = symptom
  const isRefused = ffi === 'pinvoke' && first?.outcome === 'refused' && line === undefined
  if (first === undefined || isPlainRefusal(symptom)) return []
  if (!isRefused && also?.hint?.[0] !== 'stack') return []
  const facts = first.call === '' ? undefined : functionFacts(first.call)
  const text = 'the stack is unbalanced'
  if (takesLong(symptom)) return []
  return facts !== undefined && !facts.callbacks && ffi === 'pinvoke'
    ? [
        {
          class: 'too-wide',
          odds: odds.told,
          text: `${text}; the convention of ${facts.name} is the default, so its arguments have another size`,
        },
      ]
    : [
        { class: 'calling-convention', odds: odds.nearly, text },
        // .NET's long has 64 bits, which is what most declarations that are too long have.
        { class: 'too-wide', odds: ffi === 'pinvoke' ? odds.told : odds.nearly, text },
      ]
}

/** A crash in a 32-bit process of .NET, whose `long` is too long for the stack. */
const byLongOfNet: SupportRule = symptom =>
  symptom.ffi === 'pinvoke' &&
  symptom.failed[0]?.outcome === 'crash' &&
  symptom.failed[0].call !== '' &&
  isWide(symptom) === false
    ? [
        {
          class: 'too-wide',
          odds: odds.leans,
          text: 'a long of .NET has 64 bits, and moves the arguments behind it in 32-bit processes',
        },
      ]
    : []

/** Odds of what ctypes refuses an argument for, which is of another type than was declared. Of 34 public reports of a refusal without a word on the stack 27 were of a function that another module had declared. */
const ofRefusedTypes = {
  'shared-prototype-pollution': odds.nearly,
  'arg-overflow-raise': 2 * odds.leans,
  'type-alias': odds.leans,
  'field-narrowed': odds.leans,
  'calling-convention': odds.leans,
} as const

/** An argument of another type than was declared is what ctypes refuses, whoever declared it. https://docs.python.org/3/library/ctypes.html#loading-shared-libraries */
const byRefusedType: SupportRule = ({ failed: [first], ffi, also, described }) =>
  first?.outcome === 'refused' &&
  (ffi === 'ctypes' || ffi === 'ctypes-old') &&
  described === undefined &&
  also?.hint?.includes('stack') !== true
    ? Object.entries(ofRefusedTypes).map(([name, own]) => ({
        class: name as keyof typeof ofRefusedTypes,
        odds: own,
        text: 'ctypes refuses arguments of another type than was declared, and modules share the declarations of a library',
      }))
    : []

/** A number of 64 bits that a 32-bit process passes too. */
function takesLong(symptom: Symptom): boolean {
  const [first] = symptom.failed
  return (
    first !== undefined &&
    isWide(symptom) === false &&
    functionFacts(first.call)?.longs === true &&
    ['crash', 'refused', 'wrong-result', 'wrong-data', '6', '87'].includes(first.outcome)
  )
}

/** A number of 64 bits, such as REGHANDLE, declared as wide as a pointer: right on x64, and 4 bytes too short in 32 bits. https://learn.microsoft.com/en-us/windows/win32/etw/about-event-tracing */
const byLong: SupportRule = symptom =>
  takesLong(symptom)
    ? (['type-alias', 'arg-truncated'] as const).map((name, index) => ({
        class: name,
        odds: index === 0 ? odds.named : odds.decides,
        text: `${symptom.failed[0]?.call ?? ''} takes a number of 64 bits, in 32-bit processes too`,
      }))
    : []

/** Go refuses to make a callback of which an argument or the result is not as wide as a pointer. https://pkg.go.dev/syscall?GOOS=windows#NewCallback */
const byGoCallback: SupportRule = ({ failed: [first], ffi }) =>
  first?.outcome === 'refused' && ffi === 'go'
    ? [
        {
          class: 'too-wide',
          odds: first.call === '' ? odds.leans : odds.told,
          text: 'what Go refuses is a callback with an argument or a result that is not as wide as a pointer',
        },
        {
          class: 'return-truncated',
          odds: odds.leans * odds.leans,
          text: 'Go asks for one result as wide as a pointer, where 32 bits were declared',
        },
      ]
    : []

/** Office refuses Declare statements that were written for 32 bits. */
const byPtrSafe: SupportRule = symptom =>
  symptom.failed[0]?.outcome === 'refused' && symptom.ffi === 'vba' && !isPlainRefusal(symptom)
    ? [
        {
          class: 'type-alias',
          odds: odds.decides,
          text: 'a Long has 32 bits in a 64-bit Office too; handles and addresses are LongPtr',
          url: 'https://learn.microsoft.com/en-us/office/vba/language/concepts/getting-started/64-bit-visual-basic-for-applications-overview',
        },
      ]
    : []

/** Who refuses a number: a conversion of the language, or an FFI. */
const refusing: readonly MistakeId[] = ['narrowing-throws', 'arg-overflow-raise']

/** Less for a cut and for the check of an open that are said beside something else: they are spoken of in reports of many kinds. */
function general(said: readonly MistakeId[], described: NonNullable<Symptom['described']>): number {
  const isCommon =
    (said.includes('arg-truncated') && said.includes('type-alias')) || said.includes('failed-open')
  return isCommon && described.some(({ classes }) => classes !== said) ? 1 / odds.leans : 1
}

/** Whether the call that failed is an open, with its code. */
const hasOwnCode = (failed: Symptom['failed'][number] | undefined): boolean =>
  failed !== undefined && /^\d/.test(failed.outcome) && groupOf(failed.call) === 'open'

/** A mistake that the text itself describes. */
const byDescription: SupportRule = ({ described = [], failed: [failed], okOn, isOfPort }) =>
  described.flatMap(
    ({
      classes: said,
      first: pointed,
      quote,
      index,
      count = 1,
      isTopic = false,
      isWeak = false,
    }) => {
      // Where a number was refused, what would have cut it is described.
      const isRefused = failed?.outcome === 'overflow' && said.includes('arg-truncated')
      const classes = isRefused
        ? [...refusing, ...(pointed === 'type-alias' ? [pointed] : [])]
        : said
      const first = isRefused ? undefined : pointed
      const isVague = failed?.call === '' || failed?.outcome === 'failed'
      // The title says what a report is about, and what it says again and again is.
      const stress = isTopic ? 1 : count * (index === 0 ? odds.leans : 1) * general(said, described)
      // That the open of a port failed says nothing more where its own code says why.
      const isKnown = isOfPort === true && said.includes('failed-open') && hasOwnCode(failed)
      const weight =
        isKnown || (isWeak && isTopic)
          ? odds.leans
          : isWeak || (isTopic && failed && !isVague)
            ? odds.decides
            : odds.named * stress
      // Who shows the comparison that is wrong knows why a failed open went on.
      const isBehindCheck =
        pointed === 'failed-open' &&
        described.some(({ first: other }) => other === 'sentinel-mismatch')
      // What fails in one width alone is seldom a matter of two processes.
      const rare = isTopic && okOn !== undefined && said.includes('process-bitness') ? odds.told : 1
      const text = isTopic ? `the text speaks of it: “${quote}”` : `the text says so: “${quote}”`
      const behind = isTopic || isWeak ? odds.leans : odds.nearly
      // Nothing else is there that could weigh against it. Where the words point at one of a kind, the others stand behind it.
      return classes.map(name => ({
        class: name,
        odds:
          (first === undefined || name === first ? weight : weight / behind) /
          (rare * (isBehindCheck ? odds.decides : 1)),
        text,
      }))
    },
  )

/** What a text speaks of besides stands behind what it says; a class counts once. */
const byTopic: SupportRule = ({ topics = [], described = [] }) => {
  const said = described.flatMap(({ classes }) => classes)
  return topics.flatMap(({ classes, quote }, index) => {
    const earlier = topics.slice(0, index).flatMap(({ classes: own }) => own)
    return classes
      .filter(name => !said.includes(name) && !earlier.includes(name))
      .map(name => ({
        class: name,
        odds: index === 0 ? odds.decides : odds.leans,
        text: `the text speaks of it too: “${quote}”`,
      }))
  })
}

/** What a report says in words beside its code. */
export const wordRules: readonly SupportRule[] = [
  byStack,
  byLong,
  byLongOfNet,
  byRefusedType,
  byGoCallback,
  byPtrSafe,
  byDescription,
  byTopic,
]
