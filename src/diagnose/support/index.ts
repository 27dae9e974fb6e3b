import { pseudoSources, isPseudoSource } from '../about-failure.ts'
import { functionFacts } from '../functions.ts'
import { type Symptom, isPseudoValue, featuresOf } from '../symptom.ts'
import { wideningOf } from '../widening.ts'
import { isUnplaced } from '../width-odds.ts'
import { addressRules } from './address.ts'
import { callRules } from './call.ts'
import { codeRules } from './code.ts'
import { conventionRules } from './convention.ts'
import { byHint } from './hint.ts'
import { kindRules } from './kind.ts'
import { lifeRules } from './life.ts'
import { moduleRules } from './module.ts'
import { observationRules } from './observation.ts'
import { openRules } from './open.ts'
import { processRules } from './process.ts'
import { producerRules } from './producer.ts'
import { type SupportRule, odds, type Support } from './rule.ts'
import { settingRules } from './settings.ts'
import { sourceRules } from './source.ts'
import { structRules } from './structs.ts'
import { wordRules } from './words.ts'

const byLibrary: SupportRule = ({ library }) =>
  library?.fault
    ? [
        {
          class: library.fault.mistake,
          odds: odds.named * odds.decides,
          text: library.fault.what,
          url: library.fault.url,
        },
      ]
    : []

/** Functions of a process, a thread or its token: a handle of -1 or -2 that they are given is a pseudo handle, as no open of these returns it. */
function asksProcess({ failed: [first] }: Symptom): boolean {
  return (
    (first?.outcome === '6' || first?.outcome === 'failed') &&
    /Process(?!Heap)|Thread|^DuplicateHandle|^SetPriorityClass|^(?:Virtual\w+Ex|QueryFullProcess\w+)$/.test(
      first.call,
    )
  )
}

/** Whether the call that makes a pseudo handle is the one that is said to fail. */
const makesPseudo = ({ failed: [first] }: Symptom): boolean => pseudoSources.test(first?.call ?? '')

/** INVALID_HANDLE_VALUE that is asked for: a -1 of 32 bits is another number in a 64-bit process. https://learn.microsoft.com/en-us/windows/win32/fileio/createiocompletionport */
const byOnesTaken: SupportRule = symptom =>
  /^(?:CreateIoCompletionPort|CreateFileMapping)/.test(symptom.failed[0]?.call ?? '') &&
  symptom.failed[0]?.outcome === '6' &&
  symptom.architecture !== 'ia32' &&
  !symptom.ok.some(name => /^(?:Create|Open)/.test(name))
    ? (['pseudo-handle', 'arg-truncated'] as const).map(name => ({
        class: name,
        odds: name === 'pseudo-handle' ? odds.told : odds.decides,
        text: `${symptom.failed[0]?.call ?? ''} takes -1 for none, which has to be as wide as a pointer`,
      }))
    : []

const byPseudo: SupportRule = symptom =>
  (symptom.handle === undefined || isPseudoValue(symptom.handle)) &&
  (isPseudoSource(symptom) ||
    makesPseudo(symptom) ||
    (symptom.handle !== undefined && asksProcess(symptom)))
    ? [
        {
          class: 'pseudo-handle',
          odds: makesPseudo(symptom)
            ? odds.named * odds.leans
            : asksProcess(symptom)
              ? odds.told
              : odds.decides,
          text: 'GetCurrentProcess and GetCurrentThread return pseudo handles, -1 and -2',
          url: 'https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-getcurrentprocess',
        },
      ]
    : []

/** Functions that are given the process or the thread itself, as a rule: by what GetCurrentProcess and GetCurrentThread return. */
const ofItself =
  /^(?:[GS]etProcessAffinityMask|SetThreadAffinityMask|SetProcessWorkingSetSize|[GS]etProcessPriorityBoost|SetPriorityClass|SetThreadPriority|GetProcessHandleCount|GetProcessMemoryInfo|GetGuiResources|OpenProcessToken|OpenThreadToken|FlushInstructionCache|SetProcessInformation|SetThreadInformation|SetThreadIdealProcessor)$/

/** A pseudo handle is a handle of 64 ones, which a declaration of 32 bits does not fill. */
const byItself: SupportRule = symptom => {
  const { failed, handle } = symptom
  const [first] = failed
  return first?.outcome === '6' && handle === undefined && ofItself.test(first.call)
    ? (['pseudo-handle', 'arg-truncated'] as const).map(name => ({
        class: name,
        odds: name === 'pseudo-handle' ? odds.nearly : odds.leans,
        text: `${first.call} is given the pseudo handle of the process or thread, -1 or -2, as a rule`,
      }))
    : []
}

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

/** Calls of a console and of standard streams have look-alikes of their own. */
const byConsole: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first?.outcome !== '6') return []
  if (featuresOf(symptom).call?.includes('stdio') === true)
    return [
      {
        class: 'inheritance',
        odds: 2 * odds.leans,
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

/** A crash without more: what was closed or freed is used. */
const byUnplaced: SupportRule = symptom =>
  isUnplaced(symptom)
    ? [
        {
          class: 'bad-parameter',
          odds: odds.leans,
          text: 'what is too short, or nothing at all, is passed where something is written',
        },
        {
          class: 'closed-handle',
          odds:
            symptom.ffi === undefined || featuresOf(symptom).rhythm?.includes('sometimes') === true
              ? odds.decides
              : odds.leans,
          text: 'nothing says where it crashes; most often something is used that was closed or freed',
        },
      ]
    : []

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
  ...moduleRules,
  ...callRules,
  ...processRules,
  ...kindRules,
  ...producerRules,
  ...addressRules,
  ...conventionRules,
  ...observationRules,
  ...openRules,
  ...settingRules,
  ...sourceRules,
  byHint,
  ...wordRules,
  byLibrary,
  byPseudo,
  byOnesTaken,
  byItself,
  byWidening,
  ...structRules,
  byConsole,
  ...lifeRules,
  byEvent,
  byUnplaced,
]

/** Facts that make classes likelier. */
export function supportOf(symptom: Symptom): readonly Support[] {
  return rules.flatMap(rule => rule(symptom))
}
