import { gated } from '../patterns/gated.ts'

const to64 = String.raw`(?:an? |the )?(?:64[- ]?bits?|x64|win64|amd64|x86[_-]64)(?!\w|[ -]?(?:windows|win ?\d|os|machine|system|pc|computer)\b)`
/** A change of the process: what failed since then worked before. */
const changed = gated(
  new RegExp(
    String.raw`\bfrom (?:an? |the )?(?:32[- ]?bits?|x86|win32|ia32|any ?cpu)\b.{0,24}\bto ${to64}|\b(?:since|after|when|once)\b.{0,40}\b(?:upgrad|switch|mov|port|migrat|convert|chang|updat|set)\w{0,4}\b.{0,40}\bto ${to64}|\b(?:during|while|in the course of|as part of|because of|due to|with|after|since)\b (?:the |our |my |an? |its |this )?(?:port|move|migration|conversion|upgrade|switch|transition|change|porting|moving|migrating|converting|switching|upgrading)\b.{0,40}\bto ${to64}`,
    'i',
  ),
)
/** The same in Japanese, Chinese, German and Russian. */
const changedElsewhere = gated(
  /32 ?(?:bit|ビット).{0,60}64 ?(?:bit|ビット) ?(?:版)?(?:に|へ|化)/,
  /(?:从|由) ?32 ?位.{0,40}64 ?位/,
  /(?:改|换|编译|升级|移植)(?:为|成|到) ?(?:x64|64 ?位)/,
  /\bvon 32[- ]?[Bb]it.{0,24}\bauf 64/,
  /\bс 32.{0,24}на 64/,
)

/** That it fails in one width alone: `this is only an issue on 64 bit builds`. */
const onlyIn = gated(
  /(?<!\b(?:u?int(?:32)?|u?long|DWORD|Integer|Cardinal)\b[`'"”]? (?:is|are|was|works?) )\bonly\b(?! (?:works?|because|if|since|as)\b)(?:(?!\bworks?\b).){0,40}\b(?:on|in|to|for|with|under|when)\b.{0,20}?\b(?:(64[- ]?bits?|x64|win64|amd64)|32[- ]?bits?|x86|x32|win32)(?!\w|[ -]?(?:windows|win ?\d|os|machine|system|pc|computer|integer|int|value|pointer|number)\b)/i,
)

/** The same the other way round: `on x86 only`. */
const inOnly = gated(
  /\b(?:on|in|under|with|affect\w{0,3}|breaks?|breaking)\b \W{0,3}(?:the )?(?:(64[- ]?bits?|x64|win64|amd64)|32[- ]?bits?|x86|x32|win32)(?: (?:builds?|process(?:es)?|programs?|applications?|versions?|mode))? ?\W{0,2}only\b/i,
)

/** That it works in one width alone: `only working in 32bit`. */
const onlyWorks = gated(
  /\bonly (?:works?|worked|working|runs?|running|ran|usable|functional|functions|ok(?:ay)?|fine|loads?|succeeds?|possible)\b.{0,24}?\b(?:in|on|with|under|for|as|when)\b.{0,20}?\b(?:(64[- ]?bits?|x64|win64|amd64)|32[- ]?bits?|x86|x32|win32)(?!\w|[ -]?(?:windows|win ?\d|os|machine|system|pc|computer|integer|int|value|pointer|number)\b)/i,
)

/** The width in which alone it fails, also since a change of the process. */
export function onlyWidthIn(lines: readonly string[]): 'x64' | 'ia32' | undefined {
  if (lines.some(line => changed.test(line) || changedElsewhere.test(line))) return 'x64'
  for (const line of lines) {
    const working = onlyWorks.exec(line)
    if (working) return working[1] === undefined ? 'x64' : 'ia32'
    const match = onlyIn.exec(line) ?? inOnly.exec(line)
    if (match) return match[1] === undefined ? 'ia32' : 'x64'
  }
  return undefined
}

/** A 32-bit process on a system of 64 bits, which is no matter of where it works: `compiled for x86 and run on a 64-bit system`. */
export const narrowOnWide = gated(
  /\b(?:compil\w+|built|build|target\w*|runn?(?:ing|s)?)\b.{0,16}\b(?:x86|win32|ia32|32[- ]?bits?)\b.{0,40}\b(?:on|under|in)\b.{0,16}\b(?:64[- ]?bits?|x64)\b.{0,16}\b(?:operating system|OS|windows|system|machine|host|platform|computer|pc)\b/i,
  /\b(?:x86|win32|ia32|32[- ]?bits?) (?:build|version|binary|app|application|program|process|exe|executable)\b.{0,60}\b(?:on|under|in)\b.{0,16}\b(?:64[- ]?bits?|x64)[- ]?(?:operating systems?|OS|windows|systems?|machines?|hosts?|computers?|pcs?)\b/i,
)
