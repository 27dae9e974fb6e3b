import { functionFacts } from './functions.ts'
import { odds, type SupportRule } from './support-rule.ts'
import { featuresOf, isWide, outcomeOf } from './symptom.ts'

/** A function that sets no last error cannot have set the 6. */
const byLastError: SupportRule = ({ failed: [first] }) => {
  const facts = first && first.outcome === '6' ? functionFacts(first.call) : undefined
  return facts &&
    !facts.setsLastError &&
    facts.library !== 'advapi32.dll' &&
    facts.handles.length === 0
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
          odds: odds.nearly,
          text: `${facts.name} reports an invalid window with 1400; the 6 is that of an earlier call`,
        },
      ]
    : []
}

/** The first of two calls that ask how long a buffer must be, taken for a failure. */
const byBufferLength: SupportRule = ({ failed: [first] }) =>
  first?.outcome === '122'
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text: 'ERROR_INSUFFICIENT_BUFFER says how long the buffer must be; call again with one of that length',
        },
      ]
    : []

/** A window that is not there: it was not found, or it is gone. */
const byWindow: SupportRule = ({ failed: [first] }) =>
  first?.outcome === '1400'
    ? [
        {
          class: 'failed-open',
          odds: odds.told,
          text: 'ERROR_INVALID_WINDOW_HANDLE: a search that found no window returns 0, and the program went on',
        },
        {
          class: 'closed-handle',
          odds: odds.decides,
          text: 'ERROR_INVALID_WINDOW_HANDLE: the window may have been closed before the call',
        },
      ]
    : []

/** The open is known to have failed, and a later call was given what it returned. */
const byFailedOpen: SupportRule = symptom => {
  const { open, call, width } = featuresOf(symptom)
  if (open?.[0] !== 'failed' || call === undefined || call[0] === 'open') return []
  const text = 'the open had failed, and a later call was given what it returned'
  return [
    { class: 'failed-open', odds: odds.decides, text },
    // A comparison in the wrong width is right in processes of the other width.
    { class: 'sentinel-mismatch', odds: width?.[0] === 'both' ? odds.leans : odds.decides, text },
  ]
}

/** What the code of an open itself says. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes */
const byOpenCode: SupportRule = symptom => {
  const [first] = symptom.failed
  if (first === undefined || featuresOf(symptom).call?.[0] !== 'open') return []
  const outcome = outcomeOf(first.outcome)
  if (outcome === '87' && isWide(symptom) !== false)
    return [
      {
        class: 'bad-parameter',
        odds: odds.decides,
        text: 'the open refuses one of its arguments, and there is no handle yet',
      },
    ]
  return outcome === 'denied' || outcome === 'not-found'
    ? [
        {
          class: 'failed-open',
          odds: odds.decides,
          text:
            outcome === 'denied'
              ? 'the open reports that the file or device is in use, or that access is denied'
              : 'the open reports that there is no such file, device or port',
        },
      ]
    : []
}

/** ERROR_INVALID_FUNCTION, ERROR_GEN_FAILURE, ERROR_NOT_SUPPORTED, ERROR_SEM_TIMEOUT, ERROR_IO_DEVICE: what drivers answer. */
const ofDrivers = ['1', '31', '50', '121', '1117']

/** The driver answered, and nothing says that data were being transferred or that the device was removed. */
const byDriverCode: SupportRule = symptom => {
  const [first] = symptom.failed
  const call = featuresOf(symptom).call?.[0]
  return first &&
    ofDrivers.includes(first.outcome) &&
    (call === undefined || call === 'open' || call === 'handle') &&
    symptom.also?.hint?.includes('unplug') !== true
    ? [
        {
          class: 'driver',
          odds: odds.decides,
          text: `${first.outcome} is a code that drivers return, and no data were being transferred`,
        },
      ]
    : []
}

/** What the code, and the call that ended in it, say of the classes. */
export const codeRules: readonly SupportRule[] = [
  byLastError,
  byWindowCode,
  byBufferLength,
  byWindow,
  byFailedOpen,
  byOpenCode,
  byDriverCode,
]
