import { first, isForeignCode } from './exclusion-rule.ts'
import { functionFacts } from './functions.ts'
import { odds, type Support, type SupportRule } from './support-rule.ts'
import { featuresOf, outcomeOf } from './symptom.ts'

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
const byWindow: SupportRule = ({ failed: [first], also }) =>
  first?.outcome === '1400' ||
  (first?.call === '' && first.outcome === 'failed' && also?.call?.includes('window') === true)
    ? [
        {
          class: 'failed-open',
          odds: odds.told,
          text: 'a search that found no window returns 0, and the program went on',
        },
        {
          class: 'closed-handle',
          odds: odds.decides,
          text: 'the window may have been closed before the call',
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

/** https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2 */
const ofSockets: Readonly<Record<string, readonly Support[]>> = {
  10038: [
    {
      class: 'wrong-kind',
      odds: odds.told,
      text: 'WSAENOTSOCK: what was given is no socket; select() of Windows takes nothing else',
    },
  ],
  10014: [
    {
      class: 'field-narrowed',
      odds: odds.decides,
      text: 'WSAEFAULT is said of a value that is shorter than it must be, too',
    },
    ...(['arg-truncated', 'struct-layout-shrunk', 'bad-parameter'] as const).map(name => ({
      class: name,
      odds: odds.leans,
      text: 'WSAEFAULT is said of an address that is none, or of a length that is too small',
    })),
  ],
}

/** Codes of Winsock that say what is wrong with what they were given. */
const bySocket: SupportRule = ({ failed: [first] }) =>
  first && Object.hasOwn(ofSockets, first.outcome) ? (ofSockets[first.outcome] ?? []) : []

/** ERROR_CALL_NOT_IMPLEMENTED, ERROR_INVALID_FLAGS: the function is there, but not what it was asked for. */
const byRequest: SupportRule = ({ failed: [first] }) =>
  first && ['120', '1004'].includes(first.outcome)
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text: 'the function is there, so it is an argument that it does not know',
        },
      ]
    : []

/** A code that has nothing to do with windows, from a function that takes nothing but windows. */
const byForeignCode: SupportRule = symptom =>
  isForeignCode(symptom)
    ? [
        {
          class: 'stale-last-error',
          odds: odds.told,
          text: `${first(symptom)} opens no file; the code is that of an earlier call`,
        },
      ]
    : []

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

/** A standard stream, which is not there. CPython has no stream object then, and nothing that could fail but what hands streams on: https://docs.python.org/3/library/sys.html#sys.__stdin__ */
const byStream: SupportRule = ({ failed: [first], also, ffi }) => {
  const isOfConsole = also?.hint?.includes('console') === true
  if (
    !first ||
    !['5', '6', 'failed', 'crash'].includes(first.outcome) ||
    !(isOfConsole || first.call === '') ||
    also?.redirected?.includes('yes') !== true
  )
    return []
  const isPython = !isOfConsole && (ffi === 'ctypes' || ffi === 'ctypes-old')
  const text = 'a standard stream is spoken of, in a program that has no console or another one'
  return [
    { class: 'no-console', odds: isPython ? odds.leans : odds.decides, text },
    ...(isPython ? [{ class: 'inheritance' as const, odds: odds.nearly, text }] : []),
  ]
}

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
  byForeignCode,
  bySocket,
  byRequest,
  byDriverCode,
  byTransfer,
  byImage,
  byLength,
  byRaised,
  byStream,
  byKind,
  byOwnHandle,
  byFile,
]
