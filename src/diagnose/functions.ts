import {
  openWidthTable,
  type FunctionInfo,
  type StructInfo,
  type TypeInfo,
} from '../declare/widths/table.ts'
import { familyAt, type Family } from '../declare/widths/handles.ts'
import { failureOf } from '../declare/failures.ts'
import { names } from '../declare/names.ts'
import { similarNames } from '../text/near-names.ts'

/** A struct that a function takes by address or by value. Bytes. */
export interface TakenStruct {
  readonly name: string
  readonly bytes: { readonly x64: number; readonly ia32: number }
  /** Whether a member is a handle or an address, or anything else whose place depends on the architecture. */
  readonly differs: boolean
  /** Whether its first member says how long it is. */
  readonly sized: boolean
  /** Whether it ends in an array of any length, so that the size it states is not what a compiler computes. */
  readonly openEnded: boolean
}

/** Functions that create a socket, whose type has no sign. https://learn.microsoft.com/en-us/windows/win32/winsock/socket-data-type-2 */
export const makesSocket = /^(?:socket|accept|WSASocket[AW]?|WSAAccept)$/

/** What a Win32 function takes, and how its failure is read. */
export interface CalledFunction {
  /** As the headers spell it: `CreateFileW` for `CreateFile`. */
  readonly name: string
  readonly library: string
  /** Kinds of handles among its parameters. */
  readonly handles: readonly Family[]
  readonly structs: readonly TakenStruct[]
  /** Whether a parameter is an address or as wide as one. */
  readonly pointers: boolean
  /** Whether a parameter is an integer that holds an address, as DWORD_PTR: people cast what they pass. */
  readonly addresses: boolean
  /** Whether a parameter is a function that Windows calls back. */
  readonly callbacks: boolean
  /** Whether a parameter is a number of 64 bits in processes of both widths, as REGHANDLE is. */
  readonly longs: boolean
  /** Whether its result is as wide as a pointer. */
  readonly wideResult: boolean
  /** Which kind of handle it returns; absent where it returns none. */
  readonly resultFamily?: Family
  /** Kinds of handles that it stores in variables of the caller. */
  readonly stored: readonly Family[]
  /** False where it returns a code or nothing: a last error read after it is that of another call. */
  readonly setsLastError: boolean
  /** Whether its page promises no last error, as it cannot fail or returns a state. */
  readonly cannotFail: boolean
  readonly returnsNothing: boolean
  /** Whether its result is a BOOL. */
  readonly returnsFlag: boolean
  /** Whether an argument as wide as an address is passed on the stack on x64, where it is the fifth or a later one. https://learn.microsoft.com/en-us/cpp/build/x64-calling-convention */
  readonly wideOnStack: boolean
}

function structOf(name: string): TakenStruct | undefined {
  const table = openWidthTable()
  const wide = table.struct(name, 'x64')
  const narrow = table.struct(name, 'ia32')
  if (!wide || !narrow || wide.fields.length === 0 || wide.name.endsWith('__')) return undefined
  const [first] = wide.fields
  return {
    name: wide.name.replace(/^(?:_|tag)/, ''),
    bytes: { x64: wide.bytes, ia32: narrow.bytes },
    differs: layoutOf(wide) !== layoutOf(narrow),
    sized:
      first !== undefined &&
      /^(?:cb|cbSize|dwSize|dwStructSize|Size|length|nLength)/i.test(first.name),
    openEnded: wide.fields.at(-1)?.type.name.endsWith('[1]') === true,
  }
}

function layoutOf({ bytes, fields }: StructInfo): string {
  return `${bytes} ${fields.map(({ offset, bytes: own }) => `${offset}:${own}`).join(' ')}`
}

/** Types of results that are a code by themselves. */
const resultCodes =
  /^(?:HRESULT|MMRESULT|MCIERROR|CONFIGRET|RPC_STATUS|NET_API_STATUS|LSTATUS|SECURITY_STATUS)$/
