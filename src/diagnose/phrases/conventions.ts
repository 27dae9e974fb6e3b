import { gated } from '../patterns/gated.ts'

/** A stack that is said to be damaged by a call: in 32-bit processes who of the two cleans it differs by the convention. */
export const ofStack = gated(
  /\b(?:leaves?|left|leaving)\b.{0,16}\bstack\b.{0,16}\b(?:corrupt\w*|damaged|broken|unbalanced|misaligned)/i,
  /\bstack\b(?! (?:around|smash|overrun|buffer))[^.]{0,12}\b(?:is|was|gets?|got|becomes?|being|has been)\b.{0,8}\b(?:corrupt\w*|trashed|messed up|damaged)\b.{0,40}\b(?:after|on|when|by|from|upon|return\w*)\b.{0,30}\b(?:call\w*|return\w*|function)/i,
  /\b(?:call|calling|function|callback|return\w*)\b.{0,60}\b(?:corrupts?|corrupted|corrupting|trash\w*|mess\w* up|damag\w+)\b.{0,12}\bstack\b(?! (?:variable|buffer))/i,
)

/** A calling convention that is said to be wrong, or to be needed. */
export const convention = gated(
  /\b(?:stdcall|cdecl)\b (?:is |was )?(?:needed|required|necessary)\b/i,
  /\buse\b.{0,16}\b(?:CallingConvention\.\w{3,12}|_{0,2}(?:cdecl|stdcall))\b/i,
  /\b(?:must|should|ha(?:s|ve) to|needs? to) be (?:declared )?(?:as )?["'`]?_{0,2}(?:stdcall|cdecl)\b/i,
  /\bto ["'`]?(?:_{0,2}(?:cdecl|stdcall)|WINAPI|APIENTRY)\b/i,
  /\b(?:call(?:ing)? ?convention|stdcall|cdecl)\b.{0,60}\b(?:wrong|mismatch\w*|instead of|should be|must be|not|missing|pops?|corrupt\w*|unbalanced)\b/i,
  /\b(?:wrong|mismatch\w*|missing|incorrect|chang\w{1,3})\b.{0,30}\b(?:call(?:ing)? ?convention|stdcall|cdecl)\b/i,
)

/** Types of callbacks by their names: WNDPROC, WNDENUMPROC, LPTHREAD_START_ROUTINE. */
const callbackType = String.raw`(?:\w{0,24}(?:PROC[AW]?|_ROUTINE|CALLBACK|ENUMPROC[AW]?))`

/** A stack that is found unbalanced, a callback or an import of another convention; Microsoft's linker decorates what is stdcall: https://learn.microsoft.com/en-us/cpp/build/reference/decorated-names */
export const ofConvention = gated(
  ...[
    String.raw`\b(?:value of )?ESP was not (?:properly )?saved\b`,
    String.raw`\b_?(?:_chkesp|RTC_CheckEsp)\b`,
    String.raw`\bRun-?Time Check Failure ?#0\b`,
    String.raw`['‘"]?[\w ]{1,24}\((?:__)?cdecl ?\*\) ?\(.{0,160}['’"] to (?:type )?['‘"]${callbackType}['’"]`,
    String.raw`\b(?:unresolved external symbol|undefined reference to|undefined symbol:?) [${'`'}'"‘“]?_{0,2}(?:imp_{1,3})?\w{3,60}@\d{1,3}\b`,
    // An underscore in front is that of 32-bit objects; without @ the name is one of __cdecl.
    String.raw`\bundefined symbol:? [${'`'}'"‘“]?_[A-Z]\w{3,60}(?![\w@])`,
    String.raw`\b(?:WINAPI|CALLBACK|APIENTRY|(?:__)?stdcall)\b.{0,24}\b(?:is|was|are|were) (?:missing|forgotten|omitted|lost)\b`,
    String.raw`\b(?:missing|without|lacks?|forg[eo]t\w{0,3}|omit\w{0,4})\b.{0,16}\b(?:WINAPI|CALLBACK|APIENTRY|(?:__)?stdcall)\b`,
    String.raw`\bextern "C".{0,40}\b(?:instead of|rather than|should be|must be|to)\b.{0,12}\bextern "(?:system|stdcall)"`,
    String.raw`\bESP\b.{0,16}\b(?:is |was |being )?(?:off by|wrong|not restored|unbalanced|misaligned)\b`,
    String.raw`\bstack pointer\b.{0,24}\b(?:not restored|unbalanced|off by|wrong|differs)\b`,
  ].map(source => new RegExp(source, 'i')),
)

/** A callback that is declared with a result or arguments of 32 bits. */
export const narrowCallback = gated(
  new RegExp(
    String.raw`['‘"]?(?:BOOL|int|long|LONG|DWORD|UINT|INT) \((?:__stdcall |CALLBACK |WINAPI )?\*\) ?\(.{0,160}['’"] to (?:type )?['‘"]${callbackType}['’"]`,
  ),
)

/** A callback that is declared with a result as wide as a pointer where Windows has one of 32 bits, as MSVC prints it, on one line or wrapped. */
export const wideCallback = gated(
  /['‘"](?:(?:U?INT|LONG)_PTR|LRESULT|HANDLE|size_t|u?intptr_t|__int64|void ?\*) \((?:__\w{3,8} ?|CALLBACK |WINAPI )?\*\) ?\(.{0,160}['’"] to (?:type )?['‘"]\w{0,32}(?:ENUM\w{0,16}PROC|ENUM\w{0,24}CALLBACK|(?:HANDLER|THREAD_START)_ROUTINE|ENUM\w{0,24}_ROUTINE)[AW]?['’"]/i,
)
