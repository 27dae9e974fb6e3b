import { isWithoutStream } from '../about-failure.ts'
import { odds, type SupportRule } from './rule.ts'
import { isWide } from '../symptom.ts'
import { isDeclaredHere } from '../width-odds.ts'

/** A handle of another kind: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55 */
const byTypeMismatch: SupportRule = ({ failed: [first] }) =>
  first?.status === 'c0000024'
    ? [
        {
          class: 'wrong-kind',
          odds: odds.told,
          text: 'STATUS_OBJECT_TYPE_MISMATCH: the handle is open, and of another kind',
        },
      ]
    : []

/** A standard stream, which is not there. CPython has no stream object then, and nothing that could fail but what hands streams on: https://docs.python.org/3/library/sys.html#sys.__stdin__ */
const byStream: SupportRule = ({ failed: [first], also, ffi }) => {
  const isOfConsole = also?.hint?.includes('console') === true
  if (
    !first ||
    !['5', '6', 'failed', 'crash'].includes(first.outcome) ||
    !(isOfConsole || (first.call === '' && first.outcome !== 'failed')) ||
    also?.redirected?.includes('yes') !== true
  )
    return []
  const isPython = !isOfConsole && (ffi === 'ctypes' || ffi === 'ctypes-old')
  const text = 'a standard stream is spoken of, in a program that has no console or another one'
  return [
    { class: 'no-console', odds: isPython ? odds.leans : odds.decides, text },
    // What a child is given, too.
    ...(also.hint?.includes('subprocess') === true
      ? [{ class: 'inheritance' as const, odds: odds.decides, text }]
      : []),
    ...(isPython ? [{ class: 'inheritance' as const, odds: odds.nearly, text }] : []),
  ]
}

/** A descriptor that has no stream. */
const byDescriptor: SupportRule = symptom =>
  isWithoutStream(symptom)
    ? [
        {
          class: 'no-console',
          odds: odds.named,
          text: 'get_osfhandle returns -2 where no stream is behind a descriptor, as in a program without console',
          url: 'https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/get-osfhandle',
        },
      ]
    : []

/** Functions that take a handle of one kind only, and no standard stream. */
const ofOneKind =
  /^(?:PeekNamedPipe|TransactNamedPipe|[GS]etNamedPipe\w*|(?:Connect|Disconnect)NamedPipe|[GS]etComm\w*|SetupComm|PurgeComm|ClearCommError|ReadDirectoryChanges\w*|CreateIoCompletionPort)$/

/** A standard stream where a pipe, a port or a directory is wanted. */
const byKind: SupportRule = ({ failed: [first], also, ok }) =>
  first?.outcome === '6' &&
  (also?.hint?.includes('console') === true ||
    ok.includes('GetStdHandle') ||
    // asyncio takes pipes for it: https://docs.python.org/3/library/asyncio-platforms.html
    /connect_(?:read|write)_pipe/.test(first.via ?? '')) &&
  ofOneKind.test(first.call)
    ? [
        {
          class: 'wrong-kind',
          odds: odds.told,
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

/** What always fails in the close of a handle that was just there was never one that it closes. */
const byClose: SupportRule = ({ failed: [first], intermittent, also }) =>
  first?.outcome === '6' &&
  /^(?:CloseHandle|FindClose|RegCloseKey|CloseServiceHandle|FreeLibrary)$/.test(first.call) &&
  intermittent === false &&
  also?.before?.includes('worked') !== true
    ? [
        {
          class: 'wrong-kind',
          odds: odds.decides,
          text: `${first.call} fails each time: what it is given may be an address, a socket or the handle of another kind`,
        },
      ]
    : []

/** Functions of files on a disk, which answer a console or a pipe with ERROR_INVALID_FUNCTION. https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getfileinformationbyhandle */
export const diskFunctions =
  /^(?:GetFileInformationByHandle\w*|GetFileSize\w*|SetFilePointer\w*|SetEndOfFile|LockFile\w*|GetFinalPathNameByHandle|FlushFileBuffers|SetFileTime|GetFileTime)$/

/** A stream that is no file, where a function wants one. */
const byFile: SupportRule = ({ failed: [first], also }) =>
  (first?.outcome === '1' ||
    // https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-flushfilebuffers
    (first?.outcome === '6' && first.call === 'FlushFileBuffers')) &&
  diskFunctions.test(first.call) &&
  also?.hint?.includes('console') === true
    ? [
        {
          class: 'wrong-kind',
          odds: odds.told,
          text: `${first.call} takes a file; a console or a pipe has no such information`,
        },
      ]
    : []

/** Functions that take memory of one heap. */
const ofHeaps = /^(?:Local|Global)(?:Free|Lock|Unlock|Size|ReAlloc|Flags)$/

/** Memory of another heap, or freed before. https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-localfree */
const byHeap: SupportRule = symptom => {
  const [first] = symptom.failed
  // Who declares it himself, in 64 bits, mostly lost the upper half of what the call before returned.
  const mayBeCut = isWide(symptom) === true && isDeclaredHere(symptom)
  return first?.outcome === '6' && ofHeaps.test(first.call)
    ? (['wrong-kind', 'closed-handle'] as const).map(name => ({
        class: name,
        odds: mayBeCut ? 1 : name === 'wrong-kind' ? odds.told : odds.nearly,
        text: `${first.call} takes memory of its own heap, once; memory of another one, and what is no memory, such as a bitmap, it refuses`,
      }))
    : []
}

/** What says that a handle is of another kind, or a standard stream that is not there. */
export const kindRules: readonly SupportRule[] = [
  byTypeMismatch,
  byStream,
  byDescriptor,
  byKind,
  byOwnHandle,
  byClose,
  byFile,
  byHeap,
]
