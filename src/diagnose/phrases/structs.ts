import { gated } from '../patterns/gated.ts'

/** That a struct's size was written as a number. */
export const fixedSize = gated(
  /\bstruct(?:ure)?s?(?:['’]s?)?[- ]sizes?\b.{0,40}\bhard-? ?(?:coded|coding|wired)/i,
  /\bhard-? ?(?:coded|coding|wired)\b.{0,40}\b(?:struct(?:ure)?s?(?:['’]s?)?[- ]sizes?|sizes? of (?:the |a |an |some )?(?:\w{1,24} )?struct\w*)/i,
)

/** A struct whose size or layout is said to be wrong. */
export const size = gated(
  /\b\w{2,40}Size\b.{0,8}\b(?:wrong|incorrect|bad|too (?:small|large|big))\b/i,
  /\bFieldOffset\(\d{1,3}\).{0,40}\b(?:overlap\w*|wrong|should|must|conflict\w*)/i,
  /\bpacked (?:wrong\w*|incorrect\w*)\b/i,
  /\bwith (?:32|64)[- ]?bit (?:fields|members|pointers)\b/i,
  /\b(?:compiles?|comes? out|ends? up|is|are|was|takes?|has|have|occup\w{1,4})\b.{0,24}\b\d{1,4} bytes\b.{0,60}\b(?:should|instead|expect\w{0,3}|says?|but|not|rather|while|whereas|C has)\b.{0,40}\b\d{1,4}\b/i,
  /\b(?:should|must|ha(?:s|ve) to) be \d{1,4} bytes\b.{0,60}\b\d{1,4}\b/i,
  /\bsizeof ?= ?\d/i,
  /\bsize of (?:the |this |that |its )?(?:\w{1,30} )?struct\w*\b.{0,60}\b(?:less|more|smaller|larger|bigger|short|off|different)\b/i,
  /\b(?:layouts?|structs?|structures?|definitions?|sizes?)\b.{0,24}\b(?:do|does)(?:n['’]t| not) match\b/i,
  /\bstruct\w*\b.{0,40}\b\d{1,3} bytes (?:less|more|smaller|larger|short\w*|long\w*|too)\b/i,
  /\bexpects? (?:the|a) size\b/i,
  /\bdifferences? in (?:alignments?|sizes?|layouts?)\b/i,
  /\bdifferences? between the struct\w*/i,
  /\bdefined as an? union\b/i,
  /\bunion(?: \w{1,12})?\b.{0,60}\b(?:misplaced|displaced|overlap\w*|appended|wrong offset|after each other)\b/i,
  /\b(?:belongs?|part|members?)\b.{0,6}\b(?:to|of) (?:an?|the)\b.{0,30}\bunion\b/i,
  /\bstruct(?:ure)?s?\b.{0,100}\b(?:different|other|another) (?:size|width|layout|length|definition|define|alignment)s?\b/i,
  /\b[A-Z][A-Z_0-9]{3,40} (?:alignment|layout)\b/i,
  /\b[A-Z][A-Z_0-9]{3,40}\b.{0,12}\bsize is (?:wrong|incorrect|not|too|off)\b/i,
  /\b(?:structs?|structures?|records?|layouts?)\b.{0,40}\b(?:is|are) not (?:quite |entirely )?(?:correct|right|accurate)\b/i,
  /\bends up with a size\b/i,
  /\b(?:is|are) expected to be (?:32|64)[- ]?bit/i,
  /\b(?:cbSize|sizeof|Marshal\.SizeOf|unsafe\.Sizeof|size_of)\b.{0,60}(?:≠|!=|\bwrong|\bincorrect|\binstead of|\bshould be|\bmust be|\bhas to be|\bhard-?coded|\bgives\b|\breturns?\b|\bnot \d|不符|错误)/i,
  /\b(?:struct(?:ure)?s?|union|packing|pack|alignment|padding|field ?offset|layout|结构体|布局|struktur)\b.{0,60}\b(?:wrong|incorrect|mismatch\w*|misalign\w*|shifted|not align\w*|too (?:small|big|large|short)|off by|should be|must be|needs? to be)/i,
  /\b(?:wrong|incorrect|invalid|mismatched|undersized|oversized|bad|broken)\b.{0,30}\b(?:struct(?:ure)?(?: size)?|cbSize|packing|alignment|padding|layout|union|field ?offset)\b/i,
  /(?:结构体|布局|对齐|cbSize).{0,40}(?:缺陷|错位|错误|不符|≠|不对)/i,
)

/** The same of a struct by its name, which is written in capitals. */
export const sizeOfNamed = gated(
  /\b[A-Z][A-Z_0-9]{3,40}\b.{0,16}\bsize (?:should|must|has to|needs to) be \d/,
  /\b(?:alignment|layout|padding|packing|size) of (?:the )?[A-Z][A-Z_0-9]{3,40}\b.{0,12}\b(?:off|wrong|incorrect|bad|broken|different|not)\b/,
  /\b[A-Z][A-Z_0-9]{4,30}\b.{0,80}\bVarSet(?:Str)?Capacity\(/,
  /\b[A-Z][A-Z_0-9]{4,40}\b.{0,24}\b(?:is|are) used (?:for|in) (?:an? )?(?:32|64)[- ]?bits?\b/,
)

/** A union, which some languages have to lay out by offsets. */
export const ofUnion = /\bunion\b|\bFieldOffset\b|联合|объединени/i

/** A member that is declared with another type than it has. */
export const ofMemberType =
  /\b(?:fields?|members?)\b.{0,40}\b(?:declared|defined|typed?|is|are|was|were) \b(?:as )?.{0,40}\b(?:should|instead|but|rather|not)\b|\b(?:type|width) of (?:the )?(?:fields?|members?)\b/i

/** A line that speaks of a member of a struct. */
export const ofStructMember =
  /\bstruct(?:ure|s)?\b|\b_fields_\b|StructLayout|\bmembers?\b|\bUDTs?\b|\buser-defined types?\b|结构体|\b[A-Z]{2,20}_?[A-Z0-9]{2,20}(?:ENTRY|INFO|DATA|STRUCT)[A-Z0-9_]{0,12}\b/

/** Members of a struct that are declared with 32 bits: "a struct with fields typed as long". */
export const narrowMembers = gated(
  /\b(?:struct\w{0,4}|record|type)\b.{0,60}\b(?:fields?|members?)\b.{0,30}\b(?:typed|declared|defined|written)\b.{0,8}[\x60'"]?\b(?:long|u?int(?:32)?(?:_t)?|DWORD|LONG|ULONG|Cardinal|Integer|[iu]32)\b/,
)

/** A struct that is to be declared anew for 64 bits: "fixed the structure for 64bit". */
export const structFor64 = gated(
  /\b(?:fix\w{0,3}|correct\w{0,3}|adapt\w{0,3}|updat\w{1,3}|port\w{0,3}|chang\w{1,3})\b.{0,40}\b(?:struct(?:ure)?s?|records?|layouts?)\b.{0,24}\b(?:for|on|in|to|under)\b.{0,8}\b(?:64[- ]?bits?|x64|win64)\b/i,
)
