import type { FeatureValue } from '../../mistakes/features.ts'
import { officeErrorIn } from './basic-errors.ts'
import { compiledLanguages, namesOf } from './names-of-languages.ts'

/** A language with its way to call Win32: names that people give it, and what its messages look like. */
export interface FfiEntry {
  readonly name: string
  readonly title: string
  /** What it is in the ranking. */
  readonly kind: FeatureValue<'ffi'>
  /** In small letters; a whole word of them names it. */
  readonly aliases: readonly string[]
  /** Words that name the runtime. */
  readonly runtimes: readonly string[]
  /** What only its messages have. */
  readonly marks?: Pick<RegExp, 'test'>
  /** Words of a report that name it, where no message does. */
  readonly mentions?: RegExp
}

const vbaWord =
  /Fehler beim Kompilieren|\btwinBASIC\b|\bCompile error: |\bVBA\b|LastDllError|PtrSafe|\bLongPtr\b|\b(?:Var|Obj|Str)Ptr\b|\.(?:accdb|xlsm|xlam)\b|\bDeclare (?:Function|Sub)\b|\bCan.t find DLL entry point\b/

/** In the order in which marks count: a VBA message may name a COM exception, a Python traceback anything. */
const table = [
  {
    name: 'vbnet',
    title: 'VB.NET, P/Invoke',
    kind: 'pinvoke',
    aliases: namesOf.vbnet,
    runtimes: [],
    // Only .NET says PInvoke, whatever its language calls a declaration.
    marks:
      /\b\w{1,60}\.vb:|\bVB\.NET\b|\bVisual Basic (?:20\d\d|\.NET)\b|\bAs (?:U?IntPtr|SafeFileHandle)\b|^(?=[^]*\bPInvoke)(?=[^]*\bDeclare (?:Auto |Ansi |Unicode )?(?:Function|Sub)\b)/,
  },
  {
    name: 'vba',
    title: 'VBA',
    kind: 'vba',
    aliases: namesOf.vba,
    runtimes: ['Office', 'Excel', 'Access', 'twinBASIC'],
    marks: { test: text => vbaWord.test(text) || officeErrorIn(text) !== null },
    mentions:
      /\bMS Access\b|\bExcel\b|\b(?:Office|Word|Access|PowerPoint|Outlook|Visio) (?:20\d\d|365|97|XP)\b/,
  },
  {
    name: 'ahk',
    title: 'AutoHotkey',
    kind: 'ahk',
    aliases: namesOf.ahk,
    runtimes: ['AutoHotkey', 'AutoIt'],
    marks: /\bDllCall\b|AutoHotkey|\bAutoIt\b|\bDllStructCreate\b|A_LastError|\.ahk\b|\.au3\b/,
  },
  {
    name: 'pywin32',
    title: 'Python, pywin32',
    kind: 'ctypes',
    aliases: namesOf.pywin32,
    runtimes: [],
    marks:
      /\bpywintypes\.|\bwin32(?:api|file|pipe|event|process|service|gui|con|console)\.(?:error|[A-Z])/,
  },
  {
    name: 'cffi',
    title: 'Python, cffi',
    kind: 'ctypes',
    aliases: namesOf.cffi,
    runtimes: [],
    marks:
      /\bcffi\b|(?<![A-Za-z0-9.])_?ffi\.(?:cdef|dlopen|getwinerror)\b|\bcannot load library '[^'\n]{1,300}': error 0x|initializer for ctype '|\bcdata '/,
  },
  {
    name: 'mql',
    title: 'MQL, MetaTrader',
    kind: 'other',
    aliases: namesOf.mql,
    runtimes: ['MetaTrader'],
    marks: /\.(?:mq[45]|mqh|ex[45])\b|\bMetaTrader\b|\bMQL[45]\b/,
  },
  {
    name: 'ctypes',
    title: 'Python, ctypes',
    kind: 'ctypes',
    aliases: namesOf.ctypes,
    runtimes: [],
    marks:
      /Traceback \(most recent call last\)|File "[^"\n]{1,300}", line \d|\bctypes\b|\bpyserial\b|\bserial\.serialutil\b|WindowsError(?!\(Error)|(?:^|\s)OSError: |\[Errno \d+\]|\[WinError \d+\]|Windows fatal exception|_ctypes\.COMError|\bArgumentError: (?:argument \d|int too)|\bplatform win32 -- Python|\bint too (?:long|large) to convert\b|\bbyref\(|\bPyInstaller\b/m,
  },
  {
    name: 'perl',
    title: 'Perl, Win32::API',
    kind: 'other',
    aliases: namesOf.perl,
    runtimes: ['Perl'],
    marks: /\bat \S{1,200}\.p[lm] line \d+|Win32::API/,
  },
  {
    name: 'ruby',
    title: 'Ruby, FFI or Fiddle',
    kind: 'other',
    aliases: namesOf.ruby,
    runtimes: ['Ruby'],
    marks:
      /\.rb:\d+:in |bignum too big|\bWin32::[A-Z]\w+|Fiddle::|\bfinalizer for Win32|\b(?:Chef|Puppet|Mixlib)::[A-Z]|---- Begin Win32 API output/,
  },
  {
    name: 'r',
    title: 'R',
    kind: 'other',
    aliases: namesOf.r,
    runtimes: [],
    // The messages of its loader, in any language: https://github.com/wch/r-source/blob/trunk/src/gnuwin32/dynload.c
    marks:
      /Error in \.?(?:C|Call|External)\(|^(?:> .{0,200}\n)?Error in [\w.]{1,60}\(|\bLoadLibrary failure: |\bloadNamespace\(|\.onLoad\b|\binDL\(x, |\bR version \d\.\d{1,2}\.\d{1,2} \(|\bsessionInfo\(\)/m,
  },
  {
    name: 'lua',
    title: 'Lua, LuaJIT',
    kind: 'other',
    aliases: namesOf.lua,
    runtimes: ['Lua'],
    marks: /\.lua:\d+:|stack traceback:/,
  },
  {
    name: 'php',
    title: 'PHP FFI',
    kind: 'other',
    aliases: namesOf.php,
    runtimes: ['PHP'],
    marks: /PHP (?:Fatal|Warning)|\.php(?: on line |:)\d+/,
  },
  {
    name: 'julia',
    title: 'Julia, ccall',
    kind: 'other',
    aliases: namesOf.julia,
    runtimes: ['Julia'],
    marks: /InexactError|\.jl:\d+|\bccall\b/,
  },
  {
    name: 'dart',
    title: 'Dart FFI',
    kind: 'other',
    aliases: namesOf.dart,
    runtimes: ['Dart', 'Flutter'],
    marks:
      /\bdart:(?:ffi|io|core|async)[/)\s]|\bdart:ffi\b|\bOS Error: [^\n]{1,300}\n?, errno = \d|\(package:[\w/.]{1,120}\.dart:\d+|WindowsException HRESULT/,
  },
  {
    name: 'js',
    title: 'JavaScript',
    kind: 'js',
    aliases: namesOf.js,
    runtimes: ['Node.js', 'Electron', 'Bun', 'Deno'],
    marks:
      /\bat (?:[^(\n]{1,200}\()?(?:file:\/\/|[A-Z]:\\|\/).{1,200}\.[cm]?[jt]s:\d+:\d+|\bat (?:[^(\n]{1,200}\()?node:[\w/]{1,100}:\d+:\d+|\bat \w+ \(native\)|\(node:internal|\bNode\.js v\d|\bkoffi\b|ffi-napi|\bBun v?\d|\bDeno\b|\bElectron \d|(?:Reading from|Writing to) COM port|ReadIOCompletion|ReadFileEx\)|WriteFileEx\)|Opening COM\d+: |\bOpen \([GS]etCommState\)|uncaughtException Error|\bUncaught \(in promise\)|\bat file:\/\/\/|ref-napi|\bError: [A-Z][\w ]{3,50} \([A-Z]\w{3,40}\): |\bCOM port \(|\berrno: -\d+|"?baudRate"?:/,
  },
  {
    name: 'nim',
    title: 'Nim',
    kind: 'native',
    aliases: namesOf.nim,
    runtimes: ['Nim'],
    marks: /\.nim[(:]\d+|\[(?:OSError|\w{1,20}Defect)\]|\bnim c\b/,
  },
  {
    name: 'go',
    title: 'Go',
    kind: 'go',
    aliases: namesOf.go,
    runtimes: ['Go', 'go'],
    marks:
      /goroutine \d+ \[|\bpanic: |\bunsafe\.Pointer\b|\bunexpected signal during runtime execution|\bGOARCH\b|\bsyscall\.|x\/sys\/windows|\.go:\d+|^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? )?(?:\S+: )?(?:open|read|write|close|stat|fork\/exec) [^:\n]{1,120}: (?:The |Das |Le |句|ハ|Не)/m,
  },
  {
    name: 'rust',
    title: 'Rust',
    kind: 'rust',
    aliases: namesOf.rust,
    runtimes: ['rustc'],
    marks:
      /thread '[^'\n]{0,80}' (?:\(\d+\) )?panicked at|\(os error \d+\)|\bOs ?\{ ?code:|\.rs:\d+|Custom ?\{ ?kind: |\bError ?\{ ?kind: |\bkind: (?:Uncategorized|Other|Io\()|\bWIN32_ERROR\(|HRESULT\(0x|#\[repr\(|\bextern "system"/,
  },
  {
    name: 'java',
    title: 'Java, JNA or Panama',
    kind: 'java',
    aliases: namesOf.java,
    runtimes: ['OpenJDK', 'Java'],
    marks:
      /Exception in thread "|\bat [\w.$]{1,200}\(\w{1,80}\.(?:java|kt|scala):\d+\)|com\.sun\.jna|UnsatisfiedLinkError|LastErrorException|Java Runtime Environment|# JRE version:|# Java VM:|hs_err_pid|\bjava\.(?:lang|io|nio|base|util)[./]|\bat [\w.$/]{1,200}\(Native Method\)/,
  },
  {
    name: 'delphi',
    title: 'Delphi or Free Pascal',
    kind: 'native',
    aliases: namesOf.delphi,
    runtimes: ['Delphi', 'Lazarus'],
    marks:
      /exception class E[A-Z]\w+|\bEOSError\b|\bEIntOverflow\b|\bERangeError\b|\bEAccessViolation\b|\bDelphi\b|System Error\. {1,2}Code: \d|Systemfehler\. {1,2}Code: \d|\b[Ee]xception der Klasse E[A-Z]|\bRuntime error \d{3} at \$?[0-9A-F]{8}|\.pas\b|\bNativeU?Int\b|\bTHandle\b|\bRange check error\b/,
  },
  {
    name: 'powershell',
    title: 'PowerShell',
    kind: 'pinvoke',
    aliases: namesOf.powershell,
    runtimes: ['PowerShell', 'PSVersion'],
    marks:
      /FullyQualifiedErrorId|CategoryInfo|MethodInvocationException|\.ps1\b|Exception calling "|At line:\d+ char:\d+|Ausnahme beim Aufrufen von|Cannot convert value "[^"\n]{1,80}" to type "System\.|^PS [A-Z]:\\[^>\n]{0,200}> /m,
  },
  {
    name: 'pinvoke',
    title: '.NET, P/Invoke',
    kind: 'pinvoke',
    aliases: namesOf.pinvoke,
    runtimes: ['.NET Framework', '.NET Core', '.NET', 'Mono'],
    marks:
      /Unhandled [Ee]xception[.:] ?(?:System|$)|Unbehandelte Ausnahme|\bSystem\.(?:IO|Net|Windows|Threading|Diagnostics|Security|ComponentModel|Runtime|Overflow|AccessViolation|Unauthorized|Console|Object|Invalid|Argument|IntPtr|Aggregate)|\b(?:at|bei|à|en|в) [\w.`<>]{1,200}\([^)\n]{0,200}\) (?:in|dans|en) .{1,200}:\w{3,8} \d+|P\/Invoke|DllImport|0x80131|\bOverflowException\b|[Aa]rithmetic [Oo]verflow|\bArithmetic operation resulted in an overflow|\b\w{1,40}\.cs\b|\bIntPtr\b|\.ToInt32\(\)|NativeErrorCode|Win32Exception|PInvoke|Unhandled exception at 0x[0-9a-f]+ \(.{0,40}clr/i,
    mentions:
      /(?<!\w)\.NET (?:Core|Framework|\d)|\bnet\d\.\d\b|\bnetcoreapp\d|\bC#|\bWinForms\b|\bWPF\b/,
  },
  {
    name: 'native',
    title: 'compiled code',
    kind: 'native',
    aliases: namesOf.native,
    // The declarations of its standard library are the headers' own.
    runtimes: ['Zig'],
    // The exceptions of C++ and its libraries, GHC's IOError, and what WIL, wxWidgets and Far print.
    marks:
      /\.zig:\d+|\bzig (?:build|run|test)\b|\bstd\.os\.windows\b|\bterminate called after throwing\b|\b(?:std|boost)::(?:\w{1,30}::){0,3}\w{0,30}(?:error|exception)\b|\[(?:system|generic):\d{1,10}(?: at |\])|\bReturnHr\(\d{1,6}\) tid\(|\bC\+\+ exception \(|\bsrc[\\/]msw[\\/]\w{1,40}\.cpp\(\d|\.exe: [^\n]{1,300}: (?:permission denied|does not exist|invalid argument|resource busy|already exists|resource exhausted|resource vanished|hardware fault|failed) \([^()\n]{3,120}\)$/m,
  },
  {
    name: 'other',
    title: 'another language',
    kind: 'other',
    aliases: namesOf.other,
    runtimes: ['Erlang', 'OTP', 'Elixir', 'SBCL', 'Racket', 'Tcl', 'MATLAB', 'Pharo'],
    marks:
      /\.mexw(?:32|64)\b|\bInvalid MEX-file\b|=ERROR REPORT====|\*\* \((?:Erlang|Argument|Runtime|Match|UndefinedFunction|File\.)Error\)|\b\w+\.[eh]rl\b|\.exs?:\d+:/,
  },
] as const satisfies readonly FfiEntry[]

export type FfiName = (typeof table)[number]['name']
/** An FFI of the table. */
export type NamedFfi = FfiEntry & { readonly name: FfiName }
export const ffis: readonly NamedFfi[] = table

/** The FFI that a person names: the whole name, or a word of it. */
export function findFfi(words: string): NamedFfi | undefined {
  const text = words.trim().toLowerCase()
  if (text === '') return undefined
  const joined = text.replace(/[\s._-]/g, '')
  const whole =
    ffis.find(({ aliases }) => aliases.includes(text)) ??
    ffis.find(({ aliases }) => aliases.some(own => own.replace(/[\s._-]/g, '') === joined))
  if (whole) return whole
  // `Visual Basic 6`, then a word of it, then a half: `Kotlin/Native`.
  const plain = text.replace(/[\s-]v?\d[\d.]*$/, '')
  const named = ffis.find(({ aliases }) => aliases.includes(plain))
  if (named) return named
  for (const between of [/[\s,;()]+/, /[\s,;()/]+/]) {
    const parts = text.split(between).map(part => part.replace(/[@]?v?\d[\d.]*$/, ''))
    const found = ffis.find(({ aliases }) =>
      parts.some(part => part !== '' && aliases.includes(part)),
    )
    if (found) return found
  }
  return undefined
}

/** Whether a person names an FFI or a language of which nothing is known but that it is compiled, or not even that. */
export function isUnknownFfi(words: string): boolean {
  const name = findFfi(words)?.name
  const parts = words.toLowerCase().split(/[\s,;()/]+/)
  return (
    name === 'other' || (name === 'native' && compiledLanguages.some(own => parts.includes(own)))
  )
}
