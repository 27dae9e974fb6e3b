import type { FeatureValue, Features } from '../../mistakes/features.ts'
import { type Pattern, gated } from '../patterns/gated.ts'
import { redirected, worked, sometimes, always } from '../phrases/runs.ts'

type Hint = FeatureValue<'hint'>

/** Words that say more than the code. The order is that of their weight: only the first counts. */
const hints: readonly (readonly [Hint, Pattern])[] = [
  // A finalizer of Python, which may run when what it closes is gone.
  ['closed', /Exception ignored in: <(?:function|bound method) [^\n]{0,80}__del__/],
  // What people say of a handle that was closed before it is used.
  [
    'closed',
    gated(
      /\b[Aa]fter (?:the |its |calling )?(?:\w{1,20}\.)?(?:Dispose|CloseHandle|FindClose|Close|close|dispose)\(\w{0,20}\)/,
      /\bafter (?:FindClose|CloseHandle|RegCloseKey) (?:was|is|has been|had been)\b/,
      /\b(?:[Ss]econd|[Aa]nother|[Rr]epeated) call (?:of|to) (?:\w{1,20}\.)?(?:[Cc]lose|[Dd]ispose)\w{0,6}\b/,
      /(?<!\bbefore (?:\w{1,20}\.)?)\b(?:[Cc]lose|[Dd]ispose|CloseHandle|FindClose)(?:\(\))? (?:was|is|had been|has been) (?:already )?called\b/,
      /\b(?:is|was|gets|been) finali[sz]ed\b.{0,24}\b(?:before|while|too)\b/,
      /\bfinali[sz]ed before\b/,
      /\bhad been closed\b/,
    ),
  ],
  [
    'stack',
    gated(
      /PInvokeStackImbalance/i,
      /unbalanced the stack/i,
      /\bunbalanced stack\b/i,
      /\bstack (?:is|was|gets|becomes) unbalanced\b/i,
      /Procedure (?:probably )?called with/i,
      /stack imbalance/i,
      /calling convention/i,
      /\bDLL[- ]?(?:Aufrufkonvention|calling)/i,
      /\bconvention d.appel (?:de |d.une )?DLL/i,
      /\bconvenci.{1,3}n de llamada a (?:la )?DLL/i,
      /\bconvenzione di chiamata (?:della |alla )?DLL/i,
      /\bconven.{1,4}o de chamada (?:da |de )?DLL/i,
      /соглашени\w{1,2} о вызове DLL/i,
      /DLL ?の?呼び出し規約/i,
    ),
  ],
  // Two modules have a struct of the same name, and one of them has declared the function.
  [
    'module',
    /expected (?:LP_(\w{2,40}) instance instead of (?:pointer to \1|LP_\1)|(\w{2,40}) instance instead of \2)\b/,
  ],
  // Where a declaration has it already, that is not what is missing.
  ['ptrsafe', /(?<!Declare )PtrSafe|must be updated for use on 64-bit systems/],
  [
    'wow64',
    /\[WinError 299\]|ReadProcessMemory|WriteProcessMemory|Only part of a ReadProcessMemory/i,
  ],
  [
    'subprocess',
    gated(
      /\bsubprocess\.py\b/,
      /\bcheck_output\b/,
      /_make_inheritable/,
      /_get_handles/,
      /CreateProcess/,
      /\bPopen\b/,
      /child_process/,
      /Command::spawn/,
      /\bStdio::/,
      /`?\bspawn\(\)/,
      /\[cmd: /,
      /\b(?:run|runs|running|execut(?:e|es|ed|ing)|launch(?:es|ed|ing)?|start(?:s|ed|ing)?|invok(?:e|es|ed|ing)) (?:an? |the |any )?(?:external |shell |system |batch )(?:commands?|files?|programs?|scripts?|tools?)\b/,
      /\bsubprocess\.(?:run|call|check_\w{4,6}|PIPE|DEVNULL)\b/,
      /os\/exec/,
      /fork\/exec/,
      /Process\.Start/,
      /\b(?:system|popen|shell_exec|proc_open|execSync|spawnSync)\(/,
      /\bchild process(?:es)?\b/,
      /\b(?:[Cc]ould(?:n['’]t| not)|[Cc]an(?:not|['’]t)|[Uu]nable to|[Ff]ailed to) (?:run|start|launch|execute|spawn)\b.{0,8}['"`].{0,80}\.exe\b/,
    ),
  ],
  [
    'console',
    gated(
      /console mode/i,
      /\bnot have a console\b/i,
      /GetConsole/i,
      /SetConsole/i,
      /WriteConsole/i,
      /not a tty/i,
      /no console/i,
      /pythonw/i,
      /System\.Console/i,
      /\[(?:System\.)?Console\]::/i,
      /CONIN\$/i,
      /CONOUT\$/i,
      /\/dev\/std(?:in|out|err)\b/i,
      /terminal_size/i,
      /\bprocess\.std(?:in|out|err)\b/i,
      /\bconsole\.(?:log|error|warn)\b(?! ?\()/i,
      /\bat (?:\w{1,20} )?console\.(?:log|error|warn)\b/i,
      /SyncWriteStream/i,
      /\bSonicBoom\b/i,
      /\bSTD_(?:INPUT|OUTPUT|ERROR)_HANDLE\b/i,
      /(?<![<\w])std(?:in|out|err)\b(?!>)/i,
      /\bgit[- ]bash\b/i,
      /\bmintty\b/i,
      /\bcygwin\b/i,
      /(?<!\b(?:gcc|mingw|build\w*|compil\w*|make)\b.{0,24})\bmsys2?\b/i,
      /output buffer information/i,
    ),
  ],
  [
    'unplug',
    gated(
      /unplug/i,
      /surprise removal/i,
      /device (?:is )?not (?:connected|functioning|ready)/i,
      /disconnect(?:ed|ing|s)\b/i,
      /\b(?:usb|device|cable|port|board|adapter|arduino|on|after|the|a|of) disconnect(?:ion)?\b/i,
      /\b(?:pull|remov|los|yank)\w{0,3} (?:out )?(?:the |its |a )?(?:\w{1,12} )?cable\b/i,
      /\bcable (?:is|was|gets|got|has been|had been) (?:pulled|removed|taken|lost)\b/i,
      /port (?:has )?disappeared/i,
      /usb (?:was )?removed/i,
      /\b(?:pull|yank|unplug|disconnect|remov)\w{0,3} (?:out )?(?:the |my |a |its )?(?:usb |hid )?(?:device|adapter|stick|dongle|plug|board|receiver)\b/i,
      /remove (?:the )?USB/i,
      /\b(?:device|adapter|stick|dongle|board|usb|ch34\d|receiver|port)\b (?:is|was|gets|got|being|has been) (?:physically |suddenly )?(?:removed|pulled|detached|lost)\b/i,
      /\b(?:usb|device|port|adapter|surprise|hot) removal\b/i,
      /\b(?:disconnect|detach|unplug)\w{0,3} (?:the |my |a |its |an )?(?:usb |uart |serial |hid |bluetooth ){0,3}(?:uart|adapter|device|cable|stick|dongle|port|board|converter|scanner|keyboard|mouse)\b/i,
      /\b(?:pull|yank)\w{0,3} (?:up|out|off)\b/i,
      /\b(?:manual|physical|usb|device|cable|com port|after) disconnect\w{0,4}\b/i,
      /\bsever\w{0,3} (?:the |a )?(?:\w{1,12} )?connection\b/i,
      /\bport\b (?:which|that) no longer exists/i,
      /SerialStream\.EventLoopRunner/i,
    ),
  ],
  [
    'callback',
    gated(
      /Exception ignored (?:on|in) calling ctypes callback/,
      /calling callback function/,
      /WndProc/,
      /\bNewCallback\b/,
      /_CallbackWrapper/,
      /\b[Cc]allbacks?\b.{0,24}\bcrash\w{0,3}\b/,
      /\b[Cc]rash\w{0,3}\b.{0,60}\bcallbacks?\b/,
    ),
  ],
  [
    'success',
    gated(
      /\bbut (?:the )?(?:data|file|call|it|everything) (?:is|are|was|were|does|did|still|actually)?\s?(?:well |all |correctly |actually )?(?:written|works?|succeed\w*|done|fine)\b/i,
      /after (?:a )?success/i,
      /returned TRUE but/i,
      /although it succe/i,
    ),
  ],
  [
    'cleanup',
    /clean-?up|while closing|in (?:the )?error path|\bfinalizer\b|\bFinalize\(\)|__del__|Dispose\(/,
  ],
  [
    'cbsize',
    /cbSize|\bsize of (?:this|the) struct|\bwrong (?:struct )?(?:size|layout)\b|\bsize is wrong\b|\bPack ?= ?\d|\bstruct(?:ure)? (?:size|layout)/i,
  ],
  [
    'closed',
    gated(
      /already closed/i,
      /has been closed/i,
      /SafeHandleAddRef/i,
      /SafeHandleC2NHelper/i,
      /Porta chiusa/i,
      /port (?:is|was) closed/i,
      /Anschluss ist geschlossen/i,
      /port est ferm/i,
      /puerto est. cerrado/i,
      /порт закрыт/i,
      /端口(?:已|被)关闭/i,
      /SafeHandle\.DangerousAddRef/i,
      /port is closed/i,
      /ObjectDisposedException/i,
      /double close/i,
      /\bclosed (?:pipe|file|handle|safe handle)/i,
      /已关闭/i,
      /wurde geschlossen/i,
      /\b\w{1,20} = None\b/i,
      /after close\b/i,
      /\b(?:when|on|after|during|upon|calling)\b.{0,24}(?<!\w)(?:\w{1,20}\.)?close\(\)/i,
    ),
  ],
]

/** Frames and functions in which a child is started. */
const startsChild =
  /subprocess\.py\b|_make_inheritable|_get_handles|CreateProcess|\bPopen\b|child_process|Command::spawn|\bStdio::|\bspawn\(\)|fork\/exec|Process\.Start/
/** A child that is ended, or waited for: its handle is at fault, and not the streams that it was given. */
export const endsChild =
  /\b(?:kill|terminat|stopp?)(?:s|e|es|ed|ing)?(?:\(\))? (?:it|them|(?:the |its |a |an |my )?(?:child|sub|running )?-?\s?process(?:es)?|(?:the |a )?child(?:ren)?)\b/i

/** Whether a text is about the end of a child, and shows no start of one. */
export function endsAChild(text: string): boolean {
  return endsChild.test(text) && !startsChild.test(text)
}

/** A device that is taken out so that it works again: that is no cause. */
const asCure =
  /\b(?:until|unless|ha(?:ve|s|d) to|needs? to|must|only (?:by|after|when)|(?:fix|solv|help|cur)\w{0,3}(?: \w{1,6})? by)\b.{0,24}\b(?:(?:un|re)-?plug\w*|(?:dis|re)connect\w*)/gi

/** Whether a text gives a hint; a child that is ended is no child that is given its streams. */
function gives(text: string, [name, pattern]: (typeof hints)[number]): boolean {
  if (name === 'unplug') return pattern.test(text.replace(asCure, ''))
  return pattern.test(text) && !(name === 'subprocess' && endsAChild(text))
}

/** The first of the hints. */
function hintOf(text: string): Hint | undefined {
  return hints.find(hint => gives(text, hint))?.[0]
}

/** An open that is said to have returned its failure value. */
const openFailed = gated(
  /\b(?:CreateFile|OpenFile|CreateNamedPipe)[AW]?\b.{0,40}\breturn(?:s|ed|ing)?\b.{0,12}(?:INVALID_HANDLE_VALUE|invalid handle value|-1\b)/i,
  /\b(?:CreateFile|OpenFile|CreateNamedPipe)[AW]?\b.{0,8}\b(?:had|has) failed\b/i,
)

/** What is said beside a failure: that CreateProcess starts a child says nothing of its streams, unless their handles are refused; that memory of another process is read, nothing of its width, where the caller is said to work in one width alone. */
export function hintsBeside(
  { hint, ...hints }: Features,
  first: { readonly call: string; readonly outcome: string } | undefined,
  isOfOneWidth: boolean,
): Features {
  if (hint?.[0] === 'wow64' && isOfOneWidth && first?.outcome !== '299') return hints
  const isOwn =
    hint?.[0] === 'subprocess' &&
    first?.call.startsWith('CreateProcess') === true &&
    /^\d+$/.test(first.outcome) &&
    first.outcome !== '6'
  return hint && !isOwn ? { hint, ...hints } : hints
}

/** Observations that a text makes in words. */
export function hintsIn(text: string): Features {
  const hint = hintOf(text)
  return {
    ...(hint ? { hint: [hint] } : {}),
    ...(redirected.test(text) ? { redirected: ['yes'] } : {}),
    ...(openFailed.test(text) ? { open: ['failed'] } : {}),
    ...(worked.test(text) ? { before: ['worked'] } : {}),
    ...(sometimes.test(text)
      ? { rhythm: ['sometimes'] }
      : always.test(text)
        ? { rhythm: ['always'] }
        : {}),
  }
}
