import { type CalledFunction, functionFacts } from './functions.ts'
import { type Symptom, outcomeOf, isWide } from './symptom.ts'

/** Functions that take the address of any struct, and its length. */
export const ofAnyStruct =
  /^(?:(?:WinHttp|Internet)(?:Query|Set)Option\w?|LsaCallAuthenticationPackage|Lsa(?:Query|Set)\w*Information\w*|(?:CallNt)?PowerInformation|(?:Nt|Zw)(?:Query|Set)\w*Information\w*|(?:Nt|Zw)QueryVirtualMemory|(?:Get|Set)(?:Process|Thread|Token|File)Information\w*|(?:Query|Set)InformationJobObject|GetFileInformationByHandleEx|DeviceIoControl|SystemParametersInfo[AW]?)$/

/** Functions that send messages, of which some take the address of a struct in lParam: TB_GETBUTTONINFO, EM_GETTEXTRANGE. https://learn.microsoft.com/en-us/windows/win32/winmsg/about-messages-and-message-queues */
export const sendsMessage = /^Send(?:DlgItem|Notify)?Message(?:Timeout|Callback)?[AW]?$/

/** The function that failed first; empty where it is not known. */
export const first = ({ failed: [call] }: Symptom): string => call?.call ?? ''

/** How it ended, as a feature. */
export const outcome = ({ failed: [call] }: Symptom): string =>
  call ? outcomeOf(call.outcome) : ''

/** What is known of it. */
export const factsOf = (symptom: Symptom): CalledFunction | undefined =>
  first(symptom) === '' ? undefined : functionFacts(first(symptom))

/** Codes of what is in use: ERROR_LOCK_VIOLATION, ERROR_BUSY, ERROR_PIPE_BUSY, ERROR_HOTKEY_ALREADY_REGISTERED, ERROR_DEVICE_IN_USE, WSAEADDRINUSE. */
export const inUse: readonly string[] = ['33', '170', '231', '1409', '2404', '10048']

/** Codes of files, directories and environments: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_NO_MORE_FILES, ERROR_HANDLE_EOF, ERROR_FILE_EXISTS, ERROR_ALREADY_EXISTS, ERROR_ENVVAR_NOT_FOUND, ERROR_IO_PENDING. */
const ofFiles = ['2', '3', '18', '38', '80', '183', '203', '997']

/** Of these, what only some functions set. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes */
const setBy: Readonly<Record<string, RegExp>> = {
  18: /File|Next|First|Enum|Volume|Stream/,
  38: /File|Read|Overlapped|Completion|DeviceIoControl/,
  80: /^(?:Create|Move|Copy)|File/,
  183: /^(?:Create|Move|Copy|Rename|Add|Register|Install|Import|Define|Replace|Open)/,
  203: /Environment|^SearchPath/,
  997: /File|Pipe|Overlapped|DeviceIoControl|WaitCommEvent|Directory|^(?:WSA|Accept|Connect|Send|Recv|Transmit)|Http|Completion/,
}

/** All codes with which the function that failed first is said to have ended. */
export const codesOf = ({ failed }: Symptom): readonly string[] => [
  ...new Set(
    failed
      .filter(({ call }) => call !== '' && call === failed[0]?.call)
      .map(({ outcome: code }) => code)
      .filter(code => /^[1-9]\d*$/.test(code)),
  ),
]

/** Whether the function that is said to have failed cannot have set its code: it cannot fail, or sets other codes. One that takes nothing but windows reports a window that is none with 1400. */
export function isForeignCode(symptom: Symptom): boolean {
  const codes = codesOf(symptom)
  const facts = codes.length > 0 ? factsOf(symptom) : undefined
  if (facts?.cannotFail === true) return true
  return facts !== undefined && codes.some(code => isForeignTo(facts, code))
}

/** Codes of Winsock: https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2 */
const firstOfWinsock = 10_000

