import { gated } from '../patterns/gated.ts'

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

/** That a struct's size was written as a number. */
export const fixedSize = gated(
  /\bstruct(?:ure)?s?(?:['’]s?)?[- ]sizes?\b.{0,40}\bhard-? ?(?:coded|coding|wired)/i,
  /\bhard-? ?(?:coded|coding|wired)\b.{0,40}\b(?:struct(?:ure)?s?(?:['’]s?)?[- ]sizes?|sizes? of (?:the |a |an |some )?(?:\w{1,24} )?struct\w*)/i,
)

/** A stack that is said to be damaged by a call: in 32-bit processes who of the two cleans it differs by the convention. */
export const ofStack = gated(
  /\b(?:leaves?|left|leaving)\b.{0,16}\bstack\b.{0,16}\b(?:corrupt\w*|damaged|broken|unbalanced|misaligned)/i,
  /\bstack\b(?! (?:around|smash|overrun|buffer))[^.]{0,12}\b(?:is|was|gets?|got|becomes?|being|has been)\b.{0,8}\b(?:corrupt\w*|trashed|messed up|damaged)\b.{0,40}\b(?:after|on|when|by|from|upon|return\w*)\b.{0,30}\b(?:call\w*|return\w*|function)/i,
  /\b(?:call|calling|function|callback|return\w*)\b.{0,60}\b(?:corrupts?|corrupted|corrupting|trash\w*|mess\w* up|damag\w+)\b.{0,12}\bstack\b(?! (?:variable|buffer))/i,
)

/** That a check of what was returned is wrong, and what is returned instead. */
export const wrongCheck = gated(
  /\b(?:wrong|incorrect|bad|improper|flawed|broken|faulty|buggy)(?:ly)? (?:(?:error|result|return|failure|handle|value|return[- ]value)[- ]?){0,2} ?(?:checks?|checking|checked|handling|tests?|comparison|validation|detection)\b.{0,40}\b_?(?:Create|Open|Find|Load|begin|Map|Register|socket)\w{2,40}/i,
)
/** What a function that fails returns, told beside the check. */
export const returnsOnFailure = gated(
  /\b(?:on|in case of|upon) (?:an? )?(?:errors?|failure)\b.{0,40}\breturns?\b.{0,24}(?<![\w.])(?:-1L?|0|NULL|INVALID_HANDLE_VALUE)(?![\w.]).{0,24}\b(?:not|or|and|instead|rather)\b/i,
  /\breturns? (?:-1L?|0|NULL|INVALID_HANDLE_VALUE)\b.{0,16}\b(?:on|in case of|upon) (?:errors?|failure)\b.{0,8}\b(?:not|instead|rather)\b/i,
)
/** A failure value that passes for a handle. */
export const passesAsValid = gated(
  /(?<![\w.])(?:-1|NULL|nullptr|0|INVALID_HANDLE_VALUE)(?![\w.]).{0,12}\b(?:is|are|was|gets?|being) (?:considered|treated as|taken (?:for|as)|accepted as|regarded as|seen as|counted as)\b.{0,8}\b(?:valid|success\w*|good|an? (?:valid |good )?handle)\b/,
)
