import { gated } from '../patterns/gated.ts'

/** Types as wide as a pointer, and of 32 bits, as compilers name them. */
const wideType = String.raw`(?:const )?(?:System\.)?(?:(?:P|LP)?(?:U?(?:LONG|INT)|DWORD)_PTR(?: ?\*)?|(?:P|LP)?(?:SIZE_T|HANDLE|VOID)(?: ?\*)?|U?INT_PTR|size_t(?: ?\*)?|u?intptr_t|[LW]PARAM|LRESULT|H(?:WND|MODULE|INSTANCE|KEY|DC|ICON|MENU|BITMAP|HOOK|GLOBAL|LOCAL|BRUSH|FONT|CURSOR|MONITOR)(?:__ ?\*)?|WNDPROC|FARPROC|void ?\*|[iu]size|nu?int|U?IntPtr|NativeU?Int|PtrU?Int|THandle|LongPtr|uintptr|unsafe\.Pointer|\*(?:mut|const) c_void|\*anyopaque|Ptr \(\))`
const narrowType = String.raw`(?:const )?(?:unsigned )?(?:System\.)?(?:(?:LP|P)?(?:DWORD|U?LONG|U?INT|int|long)(?: ?\*)?|u?int32(?:_t)?(?: ?\*)?|[iu]32|c_u?int|U?Int32|Cardinal|U?Integer|Long(?:int|word)|CU?Int|Word32)`
/** A type, how GCC and Nim write its alias behind it. */
const withAlias = (type: string): string =>
  String.raw`(?:${type})(?: = \w{1,16})?(?: ?\{aka [^}]{1,40}\})?`
const inQuotes = (type: string): string =>
  String.raw`['‘"${'`'}“<„«][ \xa0]?${withAlias(type)}[ \xa0]?['’"${'`'}”>“»]`
const quoted = (type: string): string => String.raw`['‘"${'`'}“<]?${withAlias(type)}['’"${'`'}”>]?`

/** What compilers say of an integer of 32 bits where one as wide as a pointer is wanted, or the reverse: GCC, Clang, MSVC, Rust, Go, C#, VB.NET, Java, Swift, Zig, Nim, Haskell, Delphi and Free Pascal. */
export const ofTypes = gated(
  ...[
    String.raw`\b(?:convert|conversion)\b.{0,32}${inQuotes(narrowType)}.{0,40}${inQuotes(wideType)}`,
    String.raw`\b(?:convert|conversion)\b.{0,32}${inQuotes(wideType)}.{0,40}${inQuotes(narrowType)}`,
    // MSVC, whose numbers are the same in all its languages.
    String.raw`\bC2(?:664|440)\b.{0,200}${inQuotes(narrowType)}.{0,40}${inQuotes(wideType)}`,
    String.raw`\bC2(?:664|440)\b.{0,200}${inQuotes(wideType)}.{0,40}${inQuotes(narrowType)}`,
    String.raw`${inQuotes(narrowType)}.{0,40}\bincompatible with\b.{0,40}${inQuotes(wideType)}`,
    String.raw`\bincompatible\b.{0,60}${inQuotes(narrowType)}.{0,40}${inQuotes(wideType)}`,
    String.raw`${inQuotes(wideType)} cannot be converted to.{0,12}${inQuotes(narrowType)}`,
    String.raw`${inQuotes(narrowType)} cannot be converted to.{0,12}${inQuotes(wideType)}`,
    String.raw`\bincompatible types: (?:Pointer|${wideType}) cannot be converted to (?:int|DWORD)\b`,
    String.raw`\bincompatible types: (?:int|DWORD) cannot be converted to (?:Pointer|[\w.]{0,12}(?:${wideType}))(?!\w)`,
    String.raw`\bexpected (?:type )?${inQuotes(wideType)}, (?:but )?(?:found|got) ${inQuotes(narrowType)}`,
    String.raw`\bexpected (?:type )?${inQuotes(narrowType)}, (?:but )?(?:found|got) ${inQuotes(wideType)}`,
    String.raw`\bgot:? ${quoted(narrowType)},? (?:but )?expected:? ${quoted(wideType)}`,
    String.raw`\b[Cc]ouldn['’]t match\b.{0,16}type ${quoted(wideType)} with (?:actual type )?${quoted(narrowType)}`,
    String.raw`\b[Cc]ouldn['’]t match\b.{0,16}type ${quoted(narrowType)} with (?:actual type )?${quoted(wideType)}`,
    String.raw`\bcannot use .{1,40}\btype ${narrowType}\) as (?:type )?${wideType}(?!\w)`,
    String.raw`\bcannot use .{1,40}\btype ${wideType}\) as (?:type )?${narrowType}(?!\w)`,
    String.raw`\bcasting ${inQuotes(wideType)} as ${inQuotes(narrowType)}`,
    String.raw`\b[Cc]onversion between ordinals and pointers is not portable\b`,
    // Delphi and Free Pascal, of variables that a function writes to: one of 64 bits where it has another.
    String.raw`\bE2033\b|\bTypes of actual and formal var parameters must be identical\b`,
    String.raw`\bCall by var\b.{0,60}\bhas to match exactly\b`,
    String.raw`\btransmut\w{1,3}\b.{0,60}\b(?:sizes? differ|different sizes?|E0512)\b|\bE0512\b`,
  ].map(source => new RegExp(source)),
)
