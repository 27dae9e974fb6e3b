import { gated } from '../patterns/gated.ts'

/** What the bytes above the lower half hold, said of an argument that is passed with 32 bits: "whether the extra 4 bytes are zeroed out or not". */
export const extraBytes = gated(
  /\b(?:extra|upper|high(?:er)?|other|remaining|top) (?:4|four|32)[- ]?(?:bytes?|bits?)\b.{0,40}\b(?:(?:are|is|be|get)\b.{0,12}\b(?:zero\w{0,4}|cleared|set|0)\b.{0,16}\bor not\b|happen\w{0,3} to be\b|whatever\b|not (?:always )?(?:zero\w{0,2}|cleared|initiali[sz]ed)\b)/i,
  /\b(?:depend\w{0,3} on|whether)\b.{0,40}\b(?:extra|upper|high(?:er)?|other|remaining|top) (?:half|(?:4|four|32)[- ]?(?:bytes?|bits?))\b/i,
)
/** A number that is too large for one with a sign: "outside of the bounds of a 32 bit signed integer". */
export const outsideBounds = gated(
  /\b(?:outside|out|beyond|exceed\w{0,3})\b.{0,12}\b(?:bounds|range|limits?)\b.{0,12}\b(?:an? |the )?(?:signed |unsigned )?(?:32[- ]?bits?|u?int(?:32)?|long|DWORD|Integer)\b/i,
)
/** A parameter that is said to be a handle or an address: "its first param is a HMODULE". */
export const ofParameter = gated(
  /\b(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|\dth|its|this|that) (?:param(?:eter)?|arg(?:ument)?)\b.{0,24}\b(?:is|be|as|takes?|being)\b.{0,12}\b(?:H(?:ANDLE|WND|MODULE|INSTANCE|KEY|DC|ICON|MENU|HOOK|GLOBAL)|[LW]PARAM|U?LONG_PTR|DWORD_PTR|pointer|handle|void ?\*|c_void_p)(?![\w])/,
)
/** What CloseHandle throws in a debugger at a handle that is none for it: https://learn.microsoft.com/en-us/windows/win32/api/handleapi/nf-handleapi-closehandle */
export const closesNoHandle = gated(
  /\bSEHException\b.{0,60}\b(?:dispos|clos|releas|finali)\w{1,5}\b/i,
  /\b(?:dispos|clos|releas|finali)\w{1,5}\b.{0,60}\bSEHException\b/i,
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
/** An address that is kept in 32 bits: "VarPtr stored in a Long", "the pointer is kept in an int". */
export const keptNarrow = gated(
  /\bstor(?:e|es|ed|ing)\b.{0,16}\b(?:pointer|address|handle|hwnd|unsafe\.Pointer)\b.{0,6}\b(?:in|into|as) (?:an? )?(?:u?int(?:32(?:_t)?)?|U?Int32|DWORD|Integer|Cardinal|[iu]32)(?!\w)/i,
  /\b(?:(?:Var|Str|Obj)Ptr|AddressOf)\b.{0,40}\b(?:stored|kept|held|saved|put|assigned)\b.{0,6}\b(?:in|to|into|as) (?:an? )?(?:Long|Integer)(?!\w)/i,
  /\b(?:pointer|address|handle)\b.{0,24}\b(?:stored|kept|held|saved|put)\b.{0,6}\b(?:in|into|as) (?:an? )?(?:u?int(?:32(?:_t)?)?|U?Int32|DWORD|Integer|Cardinal|[iu]32|32[- ]bit (?:integer|int|variable|number))(?!\w)/i,
)
/** Members of a struct that are declared with 32 bits: "a struct with fields typed as long". */
export const narrowMembers = gated(
  /\b(?:struct\w{0,4}|record|type)\b.{0,60}\b(?:fields?|members?)\b.{0,30}\b(?:typed|declared|defined|written)\b.{0,8}[\x60'"]?\b(?:long|u?int(?:32)?(?:_t)?|DWORD|LONG|ULONG|Cardinal|Integer|[iu]32)\b/,
)
/** What is closed or freed while a transfer is under way, which goes on writing there. https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped */
export const closedPending = gated(
  /\b(?:clos|dispos|free|destroy|exit)\w{0,4}\b.{0,60}\b(?:while|when|with|before)\b.{0,30}\b(?:I\/?O|reads?|writes?|operations?|transfers?|events?|requests?)\b.{0,16}\b(?:pending|outstanding|in flight)\b/i,
  /\b(?:pending|outstanding) (?:overlapped|asynchronous)\b.{0,60}\b(?:garbage|freed|released|not (?:cancel\w{0,4}|closed?))\b/i,
)
/** Memory above 4 GB, or across that address. */
export const above4Gb = gated(
  /\b4 ?(?:GB|GiB|gigabytes) or (?:larger|more|bigger|greater|above)\b/i,
  /\b(?:above|over|beyond|past|across|higher than|(?:more|larger|greater) than|outside|crosses|spans?(?: over)?)\b.{0,24}\b(?:(?:the )?(?:first )?4 ?(?:GB|GiB|gigabytes)(?! of (?:memory|RAM|free|disk))|0x1_?0000_?0000|2(?:\^|\*\*)32)\b/i,
)
/** Sizes and places of files, disks and memory that do not go into 32 bits: "files larger than 4 GB", "offsets like 4G-1", "-5184028680192 1K-blocks". */
export const largeSize = gated(
  /\b(?:files?|file ?systems?|disks?|drives?|volumes?|partitions?|mapp\w+|offsets?|seeks?)\b.{0,30}\b(?:larger|bigger|greater|more|over|above|beyond|exceed\w*|past|like)\b(?: than)? ?(?:2|4|16) ?(?:GB|GiB|TB|TiB|G)\b/i,
  /(?:>|\b(?:larger|bigger|greater|more) than|\bover|\babove) ?(?:2|4|16) ?(?:GB|GiB|TB|TiB)\b.{0,16}\b(?:files?|disks?|drives?|volumes?|partitions?|RAM)\b.{0,80}\b(?:incorrect|wrong|negative|overflow\w*|not (?:work|support)\w*)/i,
  /\b3\.99 ?TB\b/i,
)
/** The streams that a child is given, by the members of STARTUPINFO: https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/ns-processthreadsapi-startupinfow */
export const ofStartup = gated(/\bhStd(?:Input|Output|Error)\b|\bSTARTF_USESTDHANDLES\b/)
/** A struct that is to be declared anew for 64 bits: "fixed the structure for 64bit". */
export const structFor64 = gated(
  /\b(?:fix\w{0,3}|correct\w{0,3}|adapt\w{0,3}|updat\w{1,3}|port\w{0,3}|chang\w{1,3})\b.{0,40}\b(?:struct(?:ure)?s?|records?|layouts?)\b.{0,24}\b(?:for|on|in|to|under)\b.{0,8}\b(?:64[- ]?bits?|x64|win64)\b/i,
)
/** A code other than the one that was expected: the last error was set anew in between. */
export const otherCode = gated(
  /\b(?:return\w{0,3}|report\w{0,3}|get\w{0,4}|gives?|gave|raise[sd]?|set[s]?|shows?|see\w{0,3}|error|code)\b.{0,24}\b(?:ERROR_[A-Z_]{3,40}|\[?WinError \d{1,5}\]?|(?:os )?error \d{1,5}|NO_ERROR)\b.{0,16}\b(?:instead of|rather than)\b.{0,16}\b(?:ERROR_[A-Z_]{3,40}|\[?WinError \d{1,5}|(?:os )?error \d{1,5}|NotFound|PermissionDenied|AccessDenied|FileNotFound\w{0,9}|the (?:real|actual|original|right|correct|expected) (?:error|code))\b/i,
)
/** What ctypes says of an out variable that has another type than the declaration: a handle kept in an integer. https://docs.python.org/3/library/ctypes.html#passing-pointers-or-passing-parameters-by-reference */
export const otherPointer = gated(
  /\bexpected LP_c_(?:void_p|size_t|u?longlong|[us]?int64) instance instead of (?:pointer to |LP_)c_u?(?:int|long|short)\b/,
)
