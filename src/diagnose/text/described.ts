import type { MistakeId } from '../../mistakes/index.ts'
import { gated } from './gated.ts'

/** A mistake that a person describes in words, without any code. */
export interface Described {
  /** Classes with the mechanism that is described. */
  readonly classes: readonly MistakeId[]
  /** The one of them that the words point at, where they do. */
  readonly first?: MistakeId
  /** The words. */
  readonly quote: string
  /** Index of the line among those that were given. */
  readonly index: number
  /** Whether only its words are of that kind, and no sentence says it. */
  readonly isTopic?: boolean
}

const cut = ['arg-truncated', 'return-truncated', 'field-narrowed', 'type-alias'] as const
const ofStructs = ['struct-layout-shrunk', 'struct-size-constant', 'union-misplaced'] as const
const ofOpens = ['failed-open', 'sentinel-mismatch'] as const

/** Types as wide as a pointer, in the languages that call Win32. */
const wide =
  /\b(?:U?[Ii]nt[Pp]tr|u?intptr_t|nu?int|size_t|Long[Pp]tr|LongLong|P?(?:LONG|ULONG|INT|UINT|DWORD)_PTR|U?Ptr|[Nn]ative[Uu]?[Ii]nt|THandle|LPARAM|WPARAM|LRESULT|HANDLE|HWND|HMENU|HMODULE|c_void_p|c_size_t|SIZE_T|usize|isize|uintptr|long long|u?int64(?:_t)?|[Pp]ointer[- ]sized|64[- ]bit (?:type|int|integer|value|pointer))\b|\bvoid ?\*/
