import { gated } from '../patterns/gated.ts'
/** "bit" behind a number, in the languages of Windows. */
const bitsBehind = (number: string): string =>
  [
    String.raw`${number}[ -]?(?:bits?(?= (?:build|process|mode|version|app|program|office|excel|python|platform|compil))`,
    String.raw`(?<=(?<!\w)(?:de|en|em|à|a|sous|Office|Excel|Access|Word|Python|Java) ${number} )bits`,
    'bit(?:es|ow[a-zą-ż]{1,3}|ov[a-zá-ž]{1,2}|ars|ige[nrs]?)?|位|ビット|비트|(?:битн|разрядн)[а-я]{2,3})',
  ].join('|')
const arm = '(arm64|aarch64|arm(?= (?:64|build|process))|(?<=\\bwindows (?:1[01] )?(?:on )?)arm)'
const wide = `(x64|amd64|win64|x86[_-]64|${bitsBehind('64')})`
const narrow = [
  '(ia32|x86|x32',
  'win32(?=[ -](?:process|target|Ziel|build|platform|config|kompil|compil|version|exe|빌드|版))',
  '(?<=\\b(?:für|for|per|pour|para|als|target|unter|mit|con|sous) |под )win32',
  `${bitsBehind('32')}`,
  String.raw`(?<=\b(?:on|arch|goarch=|windows\/) ?)386)`,
].join('|')
/** A width of a process, of Windows or of a value, in words. */
export const bitWord = new RegExp(
  String.raw`(?<![\w(/\\.-])(?!x(?:64|86)\.\w)(?:${arm}|${wide}|${narrow})(?![\w)\\/]|[ -]bit \(Intel|-based\b)`,
  'gi',
)
/** In front of or behind a width that is that of the system: `Windows 10 64-bit`, `64bit windows`. */
export const systemBefore =
  /\b(?:windows|win|OS|win(?:dows)? ?(?:7|8|8\.1|10|11|xp|vista|server)?(?: (?:home|pro|professional|enterprise|version \w{1,6}))?)[\s:,(]{1,3}$/i
/** The same in front of it in French, Spanish and Portuguese: `sistemas de 64 bits`. */
export const systemElsewhere =
  /(?<!\p{L})(?:sistemas?|syst.mes?)(?: \p{L}{4,14})? (?:de|à|en|em) $/iu
export const systemBehind =
  /^[\s-]{0,2}(?:windows|win ?(?:7|8|10|11)|operating system|OS|machines?|pcs?|computers?|systems?)\b|^[\s-]{0,2}(?:систем|syst[eéè]m)|^ ?(?:版|의|の)? ?(?:操作)?(?:系统|系統|システム|시스템|운영 ?체제|윈도우|Windows)/i

export const isOn = /\b(?:on|under) (?:an? |the |my )?$/i

/** Around a width that is that of a value: `larger than 32 bits`, `a 32-bit integer`. */
export const valueBefore = gated(
  /\b(?:than|\p{L}{2,12}er als|mehr als|meer als|que|(?:más|mas|plus|mais|più|moins|menos|meno) d.|cast to|converted to|cut to|truncated to|into|fit in|(?:valor|entero|inteiro|entier|valeur|puntero|ponteiro|pointeur|número|nombre|tipo|type) (?:de|en|à)|(?:low|lower|upper|high|top|first|last|bottom)|(?:integer|int|value|pointer|number|type) to|memory|address space|\b(?:u?int(?:32)?|u?long|DWORD|Integer|Cardinal|c_u?(?:int|long))\b[`'"”]? (?:is|are|has|was|holds)(?: only| just| always)?(?: for| valid for)?)\s(?:an? |the |z )?(?:un)?(?:signed )?$/iu,
  /\bnež\s$/iu,
)
export const valueBehind =
  /^(?:s\b|ů|ов|[\s-]{1,2}[`'"“(]?(?:un)?(?:signed\b|u?int(?:32)?(?:_t)?\b|DWORDs?\b|integers?\b|ints\b|values?\b|numbers?\b|pointers?\b|handles?\b|address(?:es)?\b|types?\b|words?\b|registers?\b|longs?\b|hash|checksum|colou?rs?\b|float)|的?(?:整数|整型|整數|无符号|有符号|值|指针|地址|整数値|ポインタ|アドレス|정수|포인터|주소))/iu

export const fails = gated(
  /\b(?:fails?|failed|failing|crash(?:es|ed|ing)?|los(?:es?|ing)|errors?|broken|breaks|does(?:n.t| not) work|not work(?:ing)?|problems?|hangs?|raises|gives|throws|(?:\w{3,40})?exceptions?|violations?|segfaults?|segmentation fault|invalid|overflow)\b/i,
  /崩溃/i,
  /崩潰/i,
  /失败/i,
  /失敗/i,
  /报错/i,
  /出错/i,
  /错误/i,
  /錯誤/i,
  /异常/i,
  /不对/i,
  /不正确/i,
  /不能/i,
  /無法/i,
  /エラー/i,
  /落ち/i,
  /クラッシュ/i,
  /異常/i,
  /실패/i,
  /오류/i,
  /에러/i,
  /충돌/i,
)
export const works = gated(
  /\b(?:works?|working|worked|fine|ok|okay|succeeds?|succeeded|success|no (?:error|problem|issue|crash)s?|without (?:error|problem|issue|complaint)s?|runs|(?:solve[sd]?|fix(?:es|ed)?|resolve[sd]?|cure[sd]?|help(?:s|ed)?) (?:the|this|that|my|it\b)|gets? away with|is (?:shown|displayed|visible)|shows up|funktioniert|l.uft|functions (?:well|fine|correctly|properly|normally|as expected))\b/i,
  /\baucun (?:souci|problème)/i,
  /\b(?:it|error|problem|crash|exception|issue) (?:goes away|went away|is gone)\b/i,
)
/** The same two in other languages of Europe and Asia, and what makes the second one its opposite. */
export const failsElsewhere =
  /(?<!\p{L})(?:plante|plantent|échoue|erreur|fallan?|erro|errore|errori|fallisce|abst.rz\p{L}{0,3}|st.rzt|fehler|pada|błąd|fejl|fout|kaatuu|падает|падає|помилк\p{L}|ошибк\p{L})(?!\p{L})|落ちる|강제 ?종료/iu
const worksElsewhere = gated(
  /(?<!\p{L})(?:marchent?|fonctionne|funcionan?|funziona(?:no)?)(?!\p{L})/iu,
  /(?<!\p{L})(?:funguje|działa|fungerar|fungerer|werkt|toimii|klappt|geht)(?!\p{L})/iu,
  /(?<!\p{L})(?:працює|работает|работают|нормально)(?!\p{L})/iu,
  /正常|没问题|動(?:く|き|作|い(?:て|た))/iu,
  /정상|작동|잘 ?(?:된다|됩니다|돼)/iu,
  /يعمل/iu,
)
/** That it does not happen there. */
const absentElsewhere = gated(
  /такого (?:нет|не бывает)/iu,
  /не воспроизводится/iu,
  /\btritt (?:es |das |der Fehler )?nicht auf/iu,
  /\bkommt (?:der Fehler|die Meldung|das|es) nicht/iu,
  /\bpas (?:ce|de) problème/iu,
  /\bno (?:pasa|ocurre|sucede)\b/iu,
  /\bnon succede/iu,
  /\bnão (?:acontece|ocorre)/iu,
  /\bgebeurt (?:het |dat )?niet/iu,
  /\bnie występuje/iu,
  /(?:発生|起き|起こら)(?:し?(?:ない|ません))/iu,
  /不会(?:出现|发生)/iu,
  /没有(?:这个|此)?问题/iu,
  /발생하지 않/iu,
)
const notElsewhere =
  /不|비정상|(?<!\p{L})(?:ne|pas|plus|no|non|não|nie|niet|ikke|inte|nicht|не|ei)(?!\p{L})|n['’]|ない|ません|않|안 /iu
/** That it works there, in whatever language. */
export const isFine = (clause: string): boolean =>
  (works.test(clause) && !not.test(clause)) ||
  absentElsewhere.test(clause) ||
  (worksElsewhere.test(clause) && !notElsewhere.test(clause) && !not.test(clause))
export const not = /\b(?:not|nothing|none|never|no longer|nicht)\b|n['’]t\b/i
/** That the failure is not there: `not present in 32-bit`. */
export const isAbsent =
  /(?:\b(?:not|never|no|cannot)\b|n['’]t\b).{0,24}\b(?:present|occur(?:s|ring|red)?|happen(?:s|ing|ed)?|appear(?:ed)?(?! to)|reproduc(?:e|ed|ible)|affect(?:s|ed)?|observ(?:e|ed|able)|seen?|crash(?:es|ed|ing)?|hang(?:s|ing)?|hung|throws?|thrown)\b/i
