import { openWidthTable } from '../../declare/widths/table.ts'
import { gated } from '../patterns/gated.ts'
import { isKnownCall } from '../call-groups.ts'
import { functionFacts } from '../functions.ts'
import { basicErrorIn } from '../known/basic-errors.ts'
import { standInsIn, type StandIn } from '../known/runtime-functions.ts'

/** A Win32 function that a line names. */
export interface NamedCall {
  readonly call: string
  /** The function of a runtime that stands for it. */
  readonly via?: string
  readonly at: number
}

/** Functions that report an error and are never the one that made it. */
const reporters =
  /^(?:GetLastError|SetLastError|FormatMessage[AW]?|WSAGetLastError|RtlGetLastNtStatus|RtlNtStatusToDosError|RaiseException|UnhandledExceptionFilter|SetUnhandledExceptionFilter)$/
/** Functions whose names are also words of their own; they count where something is called. */
const alsoWords =
  /^(?:GetObject|GetMessage|GetProp|SetProp|CreateProcess|OpenFile|LoadImage|GetVersion|DrawText|EnableWindow|GetUserName|GetComputerName|PlaySound|LoadString|GetClassName|GetTempPath|GetFullPathName|CopyFile|MoveFile|DeleteFile|CreateDirectory|RemoveDirectory|SendMessage|PostMessage|MessageBox|CreateFont|CreateWindow|FindWindow|DispatchMessage|GetObjectType|StartService|ControlService|CreateService|InternetOpen|EncryptFile|DecryptFile|GetDateFormat|GetTimeFormat)$/
const name =
  /(?<![A-Za-z0-9])(?:I_)?_{0,2}[A-Z][A-Za-z0-9]{1,20}(?:_[A-Za-z]{1,20})?[A-Za-z0-9]{0,40}/g
