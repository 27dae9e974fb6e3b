import { openWidthTable, type FunctionInfo, type TypeInfo } from '../declare/widths/table.ts'
import {
  numberedNames,
  words,
  type TypeKind,
  type DeclaringLanguage,
  type DeclarationParts,
  type TypeWords,
} from './declaration.ts'
import { inJavaScript } from './declared-in-javascript.ts'

function kindOf({ name, kind, bytes, family }: TypeInfo, narrow: TypeInfo | undefined): TypeKind {
  if (kind === 'void') return 'void'
  if (family !== undefined) return 'handle'
  // A string that is not constant is a buffer, into which a string of a language is seldom written back.
  if (/^L?PCWSTR$/.test(name)) return 'wide-text'
  if (/^L?PCSTR$/.test(name)) return 'text'
  if (/^(?:WIN)?BOOL$/.test(name)) return 'bool'
  if (kind === 'float') return 'double'
  if (kind === 'pointer' || kind === 'array' || kind === 'function' || kind === 'struct')
    return 'pointer'
  if (bytes === 8 && narrow?.bytes === 4) return 'size'
  if (bytes === 8) return kind === 'signed' ? 'i64' : 'u64'
  if (bytes === 2) return 'u16'
  if (bytes === 1) return 'u8'
  return kind === 'signed' ? 'i32' : 'u32'
}

function charSetOf({ name }: DeclarationParts): string {
  return name.endsWith('A') ? 'Ansi' : 'Unicode'
}

function listOf(parts: DeclarationParts): string {
  return numberedNames(parts)
    .map((name, index) => `${parts.types[index] ?? ''} ${name}`)
    .join(', ')
}

function prototypeOf(parts: DeclarationParts): string {
  return `${parts.result} __stdcall ${parts.name}(${listOf(parts)});`
}

function mqlPrototypeOf(parts: DeclarationParts): string {
  const list = listOf(parts).replace(/&\[\] (\w+)/g, '&$1[]')
  return `${parts.result} ${parts.name}(${list});`
}

