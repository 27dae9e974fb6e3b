/** The languages in which each cure is shown. */
export const languages = {
  ctypes: { title: 'Python, ctypes', fence: 'python' },
  koffi: { title: 'JavaScript, koffi', fence: 'js' },
  pinvoke: { title: 'C#, P/Invoke', fence: 'csharp' },
  vba: { title: 'VBA', fence: 'vb' },
} as const

export type CureLanguage = keyof typeof languages

/** Further languages, in which only cures about declarations are shown. */
export const moreLanguages = {
  powershell: { title: 'PowerShell, Add-Type', fence: 'powershell' },
  ahk: { title: 'AutoHotkey, DllCall', fence: 'autohotkey' },
  java: { title: 'Java, JNA', fence: 'java' },
  lua: { title: 'Lua, LuaJIT FFI', fence: 'lua' },
  cffi: { title: 'Python, cffi', fence: 'python' },
  mql: { title: 'MQL, #import', fence: 'cpp' },
} as const

type MoreLanguage = keyof typeof moreLanguages

/** A cure: what to do, and the lines that do it in each language. */
export interface Cure extends Readonly<Record<CureLanguage, string>> {
  /** An imperative. */
  readonly title: string
  readonly more?: Readonly<Record<MoreLanguage, string>>
}
