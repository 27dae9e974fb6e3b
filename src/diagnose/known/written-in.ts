import { gated, type Pattern } from '../patterns/gated.ts'
import type { FfiName } from './ffis.ts'

/**
 * How code and reports show the language they are written in, where no message of a runtime does: its keywords, its tools and
 * its libraries, the more special first. Each pattern reads a text once.
 */
export const writtenIn: readonly (readonly [FfiName, Pattern])[] = [
  ['dart', /\bdart\b|\bflutter\b|\bDynamicLibrary\.open\(|\.lookupFunction<|\bPointer<Utf16>/i],
  ['julia', /\bJulia \d|\bjulia> |\bLibdl\b|^using [A-Z]\w{1,20}$/m],
  [
    'rust',
    gated(
      /\blet mut \w/,
      /\bpub fn \w/,
      /\bfn \w{1,40}\(&?(?:mut )?self\b/,
      /-> Result</,
      /\bprintln!\(/,
      /\bunsafe \{/,
      /\bcargo (?:build|run|test|install)\b/,
      /\bwinapi-rs\b/,
      /\bwindows-(?:rs|sys)\b/,
      /\bcrates?\b/,
      /\brustup\b/,
      /\bRust\b/,
      /\bstd::(?:io|fs|ptr|process)::\w/,
      /\*(?:mut|const) [A-Z]\w/,
      /\b(?:stable|beta|nightly|\d\.\d{1,3}\.\d{1,2})-\w{1,8}-pc-windows-(?:msvc|gnu)\b|\bhost: \w{4,8}-pc-windows|[\\/]\w{4,8}-pc-windows-(?:msvc|gnu)[\\/]|--target \w{4,8}-pc-windows/,
    ),
  ],
  [
    'go',
    gated(
      /\bgo(?: version go)?\d\.\d{1,2}\b/,
      /\bif err != nil\b/,
      /\bgolang\b/,
      /\bos\.Std(?:in|out|err)\.Fd\(\)/,
      /\bx\/(?:term|sys)\b/,
      /\bGo (?:type|program|code|runtime|version)\b/,
      /\bterm(?:inal)?\.GetSize\(/,
      /\bfmt\.\w{3,9}\(/,
      /\btime="[^"\n]{10,40}" level=\w{4,7} msg=/,
    ),
  ],
  ['lua', /\bluaJ?IT\b|\bffi\.(?:metatype|typeof|cast|load)\(|\blocal \w{1,30} = /i],
  [
    'java',
    /\bKernel32\.INSTANCE\b|\bJNA\b|\bNative[.#]getLastError\b|\bpublic (?:static )?void \w{1,40}\(|\b(?:JDK|JRE)\b|\bJava \d{1,2}\.\d|\bOpenJDK\b|\bString\[\] args\b|\bJNI(?:EXPORT|Env)?\b/,
  ],
  [
    'ruby',
    /\bruby\b|\bFFI::[A-Z]\w|\brailgun\b|\b:u?long\b.{0,80}\b:u?(?:long|int)\b|\bgem install\b/i,
  ],
  [
    'ctypes',
    gated(
      /\bpython ?[23]?\b/im,
      /\bpip install\b/im,
      /\bc_u?(?:int|long|void_p|char_p|size_t)\b/im,
      /\bW?in?DLL\(/im,
      /\bCDLL\b/im,
      /\blambda \w{1,20}:/im,
      /\bdef \w{1,40}\([^)\n]{0,80}\):/im,
      /\bPermissionError\(\d/im,
      /\bself\.\w{1,40}\(/im,
      /^import \w{1,30}$/im,
    ),
  ],
  [
    'delphi',
    /\bFPC\b|\bLazarus\b|\bfree ?pascal\b|\b(?:procedure|function) T\w{1,40}\.\w|\bVCL\b|\bJEDI\b|\{\$(?:IFDEF|R|Q)\b|\bbegin\b\s[^]{0,400}\bend;|\b(?:Cardinal|LongInt|NativeUInt|PtrUInt)\b|\.dpr\b/i,
  ],
  [
    'js',
    /\bnode(?:\.?js)? (?:version )?v?\d|\bnode-(?:hid|ffi|pty|serialport|gyp)\b|\brequire\(['"]|\bconst \w{1,30} = (?:await |new |require|\()|\bnpm (?:i|install|run)\b|\bfrom node\b|\bNode\.js\b/i,
  ],
  [
    'pinvoke',
    gated(
      /\bpublic (?:static |extern |unsafe |override ){1,3}\w/i,
      /\bMarshal\.\w/i,
      /\bSafe\w{0,12}Handle\b/i,
      /\bVanara\b/i,
      /\bCsWin32\b/i,
      /\bStructLayout\b/i,
      /\bdotnet(?:-| |\.exe)/i,
      /\bConsole\.(?:Write|Read|Title|Cursor|Clear)/i,
      /\b(?:IO|AccessViolation|ObjectDisposed|SEH|DllNotFound|EntryPointNotFound|BadImageFormat)Exception\b/i,
      /\bSerialPortStream\b/i,
      /\bcsproj\b/i,
      /\bNuGet\b/i,
      /``` ?(?:c#|csharp|cs)\n/i,
      /\bvar \w{1,30} = new [A-Z]/i,
    ),
  ],
  [
    'native',
    gated(
      /#include ?[<"]/,
      /\bMSVC\b/,
      /\bmingw\w{0,4}\b/,
      /\bgcc\b/,
      /\bVisual (?:Studio|C\+\+)\b/,
      /\bclang\b/,
      /\bC\+\+/,
      /\b\w{1,30}->\w{1,30}\b/,
      /\bint main\(/,
      /\bs?n?printf\(/,
      /\.(?:cpp|cxx|hpp|cc|c|h):\d/,
      /\b\w{2,40}\.dll\+0x/,
      /\b\w{2,40}!\w{2,60}\+0x/,
      /\b(?:HANDLE|DWORD|BOOL|LPVOID|LRESULT|WNDPROC|LPARAM) \w{1,30} ?[=;(]/,
      /\b(?:intptr_t|errno)\b/,
      /\b_?wfind(?:first|next)\w{0,6}\(/,
      /``` ?(?:c|cpp|c\+\+)\n/,
    ),
  ],
]
