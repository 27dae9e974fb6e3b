import { meaningOf } from '../code-meanings.ts'
import { isForeignCode, isOfLoader } from '../about-failure.ts'
import { odds, type Support, type SupportRule } from './rule.ts'

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

/** A code with a meaning of its own, where the text does not describe anything else. */
export const byOwnMeaning: SupportRule = symptom => {
  const [first] = symptom.failed
  const meaning = first && meaningOf(first.outcome)
  if (!meaning) return []
  const isOfOther = isForeignCode(symptom) || symptom.also?.hint?.includes('unplug') === true
  if (meaning.isEnd === true && isOfOther) return []
  return meaning.classes.map(name => ({ class: name, odds: meaning.odds, text: meaning.text }))
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
export const byLength: SupportRule = ({ failed: [first], described = [] }) => {
  if (first?.outcome !== '24' || described.length > 0) return []
  return first.call === 'CreateToolhelp32Snapshot'
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text: 'CreateToolhelp32Snapshot says ERROR_BAD_LENGTH while the modules of the process change: call it again until it succeeds',
          url: 'https://learn.microsoft.com/en-us/windows/win32/api/tlhelp32/nf-tlhelp32-createtoolhelp32snapshot',
        },
      ]
    : [
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
}

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

/** What the C runtime ends a process with that gives one of its functions an argument it does not take. https://learn.microsoft.com/en-us/cpp/c-runtime-library/parameter-validation */
export const byCRuntime: SupportRule = ({ failed: [first] }) =>
  first?.status === 'c0000417'
    ? [
        {
          class: 'bad-parameter',
          odds: odds.told,
          text: 'STATUS_INVALID_CRUNTIME_PARAMETER: a function of the C runtime was given an argument that it does not take',
        },
      ]
    : []

/** ERROR_NOT_SUPPORTED is said of a handle, a request and a process of another kind as well, and of a standard stream that no child can be given. */
export const byUnsupported: SupportRule = ({ failed: [first], also }) => {
  if (first?.outcome !== '50') return []
  if (/^(?:CreateProcess|DebugActiveProcess)/.test(first.call) && first.via === undefined)
    return [
      {
        class: 'process-bitness',
        odds: odds.nearly,
        text: `${first.call} says ERROR_NOT_SUPPORTED where a 32-bit debugger starts a 64-bit program`,
        url: 'https://github.com/MarioVilas/winappdbg/issues/35',
      },
    ]
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
