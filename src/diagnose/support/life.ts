import { gated } from '../patterns/gated.ts'
import { groupOf } from '../call-groups.ts'
import { odds, type SupportRule } from './rule.ts'
import { featuresOf } from '../symptom.ts'

/** A handle is asked for a process or a wait long after it was made: most such reports are about its life. */
const byLife: SupportRule = ({ failed: [first], also, library, ok, intermittent, ffi }) => {
  const isClosed = also?.hint?.includes('closed') === true
  if (!first || library?.fault) return []
  // Functions of windows say ERROR_INVALID_PARAMETER of one that is gone, too.
  if (first.outcome !== '6' && !(isClosed && ['failed', '87', '1400'].includes(first.outcome)))
    return []
  const isLate =
    ['wait', 'close'].includes(groupOf(first.call)) ||
    gated(
      /^GetExitCode/,
      /^TerminateProcess/,
      /^Get(?:Overlapped|Queued)/,
      /^SetEvent$/,
      /^ResetEvent$/,
      /^ReleaseSemaphore$/,
      /^RegCloseKey$/,
      /^FindClose$/,
      /^CloseServiceHandle$/,
      /^FreeLibrary$/,
      /^ReleaseMutex$/,
      /^LocalFree$/,
      /^GlobalFree$/,
      /^HeapFree$/,
      /^ReportEvent/,
    ).test(first.call)
  if (also?.before?.includes('worked') === true || isClosed)
    return [
      {
        class: 'closed-handle',
        odds: first.outcome === '87' ? odds.told : odds.decides,
        text: 'what worked before and no longer does was closed in between',
      },
    ]
  return isLate && library?.isRight !== false
    ? [
        {
          class: 'closed-handle',
          // Now and then: another thread closes it.
          odds:
            ok.some(name => /^(?:Create|Open|RegOpen|RegCreate)/.test(name)) ||
            (intermittent === true && ffi !== 'ctypes-old')
              ? odds.decides
              : odds.leans,
          text: `${first.call} is given a handle that was made long before`,
        },
      ]
    : []
}

/** Functions that end the life of a handle. */
const closes =
  /^(?:Close|Free|Destroy|Release|Delete|Unregister|RegClose|FindClose|LocalFree|GlobalFree)/

/** What was closed well, and what then crashed or was refused. */
const byClosed: SupportRule = ({ failed: [first], ok }) => {
  const closed = ok.find(name => closes.test(name))
  if (!first || closed === undefined) return []
  const isAgain = ok.includes(first.call) && closes.test(first.call)
  return isAgain || ['crash', '6', 'failed', 'wrong-result'].includes(first.outcome)
    ? [
        {
          class: 'closed-handle',
          odds: isAgain ? odds.named : first.outcome === 'wrong-result' ? odds.told : odds.nearly,
          text: isAgain
            ? `${first.call} succeeded before: what it closed is closed again`
            : `${closed} succeeded before: what it closed is used, or closed again`,
        },
      ]
    : []
}

/** Error 6 of a process, a thread or a key of which the call is not named: what was opened for it was closed. */
const byOwnLife: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === '6' &&
  first.call === '' &&
  also?.call?.some(call => ['process', 'registry', 'wait', 'close'].includes(call)) === true
    ? [
        {
          class: 'closed-handle',
          odds: odds.leans,
          text: 'what was opened long before may have been closed since',
        },
      ]
    : []

/** A child whose start failed now and then, or after others had worked: the streams that it is given do not come and go. */
const byEarlierChild: SupportRule = symptom => {
  const { rhythm, before, call } = featuresOf(symptom)
  return symptom.failed[0]?.outcome === '6' &&
    (call?.includes('stdio') === true || symptom.also?.hint?.includes('subprocess') === true) &&
    (rhythm?.includes('sometimes') === true || before?.includes('worked') === true)
    ? [
        {
          class: 'closed-handle',
          odds: odds.named * odds.decides,
          text: 'it works at other times: what comes and goes is a handle, such as that of an earlier child, and no stream',
        },
      ]
    : []
}

/** What reads or writes beside the program crashes now and then where its struct or its buffer does not live as long as it does. */
const byPending: SupportRule = symptom =>
  symptom.failed[0]?.outcome === 'crash' &&
  featuresOf(symptom).rhythm?.includes('sometimes') === true &&
  featuresOf(symptom).call?.includes('overlapped') === true
    ? (['overlapped-moved', 'closed-handle'] as const).map(name => ({
        class: name,
        odds: odds.nearly,
        text: 'what still waits writes into memory that was freed, or uses a handle that was closed',
        url: 'https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped',
      }))
    : []

/** What crashes in a clean-up was freed or closed before, by another owner. */
const byCleanUp: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === 'crash' && also?.hint?.includes('cleanup') === true
    ? [
        {
          class: 'closed-handle',
          odds: odds.nearly,
          text: 'it crashes in a clean-up, where what was closed or freed before is closed again',
        },
      ]
    : []

/** When a handle was made, and whether it was closed since, say of the classes. */
export const lifeRules: readonly SupportRule[] = [
  byLife,
  byClosed,
  byOwnLife,
  byEarlierChild,
  byPending,
  byCleanUp,
]
