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
/** An address that is kept in 32 bits: "VarPtr stored in a Long", "the pointer is kept in an int". */
export const keptNarrow = gated(
  /\bstor(?:e|es|ed|ing)\b.{0,16}\b(?:pointer|address|handle|hwnd|unsafe\.Pointer)\b.{0,6}\b(?:in|into|as) (?:an? )?(?:u?int(?:32(?:_t)?)?|U?Int32|DWORD|Integer|Cardinal|[iu]32)(?!\w)/i,
  /\b(?:(?:Var|Str|Obj)Ptr|AddressOf)\b.{0,40}\b(?:stored|kept|held|saved|put|assigned)\b.{0,6}\b(?:in|to|into|as) (?:an? )?(?:Long|Integer)(?!\w)/i,
  /\b(?:pointer|address|handle)\b.{0,24}\b(?:stored|kept|held|saved|put)\b.{0,6}\b(?:in|into|as) (?:an? )?(?:u?int(?:32(?:_t)?)?|U?Int32|DWORD|Integer|Cardinal|[iu]32|32[- ]bit (?:integer|int|variable|number))(?!\w)/i,
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
/** What ctypes says of an out variable that has another type than the declaration: a handle kept in an integer. https://docs.python.org/3/library/ctypes.html#passing-pointers-or-passing-parameters-by-reference */
export const otherPointer = gated(
  /\bexpected LP_c_(?:void_p|size_t|u?longlong|[us]?int64) instance instead of (?:pointer to |LP_)c_u?(?:int|long|short)\b/,
)