/** DLLs whose functions return their code: https://learn.microsoft.com/en-us/windows/win32/netmgmt/network-management-error-codes and the pages of IP Helper, Windows Installer and PDH. */
const codeLibraries = new Set(['netapi32.dll', 'iphlpapi.dll', 'msi.dll', 'pdh.dll'])
/** Functions whose page promises no last error: they cannot fail, or return a state. */
const withoutLastError = new Set(
  names(`
    mouse_event keybd_event ShowWindow ShowWindowAsync IsWindow IsWindowVisible IsWindowEnabled IsIconic IsZoomed
    IsChild GetForegroundWindow GetDesktopWindow GetSystemMetrics GetAsyncKeyState GetKeyState GetCapture
    GetSysColor GetDoubleClickTime GetCaretBlinkTime GetDlgCtrlID ReleaseCapture EnableWindow GetMessageTime
    GetTickCount GetTickCount64 GetCurrentProcess GetCurrentProcessId GetCurrentThread GetCurrentThreadId GetVersion
    GetACP GetOEMCP GetSystemTime GetLocalTime GetSystemTimeAsFileTime GetSystemInfo GetNativeSystemInfo
    GetCommandLineA GetCommandLineW MulDiv IsDebuggerPresent OutputDebugStringA OutputDebugStringW SwitchToThread
    EnterCriticalSection LeaveCriticalSection timeGetTime
  `),
)

/** Integers that hold addresses, and what windows take for them. */
const integerAddress = /^(?:U?(?:LONG|INT)|DWORD)_PTR$|^[LW]PARAM$/
const ofCallback = /\) \*$|CALLBACK|PROC[AW]?$|ROUTINE$/

const isCallback = ({ chain }: TypeInfo): boolean => chain.some(name => ofCallback.test(name))
const isAddress = ({ kind, chain }: TypeInfo): boolean =>
  ['pointer', 'function', 'array'].includes(kind) || integerAddress.test(chain[0] ?? '')

function returnsCode({ library, result }: FunctionInfo): boolean {
  return codeLibraries.has(library) || result.chain.some(name => resultCodes.test(name))
}

/** Arguments that x64 passes in registers. */
const inRegisters = 4

function factsOf(name: string, info: FunctionInfo): CalledFunction {
  const { library, parameters, result } = info
  const failure = failureOf(name)?.failure
  const cannotFail = failure === 'never' || withoutLastError.has(name)
  const resultFamily = result.bytes === 8 ? familyAt(name, 'return', result.chain) : undefined
  return {
    name,
    library,
    handles: [
      ...new Set(
        parameters.flatMap(
          ({ name: parameter, type }) =>
            (type.family ? familyAt(name, parameter, type.chain) : undefined) ?? [],
        ),
      ),
    ],
    structs: parameters.flatMap(
      ({ type }) => structOf(type.kind === 'struct' ? type.name : (type.target ?? '')) ?? [],
    ),
    pointers: parameters.some(({ type }) => type.bytes === 8),
    addresses: parameters.some(({ type }) => integerAddress.test(type.chain[0] ?? '')),
    callbacks: parameters.some(({ type }) => isCallback(type)),
    longs: (openWidthTable().function(name, 'ia32')?.parameters ?? []).some(
      ({ type }) =>
        type.bytes === 8 &&
        (/^(?:un)?signed$/.test(type.kind) || type.chain.includes('LARGE_INTEGER')),
    ),
    wideResult: result.bytes === 8,
    ...(resultFamily === undefined ? {} : { resultFamily }),
    stored: parameters.flatMap(({ name: parameter, type }) =>
      type.target === undefined || type.targetIsConst === true
        ? []
        : (familyAt(name, `${parameter}*`, [type.target]) ?? []),
    ),
    setsLastError:
      result.kind !== 'void' &&
      !cannotFail &&
      failure !== 'returns-code' &&
      !returnsCode(info) &&
      !/^Reg[A-Z]/.test(name),
    cannotFail,
    returnsNothing: result.kind === 'void',
    returnsFlag: result.chain.some(own => /^(?:WIN)?BOOL$/.test(own)),
    wideOnStack: parameters.slice(inRegisters).some(({ type }) => type.bytes === 8),
  }
}

