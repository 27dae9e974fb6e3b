import type { MistakeId } from '../../mistakes/index.ts'
import { cut, ofStructs } from '../cause-groups.ts'
import { endsChild } from './hints.ts'
import {
  bits,
  isWrong,
  ofPointers,
  ofTypes,
  ofStreams,
  withoutConsole,
  ofPorts,
  ofDrivers,
  ofLastError,
  isOff,
  ofWidthOfProgram,
  ofOtherProcess,
} from './kinds-of-words.ts'

/** What a report is about where no sentence of it is understood: words of several kinds, each of which it must have. */
export interface SpokenTopic {
  readonly classes: readonly MistakeId[]
  readonly first?: MistakeId
  /** All of them, anywhere in the text. The first line that has one of the first kind is quoted. */
  readonly words: readonly RegExp[]
  /** Whether they are too common to decide. */
  readonly isWeak?: true
}

/** The more special first; the first that fits is the topic. */
export const topics: readonly SpokenTopic[] = [
  {
    classes: ['failed-open', 'sentinel-mismatch'],
    first: 'sentinel-mismatch',
    words: [
      /\bINVALID_HANDLE_VALUE\b/,
      /\b32[- ]?bits?\b.{0,60}\b64[- ]?bits?\b|\b64[- ]?bits?\b.{0,60}\b32[- ]?bits?\b/i,
    ],
  },
  {
    classes: ['process-bitness'],
    words: [
      /\b(?:WOW64|EnumProcessModules\w*|VirtualQueryEx|ReadProcessMemory|WriteProcessMemory|Process\.Modules|MainModule|Toolhelp32\w*|ERROR_PARTIAL_COPY|inject\w*|target process|other process|module list|modules? of (?:an? |the )?(?:64|32)|BadImageFormat\w*|not a valid Win32 application|architecture mismatch|(?:load|find) (?:the )?(?:dll|library|module))\b/i,
      bits,
    ],
  },
  {
    classes: ['process-bitness'],
    words: [ofWidthOfProgram, ofOtherProcess],
  },
  {
    classes: ['process-bitness', 'struct-layout-shrunk'],
    first: 'process-bitness',
    // Items of a control of another process are read by structs as wide as that process has them.
    words: [
      /\b(?:Sys)?(?:tem)?(?:List|Tree)View\w{0,12}|\bTab ?Control\w*|\b(?:list|tree)[- ]?view\b|\btoolbars?\b|\b[LT]V[MIN]_\w+|\bTB_\w+/i,
      /\b(?:texts?|titles?|items?|captions?|labels?|columns?|values?|buttons?)\b.{0,60}\b(?:empty|blank|null|garbage|nothing|missing|zeros?)\b/i,
    ],
  },
  {
    classes: ['type-alias', ...cut],
    first: 'type-alias',
    words: [
      /\bPtrSafe\b|\bDeclare (?:Function|Sub|statements?)\b|\bLongPtr\b/i,
      /64[- ]?bit|\b(?:x64|Win64|declarations?|handles?|addresses|As Long)\b/i,
    ],
  },
  {
    classes: ['calling-convention'],
    words: [
      /\b(?:cdecl|calling ?convention|CallingConvention)\b|(?<![.\w])_{0,2}stdcall\b(?! ?\(|, ?(?:dynlib|importc))/i,
      isWrong,
    ],
  },
  {
    classes: ['last-error-lost'],
    words: [
      ofLastError,
      /(?<!not |n['’]t )\balways\b|\boverw(?:rit|rote)\w*|\bclobber\w*|\blost\b|\bSetLastError ?= ?true\b|\buse_last_error\b|\bchanges? the result\b|\bpreserv\w+|\b(?:affected|changed|modified|cleared|overridden|influenced|touched|replaced) by\b|\bthread[- ]local\w*\b|\bprivate copy\b|\bin between\b|\breset by\b|\btoo late\b|\brace conditions?\b|\bdubious\b|\bunreliabl[ey]\b|\banother \w{1,12} ?call\b|\bdifferent error\b/i,
    ],
  },
  {
    classes: ['stale-last-error'],
    words: [
      ofLastError,
      /\bsucce(?:ss|ssful|ssfully|eds?|eded|eding)\b(?! ?:?=|:|\))|\bstale\b|\bnot (?:automatically )?(?:reset|cleared|updated?)\b|\balready set\b|\bprevious (?:call|error)\b|\bearlier (?:call|error)\b|\bunrelated\b/i,
    ],
  },
  {
    classes: ['wrong-kind'],
    words: [
      /\b(?:must|should|can(?:no|['’])?t?) ?(?:not|NOT) be (?:given|passed|closed|used)\b|\b(?:is|are) (?:not|no) (?:an? )?(?:valid |real |kernel )?handles?\b|\bwrong (?:kind|type|sort) of (?:handle|object)\b|\bdo(?:es)?(?:n['’]t| not) support\b.{0,60}\b(?:handles?|objects?)\b|\bnot a (?:socket|console|pipe|file|event|process|window)\b/i,
      /\bhandles?\b|\bCloseHandle\b|\bWaitFor\w+|句柄/i,
    ],
  },
  {
    classes: ['unplugged'],
    words: [
      /\bunplugg\w*|\bdisconnected from (?:the |its )?(?:system|pc|computer|host|machine|usb)\b|\bsurprise removal\b|\b(?:usb|serial) (?:cable|stick|dongle|adapter|device) (?:is|was|gets|has been) (?:removed|disconnected|pulled)\b/i,
      ofPorts,
    ],
  },
  {
    classes: ['overlapped-moved', 'closed-handle'],
    first: 'overlapped-moved',
    words: [
      /\b(?:NativeOverlapped|lpOverlapped|OVERLAPPED|overlapped|async(?:hronous)? I\/?O|(?:Read|Write)FileEx|completion (?:routine|callback)|pending (?:reads?|writes?|I\/?O|requests?))\b/,
      /\b(?:un)?pin(?:s|ned|ning)?\b|\bGC\b|\bgarbage[- ]collect\w*|\bon the stack\b|\bout of scope\b|\blifetime\b|\bmove(?:d|s)\b|\blocal variable\b/i,
    ],
  },
  {
    classes: ['closed-handle'],
    words: [
      /\b(?:clos(?:e|es|ed|ing)|dispos\w{1,4}|destroy\w{0,3}|free[ds]?|freeing|releas\w{1,3}|CloseHandle|closesocket)\b|关闭|закры/i,
      /\b(?:handles?|hFile|files?|pipes?|sockets?|ports?|streams?|events?|mutex|process|thread)\b|句柄|дескриптор/i,
      /\brac(?:e|es|y)\b|\btwice\b|\bdouble\b|\balready\b|\bconcurrent\w*|\bthreads?\b|\bgoroutines?\b|\bafter (?:it|being|the)\b|\bafter\b.{0,40}\b(?:is|was|has been|gets) (?:destroyed|closed|disposed|freed|terminated|killed|gone)\b|\bstill (?:in use|used|using|pending)\b|\buse[- ]after\b|\bgarbage\b|\bfinaliz\w+|\bprematurely\b|\btoo early\b|\breus(?:e|ed|es)\b|重复|дважды/i,
    ],
  },
  {
    classes: ['closed-handle'],
    words: [
      /\b(?:when|while|on|after|upon|by|during)\b.{0,24}\b(?:clos(?:e|ing|ed)|dispos\w{1,3}|shut(?:ting)? ?down|exit(?:ing)?|disconnecting)\b/i,
      /\bcrash\w*|stopped working|access violation|segfault\w*/i,
      /\b(?:handles?|devices?|ports?|pipes?|files?|sockets?|streams?|threads?|HID)\b/i,
    ],
  },
  { classes: ['closed-handle'], words: [endsChild, /\bhandles?\b|句柄|дескриптор/i] },
  {
    classes: ['unplugged'],
    words: [
      /\bunplug\w*|\b(?:re|un)?plug(?:ged|ging)? (?:out|it|the|back)\b|\bdisconnect\w*|\bcable\b|\bremov(?:ed|al|ing)\b|\bsurprise\b|\bpull(?:ed|ing)? (?:out )?the\b|\bpower(?:ed)? (?:off|down|cycle)\b|\bsleep\b|\bhibernat\w+|拔出|断开|отключ/i,
      ofPorts,
    ],
  },
  {
    classes: ['failed-open', 'sentinel-mismatch'],
    words: [
      /\bINVALID_HANDLE_VALUE\b|\binvalid handle value\b|(?<!\bWait\w{3,40}(?:\([^()\n]{0,40}\))? )\breturns? -1\b|[=!]= ?-1\b|\b0xF{8}(?:F{8})?\b/i,
      /\b(?:wrong|incorrect|bad|fix\w*|correct\w*|mismatch\w*|check\w*|compar\w*|test\w*|should|must|instead|proper\w*|constants?)\b|64|32/i,
    ],
  },
  {
    classes: ['inheritance', 'no-console'],
    first: 'inheritance',
    words: [
      /\bsub-?process(?:es)?\b|\bstd\.process\b|\b(?:start|launch|run|creat|execut)\w{0,3} (?:an? |the )?(?:\w{2,16} )?process(?:es)?\b|\bPopen\b|\b(?:re)?spawn\w*|\bforked\b|\b(?:child|worker) process(?:es)?\b|\bchild(?:['’]s|ren['’]?s?)? (?:std\w{2,3}|stdio|handles?|streams?|(?:out|in)put|error)\b|\bCreateProcess\b|\bcheck_(?:call|output)\b|\bStdio::\w+/i,
      ofStreams,
      withoutConsole,
    ],
  },
  {
    classes: ['no-console', 'inheritance'],
    first: 'no-console',
    words: [ofStreams, withoutConsole],
  },
  {
    classes: ['driver', 'bad-parameter'],
    first: 'driver',
    words: [ofDrivers, ofPorts],
  },
  {
    classes: ['busy', 'failed-open'],
    first: 'busy',
    words: [
      /\b(?:already (?:open(?:ed)?|in use)|in use by|(?:opened|used|held|locked) by (?:an)?other|(?:another|other|second) (?:program|process|application|instance)|occupied|(?:two|multiple|several|second) (?:apps?|applications?|programs?|processes|instances)|also (?:trying|tries) to (?:access|open|use)|exclusive (?:access|mode)|ports? (?:is |are |was |still )?(?:currently )?in use)\b|被占用|занят/i,
      ofPorts,
    ],
  },
  {
    classes: ['busy', 'closed-handle'],
    first: 'busy',
    words: [
      /\b(?:when|while|as long as|unless|until|if|with)\b.{0,40}\b(?:is|are|isn['’]t|was)(?: not)? (?:running|started|active|connected|open(?:ed)?|closed)\b|\b(?:re-?open|open\w{0,3}\b.{0,24}\b(?:again|a second time|twice)|first time|refresh\w{0,3}|reload\w{0,3})\b/i,
      /\b(?:unavailable|not available|in use|blocked|locked|busy|denied|(?:can(?:no|['’])?n?['’]?t|could(?:n['’]t| not)|unable to|fails? to) (?:be )?(?:re-?)?open\w{0,3}|not (?:dropped|close[ds]?|released|disposed|freed))\b/i,
      /\b(?:serial|COM ?\d{1,3}|COM ports?)\b|\bSerial(?:Stream|Port)\b|\bCOMPort\b/,
    ],
  },
  {
    classes: ['failed-open'],
    words: [
      /\b(?:already (?:open(?:ed)?|in use)|in use by|another (?:program|process|application|instance)|access (?:is )?denied|occupied|cannot open|can.t open|failed to open|could not open|unable to open|permission)\b|被占用|拒绝访问|занят/i,
      ofPorts,
    ],
  },
  {
    classes: ['failed-open'],
    words: [
      /\b(?:nothing|no (?:\w{1,12} )?(?:device|port|adapter|hardware|board|controller|dongle)s?)\b.{0,16}\b(?:connected|attached|plugged|present|found|available|installed)\b|\b(?:port|device)s?\b.{0,16}\b(?:does(?:n['’]t| not) exist|is(?:n['’]t| not) (?:connected|attached|present|there|plugged))\b/i,
      /\b(?:open(?:ed|ing|s)?|connect(?:ing|ion)?|start(?:ing|s)?|choos\w{1,3}|select\w*)\b/i,
      ofPorts,
    ],
  },
  {
    classes: ['failed-open'],
    words: [
      /\bCOM ?(?:[1-9]\d{1,2}|9|XX|N)\b/i,
      /\b(?:open(?:ed|ing|s)?|createfile\w?|connect\w*)\b/i,
      /\b(?:greater|larger|higher|above|more than|over|beyond|two[- ]digits?|prefix\w*|prepend\w*)\b|\\\\\.\\/i,
    ],
  },
  {
    classes: ofStructs,
    first: 'union-misplaced',
    words: [
      /\bunions?\b|\w_?UNION\w{0,8}\b/i,
      /\bstruct(?:ure)?s?\b|\brecords?\b/i,
      /\b(?:fields?|members?|offsets?|align\w*|overlap\w*|consistent|instead|belongs?|removed?)\b/i,
    ],
  },
  {
    classes: ofStructs,
    words: [
      /\b(?:structs?|structures?|unions?|StructLayout|cbSize|sizeof|SizeOf|packing|alignment|padding|layout|offsets?|_fields_)\b|结构体|структур/i,
      bits,
      isWrong,
    ],
  },
  {
    classes: ofStructs,
    first: 'struct-layout-shrunk',
    words: [
      /\brepr\(C, ?packed|\bPack ?= ?\d|#pragma pack|\bpacked ?\(\d|\bpacked (?:struct|record)/i,
      isWrong,
    ],
  },
  {
    classes: ['arg-overflow-raise'],
    words: [
      /\bargument ?overflow\b|\boverflow\w*\b|\btoo (?:long|large|big)\b|\bout of range\b/i,
      /\b(?:ctypes|argtypes|restype|cffi|ffi|fiddle|koffi)\b/i,
    ],
  },
  {
    classes: ['narrowing-throws'],
    words: [
      /\boverflow\w*\b|\bout of range\b|\brange check\b|\btoo (?:large|big)\b/i,
      /\b(?:IntPtr|ToInt32|int32|Integer|Cardinal|LongInt|checked)\b/,
    ],
  },
  {
    classes: ['arg-upper-garbage', ...cut],
    first: 'arg-upper-garbage',
    words: [
      /\b(?:extra|upper|high(?:er)?|remaining|other) (?:4 |four |32 )?(?:bytes|bits|half)\b|\bgarbage\b|\bleft-?overs?\b|\buninitiali[sz]ed\b|\bhappens? to work\b/i,
      ofPointers,
      ofTypes,
    ],
  },
  { classes: cut, first: 'arg-truncated', words: [ofPointers, bits, ofTypes, isWrong] },
  {
    classes: ['no-console'],
    words: [
      /\bsubsystem[\s,:=`'"]{0,3}windows\b|\bwindows[\s_]?subsystem\b|-mwindows\b/i,
      /\b(?:quit\w*|exit\w*|crash\w*|fail\w*|errors?|nothing|not work\w*|panic\w*|abort\w*)\b/i,
    ],
  },
  // Little is said here: the answer is the likeliest of what is spoken of, and undecided.
  { classes: ['last-error-lost', 'stale-last-error'], words: [ofLastError, isOff], isWeak: true },
  {
    classes: ['closed-handle'],
    words: [
      /\bCloseHandle\b|\bhandles?\b.{0,40}\bclos\w+|\bclos\w+\b.{0,40}\bhandles?\b/i,
      isWrong,
    ],
    isWeak: true,
  },
  {
    classes: ['failed-open', 'sentinel-mismatch'],
    words: [/\bINVALID_HANDLE_VALUE\b|\bCreateFile\w?\b|\bOpenProcess\b/, isWrong],
    isWeak: true,
  },
  // What a child keeps open. https://learn.microsoft.com/en-us/windows/win32/procthread/inheritance
  {
    classes: ['inheritance'],
    words: [
      /\bchild process(?:es)?\b|\bsub-?process(?:es)?\b|\b(?:start|launch|spawn)(?:s|ed|ing)? (?:an? ?other|an?|the|some) (?:\w{2,12} )?(?:app\w{0,9}|program|process|exe)\b/i,
      /\b(?:sockets?|ports?|handles?|files?|pipes?|listen\w*)\b.{0,80}\b(?:(?:still|stays?|remains?|kept|keeps?) (?:\w{1,10} )?(?:open|alive|bound|locked|listening|in use|used|exist\w*)|until (?:the )?(?:child|sub-?process|it) (?:\w{1,6} ){0,2}(?:exit|end|terminat)\w*)|\bclos(?:e|es|ed|ing)\b.{0,60}\buntil\b.{0,40}\b(?:child|sub-?process(?:es)?|it)\b.{0,24}\b(?:exit|end|terminat|finish)\w*/i,
    ],
  },
  {
    classes: ['inheritance'],
    words: [/\bCreateProcess\w?\b|\bchild process(?:es)?\b/, isWrong],
    isWeak: true,
  },
  // A member that takes the size of its struct is filled in, and nothing else is told.
  {
    classes: ofStructs,
    first: 'struct-size-constant',
    words: [
      /\b(?:cb\w{0,12}|\w{0,12}Size|dwLength|nLength)\b ?(?::=|=(?!=)|:) ?.{0,24}\b(?:sizeof|size_of|SizeOf|LenB?)\b ?[(<:!]/,
    ],
    isWeak: true,
  },
  { classes: ofStructs, words: [/\bstruct(?:ure)?s?\b|\bStructLayout\b/i, isWrong], isWeak: true },
  { classes: cut, words: [ofPointers, bits, isWrong], isWeak: true },
  { classes: cut, words: [ofPointers, ofTypes, isWrong], isWeak: true },
]
