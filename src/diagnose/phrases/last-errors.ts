import { gated } from '../patterns/gated.ts'

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

/** A 0 that is no failure, so that the last error behind it means nothing: "0 is a valid style". https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-getwindowlongptrw#return-value */
export const zeroIsValid = gated(
  /\b(?:0|zero)\b.{0,8}\b(?:as|is|are|was|can be|may be)\b.{0,12}\b(?:a )?(?:valid|legal|legitimate|genuine)\b/i,
  /\bgenuinely (?:0|zero)\b/i,
  /\b(?:0|zero)\b.{0,24}\b(?:can|may|could|might) (?:either )?mean\b.{0,16}\berror\b/i,
  /\bdo(?:n['’]t| not) (?:check|call|read|use|look at) (?:GetLastError|the last error)(?:\(\))? (?:on|after|upon) success\b/i,
  /\bGetLastError\b.{0,40}\b(?:only (?:\w{1,12} ){0,2}(?:set|valid|meaningful)|is set (?:only )?when)\b/i,
)

/** GetLastError declared like any other function: what the runtime calls in between sets the code anew. https://learn.microsoft.com/en-us/dotnet/api/system.runtime.interopservices.marshal.getlastpinvokeerror */
export const ownLastError = gated(
  /\b(?:stdcall|func|cdecl|lookupFunction|attach_function|dlsym|get_proc\w{0,8}|GetProcAddress)\b.{0,60}['"]GetLastError['"]/i,
  /\bextern \w{1,12} GetLastError\b/i,
  /\bDeclare (?:PtrSafe )?Function GetLastError\b/i,
  /['"]?\bGetLastError['"]? ?: ?(?:\[ ?['"]u?(?:int|long)|\{ ?(?:args|parameters|returns))/i,
)

/** A code other than the one that was expected: the last error was set anew in between. */
export const otherCode = gated(
  /\b(?:return\w{0,3}|report\w{0,3}|get\w{0,4}|gives?|gave|raise[sd]?|set[s]?|shows?|see\w{0,3}|error|code)\b.{0,24}\b(?:ERROR_[A-Z_]{3,40}|\[?WinError \d{1,5}\]?|(?:os )?error \d{1,5}|NO_ERROR)\b.{0,16}\b(?:instead of|rather than)\b.{0,16}\b(?:ERROR_[A-Z_]{3,40}|\[?WinError \d{1,5}|(?:os )?error \d{1,5}|NotFound|PermissionDenied|AccessDenied|FileNotFound\w{0,9}|the (?:real|actual|original|right|correct|expected) (?:error|code))\b/i,
)
