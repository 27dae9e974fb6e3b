import { type MistakeId, mistakeIds, mistakes } from '../../mistakes/index.ts'
import { inUse, first, outcome, ofRights } from '../about-failure.ts'
import { ofStructs } from '../cause-groups.ts'
import type { ExclusionRule } from './rule.ts'

/** Causes that can end in a code for something that is in use. */
const whileInUse: readonly MistakeId[] = [
  'busy',
  'bad-parameter',
  'closed-handle',
  'inheritance',
  'driver',
  'failed-open',
  'stale-last-error',
  'last-error-lost',
]

const byUse: ExclusionRule = ({ failed: [failed] }) =>
  inUse.includes(failed?.outcome ?? '')
    ? {
        classes: mistakeIds.filter(name => !whileInUse.includes(name)),
        reason: `code ${failed?.outcome} says that something is in use, so Windows accepted the arguments`,
      }
    : undefined

/**
 * Codes that a function sets after it took its handle: ERROR_NO_MORE_FILES, WAIT_TIMEOUT, ERROR_NO_MORE_ITEMS, ERROR_PIPE_CONNECTED,
 * ERROR_IO_INCOMPLETE, ERROR_IO_PENDING, ERROR_SERVICE_EXISTS, ERROR_LOGON_FAILURE, WSAEWOULDBLOCK, WSAECONNABORTED,
 * WSAECONNRESET, WSAETIMEDOUT, WSAECONNREFUSED, WSAEHOSTDOWN, WSAEHOSTUNREACH.
 * https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes
 */
const afterHandle = [
  ...['18', '258', '259', '535', '996', '997', '1073', '1326'],
  ...['10035', '10053', '10054', '10060', '10061', '10064', '10065'],
]

/** What is wrong with the handle itself. */
const ofHandle: readonly MistakeId[] = [
  ...mistakeIds.filter(name => mistakes[name].width && !ofStructs.some(one => one === name)),
  'wrong-kind',
  'closed-handle',
  'no-console',
  'process-bitness',
]

const byAcceptance: ExclusionRule = ({ failed: [failed] }) =>
  afterHandle.includes(failed?.outcome ?? '')
    ? {
        classes: ofHandle,
        reason: `a call whose handle is invalid does not end in code ${failed?.outcome}`,
      }
    : undefined

/** ShellExecute returns the code itself, up to 32: https://learn.microsoft.com/en-us/windows/win32/api/shellapi/nf-shellapi-shellexecutew */
const byReturnedCode: ExclusionRule = symptom => {
  const code = symptom.failed[0]?.outcome ?? ''
  return /^ShellExecute[AW]?$/.test(first(symptom)) && /^\d+$/.test(code) && Number(code) <= 32
    ? {
        classes: mistakeIds.filter(name => mistakes[name].width),
        reason: `${first(symptom)} returns such a code instead of a handle`,
      }
    : undefined
}

/** A check of access comes before anything is opened, and works on no device. https://learn.microsoft.com/en-us/windows/win32/secauthz/access-checks */
const byRights: ExclusionRule = symptom =>
  outcome(symptom) === 'denied' && ofRights.test(first(symptom))
    ? {
        classes: [...mistakeIds.filter(name => mistakes[name].width), 'unplugged', 'driver'],
        reason: `${first(symptom)} is denied by a check of rights, which comes after its arguments were taken`,
      }
    : undefined

/** A process has one console, and nobody else keeps it from having one. https://learn.microsoft.com/en-us/windows/console/attachconsole */
const byConsole: ExclusionRule = symptom =>
  outcome(symptom) === 'denied' && /^(?:Attach|Alloc)Console$/.test(first(symptom))
    ? {
        classes: ['busy', 'no-console'],
        reason: `${first(symptom)} is denied where the process has a console already`,
      }
    : undefined

/** What gives a handle that can be waited for, whatever is passed to it. https://learn.microsoft.com/en-us/windows/win32/api/synchapi/nf-synchapi-waitforsingleobject */
const givesWaitable =
  /^(?:(?:Create|Open)(?:Event|Mutex|Semaphore|WaitableTimer|Process|Thread)|CreateRemoteThread|_beginthreadex)/
const waits = /^(?:WaitFor(?:Single|Multiple)Objects?|MsgWaitForMultipleObjects)(?:Ex)?$/

const byWaitable: ExclusionRule = symptom =>
  waits.test(first(symptom)) &&
  symptom.ok.length > 0 &&
  symptom.ok.every(name => givesWaitable.test(name))
    ? {
        classes: ['wrong-kind'],
        reason: `${first(symptom)} waits for what ${symptom.ok.join(' and ')} gives`,
      }
    : undefined

/** How far Windows came with a call, and what it takes, rule out what it would have refused. */
export const acceptedRules: readonly ExclusionRule[] = [
  byUse,
  byAcceptance,
  byReturnedCode,
  byRights,
  byConsole,
  byWaitable,
]
