import { similarNames } from '../../text/near-names.ts'
import type { Symptom } from '../symptom.ts'
import { isFine } from './words-of-widths.ts'
import { hasMarks } from '../known/marks.ts'
import { measuredHost } from '../known/hosts.ts'
import { writtenIn } from '../known/written-in.ts'
import { findFfi, ffis, type FfiEntry, type FfiName, type NamedFfi } from '../known/ffis.ts'

/** The FFI that a text or a person names, and the runtime with its version. */
export interface ReadRuntime {
  readonly ffi: FfiName
  /** What it is for the ranking: old ctypes leaves the upper half of an undeclared argument undefined on x64. */
  readonly kind: FfiEntry['kind']
  /** Its name in the measurements (src/declare/ffi), where one answers for it. */
  readonly host?: string
  /** For example `CPython 3.6`. */
  readonly runtime?: string
}

/** CPython up to 3.7 leaves the upper half of an undeclared int argument undefined on x64. */
const lastUndefined = 3.07

const pythonVersion =
  /\bC?Python[ /\\]?(?:v(?:ersion)? ?)?([23])\.(\d{1,2})|[\\/]Python([23])(\d{1,2})(?:-32|-64)?[\\/]|\bPython([23])(\d{1,2})\b|[\\/]cpython-([23])\.(\d{1,2})/gi
