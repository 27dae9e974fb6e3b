import { gated } from '../patterns/gated.ts'

/** C's `long` and `size_t`, as other languages name them: JNA's NativeLong, CLong of Haskell, c_ulong of ctypes and Rust, `:ulong` of Lisp and Ruby, ULong of UFFI. */
const ofLong = String.raw`(?:[\x60'":]?(?:(?<!\bas )(?:unsigned |signed )?long(?! (?:long|time|way|list|story|as|running|after|before|enough|since)\b)|[us]long|u?long_t|Native[Ll]ong|CU?[Ll]ong|c_u?long|JLong|jlong)[\x60'"]?)`
const in32 = String.raw`(?:32[- ]?bits?|4[- ]?bytes?|four bytes|[ui]32|u?int32)`
const onWindows = String.raw`(?:Windows|Win(?:32|64)|MSVC|LLP64|mingw\w{0,4})`

/** That a `long` has 32 bits in Windows, whatever it has elsewhere: https://learn.microsoft.com/en-us/cpp/cpp/data-type-ranges */
const longInWindows = gated(
  ...[
    String.raw`(?<!\w)${ofLong}s?\b.{0,100}\b${in32}\b.{0,60}\b(?:on|in|under|for|with)\b.{0,24}\b${onWindows}\b`,
    String.raw`(?<!\w)${ofLong}s?\b.{0,80}\b(?:on|in|under)\b.{0,24}\b${onWindows}\b.{0,24}\b${in32}\b`,
    String.raw`\b(?:on|in|under|for)\b.{0,24}\b${onWindows}\b.{0,60}(?<!\w)${ofLong}s?\b.{0,60}\b${in32}\b`,
    String.raw`\b${onWindows}\b.{0,24}\b(?:has|uses|with|treats)\b.{0,12}\b${in32}\b.{0,8}(?<!\w)${ofLong}s?\b`,
  ].map(source => new RegExp(source, 'i')),
)
/** A `long` for what is as wide as a pointer: "ulong for pointers", "size_t is mapped to NativeLong", "an unsigned 32-bit integer for size_t". */
const longForPointer = gated(
  ...[
    String.raw`(?<!\w)${ofLong}s? (?:for|as) (?:the |all )?(?:pointers?|handles?|addresses|size_t)\b`,
    String.raw`\bsize_t\b.{0,60}\b(?:declared|bound|mapped|defined|alias\w{0,4}|represent\w{0,4}|typed|translated|is|was)\b.{0,24}(?<!\w)(?:${ofLong}|u32|u?int32(?:_t)?|unsigned int|DWORD)(?!\w)`,
    String.raw`\b(?:using|uses?|used|with|as|pass\w{0,3}|takes?|declar\w{1,3}|writ\w{1,3})\b.{0,24}\b(?:32[- ]?bit (?:unsigned )?(?:int\w{0,5}|type)|u32|uint32(?:_t)?|NativeLong)\b.{0,12}\b(?:for|as|instead of)\b.{0,12}\bsize_t\b`,
    String.raw`(?<!\w)${ofLong}s?\b.{0,40}\b(?:not|n['’]t|wrong|incorrect|never)\b.{0,24}\bfor size_t\b`,
    String.raw`\bNativeLong\b.{0,80}\bsize_t\b.{0,60}\b(?:not|n['’]t|instead|should|wrong\w{0,2})\b|\bNativeLong\b.{0,60}\b(?:can(?:no|['’]?)t|not)\b.{0,40}\bsize_t\b`,
  ].map(source => new RegExp(source, 'i')),
)
/** What reaches C of a Java long, which has 64 bits where C has 32: "pass ints and longs through JNA and they are getting mangled". */
const mangled = gated(/\blongs?\b.{0,80}\b(?:mangled|garbled|scrambled)\b/i)
/** A C long of Rust's bindings beside an i64: `expected i32, found i64`, below a call that has long in its name. */
const longInRust = gated(
  /\bexpected [\x60'"]?[iu]32[\x60'"]?, found [\x60'"]?[iu]64\b/,
  /\bexpected [\x60'"]?[iu]64[\x60'"]?, found [\x60'"]?[iu]32\b/,
)
const longCall = /(?:_|\b)u?long\b|\bc_u?long\b/

/** Whether a line, below `before`, speaks of a C long or a size_t that another language declares otherwise. */
export function isOfLong(line: string, before: string): boolean {
  return (
    longInWindows.test(line) ||
    longForPointer.test(line) ||
    mangled.test(line) ||
    (longInRust.test(line) && longCall.test(before))
  )
}

/** A number of 64 bits in both widths that is passed as wide as a pointer, which has 32 bits in a 32-bit process: "its ULONGLONGs do not align with the uintptr on x86". */
export const longAsPointer = gated(
  /\b(?:U?LONGLONGs?|u?int64(?:_t)?s?|[ui]64|64[- ]?bits?)\b.{0,80}\b(?:uintptr(?:_t)?|U?IntPtr|LongPtr|[ui]size|size_t|pointer[- ]sized)\b.{0,60}\b(?:x86|386|i686|32[- ]?bits?|GOARCH=386|win32)\b/i,
  /\b(?:x86|386|i686|32[- ]?bits?|win32)\b.{0,80}\b(?:U?LONGLONGs?|u?int64(?:_t)?s?|[ui]64)\b.{0,60}\b(?:uintptr(?:_t)?|U?IntPtr|LongPtr|[ui]size|size_t|pointer[- ]sized)\b/i,
)
