import { gated } from '../patterns/gated.ts'

/** What compilers say of a number that does not fit into the type it is given: Go, Rust, C#, Delphi, Free Pascal, Java, Kotlin, Zig, GCC, Clang and MSVC (C4309). */
export const constantTooLarge = gated(
  /\bconstant -?(?:\d{5,20}|0x[0-9a-f]{8,16}) overflows\b/i,
  /\buntyped int constant\b.{0,40}\boverflows\b/i,
  /\(overflows\)/i,
  /\b(?:literal|integer literal|constant)\b.{0,40}\b(?:out of range|does not conform|too (?:large|big|wide))\b/i,
  /\binteger number too large\b/i,
  /\bconstant value ['`"]?-?\d{5,20}['`"]? cannot be converted\b/i,
  /\bconstant expression violates subrange bounds\b/i,
  /\brange check error while evaluating constants\b/i,
  /\bcannot represent (?:integer )?value ['`"]?-?\d{5,20}/i,
  /\boverflow in (?:implicit )?constant conversion\b/i,
  /\binteger constant is too large\b/i,
  /\bC4309\b/i,
  /\bimplicit conversion from ['`"‘]?(?:unsigned )?(?:long|long long|__int64|DWORD)['`"’]? to ['`"‘]?(?:int|long)['`"’]? changes value\b/i,
)

/** A name that the headers have for 32 bits alone, as the values are pointers. https://learn.microsoft.com/en-us/windows/win32/api/winuser/nf-winuser-setwindowlongptrw */
export const noLongFor64 = gated(
  /\b(?:GWL_(?:WNDPROC|USERDATA|HINSTANCE|HWNDPARENT)|DWL_(?:DLGPROC|USER|MSGRESULT)|GCL_(?:WNDPROC|HICON|HICONSM|HCURSOR|HMODULE|HBRBACKGROUND|MENUNAME))\b.{0,60}(?:\bundeclared\b|\b(?:not|un)[- ]?(?:been )?(?:declared|defined|found|known)\b|\bnicht (?:deklariert|definiert)|\bnon (?:déclaré|défini)|未(?:声明|定义|宣告|定義)|необъявлен|не (?:объявлен|определ))/i,
  /\b(?:C2065|undeclared|undefined|unknown|cannot find|can['’]t find|could not find|no member)\b.{0,60}\b(?:GWL_(?:WNDPROC|USERDATA|HINSTANCE|HWNDPARENT)|DWL_(?:DLGPROC|USER|MSGRESULT)|GCL_(?:WNDPROC|HICON|HICONSM|HCURSOR|HMODULE|HBRBACKGROUND|MENUNAME))\b/i,
)

/** A number of 64 bits of which the upper half is but the sign of the lower, where an address or a handle is spoken of; predefined keys, HRESULTs and statuses look so too. */
export const signExtended = gated(
  /\b(?:\w{0,24}(?:[Hh]andles?|[Pp]ointers?|[Pp]tr|[Aa]ddress(?:es)?)|h[A-Z]\w{1,20}|module|hwnd|base|value|returns?)\b.{0,60}\b0x[fF]{8}(?!80000|8007|[cC]000|8013)[89a-fA-F](?![fF]{6}[eEfF]?\b)[0-9a-fA-F]{7}\b/,
)

/** What the C runtime and the heap say of a variable or a buffer that was written behind its end: for a struct, that it is too short. */
export const besideVariable = gated(/\bstack aroun[dt] (?:the )?variable\b.{0,60}\bcorrupted\b/i)
/** Memory of the heap or the stack that is said to be damaged. */
export const ofCorruption = gated(
  /\b(?:heap|memory|stack) (?:is |was |gets? |got |has been |had been )?corrupt\w*/i,
  /\bcorrupt\w{0,4} (?:of )?(?:the |a )?(?:heap|memory|stack)\b/i,
  /\bmemoryCorruptionDetected\b/i,
  /\bstack smashing\b/i,
  /\b0xc0000(?:374|409)\b/i,
  /\bSTATUS_(?:HEAP_CORRUPTION|STACK_BUFFER_OVERRUN)\b/i,
  /\b(?:buffer|stack) overrun\b/i,
)

/** What compilers and analysers say of a value without a sign that is asked whether it is negative: a socket, a handle. */
export const ofUnsigned = gated(
  /\bunsigned type value is always >= 0/i,
  /\bcomparison\b.{0,60}\bunsigned\b.{0,60}\balways (?:true|false)\b/i,
  /\b(?:erroneous|wrong|useless|redundant|pointless) (?:comparison|check|test)\b.{0,40}\balways (?:true|false)\b/i,
)

/** `long`, which has 32 bits in Windows, bound as one of 64. https://learn.microsoft.com/en-us/cpp/cpp/data-type-ranges */
export const longAsWide = gated(
  /\blong\b.{0,24}\b(?:convert|mapp?|translat|generat|bound|emitt)\w{0,4}\b.{0,16}\b(?:as|to|into) (?:an? )?[\x60'"]?(?:\w{1,8}\.)?(?:U?[Ii]nt64|[iu]64|c_u?longlong|long long)\b/,
)

/** A buffer of a type that is said to be as wide as a pointer, and is shorter: what Ruby's FFI says of 8 bytes that are read. */
const tooShortBuffer = gated(/\bMemory access offset=\d{1,6} size=8 is out of bounds\b/)

/** Java's own binding of the registry, whose handles are `long` since Java 11, called by its old names: https://github.com/openjdk/jdk/blob/master/src/java.prefs/windows/classes/java/util/prefs/WindowsPreferences.java */
const ofJavaRegistry = gated(
  /\bNoSuchMethodException\b.{0,24}\bjava\.util\.prefs\.WindowsPreferences\.(?:<init>|Windows\w{3,24})\(int\b/,
)

/** What bindings say of a type that is declared for processes of the other width. */
export const ofBinding = {
  test: (line: string): boolean => tooShortBuffer.test(line) || ofJavaRegistry.test(line),
}

/** What Pascal's runtime says of a standard stream that is not there: https://www.freepascal.org/docs-html/user/userap4.html */
export const ofPascalStream = gated(
  /\bI\/O[- ]error (?:6|103|105)\b/i,
  /\bRuntime error (?:103|105)\b/i,
  /\bfile not open(?:ed)? for output\b/i,
)
