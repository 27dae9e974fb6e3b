import { gated } from '../patterns/gated.ts'
import { cut } from '../cause-groups.ts'
import { endsChild } from './hints.ts'
import {
  bits,
  isWrong,
  ofStreams,
  withoutConsole,
  ofPorts,
  ofDrivers,
  ofLastError,
  ofWidthOfProgram,
  ofOtherProcess,
} from './kinds-of-words.ts'
import type { SpokenTopic } from './spoken-topic.ts'

/** What reports of handles, ports, streams and processes speak of, the more special first. */
export const topicsOfHandles: readonly SpokenTopic[] = [
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
      gated(
        /(?<!not |n['’]t )\balways\b/i,
        /\boverw(?:rit|rote)\w*/i,
        /\bclobber\w*/i,
        /\blost\b/i,
        /\bSetLastError ?= ?true\b/i,
        /\buse_last_error\b/i,
        /\bchanges? the result\b/i,
        /\bpreserv\w+/i,
        /\b(?:affected|changed|modified|cleared|overridden|influenced|touched|replaced) by\b/i,
        /\bthread[- ]local\w*\b/i,
        /\bprivate copy\b/i,
        /\bin between\b/i,
        /\breset by\b/i,
        /\btoo late\b/i,
        /\brace conditions?\b/i,
        /\bdubious\b/i,
        /\bunreliabl[ey]\b/i,
        /\banother \w{1,12} ?call\b/i,
        /\bdifferent error\b/i,
      ),
    ],
  },
  {
    classes: ['stale-last-error'],
    words: [
      ofLastError,
      gated(
        /\bsucce(?:ss|ssful|ssfully|eds?|eded|eding)\b(?! ?:?=|:|\))/i,
        /\bstale\b/i,
        /\bnot (?:automatically )?(?:reset|cleared|updated?)\b/i,
        /\balready set\b/i,
        /\bprevious (?:call|error)\b/i,
        /\bearlier (?:call|error)\b/i,
        /\bunrelated\b/i,
      ),
    ],
  },
  {
    classes: ['wrong-kind'],
    words: [
      gated(
        /\b(?:must|should|can(?:no|['’])?t?) ?(?:not|NOT) be (?:given|passed|closed|used)\b/i,
        /\b(?:is|are) (?:not|no) (?:an? )?(?:valid |real |kernel )?handles?\b/i,
        /\bwrong (?:kind|type|sort) of (?:handle|object)\b/i,
        /\bdo(?:es)?(?:n['’]t| not) support\b.{0,60}\b(?:handles?|objects?)\b/i,
        /\bnot a (?:socket|console|pipe|file|event|process|window)\b/i,
      ),
      /\bhandles?\b|\bCloseHandle\b|\bWaitFor\w+|句柄/i,
    ],
  },
  {
    classes: ['unplugged'],
    words: [
      gated(
        /\bunplugg\w*/i,
        /\bdisconnected from (?:the |its )?(?:system|pc|computer|host|machine|usb)\b/i,
        /\bsurprise removal\b/i,
        /\b(?:usb|serial) (?:cable|stick|dongle|adapter|device) (?:is|was|gets|has been) (?:removed|disconnected|pulled)\b/i,
      ),
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
      gated(
        /\brac(?:e|es|y)\b/i,
        /\btwice\b/i,
        /\bdouble\b/i,
        /\balready\b/i,
        /\bconcurrent\w*/i,
        /\bthreads?\b/i,
        /\bgoroutines?\b/i,
        /\bafter (?:it|being|the)\b/i,
        /\bafter\b.{0,40}\b(?:is|was|has been|gets) (?:destroyed|closed|disposed|freed|terminated|killed|gone)\b/i,
        /\bstill (?:in use|used|using|pending)\b/i,
        /\buse[- ]after\b/i,
        /\bgarbage\b/i,
        /\bfinaliz\w+/i,
        /\bprematurely\b/i,
        /\btoo early\b/i,
        /\breus(?:e|ed|es)\b/i,
        /重复/i,
        /дважды/i,
      ),
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
      gated(
        /\bunplug\w*/i,
        /\b(?:re|un)?plug(?:ged|ging)? (?:out|it|the|back)\b/i,
        /\bdisconnect\w*/i,
        /\bcable\b/i,
        /\bremov(?:ed|al|ing)\b/i,
        /\bsurprise\b/i,
        /\bpull(?:ed|ing)? (?:out )?the\b/i,
        /\bpower(?:ed)? (?:off|down|cycle)\b/i,
        /\bsleep\b/i,
        /\bhibernat\w+/i,
        /拔出/i,
        /断开/i,
        /отключ/i,
      ),
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
      gated(
        /\bsub-?process(?:es)?\b/i,
        /\bstd\.process\b/i,
        /\b(?:start|launch|run|creat|execut)\w{0,3} (?:an? |the )?(?:\w{2,16} )?process(?:es)?\b/i,
        /\bPopen\b/i,
        /\b(?:re)?spawn\w*/i,
        /\bforked\b/i,
        /\b(?:child|worker) process(?:es)?\b/i,
        /\bchild(?:['’]s|ren['’]?s?)? (?:std\w{2,3}|stdio|handles?|streams?|(?:out|in)put|error)\b/i,
        /\bCreateProcess\b/i,
        /\bcheck_(?:call|output)\b/i,
        /\bStdio::\w+/i,
      ),
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
      gated(
        /\b(?:already (?:open(?:ed)?|in use)|in use by|(?:opened|used|held|locked) by (?:an)?other|(?:another|other|second) (?:program|process|application|instance)|occupied|(?:two|multiple|several|second) (?:apps?|applications?|programs?|processes|instances)|also (?:trying|tries) to (?:access|open|use)|exclusive (?:access|mode)|ports? (?:is |are |was |still )?(?:currently )?in use)\b/i,
        /被占用/i,
        /занят/i,
      ),
      ofPorts,
    ],
  },
  {
    classes: ['busy', 'closed-handle'],
    first: 'busy',
    words: [
      gated(
        /\b(?:when|while|as long as|unless|until|if|with)\b.{0,40}\b(?:is|are|isn['’]t|was)(?: not)? (?:running|started|active|connected|open(?:ed)?|closed)\b/i,
        /\b(?:re-?open|open\w{0,3}\b.{0,24}\b(?:again|a second time|twice)|first time|refresh\w{0,3}|reload\w{0,3})\b/i,
      ),
      /\b(?:unavailable|not available|in use|blocked|locked|busy|denied|(?:can(?:no|['’])?n?['’]?t|could(?:n['’]t| not)|unable to|fails? to) (?:be )?(?:re-?)?open\w{0,3}|not (?:dropped|close[ds]?|released|disposed|freed))\b/i,
      /\b(?:serial|COM ?\d{1,3}|COM ports?)\b|\bSerial(?:Stream|Port)\b|\bCOMPort\b/,
    ],
  },
  {
    classes: ['failed-open'],
    words: [
      gated(
        /\b(?:already (?:open(?:ed)?|in use)|in use by|another (?:program|process|application|instance)|access (?:is )?denied|occupied|cannot open|can.t open|failed to open|could not open|unable to open|permission)\b/i,
        /被占用/i,
        /拒绝访问/i,
        /занят/i,
      ),
      ofPorts,
    ],
  },
  {
    classes: ['failed-open'],
    words: [
      gated(
        /\b(?:nothing|no (?:\w{1,12} )?(?:device|port|adapter|hardware|board|controller|dongle)s?)\b.{0,16}\b(?:connected|attached|plugged|present|found|available|installed)\b/i,
        /\b(?:port|device)s?\b.{0,16}\b(?:does(?:n['’]t| not) exist|is(?:n['’]t| not) (?:connected|attached|present|there|plugged))\b/i,
      ),
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
]
