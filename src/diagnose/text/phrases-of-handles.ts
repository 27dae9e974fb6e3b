import { gated } from '../patterns/gated.ts'

/** A handle that is closed by the function of another kind. */
const closers =
  '(?:CloseHandle|FindClose|closesocket|RegCloseKey|FreeLibrary|fclose|DeleteObject|DestroyWindow|DestroyIcon|CloseServiceHandle|WSACloseEvent|ReleaseDC|DeleteDC|LocalFree|GlobalFree|HeapFree|VirtualFree|CoTaskMemFree|_?close(?:\\(\\)| method| function))'
export const closer = gated(
  ...[
    String.raw`\bWaitFor(?:Single|Multiple)Objects?\b.{0,30}\b(?:sockets?|descriptors?)\b`,
    String.raw`\bHANDLE\b.{0,60}\bincompatible with\b`,
    String.raw`\b(?:sockets?|SOCKETs?|descriptors?|filenos?|fds?|pids?)\b.{0,60}\b(?:passed|given|used|treated|interpreted|handled|considered)\b.{0,24}\b(?:as|to|where|like)\b.{0,24}\b(?:handles?|HANDLEs?|descriptors?|_get_osfhandle|fds?)\b`,
    String.raw`\b(?:never|not|no) an? (?:CRT |real |C |file |kernel |valid )?(?:descriptor|socket|fd|console handle|file handle|pipe handle)\b`,
    String.raw`\bhandles?\b.{0,60}\b(?:should|must|needs? to|has to) be\b.{0,24}\bhandles?\b.{0,12}\b(?:instead|rather|not)\b`,
    String.raw`\b(?:window|file|process|thread|socket|device|console|event|pipe|module) handle\b.{0,20}\b(?:instead of|rather than|not)\b.{0,16}\b(?:window|file|process|thread|socket|device|console|event|pipe|module) handle\b`,
    String.raw`\b(?:requires?|needs?|ha(?:s|ve))\b.{0,24}\bto be (?:closed|freed|released|destroyed) (?:by|with|using|through|via)\b`,
    String.raw`\bbetween (?:an? )?HANDLEs? and (?:an? )?SOCKETs?\b`,
    String.raw`\b(?:to|on|of) the wrong (?:object|handle|kind of handle)\b`,
    String.raw`\b(?:console|stdin|stdout) (?:handle )?(?:that )?can(?:no|['’])?t be (?:registered|waited|used)\b`,
    String.raw`\b(?:is|are) (?:not|no) (?:an? )?(?:valid |real |kernel )?handles?\b.{0,80}\b(?:CloseHandle|WaitFor\w+|closed?|given|passed)\b`,
    String.raw`\b(?:can(?:no|['’])?t|must not|should not) be used (?:in|with|for|as|by)\b.{0,40}\bhandles?\b`,
    String.raw`\b${closers}.{0,80}\b(?:should|shoud|must|instead of|rather than|not|just like)\b.{0,40}\b${closers}`,
    String.raw`\b(?:wrong|incorrect|bad)\b.{0,12}\b(?:argument|parameter|handle|value|pointer)\b.{0,24}\b${closers}`,
    String.raw`\b${closers}.{0,40}\b(?:wrong|incorrect\w*)\b.{0,24}\b(?:argument|parameter|handle|address|pass\w*)\b`,
    String.raw`\bcall(?:s|ed|ing)?\b.{0,30}\bon\b.{0,80}\b(?:errors?|fails?|invalid)\b.{0,100}\bbut\b.{0,40}\bon\b.{0,60}\b(?:succe|works|fine|no error|exits success)`,
    String.raw`\b(?:should|shoud|must) be (?:closed|freed|released|destroyed) (?:by|with|using|through|via)\b`,
    String.raw`\b${closers}.{0,12}\b(?:used|called)\b.{0,24}\b(?:for|on|with)\b.{0,40}\bhandles?\b`,
    // Of two kinds, by their names.
    String.raw`\bpass\w{0,3}\b.{0,24}\b(?:HWND|HKEY|SOCKET|HMODULE|HDC)\b.{0,16}\bto\b.{0,8}\bCloseHandle\b`,
    String.raw`\b(?:[GS]etHandleInformation|ReadFile|WriteFile|GetFileType|DuplicateHandle|CloseHandle)\b.{0,16}\bon (?:an? |the )?(?:SOCKET|socket)\b`,
    String.raw`\bCloseHandle\b.{0,24}\b(?:SOCKET|socket|HKEY|hKey|registry key|HMODULE|hModule|HWND|hWnd|find handle|service handle|hFind|HDC)\b`,
    String.raw`\bclosesocket\b.{0,24}\b(?:HANDLE|file|pipe|CreateFile)\b`,
    // What the C runtime says of a descriptor that is none: https://learn.microsoft.com/en-us/cpp/c-runtime-library/parameter-validation
    String.raw`\bsockets?\b.{0,200}\b_invalid_parameter\w{0,24}\b|\b_invalid_parameter\w{0,24}\b.{0,200}\bsockets?\b`,
    String.raw`\b_?close\(\w{0,20}\).{0,24}\b(?:on|with|for|of|to) (?:an? |the )?(?:windows |winsock )?sockets?\b`,
    String.raw`\bsockets?\b.{0,60}\b(?:_?close|_?read|_?write)\(\)|\b_(?:close|read|write)\b.{0,40}\bsockets?\b`,
    String.raw`\b(?:FindClose|RegCloseKey|FreeLibrary)\b.{0,24}\b(?:CreateFile\w?|OpenProcess|file handle|events?|mutex)\b`,
    String.raw`\b${closers}.{0,24}\b(?:does(?:n['’]t| not)|did(?:n['’]t| not)|won['’]t)(?: seem to)? (?:close|free|release)\b`,
  ].map(source => new RegExp(source, 'i')),
)
/** A handle of Windows where a descriptor of the C library is wanted, or the reverse: https://learn.microsoft.com/en-us/cpp/c-runtime-library/reference/open-osfhandle */
export const ofDescriptor = gated(
  /\b(?:io\.open|open|os\.(?:fdopen|read|write|close|dup|fstat)|fdopen|_(?:read|write|close|dup|fstat|fdopen))\( ?(?:int\( ?)?(?:\w{1,20}\.){0,3}_?(?:h[A-Z]\w{0,20}|\w{0,16}_?handle)(?:\(\))? ?[,)]/,
  /\b(?:CloseHandle|ReadFile|WriteFile|GetFileType|PeekNamedPipe|[GS]etHandleInformation|DuplicateHandle|[GS]etConsoleMode|WaitForSingleObject)\( ?(?:(?!sock)\w{1,20}\.){0,3}(?:fileno\(\)|fd\b)/,
  /\bfrom_raw_handle\( ?\(?(?:[0-2]|fd|\w{1,12}_fd)\b/,
)
/** Formats of the clipboard whose handle is one of GDI, and no memory. https://learn.microsoft.com/en-us/windows/win32/dataxchg/standard-clipboard-formats */
export const ofGdiFormat = gated(/\bCF_(?:DSP)?(?:BITMAP|METAFILEPICT|ENHMETAFILE|PALETTE)\b/)
/** A handle that is a negative number, in whatever reads it as one of 32 bits with a sign, or without. */
export const negativeHandle = gated(
  /\bnegative (?:window |file |process )?(?:handles?|hwnds?)\b/i,
  /\b(?:handles?|hwnds?)\b.{0,40}\b(?:is|are|was|becomes?|be|has|have|with) (?:an? )?negative\b/i,
  /\b(?:handles?|hwnds?)\b.{0,24}\bnegative (?:sign|value|number)s?\b/i,
)
/** A function that returns a negative number: it may be an address of which 32 bits are read with a sign. */
export const negativeResult = gated(
  /\b[A-Z]\w{3,40}(?:\([^()\n]{0,40}\))? (?:returns?|returned|gives?|gave) (?:me )?(?:an? )?(?:large |huge |big |strange |random )?negative (?:numbers?|values?|integers?|ints?|address(?:es)?|pointers?|results?)\b/,
)
/** What an open returned, said by who looked at it. */
export const returnsOnes = {
  test: (line: string): boolean =>
    /handle|open|creat|find|hwnd|socket\(|accept\(/i.test(line) &&
    /\breturn(?:s|ed|ing)? (?:always |just |only )?(?:an? |the |with )?[`'"(]?(?:-1\b|(?:an? )?INVALID_HANDLE_VALUE\b)/.test(
      line,
    ) &&
    !/[=!]=|<>|\bcompar|\bcheck|\binstead\b|\brather\b|\bshould\b|\bmust\b|\bnot\b|n['’]t\b|\b(?:if|when) it fails\b|\bon (?:error|failure)\b/i.test(
      line,
    ),
}
/** A method that asks whether a handle is one, beside the value that it should know. */
export const asksValidity = {
  test: (line: string): boolean =>
    /\bis_?(?:in)?valid(?:_handle)?\b(?: ?\(\))?/i.test(line) &&
    /(?<![\w.])(?:-1|0|NULL|null|nil|zero)(?![\w.])/.test(line) &&
    /\b(?:only|wrong|incorrect\w*|instead|should|returns?|tests?|checks?|consider\w*|treat\w*)\b/i.test(
      line,
    ),
}
export const sentinel = gated(
  /\b(?:CreateFile|FindFirst\w{3,30}|CreateNamedPipe|CreateToolhelp32Snapshot)[AW]?\b.{0,60}\b(?:against|compared (?:with|to)|tested for|checked for) (?:NULL|0|zero|nil|null|nullptr|IntPtr\.Zero)\b/i,
  /[=!]= ?(?:NULL|0|nullptr|nil|IntPtr\.Zero)(?![\w.]).{0,40}\b(?:CreateFile|FindFirst\w{3,30}|CreateNamedPipe|CreateToolhelp32Snapshot)[AW]?\b/i,
  /\b(?:Create|Find|Open)\w{3,40}\b.{0,30}\bcompared (?:with|to|against)\b.{0,20}(?<![\w.])(?:null\w{0,8}|0|-1|NULL|nil|None|zero|IntPtr\.Zero)(?![\w.])/i,
  /\b(?:handles?|CreateFile\w*|return(?:ed)? values?)\b.{0,30}\b(?:not|n['’]t|never|without)\b.{0,12}\b(?:check|validat|verif)\w{0,4}\b/i,
  /\b(?:not|n['’]t|never|without|forg[eo]ts?|missing)\b.{0,12}\b(?:check|validat|verif)\w{0,4}\b.{0,30}\b(?:handles? (?:is|are|was|were)|CreateFile\w*|return(?:ed)? value)\b/i,
  /\b(?:not|n['’]t|only|never|without|instead of)\b.{0,24}\b(?:check|test|compar|consider|treat|accept|handl)\w{0,4}\b.{0,24}(?<![\w.])(?:-1|0|NULL|nullptr|zero)(?![\w.]).{0,40}\b(?:invalid|is_invalid|IsInvalid|fail\w*)/i,
  /\b(?:is_?invalid|IsInvalid|is_?valid)\b.{0,40}\b(?:not|n['’]t|only)\b.{0,24}\b(?:check|test|compar|consider|treat|accept)\w{0,4}\b.{0,24}(?<![\w.])(?:-1|0|NULL|zero)(?![\w.])/i,
  /\b[A-Z]\w{2,30}\(INVALID_HANDLE_VALUE\)/i,
  /\b(?:detect\w{0,4}|check\w{0,3}|test\w{0,3}|compar\w{1,5})\b[^:\]]{0,20}\binvalid (?:file )?handle\b(?! (?:exceptions?|errors?))/i,
  /\bINVALID_HANDLE_VALUE\b.{0,3} (?:is|has) an? /i,
  /\b(?:SOCKET_INVALID|INVALID_SOCKET)\b.{0,40}(?:-1|~0|0xF{8})/i,
  /\bINVALID_HANDLE_VALUE\b.{0,80}\b(?:not\b|instead of|rather than|in ?stead|compar\w*|check\w*|test\w*)/i,
  /\b(?:check\w*|compar\w*|test\w*|not\b|instead of|returns?|returned|interpret\w*|is)\b.{0,60}\bINVALID_HANDLE_VALUE\b/i,
)
/** Functions that are given INVALID_HANDLE_VALUE on purpose. https://learn.microsoft.com/en-us/windows/win32/fileio/createiocompletionport */
export const takesOnes =
  /\b(?:CreateIoCompletionPort|CreateFileMapping\w{0,8})\(\s?(?:\w{1,20}\.)?(?:INVALID_HANDLE_VALUE|-1)\b/
/** A standard stream that is not there is no failed open. */
export const ofStream =
  /\bGetStdHandle\b|\bSTD_(?:INPUT|OUTPUT|ERROR)_HANDLE\b|\bstd(?:in|out|err|io)\b/
const twice = gated(
  /\bSafe ?handle has been closed\b/i,
  /\b(?:dispos|clos|free|releas|destroy|disconnect)\w{0,4}(?:\(\))?\b(?:(?!open|start|connect).){0,40}\b(?:again|twice|more than once|(?:a|the) second time|(?:two|three|multiple|many|several) times|repeatedly)\b/i,
  /\b(?:second|another|repeated) (?:call to )?[`'"]?(?:\w{1,20}\.)?(?:Dispos|Clos(?!er\b)|Free|Releas)\w{0,6}\b/i,
  /\bclos(?:e|es|ed|ing) (?:the |an? )?(?:wrong|another|unrelated|somebody else['’]s|other) (?:\w{1,12} )?(?:handle|file|socket|descriptor|key)\b/i,
  /\bhandle[- ]recycl\w+/i,
  /\bhandle (?:that |which )?(?:was|is|gets|has been|had been|being) (?:re-?used|recycled)\b/i,
  /\b(?:zweimal|doppelt|bereits|schon) (?:geschlossen|freigegeben)\b/i,
  /重复关闭/i,
  /两次关闭/i,
  /被关闭两次/i,
  /已经关闭/i,
  /дважды закр/i,
  /закры\w{1,6} дважды/i,
  /уже закрыт/i,
  /déjà fermé/i,
  /fermé deux fois/i,
  /ya cerrado/i,
  /cerrado dos veces/i,
  /già chiuso/i,
  /二重に?(?:クローズ|閉じ|解放)/i,
  /\b(?:double|twice|second)[- ](?:clos(?:e|ed|ing)|free[ds]?|dispos\w{1,3})/i,
  /\b(?:closed|freed|released|disposed)\b.{0,20}\b(?:twice|again|already|too early|before|while)\b/i,
  /\balready\b.{0,24}\b(?:closed|freed|released|disposed)\b/i,
  /\b(?:use|used|using)[- ]after[- ](?:close|free)/i,
  /\bfreed that\b/i,
  /\bclose failed in file object destructor/i,
  /\bGC['’]?d\b/i,
  /\bGC\.(?:Collect|KeepAlive)\b/i,
  /garbage[- ]collected/i,
  /CallbackOnCollectedDelegate/i,
  /\b(?:when|after|once|because)\b.{0,40}\b(?:handle|pipe|port|pty|conpty|stream|file|socket|process|event)\b.{0,12}\b(?:is|was|has been|gets) (?:already )?closed\b/i,
  /\brace condition\b.{0,60}\b(?:handles?|DuplicateHandle|clos\w{1,3})\b/i,
  /\b(?:handles?|clos\w{1,3})\b.{0,60}\brace condition\b/i,
)
export const closedTwice = {
  // What is opened, used and "closed again" is closed once.
  test: (line: string): boolean =>
    twice.test(line) &&
    !/\bopen(?:s|ed|ing)?\b.{0,120}\bclos\w{1,3} (?:it|them|the \w{1,12}) again\b/i.test(line),
}
/** The last error that never arrives. */
export const lostError = gated(
  /\bErr\(0\)/i,
  /\b(?:incorrect|wrong|different) error (?:itself |code )?(?:is |was |gets )?(?:thrown|raised|reported|returned|shown)\b/i,
  /\blast[ _]?error(?:_context)?\b.{0,24}\b(?:lost|clobbered|overwritten|destroyed|wiped|gone|not (?:preserved|kept|saved))\b/i,
  /\b(?:preserv\w{0,3}|restor\w{1,3}|los(?:e|es|ing)|clobber\w{0,3}|overwrit\w{1,3}|destroy\w{0,3}|wip(?:es?|ed|ing)|trashe?s?)\b.{0,12}\b(?:last[ _]?error|GetLastError)\b/i,
  /\b(?:resets?|resetting|clears?|clearing|zero(?:es|ing)|sets?|setting)\b.{0,12}\b(?:the )?(?:last )?error(?: code)? to (?:0|zero|ERROR_SUCCESS)\b/i,
  /(?:\berror(?: code)?(?: is| was|:| =)? ?['"`(]?0['"`)]?(?!\w|[.,]\d|[%:/]).{0,60}\b(?:success\w*|incorrect\w*|wrong|should|instead|expected|returned|although|even though|but|always|every)\b|\bfail(?:s|ed|ing|ure)?\b.{0,24}(?<!exit )\berror(?: code)?:? ['"`(]?0['"`)]?(?!\w|[.,]\d|[%:/]))/i,
  /\b(?:(?:WSA)?Get_?)?Last_?(?:os_|Win32_?|Dll_?|PInvoke_?|System_?)?_?Error\b(?:\(\))?.{0,40}\b(?:is|was|returns?|returned|gives?|gave|yields?|reports?|reported|shows?|says?|being|remains?|stays?)\b.{0,16}(?<![\w.])(?:0|nil|none|zero|ERROR_SUCCESS|success)(?![\w.])/i,
  /Last_?(?:os_|Win32_?|PInvoke_?|Dll_?)?Error\b(?:\(\))?.{0,40}\b(?:different|another|other|random|varying|changing|arbitrary|inconsistent|bogus|nonsense|unexpected|meaningless|wrong|incorrect)\b.{0,16}\b(?:codes?|errors?|values?|numbers?|results?)\b/i,
  /Last_?(?:os_|Win32_?|PInvoke_?|Dll_?)?Error\b.{0,40}\b\d{1,5}\b.{0,16}\binstead of\b/i,
  /\b(?:captur\w{1,3}|sav(?:e|ed|ing)|stor(?:e|ed|ing)|read|get|fetch|check|call)\b.{0,24}\b(?:last[ _]?error|GetLastError)\b.{0,24}\b(?:immediately|right (?:after|away|before)|directly|straight|as soon|before (?:any|other|the))\b/i,
  /\b(?:resets?|clears?|changes?|overwrites?) it\b.{0,40}\blast[ _]?error\b/i,
  /\blast[ _]?error\b.{0,80}\b(?:in between|resets? it|overwrites? it|clears? it|another (?:os )?thread)\b/i,
  /\b(?:os )?thread\b.{0,60}\b(?:before|between|when)\b.{0,24}\bGetLastError\b/i,
  /\bA_LastError\b.{0,40}\b(?:always|resets?|changed)\b/i,
  /\b(?:before|above) [`'"]?(?:\w{1,10}::){0,2}last_os_error\b/i,
  /Last_?(?:os_|Win32_?|PInvoke_?)?Error\b.{0,120}\b(?:affected|changed|modified|influenced|touched) by\b/i,
  /\btoo late\b.{0,80}\b(?:last error|GetLastError|call)\b/i,
  /\b(?:overrid|overwr[io]t|clobber|los)\w{0,4}\b.{0,30}\berror code\b/i,
  /(?<!not |n['’]t |never )\b(?:overrid|overwr[io]t|reset|clobber|clear|replac|destroy|los)\w{0,4}\b.{0,40}\b(?:Get)?Last[ _]?Error\b/i,
  /\b(?:Get)?Last[ _]?Error\b.{0,40}\b(?:is|was|gets|be|been) (?:overrid|overwr[io]tt|reset|clobber|clear|replac|destroy|lost)\w{0,4}\b/i,
  /\binstead of (?:calling|using|returning|reading) [`'"]?GetLastError\b/i,
  /\b(?:needs?|should|must|forg[eo]ts?|have) (?:to )?(?:call|use|using|read) [`'"]?GetLastError\b/i,
  /\bSetLastError\b.{0,30}\b(?:missing|forgotten|not set|false)/i,
  /\b(?:missing|without|lacks?|no|add(?:ing)?|include)\b.{0,24}\bSetLastError\b/i,
  /\bGetLast(?:Win32|PInvoke)?Error\b.{0,60}\b(?:always|returns?|gives?)\b.{0,12}\b0\b/i,
  /\balways 0\b.{0,60}\bLast(?:Win32|PInvoke)?Error\b/i,
  /\bLast_?Error\b.{0,24}\b(?:not|never|n['’]t) (?:be |been |always )?(?:thrown|raised|reported)\b/i,
)
/** A last error that an earlier call left. */
export const staleError = gated(
  /\b(?:succeeds?|succeeded|works?|worked|returns? (?:the |an? )?(?:valid |good )?(?:handle|window|pointer|value))\b.{0,24}\b(?:but|and|yet|while|though|although|still)\b.{0,40}last_?(?:os_|win32_?)?error/i,
  /\b(?:although|though|even though|but)\b.{0,40}\bsucceed(?:s|ed)\b.{0,60}last_?(?:os_|win32_?)?error/i,
  /\b(?:only|just|merely|solely)\b (?:looks?|checks?|checking|tests?|testing|relies|relying|uses?|using|reads?)\b.{0,16}last_?(?:os_|win32_?)?error/i,
  /\b(?:checks?|checking|tests?|testing|relies|relying)\b.{0,16}Last_?(?:Win32_?)?Error\b.{0,24}\b(?:instead of|rather than|without)\b.{0,24}\b(?:return|result)/i,
  /(?:\b(?:not|never)|n['’]t) (?:(?:required|guaranteed|obliged|supposed|expected) to (?:reset|clear|set|change|touch)\b.{0,24}|(?:reset|clear)s? (?:the )?)\blast[ _]?error/i,
  /\b(?:earlier|previous|prior|unrelated)\b.{0,30}\bcalls?\b.{0,40}\b(?:set|sets|setting|left|leaves|leaving)\b.{0,16}\berror (?:state|code)\b/i,
  /Last(?:Win32|Dll|PInvoke)?_?Error\b.{0,40}\b(?:although|even though|but|while)\b.{0,60}\b(?:return(?:s|ed)? (?:1|TRUE|non-?zero|a valid)|succe(?:ss|eds|eded))/i,
  /Last(?:Win32|PInvoke)?_?Error\b.{0,60}\b(?:without|regardless|irrespective|even (?:if|when|though))\b.{0,60}\b(?:return|result|succe|fail)/i,
  /\b(?:always|returns?|returned|is|was) (?:1|TRUE|non-?zero|success\w*|a valid \w+)\b.{0,40}\b(?:but|and|yet|while|though|still)\b.{0,40}last_?(?:os_|win32_?)?error/i,
  /\blast_(?:os_)?error\b.{0,24}\b(?:is|gets|was|be) set (?:after|by|when|even|though)\b/i,
  /\b(?:not|n['’]t|never) rely on (?:the )?(?:Get)?Last[ _]?Error\b/i,
  /\bvalid (?:handle|result|value)\b.{0,40}\bGetLastError\b/i,
  /\bGetLastError\b.{0,60}\b(?:only (?:when|after|if)|called after|meaningful)\b/i,
  /\b(?:Get|Set)?Last(?:Win32|PInvoke)?_?Error\b.{0,80}\b(?:already (?:been )?set|stale|left[- ]?over|not (?:be |been |automatically )?(?:reset|cleared|updated|touched))\b/i,
  /\b(?:not|n['’]t|never) (?:reset|clear|updat|touch|chang)\w{0,3}\b.{0,24}\blast[ _]?error\b/i,
  /\b(?:stale|leftover|previous|earlier) (?:value of )?(?:the )?(?:Get)?Last[ _]?Error\b/i,
  /\bLast[ _]?Error\b.{0,40}\b(?:from|of) (?:an?|the|some) (?:previous|earlier|prior|unrelated)\b/i,
)
/** A file or a program of one width beside something of the other. */
export const otherWidth = gated(
  /\b(?:x64|64[- ]?bits?)(?: bits?)?\b.{0,40}\bfrom\b.{0,16}\b(?:x86|32[- ]?bits?)(?: bits?)? process(?:es)?\b/i,
  /\b(?:x64|64[- ]?bits?) process(?:es)?\b.{0,24}\b(?:from|by)\b.{0,12}\b(?:x86|32[- ]?bits?)\b/i,
  /\b(?:32[- ]?bits?|x86)\b.{0,24}\b(?:to|into|in|with|on|reads?|injects?)\b.{0,16}\b(?:64[- ]?bits?|x64) (?:process(?:es)?|programs?|app\w*|games?|target)\b/i,
  /\b(?:dlls?|librar(?:y|ies)|executables?|drivers?|modules?|python|interpreter|process(?:es)?|program|application)\b.{0,30}\b(?:(?:32|86)[- ]?bits?\b(?:(?!\b(?:works?|runs?|fails?|fine|crash\w*|but not)\b).){0,60}\b64|64[- ]?bits?\b(?:(?!\b(?:works?|runs?|fails?|fine|crash\w*)\b).){0,60}\b32)[- ]?bits?\b/i,
  /\b(?:32[- ]?bits?|x86)\b.{0,24}\b(?:dll|library|executable|driver|module)\b.{0,40}\b(?:64[- ]?bits?|x64)\b/i,
  /\b(?:64[- ]?bits?|x64)\b.{0,24}\b(?:dll|library|executable|driver|module)\b(?! but ).{0,40}\b(?:32[- ]?bits?|x86)\b/i,
  /\b(?:from|in|by|using) (?:an? |the )?(?:32[- ]?bits?|x86) process\b.{0,120}\b(?:64[- ]?bits?|x64) (?:dll|process|library|executable)/i,
  /\b(?:from|in|by|using) (?:an? |the )?(?:64[- ]?bits?|x64) process\b.{0,120}\b(?:32[- ]?bits?|x86) (?:dll|process|library|executable)/i,
  /\b32[- ]?bits? (?:dlls?|librar(?:y|ies))\b.{0,24}\b(?:works?|worked|loads?|runs?)\b.{0,24}\b32[- ]?bits? \w/i,
  /\b(?:32|64)[- ]?bits? (?:version|build|copy) of (?:the |your |this )?[\w.]{0,24} ?(?:dlls?|librar(?:y|ies))\b/i,
)
/** A handle that a child does not get, or gets and should not. */
export const inheritable = gated(
  /\bbInheritHandles?\b.{0,12}\bTRUE\b/i,
  /\b(?:un|non-?|not (?:be )?)inherit(?:able|ed)\b/i,
  /\b(?:handles?|stdin|stdout|stderr|pipes?)\b.{0,60}\binherit\w*/i,
  /\binherit\w*\b.{0,60}\b(?:handles?|stdin|stdout|stderr|pipes?|child\w*)\b/i,
)
/** Something in OVERLAPPED.hEvent that is not an event. */
export const inEvent = gated(
  /\bhEvent\b.{0,60}\b(?:garbage|uninitiali[sz]ed|undefined|not (?:been )?(?:set|zeroed|initiali[sz]ed|null|reset))\b/i,
  /\b(?:garbage|uninitiali[sz]ed|undefined|stale)\b.{0,24}\bhEvent\b/i,
  /\bOVERLAPPED\b.{0,40}\b(?:uninitiali[sz]ed|(?:not|never|n['’]t) (?:been )?(?:zeroed|initiali[sz]ed|cleared|reset))\b/i,
  /\b(?:pointer|context|callback|object|index|descriptor)\b.{0,30}\b(?:in|into|inside|through|via|as)\b.{0,24}\bhEvent\b/i,
  /\bhEvent\b.{0,40}\b(?:holds?|contains?|is|was|points?|set to)\b.{0,40}\b(?:pointer|not an?|instead|context|callback)\b/i,
)
/** An OVERLAPPED that is gone or elsewhere when Windows writes to it. */
export const movedOverlapped = gated(
  /\b\w{0,12}overlapped\b.{0,80}\b(?:struct local|local (?:struct|variable)|on the stack|(?:un)?pinn(?:ed|ing)|garbage[- ]collect\w*|GC|moved by|goes? out of scope|out of scope|lifetime|freed|outlives?|races?|racing|race condition)\b/i,
  /\b(?:local|stack|unpinned|moved|collected|freed)\b.{0,24}\b\w{0,12}overlapped\b/i,
)
/** An open whose result nobody looks at. */
export const unchecked = gated(
  /\b(?:nobody|no one|never|not|n['’]t) (?:looks?|looked|checks?|checked|tests?|tested) (?:at )?(?:its|the) (?:result|return)/,
  /\b(?:[Cc]heck|[Vv]erify|[Vv]alidate|[Tt]est)(?:s|ed|ing)?\b.{0,12}\b(?:return(?:ed)?(?: values?)?|results?|handles?)\b.{0,8}\b(?:of|from|by)\b.{0,6}\b(?:Create|Open|Load|Register)\w{3,40}/,
  /\b(?:Create|Open|Load|Register)\w{3,40}\b.{0,60}\b(?:not|n['’]t|never|without|unchecked|ignor\w{2,3})\b.{0,20}\b(?:check|verif|validat|tested|its (?:result|return))/,
  /\b(?:result|return(?:ed)? value|handle)\b.{0,12}\b(?:is|was|are) (?:never|not) (?:checked|verified|validated|tested)\b/,
  /\b(?:ignor\w{2,3}|without checking)\b.{0,20}\b(?:result|return value|failure) of\b.{0,8}\b(?:Create|Open)\w{3,40}/,
)
/** A comparison with the wrong value. */
export const comparesWrong = gated(
  /\b(?:against|compared (?:with|to)|tested for|checked for) (?:NULL|0|zero|nil|null|nullptr|IntPtr\.Zero)\b/i,
  /[=!]= ?(?:NULL|0|nullptr|nil|IntPtr\.Zero)(?![\w.]).{0,40}\b(?:CreateFile|FindFirst|CreateNamedPipe|CreateToolhelp32)/i,
  /(?<![\w.])(?:-1|NULL|nullptr|0|zero|0xF{8})(?![\w.]).{0,60}\b(?:INVALID_HANDLE|instead|rather|invalid_handle)/i,
  /\bINVALID_HANDLE\w*.{0,60}(?<![\w.])(?:-1|NULL|nullptr|0|zero|0xF{8})(?![\w.])/i,
  /\b(?:Create|Find|Open)\w{3,40}\b.{0,30}\bcompared (?:with|to|against)\b/i,
)
/** The size of one element, multiplied by their number: https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-sendinput */
export const sizeOfAll = gated(
  /\b(?:SendInput|RegisterRawInputDevices)\(.{0,80}(?:\b(?:len|count|length|n\w{0,12})\b.{0,16}\*.{0,24}size_?of|size_?of.{0,32}\*.{0,16}\b(?:len|count|length|n\w{0,12})\b)/i,
)
/** An argument that the function refuses. */
export const badArgument = gated(
  /\b(?:parameters?|arguments?|lp[A-Z]\w{2,40}|dw[A-Z]\w{2,40}|cb[A-Z]\w{2,40})\b.{0,40}\b(?:equal to|is|as|to|be) (?:NULL|zero|0)\b.{0,40}\b(?:only|not|unless|fail\w*|error|must|crash\w*|exception|allowed)\b/i,
  /\b(?:cannot|can['’]?t|must not|may not)\b.{0,60}\b(?:equal to|be|is) (?:NULL|zero|0)\b/i,
  /\b(?:invalid|wrong|unsupported|illegal) (?:flags?|combination of flags|access (?:mask|right)s?|share mode)\b/i,
)
