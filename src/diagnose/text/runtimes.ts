import type { FeatureValue } from '../../mistakes/features.ts'

type Ffi = FeatureValue<'ffi'>

/** CPython up to 3.7 leaves the upper half of an undeclared int argument undefined on x64. */
const lastUndefined = 3.07

function pythonOf(text: string): Ffi | undefined {
  const version =
    /\bC?Python[ /]?(?:v(?:ersion)? ?)?([23])\.(\d{1,2})|\bPython([23])(\d{1,2})\b/i.exec(text)
  if (version)
    return Number(version[1] ?? version[3]) + Number(version[2] ?? version[4]) / 100 <=
      lastUndefined
      ? 'ctypes-old'
      : 'ctypes'
  return /Traceback \(most recent call last\)|File "[^"\n]{1,300}", line \d|\bctypes\b|\bpyserial\b|\bserial\.serialutil\b|\bpywintypes\b|WindowsError/i.test(
    text,
  )
    ? /WindowsError|\[Error \d+\]/.test(text)
      ? 'ctypes-old'
      : 'ctypes'
    : undefined
}

const marks: readonly (readonly [Ffi, RegExp])[] = [
  ['vba', /Run-?time error '|\bVBA\b|LastDllError|PtrSafe|\bMS Access\b|\bExcel\b/i],
  ['ahk', /DllCall|AutoHotkey|A_LastError|\.ahk\b/i],
  ['go', /goroutine \d+ \[|panic: |\bsyscall\.|x\/sys\/windows|\.go:\d+/],
  ['rust', /thread '[^']{0,80}' (?:\(\d+\) )?panicked at|\(os error \d+\)|Os \{ code:|\.rs:\d+/],
  [
    'java',
    /Exception in thread "|\bat [\w.$]+\([\w]+\.java:\d+\)|com\.sun\.jna|UnsatisfiedLinkError|LastErrorException/,
  ],
  [
    'pinvoke',
    /Unhandled [Ee]xception|System\.(?:IO|ComponentModel|Runtime|Overflow|AccessViolation|Unauthorized)|\bat [\w.`<>]+\([^)\n]{0,200}\) in .{1,200}:line \d+|P\/Invoke|DllImport|0x80131/,
  ],
  [
    'js',
    /\bat (?:[^(\n]{1,200}\()?(?:file:\/\/|[A-Z]:\\|\/).{1,200}\.[cm]?[jt]s:\d+:\d+|\bat (?:[^(\n]{1,200}\()?node:[\w/]{1,100}:\d+:\d+|\bNode\.js v\d|\bkoffi\b|ffi-napi|\bBun v?\d|Deno/,
  ],
]

/** The FFI or runtime whose message a text is; `undefined` where nothing tells. */
export function ffiIn(text: string): Ffi | undefined {
  return pythonOf(text) ?? marks.find(([, pattern]) => pattern.test(text))?.[0]
}

/** The FFI by the name a person gives it, for example `ctypes`, `P/Invoke`, `koffi`, with the runtime that tells old from new. */
export function ffiOf(name: string, runtime: string): Ffi {
  const text = `${name} ${runtime}`.toLowerCase()
  if (/ctypes|python|pyserial|cffi/.test(text)) return pythonOf(runtime) ?? 'ctypes'
  const names: readonly (readonly [Ffi, RegExp])[] = [
    ['pinvoke', /p\/?invoke|\.net|c#|csharp|powershell/],
    ['js', /koffi|node|ffi-napi|bun|deno|javascript/],
    ['vba', /vba|office|excel|access/],
    ['ahk', /ahk|autohotkey/],
    ['go', /\bgo(lang)?\b/],
    ['rust', /rust|winapi|windows-rs/],
    ['java', /java|jna|jni|panama/],
    ['native', /c\+\+|\bc\b|delphi|native|zig|nim|\bd\b/],
  ]
  return names.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}