/** Functions of evntprov.h and evntrace.h, which the table of widths does not have: their REGHANDLE and TRACEHANDLE have 64 bits in processes of both widths. https://learn.microsoft.com/en-us/windows/win32/api/evntprov/nf-evntprov-eventwrite */
const ofEvents = new Set(
  names(`
    EventWrite EventWriteEx EventWriteString EventWriteTransfer EventUnregister EventEnabled EventProviderEnabled
    EventSetInformation TraceEvent TraceEventInstance TraceMessage ControlTraceA ControlTraceW StopTraceA StopTraceW
    QueryTraceA QueryTraceW FlushTraceA FlushTraceW EnableTraceEx2 CloseTrace
  `),
)
const plainFacts = (name: string, library: string): CalledFunction => ({
  name,
  library,
  handles: [],
  structs: [],
  pointers: true,
  addresses: false,
  callbacks: false,
  longs: false,
  wideResult: false,
  stored: [],
  setsLastError: false,
  cannotFail: false,
  returnsNothing: false,
  returnsFlag: false,
  wideOnStack: false,
})

/** Functions that the table of widths does not have: those of events, and the ones that copy memory, which return nothing. https://learn.microsoft.com/en-us/windows/win32/devnotes/rtlmovememory */
function otherFacts(name: string): CalledFunction | undefined {
  const ofEvent = [name, `${name}W`].find(own => ofEvents.has(own))
  if (ofEvent !== undefined) return { ...plainFacts(ofEvent, 'advapi32.dll'), longs: true }
  return name === 'RtlMoveMemory'
    ? { ...plainFacts(name, 'kernel32.dll'), returnsNothing: true }
    : undefined
}

const known = new Map<string, CalledFunction | undefined>()

/** What the headers say of a function; with or without A or W. `undefined` for one that they do not have. */
export function functionFacts(name: string): CalledFunction | undefined {
  if (!known.has(name)) {
    const table = openWidthTable()
    const exact = table.resolveFunctionName(name)
    const info = exact === undefined ? undefined : table.function(exact, 'x64')
    known.set(name, exact !== undefined && info ? factsOf(exact, info) : otherFacts(name))
  }
  return known.get(name)
}

/** What a function that takes no handle takes as an address: a callback, a pointer, or an integer that holds one. */
interface TakenAddress {
  readonly name: string
  readonly isCallback: boolean
}

/** The first address among the parameters of a function that takes no handle, a callback before others; `undefined` for a function that takes a handle or no address, or that the headers do not have. */
export function addressTaken(call: string): TakenAddress | undefined {
  const table = openWidthTable()
  const exact = table.resolveFunctionName(call)
  const parameters = (exact === undefined ? undefined : table.function(exact, 'x64'))?.parameters
  if (!parameters || functionFacts(call)?.handles.length !== 0) return undefined
  const addresses = parameters
    .filter(({ name, type }) => name !== '' && type.bytes === 8 && isAddress(type))
    .map(({ name, type }) => ({ name, isCallback: isCallback(type) }))
  return addresses.find(taken => taken.isCallback) ?? addresses[0]
}

/** What the headers say of a struct; `undefined` for one that they do not have. */
export function structFacts(name: string): TakenStruct | undefined {
  return structOf(name)
}

/** The functions of the headers whose names are similar to one that they do not have. */
export function nearFunctions(name: string): readonly string[] {
  const first = name.slice(0, 1).toLowerCase()
  const names = openWidthTable().functionNames.filter(
    own => own.slice(0, 1).toLowerCase() === first && Math.abs(own.length - name.length) <= 3,
  )
  return similarNames(names, name)
}
