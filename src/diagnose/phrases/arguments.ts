import { gated } from '../patterns/gated.ts'

const of = String.raw`(?:arguments?|args|parameters?|params?|[wl]Params?|wParam and lParam|operands?)`

/** Arguments that are exchanged. */
const exchanged = gated(
  new RegExp(
    String.raw`\b${of}\b.{0,24}\b(?:swapped|exchanged|reversed|transposed|interchanged|mixed up|switched|in (?:the )?wrong order|out of order)\b|\b(?:swap(?:s|ped|ping)?|exchang\w{1,3}|revers\w{1,3}|transpos\w{1,3}|mix(?:es|ed)? up|wrong order of|switched)\b.{0,24}\b${of}\b|\b(?:wrong|incorrect) (?:order of (?:the )?${of}|(?:argument|parameter) order)\b`,
    'i',
  ),
)

/** More objects than can be waited for at once: https://learn.microsoft.com/en-us/windows/win32/api/synchapi/nf-synchapi-waitformultipleobjects */
const tooMany = gated(
  /\bneed at most 6[0-4] handles\b/i,
  /\b(?:more than|above|over|beyond|exceed\w*|limit of|limited to|>) (?:the )?MAXIMUM_WAIT_OBJECTS\b/i,
  /\bmore than 6[34] (?:\w{1,12} )?(?:handles|objects|events|threads|processes|wait handles)\b/i,
)

/** A flag or a right that a call lacks. */
const missingFlag = gated(
  /\b(?:missing|without|forg[eo]t\w{0,4}|omit\w{0,4}|lacks?|lacking|left out|(?:needs?|requires?) (?:also )?|ha(?:s|ve) to (?:pass|use|set|include))\b.{0,8}\b(?:the )?(?:flag |access right |right )?[`'"]?[A-Z]{2,12}_[A-Z_]{3,40}\b[`'"]? ?(?:flag|bit|access|right)/i,
  /\b(?:flag|access right|right) [`'"]?[A-Z]{2,12}_[A-Z_]{3,40}[`'"]? (?:is|was) (?:missing|not (?:set|given|passed|specified)|forgotten|omitted)\b/i,
)

/** A length in another unit than the function takes. */
const otherUnit = gated(
  /\b(?:bytes|characters|w?chars|TCHARs|WCHARs)\b.{0,16}\b(?:instead of|rather than|and not|where|but not)\b.{0,24}\b(?:bytes|characters|w?chars|TCHARs|WCHARs)\b/i,
  /\b(?:expects?|takes?|wants?)\b.{0,24}\b(?:in|of) (?:characters|w?chars|TCHARs|WCHARs|bytes)\b.{0,16}\b(?:not|but|while)\b/i,
)

/** An address, an offset or a size that is no multiple of what it must be. */
const unaligned = gated(
  /\b(?:address|offset|base|size|length|buffer)\b.{0,40}\b(?:not|n['’]t|must|has to|should|needs to)\b.{0,8}\b(?:be )?(?:aligned|an? multiple of|multiples of)\b.{0,48}(?:granularity|64 ?Ki?B?\b|0x10000\b|65536\b|\bpages?\b|\bsectors?\b)/i,
)

/** What is passed, and what belongs there: a number of another thing, nothing, a size. */
const passedInstead = gated(
  /\bpass(?:es|ed|ing)? (?:the |an? |its |our )?(?:pid|tid|process id|thread id|id|count|length|size|name|index|hwnd|address)\b.{0,12}\b(?:where|instead of|in place of|rather than)\b.{0,24}\b(?:pid|tid|ids?|count|length|size|name|index|address|handle|expected|wanted|needed)\b/,
  /\bpass(?:es|ed|ing)? (?:NULL|null|nullptr|nil|zero|0) (?:for|as|in|to) (?:the )?(?:lp|dw|p|cb|n|h)[A-Z]\w{2,40}\b.{0,60}\b(?:crash\w*|fail\w*|error|violation|invalid|wrong|not allowed)/,
  // Deno, of a value of another kind, such as null: https://github.com/denoland/deno/issues/13280
  /\bExpected ffi arg value to be\b/,
  /\b(?:parameter|argument|param|arg)\b.{0,32}\b(?:should|must|has to|needs to) be (?:the |an? )?(?:sizeof|size_of|size|address|length|count|number of|name|flags?)\b/,
)

/** Names of ports that need \\\\.\\ in front, COM10 and above: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#win32-device-namespaces */
const highPort = gated(
  ...[
    String.raw`\b(?:above|over|beyond|past|(?:great|high|larg|bigg)er than|more than|>=?) ?(?:ports? )?["'\x60]?COM ?(?:9|10)\b`,
    String.raw`\bCOM ?10 (?:and|or) (?:above|higher|up)\b`,
    String.raw`\bcom ?ports?\b.{0,24}\b(?:above|over|beyond|(?:great|high|larg|bigg)er than|more than|>=?) ?(?:9|10)\b`,
    String.raw`\b(?:can(?:no|['’])?t|can not|unable|fails?|failed)\b.{0,24}\bCOM ?[1-9]\d\d?\b.{0,40}\b(?:but|while|and)\b.{0,24}\b(?:can|works?|fine|opens?)\b.{0,24}\bCOM ?[1-9]\b`,
    String.raw`\bCOM ?[1-9]\b.{0,40}\b(?:works?|fine|opens?|okay)\b.{0,40}\bCOM ?[1-9]\d\d?\b.{0,24}\b(?:not|n['’]t|fails?)`,
  ].map(source => new RegExp(source, 'i')),
)

/** What people say of arguments that are wrong. */
export const ofArguments = {
  test: (line: string): boolean =>
    [exchanged, tooMany, missingFlag, otherUnit, unaligned, passedInstead, highPort].some(own =>
      own.test(line),
    ),
}

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