/** What programs call RtlMoveMemory: a macro of winbase.h, and the usual alias in VBA. https://learn.microsoft.com/en-us/windows/win32/devnotes/rtlmovememory */
const copies = /^(?:CopyMemory|MoveMemory)$/
/** Functions with small names, where they are called. */
const smallName = /\b(mouse_event|keybd_event|[a-z]{2,20}GetTime)(?=\(|["'])/g

/** Words that may be a function in small letters: what functions of two words begin with. */
const inSmall =
  /(?<![\w.$/\\-])(?:create|open|close|read|write|get|set|find|load|free|map|virtual|wait|post|send|register|enum|device|duplicate|terminate|shell|reg|query|impersonate|logon|lookup|print|global|local|output|convert|crypt|cancel|connect|flush|reset|release|suspend|resume|show|update|destroy|attach|detach|bit)[a-z]{5,30}(?![\w.])/g
/** What stands around a function that is meant, and no word. */
const ofCalls =
  /\b(?:win(?:32)?api|win32|apis?|functions?|calls?|calling|called|returns?|returned|fails?|failed|errors?|GetLastError)\b/i

let namesInSmall: ReadonlyMap<string, string> | undefined

/** Functions of Windows by their names in small letters, with and without A or W. */
function functionsInSmall(): ReadonlyMap<string, string> {
  namesInSmall ??= new Map(
    openWidthTable()
      .functionNames.filter(own => /^[A-Z][a-z]+[A-Z]/.test(own))
      .flatMap(own => {
        const plain = own.replace(/(?<=[a-z])[AW]$/, '')
        return [
          [own.toLowerCase(), own],
          [plain.toLowerCase(), plain],
        ] as const
      }),
  )
  return namesInSmall
}

/** Functions that a line of prose names in small letters: `createprocess always ends with error 87`. */
function smallCallsOn(line: string): readonly NamedCall[] {
  if (!ofCalls.test(line)) return []
  return [...line.matchAll(inSmall)].flatMap((match): NamedCall[] => {
    const call = functionsInSmall().get(match[0])
    return call === undefined || reporters.test(call) ? [] : [{ call, at: match.index }]
  })
}

/** A function that a DLL has not, whether it is known or not: `Unable to find an entry point named 'SetThreadDescription' in DLL`. */
const missing = gated(
  /\bentry point (?:named )?['"‘“`]?([A-Z][a-z]\w{3,60})['"’”`]?(?= (?:in|could not|not found|was not)\b|$)/u,
  /\bSpecifically: \w{1,20}\\([A-Z][a-z]\w{3,60})['"’”`]?(?= (?:in|could not|not found|was not)\b|$)/u,
  /\bAttributeError: function '([A-Z][a-z]\w{3,60})['"’”`]?(?= (?:in|could not|not found|was not)\b|$)/u,
  // A proxy of JNA: what the interface calls is in the DLL.
  /\.\$Proxy\d{1,4}\.([A-Z]\w{3,60})(?=\(Unknown Source\))/u,
  /\bFunction '([A-Z][a-z]\w{3,60})['"’”`]?(?= (?:in|could not|not found|was not)\b|$)/u,
  ...[
    ...[
      'Einstiegspunkt(?: namens)?',
      'point d.entrée(?: nommé)?',
      'punto di ingresso(?: denominato)?',
    ],
    ...['punto de entrada(?: denominado| con el nombre)?', '(?:in|toe)gangspunt(?: met de naam)?'],
    ...['ponto de entrada(?: denominado| chamado)?', 'точк[уи] входа', 'giriş noktası'],
    ...['punktu wejścia(?: o nazwie)?', 'inngangspunkt\\w{0,6}', 'startpunkt\\w{0,6}'],
    ...['エントリ ?ポイント', '入口点', '進入點', '진입점'],
  ].map(words => new RegExp(`${words} ?['"‘“\`„«「]?([A-Z][a-z]\\w{3,60})(?!\\w)`, 'u')),
  // The name stands in front of the word: `找不到名为“SetThreadDescription”的入口点`.
  /(?:名为|名為) ?['"‘“「]?([A-Z][a-z]\w{3,60})['"’”」]? ?的 ?(?:入口点|進入點)/u,
)

/** A function in the spelling of a language in which names begin small, behind the name of its DLL: `Kernel32Util.closeHandle`. */
const ofLibrary =
  /\b(?:Kernel32|User32|Gdi32|Advapi32|Shell32|SetupApi|Ole32|Winspool|kernel32|user32|gdi32|advapi32|shell32|setupapi)\w{0,12}(?:\.|::)([a-z][A-Za-z0-9]{4,40})\b/g

/** A function of Winsock in small letters, with a code that only Winsock has: `bind failed with error: 10013`. */
const ofWinsock =
  /(?<!\b(?:to|cannot|not|on)[ -])\b(bind|connect|send(?:to)?|recv(?:from)?|accept|listen|select|socket|[gs]etsockopt|ioctlsocket|shutdown|closesocket)(?:\([^()\n]{0,60}\))?:? ?(?:call |function )?(?:fail\w{0,3}|(?:WSAGetLast)?[Ee]rror|returned|gives|=|:)(?:(?!port)[^\d\n]){0,24}\b1[01]\d{3}\b(?![.:]\d)/
/** A binding of Haskell, whose names begin small, in an IOError: `app.exe: getConsoleMode: invalid argument (The handle is invalid.)`. */
const ofHaskell =
  /: ([a-z][A-Za-z0-9]{4,50}): (?:invalid argument|permission denied|does not exist|already exists|resource (?:busy|exhausted|vanished)|unsupported operation|failed|hardware fault) \(/
/** A wrapper of Go in a stack, whose name begins small: `go-winio.setFileCompletionNotificationModes(0x2ac, 0x203`. https://pkg.go.dev/golang.org/x/sys/windows/mkwinsyscall */
const ofGo = /(?:^|\/)[\w.-]{1,60}\.([a-z][A-Za-z0-9]{4,50})\((?:0x[0-9a-f]{1,16}[,)]|\{0x)/g

/** Frames of runtimes: what they call themselves is theirs. */
const runtimeFrame =
  /\b(?:at|bei|à|en|в|in|场所|場所|위치:)\s+(?:System|Microsoft\.Win32|Interop)\.|\bat (?:[\w.@]{1,40}\/)?java\.(?:lang|io|nio)\.|node:internal/

/** What Wine says of itself: `fixme:thread:SetThreadStackGuarantee (0x32fba0): stub`. */
const wineMessage = /^(?:[0-9a-f]{2,8}:)?(?:fixme|err|trace|warn(?!.{1,60} failed, status )):[a-z]/

/** Behind the name of a file: `C:\\app\\ReadFile.js`. */
const ofFile =
  /^\.(?:test\.|spec\.)?(?:[cm]?[jt]sx?|pyw?|php|rb|cs|vb|c|cc|cpp|h|hpp|java|kt|go|rs|txt|log|html?|md|json|xml|ya?ml|toml|csv|exe|obj?)\b(?!\()/

/** Behind a word that may be a function: that it failed, in the languages of installers, or the sentence of its code. */
const saysFailed =
  /^(?: OK\b|: ok\b| ['"]?(?:[A-Z]:\\|\\\\)| (?:succeed|ok\b|fail(?:ed|s)|return(?:ed|s)|error|fehler|.chec|ошибка|错误|schlug fehl|fehlgeschlagen|a .chou|fall.(?![a-z])|ha fallado|mislukt|non riuscit|falhou|misslyckades|失败)(?![a-z])|\(\)|: (?:The|An?|Access|Error|error|Das|Le|El|系统|Не)[ \p{L}])/iu

/** A function of ntdll.dll, of which not all are in the headers, and behind it that it failed; in a stack it says nothing. */
const ofNative = /^(?:Nt|Zw|Rtl|Ldr)[A-Z][a-z]{1,20}[A-Z]\w{1,40}$/
const nativeFailed =
  /^(?:\([^()\n]{0,80}\))?(?: \(\d{1,5}\))?:? ?(?:fail(?:ed|s|ure)|return(?:ed|s)|with (?:an? )?(?:error|status|code)|error|status|[-=]> ?(?:0x)?c0|(?:0x)?c0[0-9a-f]{6}\b)/i

function isWin32Name(word: string, line: string, end: number): boolean {
  if (!/[a-z][A-Z]|[a-z]\d|^WSA[A-Z][a-z]/.test(word) || reporters.test(word)) return false
  if (ofNative.test(word) && nativeFailed.test(line.slice(end, end + 100))) return true
  if (line[end] === '.' && ofFile.test(line.slice(end, end + 12))) return false
  if (!isKnownCall(word) && functionFacts(word) === undefined) return false
  return (
    !alsoWords.test(word) ||
    line[end] === '(' ||
    line[end] === '=' ||
    saysFailed.test(line.slice(end, end + 24))
  )
}

/** A control code, which DeviceIoControl is given: `IOCTL_STORAGE_QUERY_PROPERTY failed`. https://learn.microsoft.com/en-us/windows/win32/devio/device-input-and-output-control-ioctl- */
const controlCode = /\b(?:IOCTL|FSCTL)_[A-Z][A-Z0-9_]{3,60}\b/

function controlOn(line: string): readonly NamedCall[] {
  const match = controlCode.exec(line)
  return match ? [{ call: 'DeviceIoControl', via: match[0], at: match.index }] : []
}

/** What is opened and is no file. */
const ofNoFile = /^Error opening (?:shared|library|(?:[Ii]n|[Oo]ut)put|Stream)/

/** Office loads the DLL of a Declare when its function is first called: errors 48 and 53 are of that. */
function loaderOfOffice(line: string): readonly StandIn[] {
  const error = /48|53/.test(line) ? basicErrorIn(line) : undefined
  return error?.outcome === '126' ? [{ call: 'LoadLibraryW', via: error.text, at: error.at }] : []
}

/** Win32 functions that a line names, in their order on the line; functions of runtimes that stand for them first. */
export function callsOn(line: string): readonly NamedCall[] {
  if (wineMessage.test(line)) return []
  const standIns = [
    ...standInsIn(line).filter(
      ({ via, at }) => via !== 'Error opening' || !ofNoFile.test(line.slice(at)),
    ),
    ...loaderOfOffice(line),
  ]
  const isRuntime = runtimeFrame.test(line)
  const named = isRuntime
    ? []
    : [...line.matchAll(name)].flatMap((match): NamedCall[] => {
        // AutoIt's own functions: `_WinAPI_ReadFile`.
        const own = match[0].replace(/^_+(?:WinAPI_)?/, '')
        // A wrapper of a function for a process of the other width: `GetProcessMemoryInfo64`.
        const plain = own.replace(/(?<=[a-z])(?:64|32)$/, '')
        if (copies.test(own)) return [{ call: 'RtlMoveMemory', via: own, at: match.index }]
        const word = functionFacts(own) === undefined && functionFacts(plain) ? plain : own
        return isWin32Name(word, line, match.index + match[0].length)
          ? [{ call: word, at: match.index }]
          : []
      })
  const small = isRuntime
    ? []
    : [...line.matchAll(smallName)].map(match => ({ call: match[0], at: match.index }))
  const [, ofSockets] = ofWinsock.exec(line) ?? []
  if (ofSockets !== undefined) small.push({ call: ofSockets, at: line.indexOf(ofSockets) })
  const inHaskell = ofHaskell.exec(line)
  const spelled = [
    ...line.matchAll(ofLibrary),
    ...line.matchAll(ofGo),
    ...(inHaskell ? [inHaskell] : []),
  ].flatMap((match): NamedCall[] => {
    const [, word = ''] = match
    const call = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
    return functionFacts(call)
      ? [{ call, via: match[0].replace(/^\/|\(.*$/g, ''), at: match.index }]
      : []
  })
  const lacking = missing
    .exec(line)
    ?.slice(1)
    .find(own => own !== undefined)
  const lost =
    lacking === undefined || named.length > 0 ? [] : [{ call: lacking, at: line.indexOf(lacking) }]
  const isDone =
    isRuntime || standIns.length + named.length + small.length + spelled.length + lost.length > 0
  const inProse = isDone ? [] : [...controlOn(line), ...smallCallsOn(line)]
  // A name that is a part of what a runtime calls its function is said once, with the runtime's name.
  const own = [...named, ...small].filter(
    ({ call, at }) =>
      !standIns.some(
        one =>
          one.at <= at &&
          at < one.at + one.via.length + (one.call === call ? 2 : 0) &&
          (one.call === call || /^(?:Nt|Zw)/.test(one.via)),
      ),
  )
  return [...standIns, ...spelled, ...own, ...lost, ...inProse].sort(
    (one, other) => one.at - other.at,
  )
}
