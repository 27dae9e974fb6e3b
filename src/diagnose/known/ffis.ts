import type { FeatureValue } from '../../mistakes/features.ts'
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
  /** Words of a report that name it, where no message does. */
  readonly mentions?: RegExp
}

/** In the order in which marks count: a VBA message may name a COM exception, a Python traceback anything. */
const table = [
  {
    name: 'vbnet',
    title: 'VB.NET, P/Invoke',
    kind: 'pinvoke',
    aliases: namesOf.vbnet,
    runtimes: [],
  },
  {
    name: 'vba',
    title: 'VBA',
    kind: 'vba',
    aliases: namesOf.vba,
    runtimes: ['Office', 'Excel', 'Access', 'twinBASIC'],
    mentions:
      /\bMS Access\b|\bExcel\b|\b(?:Office|Word|Access|PowerPoint|Outlook|Visio) (?:20\d\d|365|97|XP)\b/,
  },
  {
    name: 'ahk',
    title: 'AutoHotkey',
    kind: 'ahk',
    aliases: namesOf.ahk,
    runtimes: ['AutoHotkey', 'AutoIt'],
  },
  {
    name: 'pywin32',
    title: 'Python, pywin32',
    kind: 'ctypes',
    aliases: namesOf.pywin32,
    runtimes: [],
  },
  {
    name: 'cffi',
    title: 'Python, cffi',
    kind: 'ctypes',
    aliases: namesOf.cffi,
    runtimes: [],
  },
  {
    name: 'mql',
    title: 'MQL, MetaTrader',
    kind: 'other',
    aliases: namesOf.mql,
    runtimes: ['MetaTrader'],
  },
  {
    name: 'ctypes',
    title: 'Python, ctypes',
    kind: 'ctypes',
    aliases: namesOf.ctypes,
    runtimes: [],
  },
  {
    name: 'perl',
    title: 'Perl, Win32::API',
    kind: 'other',
    aliases: namesOf.perl,
    runtimes: ['Perl'],
  },
  {
    name: 'ruby',
    title: 'Ruby, FFI or Fiddle',
    kind: 'other',
    aliases: namesOf.ruby,
    runtimes: ['Ruby'],
  },
  {
    name: 'r',
    title: 'R',
    kind: 'other',
    aliases: namesOf.r,
    runtimes: ['R'],
  },
  {
    name: 'lua',
    title: 'Lua, LuaJIT',
    kind: 'other',
    aliases: namesOf.lua,
    runtimes: ['LuaJIT', 'Lua'],
  },
  {
    name: 'php',
    title: 'PHP FFI',
    kind: 'other',
    aliases: namesOf.php,
    runtimes: ['PHP'],
  },
  {
    name: 'julia',
    title: 'Julia, ccall',
    kind: 'other',
    aliases: namesOf.julia,
    runtimes: ['Julia'],
  },
  {
    name: 'dart',
    title: 'Dart FFI',
    kind: 'other',
    aliases: namesOf.dart,
    runtimes: ['Dart', 'Flutter'],
  },
  {
    name: 'js',
    title: 'JavaScript',
    kind: 'js',
    aliases: namesOf.js,
    runtimes: ['Node.js', 'Electron', 'Bun', 'Deno'],
  },
  {
    name: 'nim',
    title: 'Nim',
    kind: 'native',
    aliases: namesOf.nim,
    runtimes: ['Nim'],
  },
  {
    name: 'go',
    title: 'Go',
    kind: 'go',
    aliases: namesOf.go,
    runtimes: ['Go'],
  },
  {
    name: 'rust',
    title: 'Rust',
    kind: 'rust',
    aliases: namesOf.rust,
    runtimes: ['rustc'],
  },
  {
    name: 'java',
    title: 'Java, JNA or Panama',
    kind: 'java',
    aliases: namesOf.java,
    runtimes: ['OpenJDK', 'Java'],
  },
  {
    name: 'delphi',
    title: 'Delphi or Free Pascal',
    kind: 'native',
    aliases: namesOf.delphi,
    runtimes: ['Delphi', 'Free Pascal', 'Lazarus'],
  },
  {
    name: 'powershell',
    title: 'PowerShell',
    kind: 'pinvoke',
    aliases: namesOf.powershell,
    runtimes: ['PowerShell'],
  },
  {
    name: 'pinvoke',
    title: '.NET, P/Invoke',
    kind: 'pinvoke',
    aliases: namesOf.pinvoke,
    runtimes: ['.NET Framework', '.NET Core', '.NET', 'Mono'],
    mentions:
      /(?<!\w)\.NET (?:Core|Framework|\d)|\bnet\d\.\d\b|\bnetcoreapp\d|\bC#|\bWinForms\b|\bWPF\b/,
  },
  {
    name: 'native',
    title: 'compiled code',
    kind: 'native',
    aliases: namesOf.native,
    // The declarations of its standard library are the headers' own.
    runtimes: ['Zig', 'GHC'],
  },
  {
    name: 'other',
    title: 'another language',
    kind: 'other',
    aliases: namesOf.other,
    runtimes: ['Erlang', 'OTP', 'Elixir', 'SBCL', 'Racket', 'Tcl', 'MATLAB', 'Pharo'],
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
