import type { MistakeId } from '../../mistakes/index.ts'
import { codesOf, first, isForeignCode } from '../about-failure.ts'
import { noFailureOf } from '../no-failure.ts'
import { functionFacts } from '../functions.ts'
import {
  byBufferLength,
  byImage,
  byLength,
  byOwnMeaning,
  byRegion,
  byCRuntime,
  byRaised,
  byRequest,
  bySocket,
  byUnsupported,
} from './code-alone.ts'
import { diskFunctions } from './kind.ts'
import { odds, type SupportRule } from './rule.ts'
import { featuresOf, isWide, namesCtypes, outcomeOf, type Symptom } from '../symptom.ts'

/** A function that sets no last error cannot have set the 6. */
const byLastError: SupportRule = ({ failed: [first] }) => {
  const facts = first && first.outcome === '6' ? functionFacts(first.call) : undefined
  return facts && !facts.setsLastError && !['advapi32.dll', 'winmm.dll'].includes(facts.library)
    ? [
        {
          class: 'stale-last-error',
          odds: odds.told,
          text: `${facts.name} sets no last error; the 6 is that of an earlier call`,
        },
      ]
    : []
}

/** user32 reports an invalid window, menu, hook or cursor with 1400 to 1405, never with 6. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--1300-1699- */
const byWindowCode: SupportRule = ({ failed: [first] }) => {
  const facts = first && first.outcome === '6' ? functionFacts(first.call) : undefined
  return facts?.library === 'user32.dll' &&
    facts.handles.length > 0 &&
    facts.handles.every(family => family === 'user')
    ? [
        {
          class: 'stale-last-error',
          odds: odds.told * odds.leans,
          text: `${facts.name} reports an invalid window with 1400; the 6 is that of an earlier call`,
        },
      ]
    : []
}

/** A window that is not there: it was not found, or it is gone. Who names a 64-bit process and no code speaks of declarations. */
const byWindow: SupportRule = symptom => {
  const {
    failed: [first],
    also,
  } = symptom
  const isUnnamed =
    first?.call === '' && first.outcome === 'failed' && also?.call?.includes('window') === true
  // A search that found nothing returns 0.
  const isShown = symptom.handle !== undefined && symptom.handle > 0n
  return first?.outcome === '1400' || (isUnnamed && isWide(symptom) !== true)
    ? [
        {
          class: 'failed-open',
          odds: isShown ? odds.leans : odds.told,
          text: 'a search that found no window returns 0, and the program went on',
        },
        {
          class: 'closed-handle',
          odds: isUnnamed ? odds.decides : odds.nearly,
          text: 'the window may have been closed before the call',
        },
      ]
    : []
}

/** ERROR_INVALID_FUNCTION, ERROR_GEN_FAILURE, ERROR_NOT_SUPPORTED, ERROR_SEM_TIMEOUT, ERROR_IO_DEVICE: what drivers answer. */
const ofDrivers = ['1', '31', '50', '121', '1117', '1168']

/** Of these, what a driver also answers when its device is gone. */
const ofLostDevices = ['31', '1117']

/** Odds of what error 6 is in reports of a language of which nothing else is known. Of 29 issues, most of which a search for its sentence found in November 2026, 9 of 10 of .NET and 7 of 8 of Go were about a console; of 11 of Python 7 about a child, and 2 about a console. */
const ofLanguage: Readonly<
  Partial<Record<NonNullable<Symptom['ffi']>, Readonly<Partial<Record<MistakeId, number>>>>>
> = {
  pinvoke: { 'no-console': odds.leans },
  go: { 'no-console': odds.leans },
  ctypes: { inheritance: 2 * odds.leans, 'no-console': odds.leans },
}

/** What writes to a standard stream, too. */
const ofStreams = /^(?:Read|Write)File$/

/** A 6 of which only the language is known. */
const byLanguage: SupportRule = symptom => {
  const { failed, ffi, also, okOn, sameOn, handle, intermittent, line } = symptom
  const [first] = failed
  // A text of .NET names the function in its frames.
  const isBare =
    first?.outcome === '6' &&
    (first.call === '' || (ffi === 'go' && line === undefined && ofStreams.test(first.call))) &&
    (line === undefined || ffi !== 'pinvoke') &&
    !namesCtypes(symptom) &&
    first.status === undefined &&
    [
      okOn,
      sameOn,
      handle,
      intermittent === true,
      also?.hint,
      also?.call,
      also?.before,
      also?.open,
    ].every(one => one === undefined || one === false)
  const told = isBare && ffi !== undefined ? ofLanguage[ffi] : undefined
  return Object.entries(told ?? {}).map(([name, own]) => ({
    class: name as MistakeId,
    odds: own,
    text: 'this is what most reports of error 6 in this language are about',
  }))
}