/** That a type has to be another one. */
const shouldBe =
  /\buse [`'"“]?(?:u?int64|uintptr|intptr|size_t|LONG_PTR|LongPtr|IntPtr|HANDLE|void ?\*)(?:_t)?(?![\w])|\b(?:u?int(?:32)?|dword|u?long|cardinal|integer)\b.{0,20}(?:->|→|=>)|\b(?:should(?: have)? (?:be|been|use|return)|needs? to be|must be|ha(?:s|d) to be|instead of|rather than|replac(?:e|ed|ing)|chang(?:e|ed|ing)|declared? as|definition of|as (?:an? )?(?:u?int|long|dword|integer))\b|\b(?:pass(?:es|ed|ing)?|provided?) (?:\w{1,12} ){0,3}(?:u?int32|dword|c_u?long|32[- ]?bit (?:u?int\w*|unsigned|signed|integer|type|value))\b|\bcannot use\b.{1,40}\bas\b|\bnot [`'"“]?(?:u?int|long|dword|integer)\b|\b(?:u?int|long|dword|integer)[`'"”]? not\b/i
/** That the upper half goes away. */
const loses = gated(
  [
    'pointer(',
    'pbyte',
    'pchar',
    'char(',
    'int',
    'cast',
    'return type',
    'upper',
    'high',
    'top',
    'truncat',
    'cut',
    'chop',
    'drop',
    'los',
    'clear',
    'zero',
    'strip',
    'discard',
    'missing',
    'only',
    'fit',
    '截',
    '切り',
    'обрез',
    'усек',
    'abgeschn',
    'tronq',
    'troncat',
  ],
  /\b(?:Pointer|PByte|PChar|PAnsiChar|PWideChar)\((?:Cardinal|Integer|LongInt|LongWord|DWORD)\(|\(U?Int(?:32)?\) ?\(?(?:ptr|handle|hwnd|addr)|\bcast(?:s|ed|ing)?\b.{0,24}\b(?:ULONG|DWORD|LONG|u?int|long|unsigned|Cardinal|Integer)\b|\b(?:int|long|DWORD|Long|Integer) (?:as|for) (?:its|the) return type\b|\b(?:upper|high(?:er)?|top) (?:half|part|bits|32|\d{1,2} ?bits|bytes|dword|32bits)\b.{0,16}\b(?:is|are) (?:lost|gone|missing|dropped|zero\w{0,2})|\bhigh 32 ?bits?\b|\btruncat\w{1,5}\b|\b(?:cuts?|cutting|chopp?(?:ed|s|ing)) (?:off|to 32|the)|\b(?:drops?|dropp(?:ed|ing)|los(?:es|ing|t)|clear(?:s|ed)|zero(?:s|es|ed)|strip(?:s|ped)?|discard(?:s|ed)?)\b.{0,24}\b(?:upper|high(?:er)?|top)\b|\b(?:upper|high(?:er)?|top) (?:half|part|bits|32|bytes|dword)\b.{0,30}\b(?:lost|gone|missing|dropped|zero\w{0,2}|cleared|cut)|\bmissing bytes\b|\bonly the (?:low(?:er)?|bottom|first) (?:32|4|half)|\b(?:will not|won.t|does(?:n.t| not)|do(?:n.t| not)|can(?:no|'|’)t) fit in(?:to)? (?:an? )?(?:32|int|long|dword)|截断|被截|切り捨て|обреза|усека|abgeschnitten|tronqu|truncad|troncat/i,
)
const ofHandle =
  /handle|return type|pointer|address|hwnd|hmodule|\bptr\b|value|指针|句柄|地址|указател|дескриптор|zeiger|pointeur|puntero|ponteiro|R[A-D]X|\b0x[0-9a-f]{6,16}\b/i
/** A plain integer said to be too narrow for what it holds. */
const narrow = gated(
  ['32', '4', 'too '],
  /\b(?:long|dword|int|integer|ulong|c_int|c_u?long|cardinal)\b.{0,40}\b(?:is|are|has|have|being|only)\b.{0,16}\b(?:32[- ]?bits?|4[- ]bytes?|too (?:small|short|narrow))/i,
)
/** Integers of two languages that are not the same. */
const alias = gated(
  ['int', 'long', 'signed'],
  /\b(?:int|long|LONG|DWORD|UINT|BOOL|HANDLE|wchar_t)\b ?(?:type )?(?:should|must|needs to|has to) (?:be|become) (?:an? )?(?:alias (?:to|of) )?[`'"]?(?:c?u?int\d{0,2}|u?int\d{2}_t|clong|culong|u?int_?ptr_?t?|signed|unsigned)\b|\bint is not C.s int\b|\buse [`'"]?c(?:u?int|u?long)\b|\b(?:u?int|long)\b.{0,12}\binstead of\b.{0,6}\bc(?:u?int|u?long)\b|\b\d{2}-bit longs? instead of\b/,
)
/** A pointer declared with 64 bits for both widths. */
const fixedWide = /\b(?:[iu]64|U?[Ii]nt64|u?int64_t|LongLong|long long|LONGLONG|__int64)\b/
const pointerSized =
  /\b(?:U?IntPtr|u?intptr_t|nu?int|[iu]size|uintptr|LongPtr|[Nn]ativeU?[Ii]nt|THandle|c_void_p|U?Ptr|void ?\*|pointer[- ]sized?)(?![\w])/
const fixed32 =
  /\b(?:U?[Ii]nt32|u?int32_t|int|Integer|Cardinal|DWORD|LONG|Long|long(?! long)|c_int|c_u?long|[iu]32|truncat\w+)\b/
const for32 = /\b(?:32[- ]?bits?|x86|win32|i386|i686|ia32)\b/i
const isTooWide = (line: string): boolean =>
  fixedWide.test(line) && pointerSized.test(line) && !fixed32.test(line) && for32.test(line)
/** A handle that is closed by the function of another kind. */
const closers =
  '(?:CloseHandle|FindClose|closesocket|RegCloseKey|FreeLibrary|fclose|DeleteObject|DestroyWindow|DestroyIcon|CloseServiceHandle|WSACloseEvent|ReleaseDC|DeleteDC|LocalFree|GlobalFree|HeapFree|VirtualFree|CoTaskMemFree|_?close(?:\\(\\)| method| function))'
const closer = gated(
  [
    'incompatible',
    'clos',
    'free',
    'releas',
    'delete',
    'destroy',
    'waitfor',
    'given',
    'passed',
    'be used',
  ],
  new RegExp(
    [
      String.raw`\bHANDLE\b.{0,60}\bincompatible with\b`,
      String.raw`\b(?:is|are) (?:not|no) (?:an? )?(?:valid |real |kernel )?handles?\b.{0,80}\b(?:CloseHandle|WaitFor\w+|closed?|given|passed)\b`,
      String.raw`\b(?:can(?:no|['’])?t|must not|should not) be used (?:in|with|for|as|by)\b.{0,40}\bhandles?\b`,
      String.raw`\b${closers}.{0,80}\b(?:should|shoud|must|instead of|rather than|not|just like)\b.{0,40}\b${closers}`,
      String.raw`\b(?:wrong|incorrect|bad)\b.{0,12}\b(?:argument|parameter|handle|value|pointer)\b.{0,24}\b${closers}`,
      String.raw`\b${closers}.{0,40}\b(?:wrong|incorrect\w*)\b.{0,24}\b(?:argument|parameter|handle|address|pass\w*)\b`,
      String.raw`\b(?:should|shoud|must) be (?:closed|freed|released|destroyed) (?:by|with|using|through|via)\b`,
      String.raw`\b${closers}.{0,24}\b(?:does(?:n['’]t| not)|did(?:n['’]t| not)|won['’]t)(?: seem to)? (?:close|free|release)\b`,
    ].join('|'),
    'i',
  ),
)
const size = gated(
  [
    'size',
    'struct',
    'union',
    'align',
    'layout',
    'pack',
    'padding',
    'offset',
    '结构',
    '布局',
    '对齐',
    'struktur',
    'expected',
  ],
  /\bsizeof ?= ?\d|\bexpects? (?:the|a) size\b|\bdifferences? in (?:alignments?|sizes?|layouts?)\b|\bdifferences? between the struct\w*|\bdefined as an? union\b|\bstruct(?:ure)?s?\b.{0,100}\b(?:different|other|another) (?:size|width|layout|length|definition|define|alignment)s?\b|\b[A-Z][A-Z_0-9]{3,40} (?:alignment|layout)\b|\b(?:is|are) expected to be (?:32|64)[- ]?bit|\b(?:cbSize|sizeof|Marshal\.SizeOf|unsafe\.Sizeof|size_of)\b.{0,60}(?:≠|!=|\bwrong|\bincorrect|\binstead of|\bshould be|\bgives\b|\breturns?\b|\bnot \d|不符|错误)|\b(?:struct(?:ure)?s?|union|packing|pack|alignment|padding|field ?offset|layout|结构体|布局|struktur)\b.{0,60}\b(?:wrong|incorrect|mismatch\w*|misalign\w*|shifted|not align\w*|too (?:small|big|large|short)|off by|should be|must be|needs? to be)|\b(?:wrong|incorrect|invalid|mismatched|undersized|oversized|bad|broken)\b.{0,30}\b(?:struct(?:ure)?(?: size)?|cbSize|packing|alignment|padding|layout|union|field ?offset)\b|(?:结构体|布局|对齐|cbSize).{0,40}(?:缺陷|错位|错误|不符|≠|不对)/i,
)
const ofUnion = /\bunion\b|联合|объединени/i
const sentinel = gated(
  ['valid', 'check', 'verif', 'fail', 'socket'],
  /\b(?:handles?|CreateFile\w*|return(?:ed)? values?)\b.{0,30}\b(?:not|n['’]t|never|without)\b.{0,12}\b(?:check|validat|verif)\w{0,4}\b|\b(?:not|n['’]t|never|without|forg[eo]ts?|missing)\b.{0,12}\b(?:check|validat|verif)\w{0,4}\b.{0,30}\b(?:handles? (?:is|are|was|were)|CreateFile\w*|return(?:ed)? value)\b|\b(?:not|n['’]t|only|never|without|instead of)\b.{0,24}\b(?:check|test|compar|consider|treat|accept|handl)\w{0,4}\b.{0,24}(?<![\w.])(?:-1|0|NULL|nullptr|zero)(?![\w.]).{0,40}\b(?:invalid|is_invalid|IsInvalid|fail\w*)|\b(?:is_?invalid|IsInvalid|is_?valid)\b.{0,40}\b(?:not|n['’]t|only)\b.{0,24}\b(?:check|test|compar|consider|treat|accept)\w{0,4}\b.{0,24}(?<![\w.])(?:-1|0|NULL|zero)(?![\w.])|\b[A-Z]\w{2,30}\(INVALID_HANDLE_VALUE\)|\b(?:detect\w{0,4}|check\w{0,3}|test\w{0,3}|compar\w{1,5})\b.{0,20}\binvalid (?:file )?handle\b|\bINVALID_HANDLE_VALUE\b.{0,3} (?:is|has) an? |\b(?:SOCKET_INVALID|INVALID_SOCKET)\b.{0,40}(?:-1|~0|0xF{8})|\bINVALID_HANDLE_VALUE\b.{0,80}\b(?:not\b|instead of|rather than|in ?stead|compar\w*|check\w*|test\w*)|\b(?:check\w*|compar\w*|test\w*|not\b|instead of|returns?|returned|interpret\w*|is)\b.{0,60}\bINVALID_HANDLE_VALUE\b/i,
)
/** A standard stream that is not there is no failed open. */
const ofStream = /\bGetStdHandle\b|\bSTD_(?:INPUT|OUTPUT|ERROR)_HANDLE\b|\bstd(?:in|out|err|io)\b/
const closedTwice = gated(
  [
    'clos',
    'free',
    'dispos',
    'destroy',
    'releas',
    'recycl',
    'reus',
    're-us',
    'race',
    'gc',
    'garbage',
    'collected',
    'geschlossen',
    'freigegeben',
    '关闭',
    'закры',
    'ferm',
    'cerrad',
    'chius',
    'クローズ',
    '閉じ',
    '解放',
  ],
  /\b(?:dispos|clos|free|releas|destroy)\w{0,4}(?:\(\))?\b(?:(?!open|start|connect).){0,40}\b(?:again|twice|more than once|(?:a|the) second time|two times)\b|\b(?:second|another|repeated) (?:call to )?[`'"]?(?:\w{1,20}\.)?(?:Dispos|Clos|Free|Releas)\w{0,6}\b|\bclos(?:e|es|ed|ing) (?:the |an? )?(?:wrong|another|unrelated|somebody else['’]s|other) (?:\w{1,12} )?(?:handle|file|socket|descriptor|key)\b|\bhandle[- ]recycl\w+|\bhandle (?:that |which )?(?:was|is|gets|has been|had been|being) (?:re-?used|recycled)\b|\b(?:zweimal|doppelt|bereits|schon) (?:geschlossen|freigegeben)\b|重复关闭|两次关闭|被关闭两次|已经关闭|дважды закр|закры\w{1,6} дважды|уже закрыт|déjà fermé|fermé deux fois|ya cerrado|cerrado dos veces|già chiuso|二重に?(?:クローズ|閉じ|解放)|\b(?:double|twice|second)[- ](?:clos(?:e|ed|ing)|free[ds]?|dispos\w{1,3})|\b(?:closed|freed|released|disposed)\b.{0,20}\b(?:twice|again|already|too early|before|while)\b|\balready\b.{0,24}\b(?:closed|freed|released|disposed)\b|\b(?:use|used|using)[- ]after[- ](?:close|free)|\bfreed that\b|\bclose failed in file object destructor|\bGC['’]?d\b|garbage[- ]collected|CallbackOnCollectedDelegate|\b(?:when|after|once|because)\b.{0,40}\b(?:handle|pipe|port|pty|conpty|stream|file|socket|process|event)\b.{0,12}\b(?:is|was|has been|gets) (?:already )?closed\b|\brace condition\b.{0,60}\b(?:handles?|DuplicateHandle|clos\w{1,3})\b|\b(?:handles?|clos\w{1,3})\b.{0,60}\brace condition\b/i,
)
/** The last error that never arrives. */
const lostError = gated(
  ['lasterror', 'last error', 'last_error', 'getlast', 'lastwin32', 'lastpinvoke'],
  /(?<!not |n['’]t |never )\b(?:overrid|overwr[io]t|reset|clobber|clear|replac|destroy|los)\w{0,4}\b.{0,40}\b(?:Get)?Last[ _]?Error\b|\b(?:Get)?Last[ _]?Error\b.{0,40}\b(?:is|was|gets|be|been) (?:overrid|overwr[io]tt|reset|clobber|clear|replac|destroy|lost)\w{0,4}\b|\binstead of (?:calling|using|returning|reading) [`'"]?GetLastError\b|\b(?:needs?|should|must|forg[eo]ts?|have) (?:to )?(?:call|use|using|read) [`'"]?GetLastError\b|\bSetLastError\b.{0,30}\b(?:missing|forgotten|not set|false)|\b(?:missing|without|lacks?|no|add(?:ing)?|include)\b.{0,24}\bSetLastError\b|\bGetLast(?:Win32|PInvoke)?Error\b.{0,60}\b(?:always|returns?|gives?)\b.{0,12}\b0\b|\balways 0\b.{0,60}\bLast(?:Win32|PInvoke)?Error\b/i,
)
/** A last error that an earlier call left. */
const staleError = gated(
  ['lasterror', 'last error', 'last_error', 'getlast', 'lastwin32', 'lastpinvoke'],
  /\b(?:not|n['’]t|never) rely on (?:the )?(?:Get)?Last[ _]?Error\b|\bvalid (?:handle|result|value)\b.{0,40}\bGetLastError\b|\bGetLastError\b.{0,60}\b(?:only (?:when|after|if)|called after|meaningful)\b|\b(?:Get|Set)?Last(?:Win32|PInvoke)?_?Error\b.{0,80}\b(?:already (?:been )?set|stale|left[- ]?over|not (?:be |been |automatically )?(?:reset|cleared|updated|touched))\b|\b(?:not|n['’]t|never) (?:reset|clear|updat|touch|chang)\w{0,3}\b.{0,24}\blast[ _]?error\b|\b(?:stale|leftover|previous|earlier) (?:value of )?(?:the )?(?:Get)?Last[ _]?Error\b|\bLast[ _]?Error\b.{0,40}\b(?:from|of) (?:an?|the|some) (?:previous|earlier|prior|unrelated)\b/i,
)
/** A file or a program of one width beside something of the other. */
const otherWidth = gated(
  ['32', '64', 'x86'],
  /\b(?:dlls?|librar(?:y|ies)|executables?|drivers?|modules?|python|interpreter|process(?:es)?|program|application)\b.{0,30}\b(?:(?:32|86)[- ]?bits?\b.{0,60}\b64|64[- ]?bits?\b.{0,60}\b32)[- ]?bits?\b|\b(?:32[- ]?bits?|x86)\b.{0,24}\b(?:dll|library|executable|driver|module)\b.{0,40}\b(?:64[- ]?bits?|x64)\b|\b(?:64[- ]?bits?|x64)\b.{0,24}\b(?:dll|library|executable|driver|module)\b.{0,40}\b(?:32[- ]?bits?|x86)\b|\b(?:32|64)[- ]?bits? (?:version|build|copy) of (?:the |your |this )?[\w.]{0,24} ?(?:dlls?|librar(?:y|ies))\b/i,
)
const ofStructMember =
  /\bstruct(?:ure|s)?\b|\b_fields_\b|StructLayout|\bmember\b|结构体|\b[A-Z]{2,20}_?[A-Z0-9]{2,20}(?:ENTRY|INFO|DATA|STRUCT)[A-Z0-9_]{0,12}\b/
const convention = gated(
  ['cdecl', 'stdcall', 'convention', 'winapi', 'apientry'],
  /\bto ["'`]?(?:_{0,2}(?:cdecl|stdcall)|WINAPI|APIENTRY)\b|\b(?:call(?:ing)? ?convention|stdcall|cdecl)\b.{0,60}\b(?:wrong|mismatch\w*|instead of|should be|must be|not|missing|pops?|corrupt\w*|unbalanced)\b|\b(?:wrong|mismatch\w*|missing|incorrect|chang\w{1,3})\b.{0,30}\b(?:call(?:ing)? ?convention|stdcall|cdecl)\b/i,
)

/** Which of the classes of a cut the words point at. */
function memberOf(line: string): MistakeId {
  if (/\breturn(?:s|ed|ing)?\b|\brestype\b|\bresult\b|返回|Rückgabe|retour\b|возвращ/i.test(line))
    return 'return-truncated'
  if (
    /\bcast\w{0,3}\b|\bPtrToU?(?:Long|Int)\b|\b(?:LongInt|Integer|Cardinal)\(|\(int\)/i.test(line)
  )
    return 'arg-truncated'
  if (
    narrow.test(line) ||
    /\btypedef\b|\balias\b|\bDeclare\b|\bAs Long\b|\btype ["'“`]long/i.test(line)
  )
    return 'type-alias'
  if (
    /\b(?:variables?|stor(?:es?|ed|ing)|keeps?|kept|members?|fields?|Dim|propert(?:y|ies)|holds?|sav(?:es?|ed))\b/i.test(
      line,
    )
  )
    return 'field-narrowed'
  // Where nothing says where it is cut: most are casts, and what is passed.
  return 'arg-truncated'
}

type Reader = (line: string, before: string) => Pick<Described, 'classes' | 'first'> | undefined

const withFirst = (
  classes: readonly MistakeId[],
  first: MistakeId | undefined,
): Pick<Described, 'classes' | 'first'> => ({ classes, ...(first === undefined ? {} : { first }) })

/** A handle in a number that has 53 significant bits. */
const inDouble = gated(
  ['tonumber', 'double', 'floating', '53', 'javascript', 'lua '],
  /\btonumber\(.{0,40}\b(?:cast|ptr|pointer|handle|hwnd)\b|\b(?:pointers?|handles?|address(?:es)?)\b.{0,40}\b(?:(?:as|into?|to|through|by) (?:an? )?doubles?(?![- ](?:clos|free|dispos))|floating[- ]point|53[- ]bits?|JavaScript numbers?|Lua numbers?)\b|\b(?:floating[- ]point|53[- ]bits?)\b.{0,40}\b(?:pointers?|handles?|address(?:es)?)\b/i,
)
/** A handle or a pointer that is said to be kept as 32 bits. */
const asNarrow = gated(
  ['32', '4', 'gb', '0x'],
  /\b(?:pointers?|handles?|HWNDs?|address(?:es)?)\b.{0,40}\b(?:range|higher|above|beyond|exceed\w*|larger|bigger|greater|more)\b.{0,24}\b(?:32[- ]?bits?|4 ?GB|2 ?GB|0x(?:7f|ff)f{6}\b)|\bsupport(?:s|ing)? (?:for )?64[- ]?bits? (?:pointers?|handles?|address\w*)\b|\b(?:pointers?|handles?|HANDLEs?|HWNDs?|address(?:es)?)\b.{0,30}\b(?:as|into?|to)\b (?:an? )?(?:plain |unsigned |signed |just )?(?:32[- ]?bits?|4[- ]bytes?)\b/i,
)

/** Something in OVERLAPPED.hEvent that is not an event. */
const inEvent = gated(
  ['hevent'],
  /\bhEvent\b.{0,40}\b(?:holds?|contains?|is|was|points?|set to)\b.{0,40}\b(?:pointer|not an?|instead|context|callback)\b/i,
)

/** In the order in which they count. A line is quoted for the first that it fits. */
const readers: readonly Reader[] = [
  line =>
    lostError.test(line)
      ? withFirst(['last-error-lost', 'stale-last-error'], 'last-error-lost')
      : undefined,
  line => (staleError.test(line) ? withFirst(['stale-last-error'], undefined) : undefined),
  line => (isTooWide(line) ? withFirst(['too-wide', 'type-alias'], 'too-wide') : undefined),
  line => (inEvent.test(line) ? withFirst(['hevent-misuse'], undefined) : undefined),
  line => (inDouble.test(line) ? withFirst(['number-encoding'], undefined) : undefined),
  line => (closer.test(line) ? withFirst(['wrong-kind'], undefined) : undefined),
  line => (otherWidth.test(line) ? withFirst(['process-bitness'], undefined) : undefined),
  line => (alias.test(line) ? withFirst(['type-alias', 'too-wide'], 'type-alias') : undefined),
  line => (closedTwice.test(line) ? withFirst(['closed-handle'], undefined) : undefined),
  line => (convention.test(line) ? withFirst(['calling-convention'], undefined) : undefined),
  line =>
    size.test(line)
      ? withFirst(ofStructs, ofUnion.test(line) ? 'union-misplaced' : 'struct-size-constant')
      : undefined,
  line => (sentinel.test(line) && !ofStream.test(line) ? withFirst(ofOpens, undefined) : undefined),
  // .NET checks what ToInt32 gives; others cut.
  line =>
    /\bTo(?:U?Int32)\(\)/.test(line) && !/\bunchecked\b/.test(line)
      ? withFirst(['narrowing-throws'], undefined)
      : undefined,
  (line, before) =>
    (narrow.test(line) || (wide.test(line) && shouldBe.test(line))) &&
    (ofStructMember.test(line) || ofStructMember.test(before))
      ? withFirst([...ofStructs, 'field-narrowed'], 'struct-layout-shrunk')
      : undefined,
  line =>
    (loses.test(line) && ofHandle.test(line)) || narrow.test(line) || asNarrow.test(line)
      ? withFirst(cut, memberOf(line))
      : undefined,
  line => (wide.test(line) && shouldBe.test(line) ? withFirst(cut, memberOf(line)) : undefined),
]

/** Frames and messages of runtimes, which describe nothing. */
const ofRuntime =
  /^\s*(?:at |bei |à |File "|\d{1,4}: |#\d|Traceback)|\bException\b.{0,3}:|\b\w+Error: |^\s*[-+]?\s*(?:Private |Public )?Declare /

/** Longest quotation. Characters. */
const longest = 120

function quoteOf(line: string): string {
  const text = line.trim()
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

/** Mistakes that lines describe in words, the first of each kind. Takes time in proportion to the length of the lines. */
export function describedIn(lines: readonly string[]): readonly Described[] {
  const found = new Map<string, Described>()
  for (const [index, line] of lines.entries()) {
    if (line.length < 8 || ofRuntime.test(line)) continue
    for (const read of readers) {
      const description = read(line, lines[index - 1] ?? '')
      if (!description) continue
      const key = description.classes.join()
      if (!found.has(key)) found.set(key, { ...description, quote: quoteOf(line), index })
      break
    }
  }
  return [...found.values()]
}
