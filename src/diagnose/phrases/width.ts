import { gated } from '../patterns/gated.ts'

/** Types as wide as a pointer, in the languages that call Win32. */
export const wide = gated(
  /\b(?:U?[Ii]nt[Pp]tr|u?intptr_t|nu?int|size_t|Long[Pp]tr|LongLong|P?(?:LONG|ULONG|INT|UINT|DWORD)_PTR|U?Ptr|[Nn]ative[Uu]?[Ii]nt|THandle|LPARAM|WPARAM|LRESULT|HANDLE|HWND|HMENU|HMODULE|c_void_p|c_size_t|SIZE_T|usize|isize|uintptr|long long|u?int64(?:_t)?|[Pp]ointer[- ](?:sized|wide|width)|SOCKET|jlong|64[- ]bit (?:type|int|integer|value|pointer))\b(?!\.Zero|\(-?\d)/,
  /\bvoid ?\*/,
)
/** That a type has to be another one. */
export const shouldBe = gated(
  /\buse (?:an? )?[`'"“]?(?:u?int64|uintptr|intptr|size_t|LONG_PTR|LongPtr|IntPtr|HANDLE|void ?\*|jlong)(?:_t)?(?![\w])/i,
  /\b(?:u?int(?:32)?|dword|u?long|cardinal|integer)\b.{0,20}(?:->|→|=>)/i,
  /\b(?:should(?: have)? (?:be|been|use|return)|needs? to be|must be|ha(?:s|d) to be|instead of|rather than|replac(?:e|ed|ing)|chang(?:e|ed|ing)|declared? as|definition of|as (?:an? )?(?:u?int|long|dword|integer))\b/i,
  /\b(?:pass(?:es|ed|ing)?|provided?) (?:\w{1,12} ){0,3}(?:u?int32|dword|c_u?long|32[- ]?bit (?:u?int\w*|unsigned|signed|integer|type|value))\b/i,
  /\bcannot use\b.{1,40}\bas\b/i,
  /\bnot [`'"“]?(?:u?int|long|dword|integer)\b/i,
  /\b(?:u?int|long|dword|integer)[`'"”]? not\b/i,
)
/** A type as wide as a pointer that is said to be the one declared, and no other beside it: nothing is cut there. */
export const declaredWide = {
  test: (line: string): boolean =>
    /\b(?:is|was|are|were) (?:declared|defined|typed) as (?:an? )?[\x60'"“]?(?:HANDLE|HWND|U?IntPtr|u?intptr_t|size_t|void ?\*|\w{0,8}LONG_PTR|[LW]PARAM)\b/.test(
      line,
    ) && !fixed32.test(line),
}
/** That the upper half goes away. */
export const loses = gated(
  /\b(?:Pointer|PByte|PChar|PAnsiChar|PWideChar)\((?:Cardinal|Integer|LongInt|LongWord|DWORD)\(/i,
  /\(U?Int(?:32)?\) ?\(?(?:ptr|handle|hwnd|addr)/i,
  /\bcast(?:s|ed|ing)?\b.{0,24}\b(?:ULONG|DWORD|LONG|u?int|long|unsigned|Cardinal|Integer)\b/i,
  /\bcast(?:s|ed|ing)?\b.{0,24}\b(?:callbacks?|function|procedure|window|instance|context)\b.{0,20}\b(?:ULONG|DWORD|LONG|u?int|unsigned|Cardinal|Integer)\b/i,
  /\b(?:int|long|DWORD|Long|Integer) (?:as|for) (?:its|the) return type\b/i,
  /\b(?:upper|high(?:er)?|top) (?:half|part|bits|32|\d{1,2} ?bits|bytes|dword|32bits)\b.{0,16}\b(?:is|are) (?:lost|gone|missing|dropped|zero\w{0,2})/i,
  /\bhigh 32 ?bits?\b/i,
  /\btruncat\w{1,5}\b/i,
  /\b(?:cuts?|cutting|chopp?(?:ed|s|ing)) (?:off|to 32|the)/i,
  /\b(?:drops?|dropp(?:ed|ing)|los(?:es|ing|t)|clear(?:s|ed)|zero(?:s|es|ed)|strip(?:s|ped)?|discard(?:s|ed)?)\b.{0,24}\b(?:upper|high(?:er)?|top)\b/i,
  /\b(?:upper|high(?:er)?|top) (?:half|part|bits|32|bytes|dword)\b.{0,30}\b(?:lost|gone|missing|dropped|zero\w{0,2}|cleared|cut)/i,
  /\bmissing bytes\b/i,
  /\bonly the (?:low(?:er)?|bottom|first) (?:32|4|half)/i,
  /\b(?:will not|won.t|does(?:n.t| not)|do(?:n.t| not)|can(?:no|'|’)t) fit in(?:to)? (?:an? )?(?:32|int|long|dword)/i,
  /截断/i,
  /被截/i,
  /切り捨て/i,
  /обреза/i,
  /усека/i,
  /abgeschnitten/i,
  /tronqu/i,
  /truncad/i,
  /troncat/i,
)
/** A line that speaks of a handle or an address. */
export const ofHandle =
  /handle|return type|pointer|address|hwnd|hmodule|callback|\bptr\b|value|指针|句柄|地址|указател|дескриптор|zeiger|pointeur|puntero|ponteiro|R[A-D]X|\b0x[0-9a-f]{6,16}\b/i
/** A plain integer said to be too narrow for what it holds. */
export const narrow = gated(
  /\b(?:long|dword|int|integer|ulong|c_int|c_u?long|cardinal)\b.{0,40}\b(?:is|are|has|have|being|only)\b.{0,16}\b(?:32[- ]?bits?|4[- ]bytes?|too (?:small|short|narrow))/i,
)
/** Integers of two languages that are not the same. */
export const alias = gated(
  /\b(?:(?:alias|type|using) )?(?:T\w{0,12}Handle|HANDLE|HWND|HMODULE|HINSTANCE|[LW]PARAM|LRESULT|U?LONG_PTR|SIZE_T|Handle) ?=? ?(?:= ?|:: ?)(?:(?:ctypes|wintypes|System)\.)?(?:LongInt|LongWord|Integer|Cardinal|DWORD|c_u?int|c_u?long|U?Int32|u?int32(?:_t)?|u32|i32|CU?Long|CU?Int|int|long)\b/,
  /\b(?:HANDLE|HWND|HMODULE|[LW]PARAM|LRESULT|U?LONG_PTR)\b.{0,80}\b(?:defined|declared|aliased)\b.{0,8}\b(?:as|to) [`'"]?(?:u32|i32|DWORD|U?Int32|u?int32_t|unsigned int|c_u?int|c_u?long|LongWord|Cardinal)\b/,
  /\btypedef (?:unsigned )?(?:int|long|DWORD|u?int32_t) (?:SOCKET|HANDLE|HWND|HMODULE|[LW]PARAM|LRESULT|U?LONG_PTR)\b/,
  /\b(?:int|long|LONG|DWORD|UINT|BOOL|HANDLE|wchar_t)\b ?(?:type )?(?:should|must|needs to|has to) (?:be|become) (?:an? )?(?:alias (?:to|of) )?[`'"]?(?:c?u?int\d{0,2}|u?int\d{2}_t|clong|culong|u?int_?ptr_?t?|signed|unsigned)\b/,
  /\bint is not C.s int\b/,
  /\buse [`'"]?c(?:u?int|u?long)\b/,
  /\b(?:u?int|long)\b.{0,12}\binstead of\b.{0,6}\bc(?:u?int|u?long)\b/,
  /\b\d{2}-bit longs? instead of\b/,
)
/** A pointer declared with 64 bits for both widths. */
const fixedWide = /\b(?:[iu]64|QWord|U?[Ii]nt64|u?int64_t|LongLong|long long|LONGLONG|__int64)\b/
const pointerSized =
  /\b(?:U?IntPtr|u?intptr_t|nu?int|[iu]size|uintptr|LongPtr|[Nn]ativeU?[Ii]nt|THandle|c_void_p|U?Ptr|HANDLE|HWND|[LW]PARAM|void ?\*|pointer[- ]sized?)(?![\w])/
const fixed32 =
  /\b(?:U?[Ii]nt32|u?int32_t|int|Integer|Cardinal|DWORD|LONG|Long|long(?! long)|c_int|c_u?long|[iu]32|truncat\w+)\b/
const for32 = /\b(?:32[- ]?bits?|x86|win32|i386|i686|ia32)\b/i
/** A pointer or a handle with 64 bits in both widths, which a 32-bit process has no room for. */
export const isTooWide = (line: string): boolean =>
  fixedWide.test(line) && pointerSized.test(line) && !fixed32.test(line) && for32.test(line)
/** A number of 64 bits where the function has one of 32. */
export const isLongForShort = gated(
  /\b(?:DWORD|uint|U?[Ii]nt32|int)\b.{0,16}\bnot an? [\x60'"]?(?:u?long|U?Int64)\b/,
  /\b(?:P\/?Invoke|DllImport|marshal\w*)\b.{0,40}\bu?long ?[-=]> ?u?int\b/,
  /\b(?:ulong|ULong|U?Int64)\b.{0,40}\b(?:where|instead of|for)\b.{0,24}\b(?:DWORD|uint|U?Int32|int)\b/,
  /\b(?:C#|\.NET)(?:['’]s)? long\b/,
  /\blong in (?:C#|\.NET)/,
  /\b(?:declared|defined|typed|passed|marshal(?:l)?ed|is|was|as)\b.{0,8}\b(?:U?Int64|ULong|ulong|LongLong|long long|64[- ]?bit (?:integers?|numbers?|types?|longs?))\b.{0,60}\b(?:instead of|where|but|should be|rather than)\b.{0,40}\b(?:DWORD|U?Int32|uint|int|UInteger|BOOL)\b/,
)
/** A handle in a number that has 53 significant bits. */
export const inDouble = gated(
  /\b(?:pointers?|handles?|hwnds?|address(?:es)?)\b.{0,60}(?:\b(?:los\w{1,3}|without|rounded|round\w*)\b.{0,16}\b(?:digits|precision)\b|\b\d\.\d{6,18}[eE]\+?1\d\b|\bMAX_SAFE_INTEGER\b|\bJSON\b|\bround(?:s|ed|ing)\b|\b2(?:\^|\*\*)53\b)/i,
  /\btonumber\(.{0,40}\b(?:cast|ptr|pointer|handle|hwnd)\b/i,
  /\b(?:pointers?|handles?|address(?:es)?)\b.{0,40}\b(?:(?:as|into?|to|through|by) (?:an? )?doubles?(?![- ](?:clos|free|dispos))|floating[- ]point|53[- ]bits?|JavaScript numbers?|Lua numbers?)\b/i,
  /\b(?:floating[- ]point|53[- ]bits?)\b.{0,40}\b(?:pointers?|handles?|address(?:es)?)\b/i,
)
/** A handle or a pointer that is said to be kept as 32 bits. */
export const asNarrow = gated(
  /\b(?:pointers?|handles?|HWNDs?|address(?:es)?|results?|return(?:ed)? values?)\b.{0,30}\b(?:saved|stored|kept|held|put|assigned)\b.{0,6}\b(?:in|as|into|to) (?:an? )?(?:DWORD|U?INT|u?int(?:32\w{0,2})?|U?LONG|u?long(?! long)|Cardinal|Integer|LongWord|LongInt)\b/i,
  /\bcasts?\b.{0,24}\b(?:[iu]size|u?intptr(?:_t)?|size_t|U?IntPtr|[Nn]ativeU?[Ii]nt|pointers?|handles?)\b.{0,12}\bto\b.{0,8}\b(?:[iu]32|u?int(?:32(?:_t)?)?|U?Int32|DWORD|Cardinal|Integer)\b/i,
  /\b(?:pointers?|handles?|HWNDs?|address(?:es)?)\b.{0,40}\b(?:range|higher|above|beyond|exceed\w*|larger|bigger|greater|more)\b.{0,24}\b(?:32[- ]?bits?|4 ?GB|2 ?GB|0x(?:7f|ff)f{6}\b)/i,
  /\bsupport(?:s|ing)? (?:for )?64[- ]?bits? (?:pointers?|handles?|address\w*)\b/i,
  /\b(?:pointers?|handles?|HANDLEs?|HWNDs?|address(?:es)?)\b.{0,30}\b(?:as|into?|to)\b (?:an? )?(?:plain |unsigned |signed |just )?(?:32[- ]?bits?|4[- ]bytes?)\b/i,
)
/** What compilers say of a pointer that is cast to a shorter integer: https://learn.microsoft.com/en-us/cpp/error-messages/compiler-warnings/compiler-warning-level-1-c4311 and -Wpointer-to-int-cast of GCC. */
export const ofCompiler = gated(
  /\bIncompatible types: (?:got )?['"]?(?:Cardinal|Integer|LongInt|LongWord|DWORD|Pointer|NativeU?Int|THandle|HWND|PtrU?Int)\b/,
  /\bcast (?:from|to) (?:smaller )?(?:pointer|integer|['‘"`].{1,40}['’"`]) .{0,60}\b(?:of different size|loses (?:precision|information))/,
  /\bcast from .{1,60} to .{1,40} loses (?:precision|information)/,
  /\bC4(?:311|312|302)\b/,
  /\b(?:int-to-(?:void-)?pointer|(?:void-)?pointer-to-int)-cast\b/,
  /\bconversion from ['‘"`].{1,40}['’"`] to ['‘"`].{1,40}['’"`] of greater size/,
  /\b[Cc]annot (?:implicitly )?convert (?:from |type )?['‘"`](?:System\.)?(?:U?IntPtr|nu?int)['’"`] to ['‘"`]u?int['’"`]/,
)
/** That the marshaller of .NET refuses a declaration. */
export const ofMarshaller = gated(
  /\b(?:can(?:no|['’])?t|could(?:n['’]t| not)|unable to)(?: be)? marshal/i,
  /\bMarshalDirectiveException\b/i,
)
/** A handle that is refused because it is greater than a signed 32-bit number. */
export const refusedValue = gated(
  /\b(?:handles?|pointers?|address(?:es)?|HWNDs?|values?)\b.{0,60}\b(?:greater|larger|bigger|higher|above|over|exceed\w*|beyond|more)\b.{0,20}(?:0x7f{7}\b|0x80{7}\b|214748364[78]|2(?:\*\*|\^)31|\bINT_MAX|\bMAXINT|\bInt32\.Max)/i,
)
/** What is left in the upper half of a result that is read as a wider type. */
export const dirtyResult = gated(
  /\bmask\w{0,3}\b.{0,24}\b0xF{8}(?![0-9A-F])/i,
  /\b(?:upper|high(?:er)?|top)\b.{0,40}\b(?:garbage|junk|undefined|uninitiali[sz]ed|left-?over|random|dirty)\b.{0,24}\b(?:result|return(?:ed|s)?)\b/i,
  /\b(?:return(?:s|ed|ing)?|result)\b.{0,80}\b(?:dirty|garbage|junk|undefined|uninitiali[sz]ed|left-?over|random)\b.{0,24}\b(?:bytes?|bits?|upper|high|values?|data)\b/i,
  /\b(?:dirty|garbage|junk|undefined|uninitiali[sz]ed|random)\b.{0,16}\b(?:bytes?|bits?|upper|high)\b.{0,40}\b(?:return(?:ed)?|result|RAX|EAX)\b/i,
)
/** A truth value of 8 bits that is read with 32: BOOLEAN and the bool of C++ for BOOL. https://learn.microsoft.com/en-us/dotnet/standard/native-interop/customize-parameter-marshalling#boolean-parameters */
export const ofTruth = gated(
  /\breturns? false\b.{0,80}\b(?:is|are|gets?|becomes?|assigned|(?:read|seen|interpreted|treated|marshal(?:l)?ed) as|shows?|sees?|reports?)(?: \w{1,12}){0,2} true\b/i,
  /\bbool(?:ean)?\b.{0,40}\b(?:1|one|single)[- ]byte\b.{0,60}\b(?:4|four)[- ]bytes?\b/i,
  /\bbool(?:ean)?\b.{0,40}\b(?:4|four)[- ]bytes?\b.{0,60}\b(?:1|one|single)[- ]byte\b/i,
  /\b(?:missing|needs?|should|must|add(?:ing)?|without|requires?)\b.{0,40}\bUnmanagedType\.[IU]1\b/i,
)
/** An address or a handle that is cast to 32 bits where it is passed: `integer(@data)`, `(LONG)hWnd`. */
export const castNarrow = gated(
  /\b(?:[Ii]nteger|[Cc]ardinal|[Ll]ong[Ii]nt|[Ll]ong[Ww]ord|DWORD|[Dd]word)\(\s?(?:@\w|Pointer\(|[hH](?:wnd|andle)\b)/,
  /\((?:unsigned )?(?:DWORD|U?LONG|U?INT|u?int(?:32_t)?|unsigned|long)\) ?\(?(?:&\w|this\b|(?:\w{1,20}(?:\.|->))?(?:hWnd|hwnd|[hH]andle|hModule|hInstance|lParam|wParam|ptr|pointer|p[A-Z]\w{1,20})\b)/,
  /\b(?:PtrTo|HandleTo)U?(?:Long|Int)\b/,
)
/** An address that is computed with as an integer of 32 bits, in Pascal: `PByte(Integer(p) + 4)`. */
export const computedNarrow = gated(
  /\bP[A-Z]\w{2,20}\( ?(?:Integer|Cardinal|LongInt|LongWord|DWORD)\(\w{1,30}\) ?[-+]/,
)
/** A handle, an address or a type as wide as one, said to be declared as an integer of 32 bits. */
export const declaredNarrow = gated(
  /\b(?:U?IntPtr|u?intptr(?:_t)?|HANDLE|HWND|HMODULE|HINSTANCE|HDC|HHOOK|[LW]PARAM|LRESULT|SOCKET|U?LONG_PTR|DWORD_PTR|SIZE_T|size_t|h[A-Z]\w{2,20}|hwnd|\w{0,20}[Hh]andle|\w{0,20}[Pp]ointer|\w{0,20}Addr(?:ess)?|[LWlw][Pp]aram|GetTickCount64)\b.{0,60}\b(?:declared|defined|typed|converted|transmuted?|results?|returns?|type)\b.{0,12}\b(?:is|as|to|in|=)?.{0,4}\b(?:u?int(?:32)?(?:_t)?|[iu]32|U?Int32|Word32|Word|DWORD|Cardinal|LongInt|LongWord|Integer|jint|c_u?int|c_u?long|Cu?int)\b/,
  /\bsockets?(?: descriptors?)?\b.{0,40}\b(?:declared?|typed)\b.{0,16}[\x60'"]?\b(?:u?int(?:32)?(?:_t)?|[iu]32|DWORD|jint|Integer|32[- ]?bit)\b/,
  /\bdeclare sockets?(?: descriptors?)? as\b.{0,12}[\x60'"]?\b(?:u?int(?:32)?(?:_t)?|[iu]32|DWORD|jint|Integer|32[- ]?bit)\b/,
  /\b(?:type|typedef|declared?|transmut\w{1,2}|convert\w{0,3})\b.{0,16}\b(?:HANDLE|HWND|HMODULE|[LW]PARAM|SOCKET|U?LONG_PTR)\b ?(?:=|to|as|:) ?(?:Word32|[iu]32|u?int32(?:_t)?|DWORD|c_u?int|Cu?int)\b/,
)
/** What an FFI leaves in the upper half of an argument. */
export const dirtyArgument = gated(
  /\b(?:null|zero|0|none)\b.{0,60}\b(?:sometimes|randomly|occasionally)\b.{0,40}\b(?:non-?(?:null|zero)|not (?:null|zero)|garbage)\b/i,
  /\b(?:upper|high(?:er)?|top|other)\b.{0,20}\b(?:32(?:[- ]?bits?)?|half|bits|dword|bytes)\b.{0,48}\b(?:garbage|junk|uninitiali[sz]ed|left-?overs?|undefined|random|dirty)\b/i,
  /\b(?:garbage|junk|uninitiali[sz]ed|left-?overs?|undefined|random|dirty)\b.{0,24}\b(?:upper|high(?:er)?|top)\b.{0,12}\b(?:32(?:[- ]?bits?)?|half|bits|dword|bytes)/i,
)
/** A predefined key, which is a negative number of 32 bits. */
export const ofPredefinedKey = gated(
  /\bHKEY_?\w{0,24}\b.{0,80}\b(?:sign[- ]?ext\w+|zero[- ]?ext\w+|0xF{8}8000000\d|0x8000000\d|LongPtr|truncat\w+|64[- ]?bit)/i,
)
/** A pseudo handle that is cut or widened wrongly. */
export const ofPseudo = gated(
  /\bpseudo[- ]?handles?\b.{0,60}\b(?:invalid|refused|rejected|minus one|(?:can(?:no|['’])?t|not) be (?:duplicated|closed|used|passed|shared))\b/i,
  /\bGetCurrent(?:Process|Thread)\b.{0,80}(?:\b(?:always|same|constant)\b|\b0xf{7,15}[ef]\b|(?<!\w)-[12]\b)/i,
  /\bGetCurrent(?:Process|Thread)\w{0,20}\b.{0,160}\b(?:IsInvalid|IsValid|is_invalid|\w{0,24}MinusOneIsInvalid)\b/i,
  /\bprocess\b.{0,120}\b\w{0,24}MinusOneIsInvalid\b/i,
  /\b-1\b.{0,24}\binvalid\b.{0,40}\bpseudo[- ]?handles?\b/i,
  /\bpseudo[- ]?handles?\b.{0,80}\b(?:32|64|truncat\w+|0xF{8}|wid\w+|int)\b/i,
  /\bGetCurrent(?:Process|Thread)\b.{0,80}\b(?:truncat\w+|0xF{8}\b|32[- ]?bit|zero[- ]?ext\w+|sign[- ]?ext\w+|restype|as an? int|STATUS_INVALID_HANDLE\b|invalid handle\b|handle is invalid\b)/i,
)
/** Declarations that modules of one process share. */
export const ofShared = gated(
  /\b(?:just|merely|simply|only|solely) import(?:ing)?\b.{0,40}\b(?:stops?|breaks?|prevents?|crash\w*)\b/i,
  /\bimport(?:ing)?\b.{1,40}\b(?:stops?|prevents?) [`'"]?\w+[`'"]? (?:from )?work\w*/i,
  /\bwindll\b.{0,60}\b(?:alter(?:s|ed|ing)?|modif\w+|patched|mutat\w+|overwr\w+)\b/i,
  /\b(?:alter(?:s|ed|ing)?|modif\w+|patch\w*|mutat\w+|overwr\w+)\b.{0,40}\bwindll\b/i,
  /\b(?:windll|argtypes|restype|prototypes?)\b.{0,100}\b(?:shared|globally|conflict\w*|clash\w*|pollut\w*|interfer\w*|monkey\w*|last one wins|each other|other (?:modules?|librar(?:y|ies)|packages?)|another (?:module|library|package))\b/i,
  /\b(?:shared|conflict\w*|clash\w*|pollut\w*|interfer\w*|other (?:modules?|librar(?:y|ies)|packages?)|another (?:module|library|package))\b.{0,100}\b(?:windll|argtypes|restype)\b/i,
)
/** A function that C calls without a declaration, and therefore with the result `int`: https://learn.microsoft.com/en-us/cpp/error-messages/compiler-warnings/compiler-warning-level-3-c4013 */
export const undeclared = gated(
  /\breturn type\b.{0,24}\b(?:(?:is|was)(?:n['’]t| not| never)(?: being)? (?:set|defined|declared|specified)|undefined|undeclared|unspecified)\b/i,
  /\bimplicit(?:ly)? declar(?:ation|ed)\b.{0,24}\bfunction\b/i,
  /\bassuming extern returning int\b/i,
  /\bC4013\b/i,
  /\blevels of indirection from .int\b/i,
)
/** A function that ctypes calls without knowing its types. */
export const withoutTypes = gated(
  /\b(?:no|without|missing|lack(?:s|ing)?|(?:never|not|n['’]t) (?:set|setting|declare[ds]?|define[ds]?|specif\w{2,4})|forg[eo]t\w{0,3}(?: to (?:set|declare|define))?)\b.{0,24}\b(?:arg ?types|argument types)\b/i,
  /\b(?:arg ?types|argument types)\b.{0,16}\b(?:(?:is|are|was|were) (?:not|never)|(?:isn|aren|wasn|weren)['’]t|missing|undeclared)\b/i,
)
/** A handle packed into bytes as an integer of 32 bits: https://docs.python.org/3/library/struct.html#format-characters */
export const packedNarrow = gated(
  /\b(?:read|write)U?Int32(?:LE|BE)\(.{0,60}\b(?:hwnd|handles?|ptr|pointers?)\b/i,
  /\b\w{0,24}(?:hwnd|handle|pointer)\w{0,4}\b.{0,60}\b(?:read|write)U?Int32(?:LE|BE)\(/i,
  /\b(?:struct\.)?pack(?:_into)?\( ?['"][<>=@!]?\d{0,2}[iIlL]['"].{0,48}\b(?:fileno|handles?|hwnd|hFile|hPipe|sock\w*|ptr|pointer|addr\w*)\b/i,
)
/** An array of handles whose elements have 32 bits: `(c_long * len(handles))(*handles)`, `DWORD handles[2]`. */
export const narrowArray = gated(
  /\bc_u?(?:int|long)(?:32)? ?\* ?len\(\w{0,20}(?:handles|events|threads)\)/,
  /\b(?:u?int(?:32(?:_t)?)?|U?Int32|DWORD|ULONG|u?long|[ui]32|Cardinal|Integer|LongWord)\b ?(?:\[\] ?(?:ph?|lp)?[hH](?:andles|Events|Threads)\b|[hH](?:andles|Events|Threads) ?\[)/,
  /\b[hH]andles\b ?(?:\[\]u?int32|: ?array ?\[.{1,24}\] of (?:Cardinal|Integer|DWORD|LongWord)|\(.{1,12}\) As Long\b)/,
)
/** The function that stores 32 bits in a window, where the one for pointers belongs. */
export const ofWindowLong = gated(
  /\b[GS]et(?:Window|Class)Long[AW]?\b.{0,60}\b[GS]et(?:Window|Class)Long_?Ptr/i,
  /\b[GS]et(?:Window|Class)Long_?Ptr[AW]?\b.{0,24}\b(?:instead|rather|in place)\b/i,
)
/** A mask of processors, which is as wide as a pointer, that is cut to 32 bits: https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-setprocessaffinitymask */
export const ofMask = gated(
  /\baffinity\b.{0,80}(?:\b(?:above|over|beyond|past|more than|greater than|higher than|exceed\w*|up to|only|limited to|first)\b|>=?).{0,12}\b(?:3[0-3]|6[34]|2\^3[12])\b/,
  /(?:\b(?:more than|over|above|beyond|at least)|>=?) ?(?:3[0-3]|6[34]) (?:\w{1,10} )?(?:cpus?|cores?|processors?|threads?)\b.{0,80}\baffinity\b/,
  /\baffinity\w{0,6}(?: \w{1,10})?\b.{0,60}\b(?:u?int(?:32)?(?:_t)?|U?Int32|DWORD|[Cc]ardinal|[Ii]nteger|32[- ]?bits?|[ui]32|int overflow)\b/,
  /\b(?:DWORD|[Cc]ardinal|[Ii]nteger|u?int(?:32)?(?:_t)?|U?Int32|32[- ]?bits?|[ui]32)\b.{0,40}\baffinity\b/,
  /\b(?:u?int|DWORD|unsigned|long)\b.{0,24}= ?\(?1[uU]? ?(?:<<|shl) ?.{0,24}(?:[pP]rocessor|[cC]pu|[cC]ore|[tT]hread)/,
)
/** The number of a process or a thread, which has 32 bits, in 16. */
export const ofShortId = gated(
  /\b(?:P|T|process |thread )IDs?\b.{0,60}(?:\b65,?53[56]\b|2(?:\^|\*\*)16\b|\b0x(?:FFFF|10000)\b|\b16[- ]?bits?\b)/i,
)
/** A value of 64 bits that is said to go into 32. */
export const shownCut = gated(
  /\b(?:convert\w*|assign\w*|stor\w{1,3}|copi\w{1,2}|copy|put\w*|squeez\w{1,3}|reduc\w{1,3}|pass\w*|writ\w{1,3}|cram\w*)\b.{0,24}\b64[- ]?bits? \w{1,20}\b.{0,24}\b(?:to|into|in|as)\b.{0,12}\b(?:32[- ]?bits?|DWORD|u?int(?:32)?)\b/i,
  /\b(?:Int(?:eger)?|DWORD)ByReference\b.{0,12}\b4 ?bytes?\b/i,
)
/** A type that is said to have no room for a value. */
export const noRoom = gated(
  /\b(?:cardinal|integer|int|u?int32|dword|long(?:int|word)?)\b.{0,24}\b(?:do(?:es)?(?:n['’]?t| not) have|has(?:n['’]?t| not| no)|without|not|too few)\b ?(?:got )?(?:enough |sufficient |the )?(?:digits|bits|room|range)\b/i,
  /\b(?:u?int|dword|long|integer) ?(?:型|类型)?的?(?:范围|位数|长度) ?(?:不够|不足|太小)/i,
  /(?:范围|位数|长度)(?:不够|不足).{0,24}(?:指针|句柄|64)/i,
  /\b(?:u?int|dword|long|integer)\b.{0,12}(?:放不下|存不下|装不下|溢出).{0,40}(?:指针|句柄|64)/i,
  /(?:指针|句柄|64 ?位).{0,24}(?:放不下|存不下|装不下|溢出)/i,
)
/** Code that is said to be written for 32 bits alone. */
export const notFor64 = gated(
  /\bnot (?:\w{2,10} )?(?:64[- ]?bits?|x64|win64)[- ]?(?:friendly|clean|safe|ready|compatible|compliant|aware|proof)\b/i,
  /\b(?:has|have|had|was|were|is)(?: not|n['’]t) (?:yet |been |properly |correctly ){0,3}(?:modified|ported|adapted|updated|prepared|written|converted|fixed)\b.{0,32}\b(?:x64|64[- ]?bits?|win64)\b/i,
)

const short = String.raw`(?:(?:plain |unsigned |32[- ]?bit )?(?:int(?:eger)?s?|u?int32(?:_t)?|U?Int32|DWORDs?|ULONG|LONG|long|Longs?|Cardinals?|LongInt|LongWord|UINT|[iu]32|c_u?int|c_u?long))`

const long = String.raw`(?:U?IntPtr|u?intptr(?:_t)?|Native(?:U?Int|Integer)|LongPtr|PtrU?Int|(?:U?LONG|U?INT|DWORD)_PTR|[LW]PARAM|LRESULT|T?HANDLE|HWND|HMODULE|HINSTANCE|SIZE_T|size_t|c_void_p|[iu]size|nu?int|void ?\*|Pointer)`

const shortName = '[`\'"“*]{0,2}' + short + '[`\'"”*]{0,2}'

const longName = '[`\'"“*]{0,2}' + long + '[`\'"”*]{0,2}'

/** A type of 32 bits and the wider one that takes its place, as people list them: `Cardinal > WPARAM`, `int -> IntPtr`, "changed DWORD to DWORD_PTR", "LongPtr in place of Long". */
export const narrowToWide = gated(
  ...[
    String.raw`(?<![\w.<])${shortName} ?(?:[-=~]{0,2}>{1,2}|→|»|⇒) ?${longName}(?![\w])`,
    String.raw`\b(?:chang|replac|convert|switch|turn|adapt|updat|fix|port|cast|typ)\w{1,4}\b.{0,40}?(?<!\w)${shortName} (?:to|with|by|into) (?:an? )?${longName}(?!\w)`,
    String.raw`(?<!\w)${longName} (?:instead of|in place of|rather than|and not|vs\.?) (?:an? |the )?${shortName}(?!\w)`,
    String.raw`(?<!\w)${shortName} (?:was|were|is|are) (?:used|declared|given|written|kept)\b.{0,24}\b(?:for|instead of|where|in place of)\b.{0,40}(?<!\w)${longName}(?!\w)`,
  ].map(source => new RegExp(source)),
)

/** That a type of 32 bits is right in one width alone, beside what is as wide as a pointer: "Integer does for a WPARAM in 32-bit, but not in 64-bit". */
export const rightIn32 = gated(
  new RegExp(
    String.raw`(?<!\w)${short}(?!\w).{0,80}\b(?:${long}|wparam|lparam|lresult|handles?|pointers?|address(?:es)?|callbacks?|hwnds?)(?!\w).{0,80}\b(?:32[- ]?bits?|x86|win32)\b.{0,24}\b(?:not|n['’]t|fails?|wrong|breaks?|but|only)\b.{0,24}64|\b(?:works?|fine|okay?|enough|right|correct|suffices?|valid|same)\b.{0,24}\b(?:32[- ]?bits?|x86|win32)\b.{0,40}\b(?:${short})\b.{0,60}\b(?:${long}|handles?|pointers?)(?!\w).{0,60}64`,
    'i',
  ),
)

/** What holds a handle of an Office program in 32 bits, and its name with Ptr that has room: https://learn.microsoft.com/en-us/office/vba/api/excel.application.hinstanceptr */
export const ofInstance = gated(
  /\b[hH][iI]nstance\b.{0,40}\b(?:property|of (?:the )?Application)\b/,
  /\bApplication\.[hH][iI]nstance\b/,
  /\bHinstancePtr\b/,
)