/** The driver answered, and nothing says that data were being transferred or that the device was removed. */
const byDriverCode: SupportRule = symptom => {
  const [first] = symptom.failed
  const call = featuresOf(symptom).call?.[0]
  return first &&
    ofDrivers.includes(first.outcome) &&
    !diskFunctions.test(first.call) &&
    (call === undefined ||
      call === 'open' ||
      call === 'handle' ||
      (call === 'overlapped' && !ofLostDevices.includes(first.outcome))) &&
    symptom.also?.hint?.some(hint => ['unplug', 'console', 'subprocess'].includes(hint)) !== true
    ? [
        {
          class: 'driver',
          odds: odds.decides,
          text: `${first.outcome} is a code that drivers return, and no data were being transferred`,
        },
      ]
    : []
}

/** A code that is no failure: of the classes it is nearest to an argument, as nothing else is at fault. */
const byNoFailure: SupportRule = symptom => {
  const good = noFailureOf(symptom)
  const isOfOther =
    isForeignCode(symptom) ||
    symptom.described !== undefined ||
    symptom.also?.hint?.some(hint => ['success', 'unplug', 'closed'].includes(hint)) === true
  return good && !isOfOther
    ? [{ class: 'bad-parameter', odds: odds.named, text: good.title, url: good.url }]
    : []
}

/** A code that the function cannot have set. */
const byForeignCode: SupportRule = symptom =>
  isForeignCode(symptom)
    ? [
        {
          class: 'stale-last-error',
          odds:
            functionFacts(first(symptom))?.library === 'ws2_32.dll'
              ? odds.told
              : odds.named * odds.leans,
          text: `${first(symptom)} does not set this code; it is that of an earlier call`,
        },
      ]
    : []

/** Winsock keeps its code where GetLastError reads it too, and what a runtime calls in between sets it anew. */
const bySocketCode: SupportRule = symptom =>
  isForeignCode(symptom) && functionFacts(first(symptom))?.library === 'ws2_32.dll'
    ? [
        {
          class: 'last-error-lost',
          odds: odds.told * odds.leans,
          text: `${first(symptom)} ends in codes from 10004 on; another call came before WSAGetLastError`,
          url: 'https://learn.microsoft.com/en-us/windows/win32/api/winsock/nf-winsock-wsagetlasterror',
        },
      ]
    : []

/** Three codes or more of one function, now and then: nothing sets so many. */
const byManyCodes: SupportRule = symptom => {
  const codes = codesOf(symptom)
  return codes.length > 2 && !isForeignCode(symptom)
    ? [
        {
          class: 'stale-last-error',
          odds: odds.nearly,
          text: `${first(symptom)} ended with ${codes.join(', ')}: codes that change are those of earlier calls`,
        },
      ]
    : []
}

/** ERROR_OPERATION_ABORTED, where a close is spoken of: it ends what is still waiting. https://learn.microsoft.com/en-us/windows/win32/fileio/canceling-pending-i-o-operations */
const byAborted: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === '995' && also?.hint?.includes('closed') === true
    ? [
        {
          class: 'closed-handle',
          odds: odds.named,
          text: 'a close ends what still waits with ERROR_OPERATION_ABORTED',
        },
      ]
    : []

/** ERROR_NO_SUCH_DEVICE, ERROR_DEVICE_NOT_CONNECTED: their names say it. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--1000-1299- */
const ofNoDevice = ['433', '1167']

/** Data were being transferred, and the driver says that there is no device: 21, 22, 31, 433, 1117, 1167. What a transfer that is cancelled ends in, 995, says less. */
const byTransfer: SupportRule = symptom => {
  const [first] = symptom.failed
  if (
    !first ||
    outcomeOf(first.outcome) !== 'gone' ||
    first.outcome === '109' ||
    !/^(?:ReadFile|WriteFile|GetOverlappedResult|ClearCommError|WaitCommEvent|GetCommModemStatus)$/.test(
      first.call,
    )
  )
    return []
  const text = `${first.outcome} in ${first.call} is how a port fails whose device was unplugged`
  const hasWorked = featuresOf(symptom).before?.includes('worked') === true
  if (first.outcome === '995')
    return hasWorked
      ? (['unplugged', 'closed-handle'] as const).map(name => ({
          class: name,
          odds: odds.leans,
          text: 'what worked before was cancelled: its device went away, or the port was closed',
        }))
      : []
  return [
    {
      class: 'unplugged',
      odds: ofNoDevice.includes(first.outcome) || hasWorked ? odds.decides : odds.leans,
      text,
    },
  ]
}

/** What the code, and the call that ended in it, say of the classes. */
export const codeRules: readonly SupportRule[] = [
  byNoFailure,
  byLanguage,
  byLastError,
  byWindowCode,
  byBufferLength,
  byWindow,
  byOwnMeaning,
  byRegion,
  byForeignCode,
  bySocketCode,
  byManyCodes,
  bySocket,
  byRequest,
  byDriverCode,
  byUnsupported,
  byAborted,
  byTransfer,
  byImage,
  byLength,
  byCRuntime,
  byRaised,
]