/** How each language declares a function. A HANDLE is as wide as a pointer in all of them. */
const languages: Readonly<Record<string, DeclaringLanguage>> = {
  ctypes: {
    title: 'Python, ctypes',
    fence: 'python',
    words: words(
      'wintypes.HANDLE|wintypes.LPCWSTR|wintypes.LPCSTR|ctypes.c_void_p|wintypes.BOOL|wintypes.DWORD|ctypes.c_int|wintypes.WORD|ctypes.c_ubyte|ctypes.c_uint64|ctypes.c_int64|ctypes.c_size_t|ctypes.c_double|None',
    ),
    write: ({ name, library, result, types }) => [
      `${library} = ctypes.WinDLL('${library}', use_last_error=True)`,
      `${library}.${name}.argtypes = [${types.join(', ')}]`,
      `${library}.${name}.restype = ${result}`,
    ],
  },
  ...inJavaScript,
  pinvoke: {
    title: 'C#, P/Invoke',
    fence: 'csharp',
    words: words(
      'IntPtr|string|string|IntPtr|bool|uint|int|ushort|byte|ulong|long|UIntPtr|double|void',
    ),
    write: parts => [
      `[DllImport("${parts.library}.dll", CharSet = CharSet.${charSetOf(parts)}, SetLastError = true)]`,
      `static extern ${parts.result} ${parts.name}(${listOf(parts)});`,
    ],
  },
  powershell: {
    title: 'PowerShell, Add-Type',
    fence: 'powershell',
    words: words(
      'IntPtr|string|string|IntPtr|bool|uint|int|ushort|byte|ulong|long|UIntPtr|double|void',
    ),
    write: parts => [
      "Add-Type -Namespace Win32 -Name Native -MemberDefinition @'",
      `[DllImport("${parts.library}.dll", CharSet = CharSet.${charSetOf(parts)}, SetLastError = true)]`,
      `public static extern ${parts.result} ${parts.name}(${listOf(parts)});`,
      "'@",
    ],
  },
  vba: {
    title: 'VBA',
    fence: 'vb',
    words: words(
      'LongPtr|LongPtr|String|LongPtr|Long|Long|Long|Integer|Byte|LongLong|LongLong|LongPtr|Double|',
    ),
    write: parts => [
      `Private Declare PtrSafe ${parts.result === '' ? 'Sub' : 'Function'} ${parts.name} Lib "${parts.library}" ( _`,
      `    ${numberedNames(parts)
        .map((name, index) => `ByVal ${name} As ${parts.types[index] ?? ''}`)
        .join(', ')})${parts.result === '' ? '' : ` As ${parts.result}`}`,
    ],
  },
  ahk: {
    title: 'AutoHotkey',
    fence: 'autohotkey',
    words: words('Ptr|WStr|AStr|Ptr|Int|UInt|Int|UShort|UChar|UInt64|Int64|UPtr|Double|'),
    write: parts => [
      `DllCall("${parts.library}\\${parts.name}"${numberedNames(parts)
        .map((name, index) => `, "${parts.types[index] ?? ''}", ${name}`)
        .join('')}${parts.result === '' ? '' : `, "${parts.result}"`})`,
    ],
  },
  rust: {
    title: 'Rust',
    fence: 'rust',
    words: words(
      '*mut c_void|*const u16|*const u8|*mut c_void|i32|u32|i32|u16|u8|u64|i64|usize|f64|',
    ),
    write: parts => [
      `#[link(name = "${parts.library}")]`,
      'extern "system" {',
      `    fn ${parts.name}(${numberedNames(parts)
        .map((name, index) => `${name}: ${parts.types[index] ?? ''}`)
        .join(', ')})${parts.result === '' ? '' : ` -> ${parts.result}`};`,
      '}',
    ],
  },
  go: {
    title: 'Go',
    fence: 'go',
    words: words(
      'uintptr|*uint16|*byte|unsafe.Pointer|int32|uint32|int32|uint16|uint8|uint64|int64|uintptr|float64|',
    ),
    write: parts => [
      `var proc${parts.name} = windows.NewLazySystemDLL("${parts.library}.dll").NewProc("${parts.name}")`,
      `// ${numberedNames(parts)
        .map((name, index) => `${name} ${parts.types[index] ?? ''}`)
        .join(', ')}`,
      `r1, _, err := proc${parts.name}.Call(${numberedNames(parts)
        .map(name => `uintptr(${name})`)
        .join(', ')}) // a handle is a uintptr or windows.Handle, and is kept as one`,
    ],
  },
  vbnet: {
    title: 'VB.NET, P/Invoke',
    fence: 'vb',
    words: words(
      'IntPtr|String|String|IntPtr|Boolean|UInteger|Integer|UShort|Byte|ULong|Long|UIntPtr|Double|',
    ),
    write: parts => [
      `<DllImport("${parts.library}.dll", ${parts.types.includes('String') ? `CharSet:=CharSet.${charSetOf(parts)}, ` : ''}SetLastError:=True)>`,
      `Shared ${parts.result === '' ? 'Sub' : 'Function'} ${parts.name}(${numberedNames(parts)
        .map((name, index) => `ByVal ${name} As ${parts.types[index] ?? ''}`)
        .join(', ')})${parts.result === '' ? '' : ` As ${parts.result}`}`,
      `End ${parts.result === '' ? 'Sub' : 'Function'}`,
    ],
  },
  java: {
    title: 'Java, JNA',
    fence: 'java',
    words: words(
      'WinNT.HANDLE|WString|String|Pointer|boolean|int|int|short|byte|long|long|BaseTSD.SIZE_T|double|void',
    ),
    write: parts => [
      `${parts.result} ${parts.name}(${listOf(parts)}); // in an interface that extends StdCallLibrary`,
    ],
  },
  lua: {
    title: 'Lua, LuaJIT FFI',
    fence: 'lua',
    words: words(
      'void *|const wchar_t *|const char *|void *|int|uint32_t|int|uint16_t|uint8_t|uint64_t|int64_t|uintptr_t|double|void',
    ),
    write: parts => ['ffi.cdef[[', prototypeOf(parts), ']]'],
  },
  cffi: {
    title: 'Python, cffi',
    fence: 'python',
    words: words(
      'HANDLE|LPCWSTR|LPCSTR|void *|BOOL|DWORD|int|WORD|BYTE|uint64_t|int64_t|size_t|double|void',
    ),
    write: parts => [
      `ffi.cdef('${prototypeOf(parts)}')`,
      `${parts.library} = ffi.dlopen('${parts.library}')`,
    ],
  },
  mql: {
    title: 'MQL, #import',
    fence: 'cpp',
    words: words(
      'long|string|uchar &[]|long|int|uint|int|ushort|uchar|ulong|long|ulong|double|void',
    ),
    write: parts => [
      `#import "${parts.library}.dll"  // MetaTrader 5; in MetaTrader 4, a 32-bit program, int instead of long`,
      mqlPrototypeOf(parts),
      '#import',
    ],
  },
  ruby: {
    title: 'Ruby, FFI',
    fence: 'ruby',
    words: words(
      ':pointer|:buffer_in|:string|:pointer|:int|:uint32|:int|:uint16|:uint8|:uint64|:int64|:size_t|:double|:void',
    ),
    write: ({ name, library, result, types }) => [
      `ffi_lib '${library}'`,
      'ffi_convention :stdcall',
      `attach_function :${name}, [${types.join(', ')}], ${result}`,
    ],
  },
  delphi: {
    title: 'Delphi',
    fence: 'pascal',
    words: words(
      'THandle|PWideChar|PAnsiChar|Pointer|BOOL|DWORD|Integer|Word|Byte|UInt64|Int64|NativeUInt|Double|',
    ),
    write: parts => [
      `${parts.result === '' ? 'procedure' : 'function'} ${parts.name}(${numberedNames(parts)
        .map((name, index) => `${name}: ${parts.types[index] ?? ''}`)
        .join(
          '; ',
        )})${parts.result === '' ? '' : `: ${parts.result}`}; stdcall; external '${parts.library}.dll';`,
    ],
  },
}

