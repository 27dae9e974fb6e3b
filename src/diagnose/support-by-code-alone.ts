import type { MistakeId } from '../mistakes/index.ts'
import { inUse, isForeignCode, isOfLoader } from './exclusion-rule.ts'
import { odds, type Support, type SupportRule } from './support-rule.ts'

/** The first of two calls that ask how long a buffer must be, taken for a failure. */
export const byBufferLength: SupportRule = ({ failed: [first] }) =>
  first?.outcome === '122'
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text: 'ERROR_INSUFFICIENT_BUFFER says how long the buffer must be; call again with one of that length',
        },
      ]
    : []

interface Meaning {
  readonly classes: readonly MistakeId[]
  readonly odds: number
  readonly text: string
}

const taken: Meaning = {
  classes: ['busy'],
  odds: odds.named,
  text: 'the code says that another program, or the same one, has it in use',
}
const left: Meaning = {
  classes: ['stale-last-error'],
  odds: odds.told,
  text: 'the code is one that calls set which succeed, or look something up: it is no failure of the call',
}
const unknownName: Meaning = {
  classes: ['bad-parameter'],
  odds: odds.decides,
  text: 'what is asked for by a name, a number or a flag is not there',
}
const badName: Meaning = {
  classes: ['bad-parameter', 'failed-open'],
  odds: odds.decides,
  text: 'the name of what is to be opened is none, or is not there',
}
const notRunning: Meaning = {
  classes: ['failed-open', 'driver'],
  odds: odds.told,
  text: 'the service behind the function is not there, or does not run',
}
const atEnd: Meaning = {
  classes: ['bad-parameter'],
  odds: odds.told,
  text: 'a list is at its end: nothing in it fits what was asked for',
}
const badStub: Meaning = {
  classes: ['bad-parameter', 'struct-layout-shrunk'],
  odds: odds.decides,
  text: 'what was passed to a server cannot be packed: it is too long, or laid out otherwise',
}
const badAddress: Meaning = {
  classes: ['arg-truncated', 'struct-layout-shrunk', 'return-truncated', 'field-narrowed'],
  odds: odds.leans,
  text: 'the code is said of an address at which nothing is',
}

/** Codes that say what is wrong by themselves. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes */
const ofCodes: Readonly<Record<string, Meaning>> = {
  ...Object.fromEntries(inUse.map(code => [code, taken])),
  1418: {
    classes: ['busy', 'failed-open'],
    odds: odds.told,
    text: 'ERROR_CLIPBOARD_NOT_OPEN: OpenClipboard failed before, as it does while another program has the clipboard',
  },
  // ERROR_ALREADY_EXISTS, ERROR_IO_PENDING, ERROR_ENVVAR_NOT_FOUND, ERROR_NO_TOKEN, ERROR_RESOURCE_LANG_NOT_FOUND
  ...{ 183: left, 997: left, 203: left, 1008: left, 1815: left },
  // ERROR_SERVICE_DISABLED, ERROR_SERVICE_DOES_NOT_EXIST, ERROR_SERVICE_NOT_ACTIVE, ERROR_SERVICE_DEPENDENCY_FAIL, RPC_S_SERVER_UNAVAILABLE
  ...{ 1058: notRunning, 1060: notRunning, 1062: notRunning, 1068: notRunning, 1722: notRunning },
  // ERROR_NO_MORE_FILES, ERROR_NO_MORE_ITEMS
  ...{ 18: atEnd, 259: atEnd },
  1783: badStub,
  // ERROR_NOACCESS, ERROR_INVALID_ADDRESS, RPC_X_NULL_REF_POINTER
  ...{ 998: badAddress, 487: badAddress, 1780: badAddress },
  // ERROR_RESOURCE_TYPE_NOT_FOUND, ERROR_RESOURCE_NAME_NOT_FOUND, ERROR_CLASS_DOES_NOT_EXIST, ERROR_INVALID_INDEX, ERROR_UNKNOWN_REVISION
  ...{ 1813: unknownName, 1814: unknownName, 1411: unknownName },
  // ERROR_BAD_NET_NAME, ERROR_INVALID_NAME, ERROR_BAD_PATHNAME
  ...{ 67: badName, 123: badName, 161: badName },
  // ERROR_HOOK_NEEDS_HMOD, ERROR_GLOBAL_ONLY_HOOK, ERROR_INVALID_FILTER_PROC
  // ERROR_INVALID_PRINTER_NAME, ERROR_INVALID_DATATYPE, ERROR_UNKNOWN_PRINT_MONITOR, ERROR_INVALID_ENVIRONMENT
  ...{ 1801: unknownName, 1804: unknownName, 3000: unknownName, 1805: unknownName },
  ...{ 1413: unknownName, 1305: unknownName, 1428: unknownName, 1429: unknownName },
}

