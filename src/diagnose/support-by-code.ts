import { functionFacts } from './functions.ts'
import { odds, type SupportRule } from './support-rule.ts'
import { featuresOf, isWide, outcomeOf } from './symptom.ts'

/** A function that sets no last error cannot have set the 6. */
const byLastError: SupportRule = ({ failed: [first] }) => {
  const facts = first && first.outcome === '6' ? functionFacts(first.call) : undefined
  return facts && !facts.setsLastError && facts.library !== 'advapi32.dll'
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

/** Go's syscall package gives the whole register as the result. https://pkg.go.dev/syscall?GOOS=windows#Proc.Call */
const byWholeRegister: SupportRule = symptom =>
  symptom.ffi === 'go' &&
  symptom.failed[0] !== undefined &&
  outcomeOf(symptom.failed[0].outcome) === 'wrong-result' &&
  isWide(symptom) !== false
    ? [
        {
          class: 'return-upper-undefined',
          odds: odds.decides,
          text: 'Go returns all 64 bits of the register, of which a function with a 32-bit result sets the lower half',
        },
      ]
    : []

/** ERROR_INVALID_FUNCTION, ERROR_GEN_FAILURE, ERROR_NOT_SUPPORTED, ERROR_SEM_TIMEOUT, ERROR_IO_DEVICE: what drivers answer. */
const ofDrivers = ['1', '31', '50', '121', '1117', '1168']

/** Of these, what a driver also answers when its device is gone. */
const ofLostDevices = ['31', '1117', '1168']

/** The driver answered, and nothing says that data were being transferred or that the device was removed. */
const byDriverCode: SupportRule = symptom => {
  const [first] = symptom.failed
  const call = featuresOf(symptom).call?.[0]
  return first &&
    ofDrivers.includes(first.outcome) &&
    !ofFiles.test(first.call) &&
    (call === undefined ||
      call === 'open' ||
      call === 'handle' ||
      (first.call === 'DeviceIoControl' && !ofLostDevices.includes(first.outcome))) &&
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

/** ERROR_BAD_EXE_FORMAT, and ERROR_BAD_FORMAT as .NET says it. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499- */
const ofImages = ['193', '11']

/** ERROR_NOACCESS: an address that Windows was given is none, as a cut one is. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--500-999- */
const byAddress: SupportRule = symptom =>
  symptom.failed[0]?.outcome === '998'
    ? (['arg-truncated', 'struct-layout-shrunk', 'bad-parameter'] as const)
        .filter(name => name === 'bad-parameter' || isWide(symptom) !== false)
        .map(name => ({
          class: name,
          odds: odds.decides,
          text: 'ERROR_NOACCESS is said of an address that is none, such as one that was cut',
        }))
    : []

/** A crash in a function that takes an address as an integer: the cast in front of it is the usual fault. */
const byIntegerAddress: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts =
    first && outcomeOf(first.outcome) === 'crash' ? functionFacts(first.call) : undefined
  return facts?.addresses === true && !facts.wideResult && isWide(symptom) !== false
    ? [
        {
          class: 'arg-truncated',
          odds: odds.leans,
          text: `${facts.name} takes an address as an integer, and returns none`,
        },
      ]
    : []
}

/** A handle of 64 bits in a 32-bit process takes two places, so the addresses behind it are read from the wrong ones. */
const byMoved: SupportRule = symptom => {
  const [first] = symptom.failed
  const facts =
    first && outcomeOf(first.outcome) === 'crash' ? functionFacts(first.call) : undefined
  return facts !== undefined &&
    facts.handles.length > 0 &&
    !facts.callbacks &&
    isWide(symptom) === false
    ? [
        {
          class: 'too-wide',
          odds: odds.leans,
          text: `${facts.name} takes a handle and addresses, which move where the handle is declared with 64 bits`,
        },
      ]
    : []
}

/** Data were being transferred, and the driver says that there is no device: 21, 22, 31, 433, 1117, 1167. */
const byTransfer: SupportRule = ({ failed: [first] }) =>
  first &&
  outcomeOf(first.outcome) === 'gone' &&
  !['109', '995'].includes(first.outcome) &&
  /^(?:ReadFile|WriteFile|GetOverlappedResult|ClearCommError|WaitCommEvent|GetCommModemStatus)$/.test(
    first.call,
  )
    ? [
        {
          class: 'unplugged',
          odds: odds.leans,
          text: `${first.outcome} in ${first.call} is how a port fails whose device was unplugged`,
        },
      ]
    : []

/** A DLL or a program of the other width, which cannot be loaded. */
const byImage: SupportRule = ({ failed: [first] }) =>
  first && ofImages.includes(first.outcome)
    ? [
        {
          class: 'process-bitness',
          odds: odds.told,
          text: 'a DLL or a program of the other width, or a file that is none, cannot be loaded',
        },
      ]
    : []

/** ERROR_BAD_LENGTH: Toolhelp, VirtualQuery and their like refuse a struct that is not as long as they expect. */
const byLength: SupportRule = ({ failed: [first], described = [] }) =>
  first?.outcome === '24' && described.length === 0
    ? [
        {
          class: 'struct-size-constant',
          odds: odds.told,
          text: 'ERROR_BAD_LENGTH is said of a struct, or of its size, that is not that of the process',
        },
        {
          class: 'struct-layout-shrunk',
          odds: odds.nearly,
          text: 'a struct that is too short has another size',
        },
      ]
    : []

/** An exception with the status of a handle that is none: what CloseHandle raises where handles are checked. https://learn.microsoft.com/en-us/windows/win32/api/handleapi/nf-handleapi-closehandle */
const byRaised: SupportRule = ({ failed: [first] }) =>
  first?.call === '' && first.status === 'c0000008'
    ? [
        {
          class: 'closed-handle',
          odds: odds.decides,
          text: 'STATUS_INVALID_HANDLE is raised where a handle is closed that was closed before',
        },
      ]
    : []

/** A standard stream, which is not there. */
const byStream: SupportRule = ({ failed: [first], also }) =>
  first &&
  ['5', '6', 'failed', 'crash'].includes(first.outcome) &&
  (also?.hint?.includes('console') === true || first.call === '') &&
  also?.redirected?.includes('yes') === true
    ? [
        {
          class: 'no-console',
          odds: odds.decides,
          text: 'a standard stream is spoken of, in a program that has no console or another one',
        },
      ]
    : []

/** Functions that take a handle of one kind only, and no standard stream. */
const ofOneKind =
  /^(?:PeekNamedPipe|TransactNamedPipe|[GS]etNamedPipe\w*|(?:Connect|Disconnect)NamedPipe|[GS]etComm\w*|SetupComm|PurgeComm|ClearCommError|ReadDirectoryChanges\w*|CreateIoCompletionPort)$/

/** A standard stream where a pipe, a port or a directory is wanted. */
const byKind: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === '6' && also?.hint?.includes('console') === true && ofOneKind.test(first.call)
    ? [
        {
          class: 'wrong-kind',
          odds: odds.nearly,
          text: `${first.call} is given a standard stream, which may be a console, a file or nothing`,
        },
      ]
    : []

/** Functions of libraries that have handles of their own beside a HANDLE: hid_device of hidapi, the interface handle of WinUSB. https://learn.microsoft.com/en-us/windows/win32/api/winusb/nf-winusb-winusb_initialize */
const besideOwnHandles = /^(?:HidD|WinUsb)_/

/** The handle of the library where a HANDLE is wanted, or the reverse. */
const byOwnHandle: SupportRule = ({ failed: [first] }) =>
  first?.outcome === '6' && besideOwnHandles.test(first.call)
    ? [
        {
          class: 'wrong-kind',
          odds: odds.leans,
          text: `${first.call} is called beside libraries that have handles of their own`,
        },
      ]
    : []

/** Functions of files on a disk, which answer a console or a pipe with ERROR_INVALID_FUNCTION. https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getfileinformationbyhandle */
const ofFiles =
  /^(?:GetFileInformationByHandle\w*|GetFileSize\w*|SetFilePointer\w*|SetEndOfFile|LockFile\w*|GetFinalPathNameByHandle|FlushFileBuffers|SetFileTime|GetFileTime)$/

/** A stream that is no file, where a function wants one. */
const byFile: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === '1' && ofFiles.test(first.call) && also?.hint?.includes('console') === true
    ? [
        {
          class: 'wrong-kind',
          odds: odds.told,
          text: `${first.call} takes a file; a console or a pipe has no such information`,
        },
      ]
    : []

/** What the code, and the call that ended in it, say of the classes. */
export const codeRules: readonly SupportRule[] = [
  byLastError,
  byWindowCode,
  byBufferLength,
  byWindow,
  byWholeRegister,
  byDriverCode,
  byTransfer,
  byAddress,
  byIntegerAddress,
  byMoved,
  byImage,
  byLength,
  byRaised,
  byStream,
  byKind,
  byOwnHandle,
  byFile,
]