/** A declaration of one function. */
export interface DeclarationText {
  readonly title: string
  readonly fence: string
  readonly lines: readonly string[]
}

function partsOf(
  info: FunctionInfo,
  narrow: FunctionInfo | undefined,
  own: TypeWords,
): DeclarationParts {
  return {
    name: info.name,
    library: info.library.replace(/\.dll$/, ''),
    result: own[kindOf(info.result, narrow?.result)],
    types: info.parameters.map(
      ({ type }, index) => own[kindOf(type, narrow?.parameters[index]?.type)],
    ),
    names: info.parameters.map(({ name }) => name),
  }
}

/** Who uses pywin32 declares what it lacks with ctypes. */
function languageNamed(ffi: string): DeclaringLanguage | undefined {
  const key = ffi === 'pywin32' ? 'ctypes' : ffi
  return Object.hasOwn(languages, key) ? languages[key] : undefined
}

/** The kind of a block of code in a language, for its colours and its comments; empty where the language is not known. */
export function fenceOf(ffi: string): string {
  return languageNamed(ffi)?.fence ?? ''
}

/** How a language declares a function, every width from the Windows headers; `undefined` for a function or a language that is not known. */
export function declarationOf(functionName: string, ffi: string): DeclarationText | undefined {
  const language = languageNamed(ffi)
  const table = openWidthTable()
  const name = table.resolveFunctionName(functionName)
  const info = name === undefined ? undefined : table.function(name, 'x64')
  if (!language || !info || name === undefined || info.library === '') return undefined
  const parts = partsOf(info, table.function(name, 'ia32'), language.words)
  return { title: language.title, fence: language.fence, lines: language.write(parts) }
}
