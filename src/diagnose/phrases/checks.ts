import { gated } from '../patterns/gated.ts'

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

/** A check of the result of an open that looks for another value than its failure has. */
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

/** A number of 32 bits written for INVALID_HANDLE_VALUE. */
export const ones32 = gated(
  /\(HANDLE\) ?\(?0xF{8}(?!F)/i,
  /\b0xF{8}\b.{0,24}\b(?:to|as|for|is|not)\b.{0,16}\b(?:handle|INVALID_HANDLE|pointer)/i,
  /\b(?:handle|INVALID_HANDLE_VALUE|CreateFile\w?)\b.{0,60}(?:[=!]=|<>|\bis|\bwritten as|\bcompar\w+|\bequals?|\breturn\w*).{0,24}(?:\b0xF{8}\b|\b4294967295\b)/i,
)
