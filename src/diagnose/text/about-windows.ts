import { gated } from '../patterns/gated.ts'
import type { Lines } from './lines.ts'
import { hasToolOfWindows, isOfOtherSystem } from './marks-of-systems.ts'
import { runtimeIn } from './runtimes.ts'

const windowsMarks =
  /\bwin(?:32|64|dows|error)\b|kernel32|user32|\.dll\b|\.exe\b|\b[A-Z]:(?:\\|\/(?!\/)\w)|\\\\\.\\|\bCOM\d{1,3}\b|HRESULT|GetLastError|\bVBA\b|DllCall/i
const handleType = /\bHANDLE\b/
/** A word that doors have too. */
const handleWord = /\bhandle\b/i
/** What is said of programs, and of no doors: one of these beside a handle, or a text in another alphabet. */
const ofPrograms = gated(
  /\b(?:errors?|codes?|functions?|apis?|calls?|called|calling|programs?|software|apps?|applications?|process(?:es)?|threads?|files?|ports?|drivers?|librar(?:y|ies)|compil\w{1,4}|debug\w{0,4}|structs?|pointers?|casts?|ints?|integers?|bits?|exceptions?|returns?|returned|null|invalid|variables?|values?|declar\w{2,6}|types?|scripts?|logs?|objects?|crash\w{0,3}|memory|kernel|sockets?|pipes?|events?|child|parent|subprocess|console|stdin|stdout|stderr|leak\w{0,3}|truncat\w{1,4}|ffi)\b/i,
  /[^\x00-\u024f]/i,
  /[_(){};=]/i,
)
/** What is about Windows without naming it: languages and types that call Win32, and ports. */
const callerMarks = gated(
  /\bWOW64\b/i,
  /AccessViolationException/i,
  /\baccess violation\b/i,
  /\bSEHException\b/i,
  /INVALID_HANDLE_VALUE/i,
  /\bWinsock\b/i,
  /\bGWLP?_\w/i,
  /\bwin32/i,
  /\bWin(?:7|8|10|11|XP)\b/i,
  /\bOffice\b/i,
  /PtrSafe/i,
  /\bWINAPI\b/i,
  /\bGetProcAddress\b/i,
  /\bGetLastError\b/i,
  /\bctypes\b/i,
  /DllCall/i,
  /DllImport/i,
  /P\/Invoke/i,
  /\bPInvoke/i,
  /\bDelphi\b/i,
  /\.pas\b/i,
  /AutoHotkey/i,
  /\bIntPtr\b/i,
  /WndProc/i,
  /\b[LW]PARAM\b/i,
  /\bHWND\b/i,
  /\bserial ?ports?\b/i,
  /\bCOMM? ?ports?\b/i,
  /\buv_\w{3,30}\b/i,
  /\b(?:python|ruby)w?\.exe/i,
  /\bPyInstaller\b/i,
  /\bpywin32\b/i,
  /\bHID ?[Dd]evices?\b/i,
  /\bHidD?_/i,
  /\b(?:Int|Long|Pointer)ByReference\b/i,
  /\bDWORD(?:_PTR)?\b/i,
  /\b(?:dll )?injector\b/i,
  /\baffinity\b/i,
  /\bSys(?:tem)?(?:List|Tree)View\w{0,8}\b/i,
  /\b_w?find(?:first|next)\w{0,6}\b/i,
  /\bhidapi\b/i,
  /\bhandles\b/i,
  /\bkernel objects?\b/i,
  /句柄/i,
  /дескриптор/i,
)
/** The same by how names are written. */
const namedMarks = gated(
  /\b[A-Z]{4,30}STRUCT\b/,
  /\bSOCKET\b/,
  /INVALID_SOCKET/,
  /\bWSA[A-Z]/,
  /OVERLAPPED\b/,
  /LONG_PTR\b/,
  /\bh(?:Module|Wnd|Process|Thread|File|Instance)\b/,
  /\b[a-z]\w{0,20}Handle\b/,
  /\b[A-Z]\w{2,30}dll\b/,
  /\b[LT]V[MIN]_[A-Z]/,
  /\b[Ll]ast(?: |_)[Ee]rror\b/,
  /\b[Ll]astError\b/,
)
/** A width, and what has one where functions of another language are called. */
const widthMarks =
  /\b(?:32|64)[- ]?bits?\b|\bx(?:64|86)\b|\b(?:amd64|i?[3-6]86)\b|_WIN(?:32|64)\b|\bPrefer32Bit\b/i