/** Functions of BSD sockets end in codes of Winsock alone; those that start with WSA may end in a code of overlapped I/O. */
function isForeignToSocket({ library, name, handles }: CalledFunction, code: string): boolean {
  return (
    library === 'ws2_32.dll' &&
    /^[a-z]/.test(name) &&
    handles.includes('socket') &&
    Number(code) < firstOfWinsock
  )
}

function isForeignTo(facts: CalledFunction, code: string): boolean {
  if (isForeignToSocket(facts, code)) return true
  if (!ofFiles.includes(code)) return false
  const isOfWindows =
    facts.library === 'user32.dll' &&
    facts.handles.length > 0 &&
    facts.handles.every(family => family === 'user') &&
    !facts.addresses
  return isOfWindows || setBy[code]?.test(facts.name) === false
}

/** Whether a runtime could not load a module: no code but its own calls that function. */
export function isOfLoader(symptom: Symptom): boolean {
  return (
    symptom.failed[0]?.call === '' &&
    outcome(symptom) === 'other-code' &&
    symptom.also?.call?.includes('module') === true
  )
}

/** Whether the lower half of a handle is empty and the upper half is small: it was read 4 bytes beside its place in a struct. A crash at such an address is one at a 0 with leftovers above it. */
export function isMovedValue({ handle, failed: [call] }: Symptom): boolean {
  return (
    handle !== undefined &&
    handle > 0n &&
    BigInt.asUintN(32, handle) === 0n &&
    handle >> 32n < 1n << 16n &&
    call?.outcome !== 'crash'
  )
}

/** Descriptors of the C runtime are small, as programs have few files open. In one public report a handle was 0x456. */
const fewDescriptors = 64n

/** Whether a small value cannot be a handle of a kernel object (a multiple of 4) or of a console of Windows 7 (one less than that). It is most likely a descriptor of the C runtime. https://devblogs.microsoft.com/oldnewthing/20050121-00/?p=36633 */
export function isNoKernelHandle(symptom: Symptom): boolean {
  const { handle, also, failed } = symptom
  if (
    handle === undefined ||
    handle < 1n ||
    handle >= fewDescriptors ||
    handle % 4n === 0n ||
    handle % 4n === 3n
  )
    return false
  const families = failed[0]?.call === '' ? undefined : factsOf(symptom)?.handles
  return families === undefined
    ? also?.call?.some(call => ['console', 'stdio'].includes(call)) === true
    : families.length > 0 && families.every(family => family === 'kernel')
}

/** Whether the C runtime gave -2 for the handle of a descriptor: it has no stream. https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/get-osfhandle */
export function isWithoutStream({ failed: [first], handle }: Symptom): boolean {
  return (
    first?.via?.endsWith('get_osfhandle') === true &&
    handle !== undefined &&
    BigInt.asIntN(64, handle) === -2n
  )
}

/** What asks for rights by a name or a number. */
export const ofRights =
  /^(?:Open(?:Process|Thread)(?:Token)?|OpenSCManager|OpenService|CreateService|(?:Start|Control|Delete)Service|Reg(?:Open|Create)KeyEx|OpenEventLog|OpenDesktop|OpenWindowStation)[AW]?$/

/** How the end of a call is told that a library does not export. */
const missingEnds = ['127', 'not-found']

/** Functions that user32 has in 64 bits alone; in 32 bits they are macros of the headers. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-setwindowlongptrw */
export function isOf64BitsAlone(symptom: Symptom): boolean {
  const [first] = symptom.failed
  return (
    first !== undefined &&
    /^[GS]et(?:Window|Class)LongPtr/.test(first.call) &&
    (first.outcome === '127' ||
      (isWide(symptom) === false && missingEnds.includes(outcomeOf(first.outcome))))
  )
}

/** Functions whose result is the pseudo handle -1. */
export const pseudoSources = /^GetCurrentProcess$|^GetCurrentThread$/

/** Whether the program asked for a pseudo handle. */
export function isPseudoSource({ ok }: Symptom): boolean {
  return ok.some(name => pseudoSources.test(name))
}