/** Behind a dot it is the end of the name of a file, and the number a line: `main.go:14`. */
const otherVersion =
  /(?<![\w.])(Node(?:\.js)?|Electron|Bun|Deno|Temurin|Zulu|Corretto|Nim|Zig|GHC|Dart SDK|Dart|R(?= version| \d\.\d\.\d)|PowerShell|PSVersion|Ruby|Go|rustc|Rust|AutoHotkey|AHK|\.NET(?: Framework| Core)?|Mono|Office|Excel|Access|Delphi|Free Pascal(?: Compiler)?|FPC|java\.version(?==)|Perl|LuaJIT|Lua|Julia|PHP|OpenJDK|JDK|Java)(?:[ :/=]{1,3}(?:version:? )?"?v?|["')]{1,2}[: ]{1,2}"?v?|-(?=\d{1,2}\.\d)|(?<=\bgo))(\d{1,4}(?:\.\d{1,5}){0,3}(?:_\d{1,4})?)(?!\w|\.\w|-[Bb]it)/gi
/** What else a runtime is called. */
const otherNames: Readonly<Record<string, string>> = {
  ...{ node: 'Node.js', psversion: 'PowerShell', rust: 'rustc', ahk: 'AutoHotkey', jdk: 'OpenJDK' },
  ...{ fpc: 'Free Pascal', 'free pascal compiler': 'Free Pascal' },
  ...{
    'java.version': 'Java',
    temurin: 'OpenJDK',
    zulu: 'OpenJDK',
    corretto: 'OpenJDK',
    'dart sdk': 'Dart',
  },
}

/** The clause in which a place stands, within its line. */
function clauseAround(text: string, at: number): string {
  const begins = Math.max(
    text.lastIndexOf('\n', at - 1),
    text.lastIndexOf('. ', at - 1),
    text.lastIndexOf('。', at - 1),
  )
  const [clause = ''] = /^[^\n.,;。，]*(?:\.\d[^\n.,;。，]*)*/.exec(text.slice(at, at + 80)) ?? []
  return text.slice(Math.max(begins + 1, at - 80), at) + clause
}

function pythonOf(text: string): Pick<ReadRuntime, 'kind' | 'runtime'> | undefined {
  const all = [...text.matchAll(pythonVersion)]
  // `With Python 3.6 all was well` is of another process.
  const match = all.find(({ index }) => !isFine(clauseAround(text, index))) ?? all[0]
  const [major, minor] = match ? match.slice(1).filter(Boolean) : []
  if (major === undefined || minor === undefined) return undefined
  return {
    kind: Number(major) + Number(minor) / 100 <= lastUndefined ? 'ctypes-old' : 'ctypes',
    runtime: `CPython ${major}.${minor}`,
  }
}

function withVersion(ffi: NamedFfi, text: string): ReadRuntime {
  const read = versionOf(ffi, text)
  // On x64, CPython up to 3.7 does not behave like today's libffi.
  const host = read.kind === 'ctypes-old' ? undefined : measuredHost(ffi.name, text)
  return { ...read, ...(host === undefined ? {} : { host }) }
}

function versionOf({ name, kind, runtimes }: NamedFfi, text: string): ReadRuntime {
  if (kind === 'ctypes') {
    const python = pythonOf(text)
    const isOld = /WindowsError|\[Error \d+\]/.test(text)
    return {
      ffi: name,
      kind: python?.kind ?? (isOld ? 'ctypes-old' : 'ctypes'),
      ...(python?.runtime === undefined ? {} : { runtime: python.runtime }),
    }
  }
  const [named] = [...text.matchAll(otherVersion)].flatMap(([, word = '', version = '']) => {
    const known = otherNames[word.toLowerCase()] ?? word
    const own = runtimes.find(one => one.toLowerCase() === known.toLowerCase())
    return own === undefined ? [] : [`${own} ${version}`]
  })
  const runtime =
    named ??
    runtimes.find(own => own.length > 1 && text.includes(own)) ??
    (name === 'powershell' || name === 'delphi' ? runtimes[0] : undefined)
  return { ffi: name, kind, ...(runtime === undefined ? {} : { runtime }) }
}

/** The FFI or runtime whose message a text is; `undefined` where nothing tells. */
export function runtimeIn(text: string): ReadRuntime | undefined {
  const ffi =
    ffis.find(({ name }) => hasMarks(name, text)) ??
    ffis.find(({ mentions }) => mentions?.test(text))
  return ffi && withVersion(ffi, text)
}

/** The language in which the code of a text is written, or that it speaks of, where no message of a runtime tells it. */
export function languageIn(text: string): ReadRuntime | undefined {
  const name = writtenIn.find(([, pattern]) => pattern.test(text))?.[0]
  const ffi = ffis.find(own => own.name === name)
  return ffi && withVersion(ffi, text)
}

/** What a symptom has of a runtime. */
export function callerOf({
  kind,
  ffi,
  host,
  runtime,
}: ReadRuntime): Pick<Symptom, 'ffi' | 'ffiName' | 'host' | 'runtime'> {
  return {
    ffi: kind,
    ffiName: ffi,
    ...(host === undefined ? {} : { host }),
    ...(runtime === undefined ? {} : { runtime }),
  }
}

/** The FFI by the name that a person gives it, with the runtime that tells old from new; similar names where none is meant. */
export function runtimeNamed(
  name: string,
  runtime: string,
): ReadRuntime | { readonly near: readonly string[] } {
  const ffi = findFfi(name === '' ? runtime : name) ?? findFfi(runtime)
  if (!ffi)
    return {
      near: similarNames(
        ffis.flatMap(({ aliases }) => aliases),
        name,
      ),
    }
  const read = withVersion(ffi, `${runtime} ${name}`)
  return runtime === '' || read.runtime !== undefined ? read : { ...read, runtime }
}

/** Exceptions of .NET that say something else than that a number did not fit. */
const raised =
  /(?<!\bnew )\b(?:System\.)?((?:NullReference|AccessViolation|ArgumentNull|Argument|InvalidOperation|IO|COM|SEH|Win32|ObjectDisposed|UnauthorizedAccess|EntryPointNotFound|DllNotFound|BadImageFormat|MarshalDirective|NotSupported|FileNotFound|IndexOutOfRange)Exception)\b/

/** The exception of .NET that a text shows, where it shows none of a number. */
export function raisedIn(text: string): { readonly raised?: string } {
  const [, name] = raised.exec(text) ?? []
  return name === undefined || /\bOverflow|\boverflow/.test(text) ? {} : { raised: name }
}
