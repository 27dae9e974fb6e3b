import type { JavaScriptFfi } from './javascript/types.ts'
import type { Language } from './language.ts'

/** One FFI of JavaScript: the calls that declare with it, and what is said of it. */
function ofJavaScript(
  ffi: JavaScriptFfi,
  { calls, ...said }: Omit<Language, 'extensions' | 'reads' | 'read'> & { readonly calls: string },
): Language {
  return {
    ...said,
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'],
    reads: `${calls}: tables that are written literally, constants, imports, questions about the architecture`,
    read: async (files, options) =>
      (await import('./javascript/read.ts')).readFfi(ffi, files, options),
  }
}

/** Languages by name; a reader is loaded when a file of its language is met. */
export const languages = {
  python: {
    title: 'Python, ctypes',
    extensions: ['.py', '.pyw', '.ipynb'],
    reads: 'argtypes, restype, Structure, Union, prototypes, callbacks, aliases',
    judges: 'widths, structs, conventions, sentinels, undeclared functions',
    measured: 'libffi, on which ctypes stands, as node+ffi-napi under Wine; no python.exe was run',
    read: async (files, { architectures, limitMs }) =>
      (await import('./ctypes/read.ts')).readCtypes(files, architectures, limitMs),
  },
  csharp: {
    title: 'C#, P/Invoke',
    extensions: ['.cs'],
    reads:
      'DllImport, LibraryImport, StructLayout, FieldOffset, MarshalAs, fixed, delegates, exports called by their address, using aliases, #if about the architecture',
    judges: 'widths, structs, callbacks, conventions, names of exports, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) => (await import('./csharp/read.ts')).readCSharp(files, options),
  },
  powershell: {
    title: 'PowerShell, Add-Type',
    extensions: ['.ps1', '.psm1'],
    reads:
      'the C# in texts of a script, func, struct and psenum of PSReflect, Get-DelegateType, DefinePInvokeMethod',
    judges: 'as C#; sentinels and stated sizes of the script',
    measured: 'nothing; what follows is expected',
    read: async (files, options) =>
      (await import('./powershell/read.ts')).readPowerShell(files, options),
  },
  vbnet: {
    title: 'VB.NET, P/Invoke',
    extensions: ['.vb'],
    reads: 'Declare, DllImport, Structure, Delegate',
    judges: 'widths, structs, callbacks, conventions, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) =>
      (await import('./visual-basic/read.ts')).readVisualBasic('vbnet', files, options),
  },
  vba: {
    title: 'VBA and VB6, Declare',
    extensions: ['.bas', '.cls', '.frm', '.ctl', '.vba'],
    reads: 'Declare with and without PtrSafe, Type, constants, #Const, #If VBA7 and Win64',
    judges: 'widths, structs, names of exports, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) =>
      (await import('./visual-basic/read.ts')).readVisualBasic('vba', files, options),
  },
  autohotkey: {
    title: 'AutoHotkey, DllCall',
    extensions: ['.ahk', '.ah2'],
    reads:
      'DllCall with literal types, names that hold a text, GetProcAddress, VarSetCapacity and Buffer, offsets of NumGet and NumPut, A_PtrSize',
    judges:
      'results, variables behind pointers, sizes of structs, stated ones too, sentinels; on x64 no inputs, which are never cut',
    measured: 'nothing; what follows is expected',
    read: async (files, options) =>
      (await import('./autohotkey/read.ts')).readAutoHotkey(files, options),
  },
  java: {
    title: 'Java, JNA',
    extensions: ['.java'],
    reads:
      'methods of interfaces of Library, native methods, Function.getFunction, Structure and Union',
    judges: 'widths, structs, callbacks, conventions, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) => (await import('./java/read.ts')).readJava(files, options),
  },
  cffi: {
    title: 'Python, cffi',
    extensions: ['.py'],
    reads: 'cdef of texts, names that hold them, sums of them, and files beside the program',
    judges: 'widths, structs, typedefs, callbacks and their conventions, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) => (await import('./c/read.ts')).readC('cffi', files, options),
  },
  luajit: {
    title: 'Lua, LuaJIT FFI',
    extensions: ['.lua'],
    reads:
      'ffi.cdef of texts, names that hold them, sums of them, files beside the program, questions about the architecture',
    judges: 'widths, structs, typedefs, callbacks and their conventions, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) => (await import('./c/read.ts')).readC('luajit', files, options),
  },
  mql: {
    title: 'MQL, #import',
    extensions: ['.mq4', '.mq5', '.mqh'],
    reads: 'prototypes between #import lines, structs; .mq4 for 32 bits, .mq5 for 64',
    judges: 'widths, structs, sentinels, stated sizes',
    measured: 'nothing; what follows is expected',
    read: async (files, options) => (await import('./c/read.ts')).readC('mql', files, options),
  },
  bun: ofJavaScript('bun', {
    title: 'JavaScript, bun:ffi',
    mentions: /['"]bun:ffi['"]/,
    calls: 'dlopen',
    judges: 'widths, names of exports',
    measured: 'bun under Wine',
  }),
  deno: ofJavaScript('deno', {
    title: 'JavaScript, Deno',
    mentions: /\bDeno\s*\.\s*dlopen\b/,
    calls: 'Deno.dlopen',
    judges: 'widths, names of exports',
    measured: 'deno under Wine',
  }),
  'node-ffi': ofJavaScript('node-ffi', {
    title: 'JavaScript, node:ffi',
    mentions: /['"]node:ffi['"]/,
    calls: 'dlopen, getFunction, getFunctions',
    judges: 'widths, names of exports',
    measured: 'node:ffi under Wine',
  }),
  'ffi-napi': ofJavaScript('ffi-napi', {
    title: 'JavaScript, ffi-napi',
    mentions:
      /(?:\brequire\s*\(\s*|\bfrom\s*|\bimport\s*\(?\s*)['"](?:@[\w-]+\/)?(?:node-)?ffi(?:-napi)?['"]/,
    calls: 'ffi.Library, structs of ref-struct',
    judges: 'widths, structs, names of exports',
    measured: 'node+ffi-napi under Wine',
  }),
  'ffi-rs': ofJavaScript('ffi-rs', {
    title: 'JavaScript, ffi-rs',
    mentions: /['"]ffi-rs['"]/,
    calls: 'load, define',
    judges: 'widths, names of exports',
    measured: 'node+ffi-rs under Wine',
  }),
} as const satisfies Readonly<Record<string, Language>>

/** What a file of a language holds; undefined where the end of its name is enough. */
export function mentionsOf(name: LanguageName): RegExp | undefined {
  const language: Language = languages[name]
  return language.mentions
}

export type LanguageName = keyof typeof languages

export const languageNames = Object.keys(languages) as LanguageName[]

const byExtension: ReadonlyMap<string, readonly LanguageName[]> = new Map(
  [...new Set(languageNames.flatMap(name => [...languages[name].extensions]))].map(extension => [
    extension,
    languageNames.filter(name => languages[name].extensions.some(own => own === extension)),
  ]),
)

/** The languages that read files of an extension, written with its dot. */
export function languagesOf(extension: string): readonly LanguageName[] {
  return byExtension.get(extension.toLowerCase()) ?? []
}