const foreignMarks =
  /\b(?:pointers?|u?intptr\w{0,4}|size_t|handles?|callbacks?|u?long|DWORD|ffi|JNA|JNI|COM|OLE|dlls?|upper (?:\d{1,2} )?(?:bits|half)|stdcall|cdecl|structs?|structures?|fields?|typedefs?|restype|argtypes|overflow\w{0,3}|CreateObject|WindowsApi)\b/i
/** What is passed on to C. */
const bindingMarks = /\bJNA\b|\bJNI\b|\bP\/?Invoke\b|\bNativeLong\b|\bFFI\b/

/** What is said of anything that is not as it should be. */
export const trouble = gated(
  /\b(?:errors?|fail\w{0,5}|crash\w{0,3}|wrong\w{0,2}|bugs?|issues?|problem\w{0,4}|broken?|incorrect\w{0,2}|invalid|not|cannot|never|always true|warnings?|corrupt\w{0,3}|truncat\w{1,4}|mangled|garbled|strange\w{0,2}|negative|los(?:es|ing)|misplaced|mis?match\w{0,2}|panic|illegal|UV_E[A-Z]{2,10}|E(?:INVAL|BADF|ACCES|PERM|IO|NODEV|NOTTY)|exceptions?|empty|zeros?|dont|doesnt|cant|wont|undefined|undeclared|stuck|hangs?|unable|instead|unexpected\w{0,2}|lost|missing|leaks?|segfaults?|delay\w{0,3}|nicht|kein\w{0,2}|Fehler|erro|não|erreurs?|pas|fout\w{0,2}|niet)\b/iu,
  /n[’']t\b/iu,
  /\?/iu,
  /ошиб/iu,
  /\bне\b/iu,
  /[错未没不]/iu,
  /失败/iu,
  /问题/iu,
  /無法/iu,
  /失敗/iu,
  /エラー/iu,
  /ない/iu,
  /오류/iu,
  /않/iu,
)
/** A declaration of a function or a struct of Windows: who pastes one asks what is wrong with it. */
export const declares =
  /\[DllImport\b|\bStructLayout\b|\b(?:argtypes|restype) ?=|\bDeclare (?:PtrSafe )?(?:Function|Sub)\b|\b(?:windll|WinDLL|oledll)\.\w|\bexternal ['"]?(?:kernel32|user32|advapi32|gdi32)\b/
const posixMarks =
  /(?:^|["'\s(])\/(?:usr|home|dev|lib|opt|var|etc|Users|private|mnt|root|srv|app|workspace|Applications|Library)(?:\/|['"])/m
/** What only other systems have, whatever programs are named: Mono runs .exe there. https://github.com/dotnet/runtime/blob/main/src/libraries/System.Diagnostics.Process/src/System/Diagnostics/Process.Unix.cs */
const ofOtherSystem = /\bForkAndExecProcess\b|\bSystem\.Native\b|(?:^|["'\s(=])\/Users\/\w/m

/** Whether a text is about Windows. What takes long to find is looked for when it is asked for. */
export function windowsIn(
  lines: Lines,
  all: string,
): Readonly<Record<'isWindows' | 'isOfWindows' | 'isCaller' | 'isOther', () => boolean>> {
  const isPosix =
    (posixMarks.test(all) && !/\b[A-Z]:\\|\.exe\b|WinError/.test(all)) ||
    (ofOtherSystem.test(all) && !/\b[A-Z]:\\|WinError/.test(all)) ||
    isOfOtherSystem(all)
  const namesCall = (): boolean => lines.texts.some((_, index) => lines.calls(index).length > 0)
  let windows: boolean | undefined
  const isWindows = (): boolean =>
    !isPosix &&
    (windows ??=
      windowsMarks.test(all) ||
      handleType.test(all) ||
      hasToolOfWindows(all) ||
      namesCall() ||
      (handleWord.test(all) && ofPrograms.test(all)))
  return {
    isWindows,
    isOther: () => isPosix,
    isOfWindows: () =>
      !isPosix &&
      (isWindows() ||
        callerMarks.test(all) ||
        namedMarks.test(all) ||
        bindingMarks.test(all) ||
        (widthMarks.test(all) && foreignMarks.test(all))),
    isCaller: () =>
      callerMarks.test(all) || namedMarks.test(all) || runtimeIn(all) !== undefined || namesCall(),
  }
}