/** A code with a meaning of its own, where the text does not describe anything else. */
export const byOwnMeaning: SupportRule = symptom => {
  const [first] = symptom.failed
  const meaning =
    first && Object.hasOwn(ofCodes, first.outcome) ? ofCodes[first.outcome] : undefined
  if (meaning === atEnd && isForeignCode(symptom)) return []
  return (meaning?.classes ?? []).map(name => ({
    class: name,
    odds: meaning?.odds ?? 1,
    text: meaning?.text ?? '',
  }))
}

/** Functions that are asked for memory at an address, or to give it back. */
const ofRegions =
  /^(?:Virtual(?:Alloc|Free|Protect|Query|Lock)|(?:Unm|M)apViewOfFile|(?:Nt|Zw)\w+(?:VirtualMemory|ViewOfSection))/

/** ERROR_INVALID_ADDRESS: what stands at an address is of the caller's choice. https://learn.microsoft.com/en-us/windows/win32/api/memoryapi/nf-memoryapi-virtualalloc */
export const byRegion: SupportRule = ({ failed: [first] }) =>
  first !== undefined &&
  ((first.outcome === '487' && ofRegions.test(first.call)) ||
    // https://learn.microsoft.com/en-us/windows/win32/api/memoryapi/nf-memoryapi-virtualprotectex: the old protection has to be stored somewhere
    (first.outcome === '998' && first.call.startsWith('VirtualProtect')))
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text:
            first.outcome === '487'
              ? `${first.call} is asked for an address at which something else is, or nothing that it could give back`
              : `${first.call} stores what it found at an address that may not be left out`,
        },
      ]
    : []

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
export const bySocket: SupportRule = ({ failed: [first] }) =>
  first && Object.hasOwn(ofSockets, first.outcome) ? (ofSockets[first.outcome] ?? []) : []

/** ERROR_CALL_NOT_IMPLEMENTED, ERROR_INVALID_FLAGS: the function is there, but not what it was asked for. */
export const byRequest: SupportRule = ({ failed: [first] }) =>
  first && ['120', '1004'].includes(first.outcome)
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text: 'the function is there, so it is an argument that it does not know',
        },
      ]
    : []

/** ERROR_BAD_EXE_FORMAT, ERROR_EXE_MACHINE_TYPE_MISMATCH, and ERROR_BAD_FORMAT as .NET says it. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499- */
const ofImages = ['193', '216', '11']

/** A DLL or a program of the other width, which cannot be loaded. */
export const byImage: SupportRule = symptom =>
  ofImages.includes(symptom.failed[0]?.outcome ?? '') || isOfLoader(symptom)
    ? [
        {
          class: 'process-bitness',
          odds: odds.told,
          text: 'a DLL or a program of the other width, or a file that is none, cannot be loaded',
        },
      ]
    : []

/** ERROR_BAD_LENGTH: Toolhelp, VirtualQuery and their like refuse a struct that is not as long as they expect. */
export const byLength: SupportRule = ({ failed: [first], described = [] }) =>
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

/** An exception with STATUS_INVALID_HANDLE, which CloseHandle raises under a debugger. https://learn.microsoft.com/en-us/windows/win32/api/handleapi/nf-handleapi-closehandle */
export const byRaised: SupportRule = ({ failed: [first] }) =>
  first?.call === '' && first.status === 'c0000008'
    ? [
        {
          class: 'closed-handle',
          odds: odds.decides,
          text: 'STATUS_INVALID_HANDLE is raised where a handle is closed that was closed before',
        },
      ]
    : []

/** ERROR_NOT_SUPPORTED is said of a handle, a request and a process of another kind as well, and of a standard stream that no child can be given. */
export const byUnsupported: SupportRule = ({ failed: [first], also }) => {
  if (first?.outcome !== '50') return []
  if (also?.hint?.includes('subprocess') === true)
    return [
      {
        class: 'inheritance',
        odds: odds.told,
        text: 'ERROR_NOT_SUPPORTED is said of a standard stream that no child can be given',
      },
    ]
  return first.call === ''
    ? (['wrong-kind', 'bad-parameter', 'process-bitness'] as const).map(name => ({
        class: name,
        odds: odds.leans,
        text: 'ERROR_NOT_SUPPORTED is said of a handle, a request or a process of another kind',
      }))
    : []
}
