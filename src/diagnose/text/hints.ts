import type { FeatureValue, Features } from '../../mistakes/features.ts'
import { gated } from './gated.ts'

type Hint = FeatureValue<'hint'>

/** Words that say more than the code. The order is that of their weight: only the first counts. */
const hints: readonly (readonly [Hint, Pick<RegExp, 'test'>])[] = [
  // A finalizer of Python, which may run when what it closes is gone.
  ['closed', /Exception ignored in: <(?:function|bound method) [^\n]{0,80}__del__/],
  // What people say of a handle that was closed before it is used.
  [
    'closed',
    /\b[Aa]fter (?:the |its |calling )?(?:\w{1,20}\.)?(?:Dispose|CloseHandle|FindClose|Close|close|dispose)\(\w{0,20}\)|\bafter (?:FindClose|CloseHandle|RegCloseKey) (?:was|is|has been|had been)\b|\b(?:[Ss]econd|[Aa]nother|[Rr]epeated) call (?:of|to) (?:\w{1,20}\.)?(?:[Cc]lose|[Dd]ispose)\w{0,6}\b|(?<!\bbefore (?:\w{1,20}\.)?)\b(?:[Cc]lose|[Dd]ispose|CloseHandle|FindClose)(?:\(\))? (?:was|is|had been|has been) (?:already )?called\b|\b(?:is|was|gets|been) finali[sz]ed\b.{0,24}\b(?:before|while|too)\b|\bfinali[sz]ed before\b|\bhad been closed\b/,
  ],
  [
    'stack',
    /PInvokeStackImbalance|unbalanced the stack|\bunbalanced stack\b|\bstack (?:is|was|gets|becomes) unbalanced\b|Procedure (?:probably )?called with|stack imbalance|calling convention/i,
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
      [
        'subprocess',
        'check_output',
        '_make_inheritable',
        '_get_handles',
        'createprocess',
        'popen',
        'child_process',
        'command::spawn',
        'stdio::',
        'spawn()',
        '[cmd: ',
        'external ',
        'shell ',
        'system ',
        'batch ',
        'system(',
        'shell_exec',
        'os/exec',
        'fork/exec',
        'process.start',
        'proc_open',
        'execsync',
        'spawnsync',
        'child process',
        '.exe',
      ],
      /\bsubprocess\.py\b|\bcheck_output\b|_make_inheritable|_get_handles|CreateProcess|\bPopen\b|child_process|Command::spawn|\bStdio::|`?\bspawn\(\)|\[cmd: |\b(?:run|runs|running|execut(?:e|es|ed|ing)|launch(?:es|ed|ing)?|start(?:s|ed|ing)?|invok(?:e|es|ed|ing)) (?:an? |the |any )?(?:external |shell |system |batch )(?:commands?|files?|programs?|scripts?|tools?)\b|\bsubprocess\.(?:run|call|check_\w{4,6}|PIPE|DEVNULL)\b|os\/exec|fork\/exec|Process\.Start|\b(?:system|popen|shell_exec|proc_open|execSync|spawnSync)\(|\bchild process(?:es)?\b|\b(?:[Cc]ould(?:n['’]t| not)|[Cc]an(?:not|['’]t)|[Uu]nable to|[Ff]ailed to) (?:run|start|launch|execute|spawn)\b.{0,8}['"`].{0,80}\.exe\b/,
    ),
  ],
  [
    'console',
    /console mode|\bnot have a console\b|GetConsole|SetConsole|WriteConsole|not a tty|no console|pythonw|System\.Console|\[(?:System\.)?Console\]::|CONIN\$|CONOUT\$|\/dev\/std(?:in|out|err)\b|terminal_size|\bprocess\.std(?:in|out|err)\b|\bconsole\.(?:log|error|warn)\b(?! ?\()|\bat (?:\w{1,20} )?console\.(?:log|error|warn)\b|SyncWriteStream|\bSonicBoom\b|\bSTD_(?:INPUT|OUTPUT|ERROR)_HANDLE\b|(?<![<\w])std(?:in|out|err)\b(?!>)|\bgit[- ]bash\b|\bmintty\b|\bcygwin\b|(?<!\b(?:gcc|mingw|build\w*|compil\w*|make)\b.{0,24})\bmsys2?\b|output buffer information/i,
  ],
  [
    'unplug',
    gated(
      [
        'unplug',
        'surprise removal',
        'connect',
        'device',
        'cable',
        'port disappeared',
        'port has disappeared',
        'usb',
        'adapter',
        'stick',
        'dongle',
        'plug',
        'board',
        'receiver',
        'eventlooprunner',
        'removal',
        'pull',
        'yank',
        'port ',
      ],
      /unplug|surprise removal|device (?:is )?not (?:connected|functioning|ready)|disconnect(?:ed|ing|s)\b|\b(?:usb|device|cable|port|board|adapter|arduino|on|after|the|a|of) disconnect(?:ion)?\b|\b(?:pull|remov|los|yank)\w{0,3} (?:out )?(?:the |its |a )?(?:\w{1,12} )?cable\b|\bcable (?:is|was|gets|got|has been|had been) (?:pulled|removed|taken|lost)\b|port (?:has )?disappeared|usb (?:was )?removed|\b(?:pull|yank|unplug|disconnect|remov)\w{0,3} (?:out )?(?:the |my |a |its )?(?:usb |hid )?(?:device|adapter|stick|dongle|plug|board|receiver)\b|remove (?:the )?USB|\b(?:device|adapter|stick|dongle|board|usb|ch34\d|receiver|port)\b (?:is|was|gets|got|being|has been) (?:physically |suddenly )?(?:removed|pulled|detached|lost)\b|\b(?:usb|device|port|adapter|surprise|hot) removal\b|\b(?:disconnect|detach|unplug)\w{0,3} (?:the |my |a |its |an )?(?:usb |uart |serial |hid |bluetooth ){0,3}(?:uart|adapter|device|cable|stick|dongle|port|board|converter|scanner|keyboard|mouse)\b|\b(?:pull|yank)\w{0,3} (?:up|out|off)\b|\b(?:manual|physical|usb|device|cable|com port|after) disconnect\w{0,4}\b|\bsever\w{0,3} (?:the |a )?(?:\w{1,12} )?connection\b|\bport\b (?:which|that) no longer exists|SerialStream\.EventLoopRunner/i,
    ),
  ],
  [
    'callback',
    /Exception ignored (?:on|in) calling ctypes callback|calling callback function|WndProc|\bNewCallback\b|_CallbackWrapper|\b[Cc]allbacks?\b.{0,24}\bcrash\w{0,3}\b|\b[Cc]rash\w{0,3}\b.{0,60}\bcallbacks?\b/,
  ],
  [
    'success',
    gated(
      ['true but', 'but ', 'success', 'succe'],
      /\bbut (?:the )?(?:data|file|call|it|everything) (?:is|are|was|were|does|did|still|actually)?\s?(?:well |all |correctly |actually )?(?:written|works?|succeed\w*|done|fine)\b|after (?:a )?success|returned TRUE but|although it succe/i,
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
    /already closed|has been closed|SafeHandleAddRef|SafeHandleC2NHelper|Porta chiusa|port (?:is|was) closed|Anschluss ist geschlossen|port est ferm|puerto est. cerrado|порт закрыт|端口(?:已|被)关闭|SafeHandle\.DangerousAddRef|port is closed|ObjectDisposedException|double close|\bclosed (?:pipe|file|handle|safe handle)|已关闭|wurde geschlossen|\b\w{1,20} = None\b|after close\b|\b(?:when|on|after|during|upon|calling)\b.{0,24}(?<!\w)(?:\w{1,20}\.)?close\(\)/i,
  ],
]

/** A process without a console of its own, or with a stream that is none; each a phrase that means it. */
const redirected = gated(
  [
    'always have',
    '|',
    'redirect',
    'pythonw',
    'service',
    'nssm',
    'scheduler',
    'scheduled',
    'stdin',
    'pyinstaller',
    'windowed',
    '--windows-disable-console',
    'console',
    'docker',
    'jenkins',
    'idle',
    'cron',
    'git',
    'mintty',
    'cygwin',
    'wsl',
    'msys',
    'pycharm',
    'thonny',
    'subsystem',
    '-mwindows',
    'system account',
    'localsystem',
    'terminal',
    'packaged',
    'py2exe',
    'freeze',
    'gui ',
    'winrm',
    'pssession',
  ],
  /\|\s*(?:tee|more|findstr|Out-File)\b|\bredirect(?:ed|ing|ion)?\b(?! (?:drive|printer|folder|device|port|smart|url|page|uri))|\bpythonw\b|\bas a (?:windows )?service\b|windows service\b|\bNSSM\b|task scheduler|scheduled task|stdin=|PyInstaller|--windowed|--windows-disable-console|console-?less|--noconsole|\bdocker\b|\bJenkins\b|without (?:a )?console|\bno console\b|\bnot have a console\b|\bIDLE\b|\bWinRM\b|\bEnter-PSSession\b|\bwindows service\b|\bcron\b|\bgit[- ]bash\b|\bmintty\b|\bcygwin\b|(?<![\w\\/])WSL2?\b(?!\\)|(?<!\b(?:gcc|mingw|build\w*|compil\w*|make)\b.{0,24})\bmsys2?\b|\bpy2exe\b|\bcx_?-?[Ff]reeze\b|\bPyCharm\b|\bThonny\b|subsystem[,=: ]{1,2}windows\b|windows_subsystem|-mwindows\b|\bSYSTEM account\b|LocalSystem|\bnot started from a (?:terminal|console)\b|\bpackaged (?:\w{1,12} )?(?:version|app)\b|\bwindowed (?:mode|exe)\b|\bGUI (?:app|application|program|mode|process|subsystem)\b|\bnot always have an? (?:stdin|stdout|console)\b/i,
)
const worked =
  /(?:worked|works|ran|runs) (?:for|fine) .{0,40}(?:then|until|after)|after (?:a while|some (?:time|minutes|hours)|\d+ (?:reads|minutes|hours))|first (?:call|time) (?:works|is fine|succeeds)|\bonly the first\b|second (?:call|time|run) fails/i
const sometimes =
  /\bsometimes\b|\bsporadic(?:ally)?\b|\brandom(?:ly)?\b|\bintermittent|\bnow and then\b|\bnot always\b|\boccasionally\b|\bonce in a while\b|\bfrom time to time\b|\boccasional\b|\bsome times\b|\b(?:does|do|did|is|are)(?:n['’]t| not) (?:always|consistently|reliably)\b|\bmost but not all\b|\bon (?:some|certain) (?:\w{1,12} )?(?:machines|pcs|computers|systems)\b|\bonce (?:every|per)\b|\bevery (?:few|couple(?: of)?|\d{1,3}) (?:seconds|minutes|hours|days|runs|times)\b|\bhappens? to work\b|\bASLR\b|\bflak(?:y|iness)\b|\bhard to reproduce\b|\b(?:runs?|running|tests?|called|used) (?:\w{1,12} ){0,6}in parallel\b/i
/** It fails each time, said so. */
const always =
  /\b(?:every|each)(?: single)? time\b|\balways (?:fail|crash|return|throw|get|end|print|give|happen|panic|hang)\w{0,3}\b|\b100 ?% (?:of the time|reproducible)|\b(?:reproducible|reproduces|reproduced) (?:on demand|every time|always|consistently|each time)\b|\bconsistently (?:fail|crash|reproduc|return|throw)\w{0,4}\b|\bfails? (?:consistently|deterministically)\b|\bReproducible on demand\b/i

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
const openFailed =
  /\b(?:CreateFile|OpenFile|CreateNamedPipe)[AW]?\b.{0,40}\breturn(?:s|ed|ing)?\b.{0,12}(?:INVALID_HANDLE_VALUE|invalid handle value|-1\b)|\b(?:CreateFile|OpenFile|CreateNamedPipe)[AW]?\b.{0,8}\b(?:had|has) failed\b/i

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
