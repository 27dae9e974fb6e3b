/** The languages that a page shows where none is asked for; each cure has lines in them. */
const usual = {
  ctypes: { title: 'Python, ctypes', fence: 'python' },
  koffi: { title: 'JavaScript, koffi', fence: 'js' },
  pinvoke: { title: 'C#, P/Invoke', fence: 'csharp' },
  vba: { title: 'VBA', fence: 'vb' },
} as const

/** Languages that a page shows on request. */
const further = {
  vbnet: { title: 'VB.NET, P/Invoke', fence: 'vb' },
  powershell: { title: 'PowerShell, Add-Type', fence: 'powershell' },
  ahk: { title: 'AutoHotkey, DllCall', fence: 'autohotkey' },
  java: { title: 'Java, JNA', fence: 'java' },
  lua: { title: 'Lua, LuaJIT FFI', fence: 'lua' },
  cffi: { title: 'Python, cffi', fence: 'python' },
  mql: { title: 'MQL, #import', fence: 'cpp' },
} as const

export const languages = { ...usual, ...further }

type UsualLanguage = keyof typeof usual
type FurtherLanguage = keyof typeof further
export type CureLanguage = UsualLanguage | FurtherLanguage

export const usualLanguages = Object.keys(usual) as UsualLanguage[]
export const cureLanguages = Object.keys(languages) as CureLanguage[]

/** Why a language has no lines: the end of a sentence, without a full stop. */
interface NotAvailable {
  readonly because: string
}

/** A cure: what to do, and the lines that do it in each language. */
export interface Cure
  extends
    Readonly<Record<UsualLanguage, string>>,
    Readonly<Record<FurtherLanguage, string | NotAvailable>> {
  /** An imperative. */
  readonly title: string
}

/** The lines of a cure in a language; where it has none, the sentence that says why. */
export function curedIn(cure: Cure, language: CureLanguage): readonly string[] | string {
  const said = cure[language]
  return typeof said === 'string' ? said.trim().split('\n') : notAvailable(language, said.because)
}

/** A sentence; `because` as in `NotAvailable`. */
export function notAvailable(language: CureLanguage, because: string): string {
  return `Not available in ${languages[language].title.replace(/,.*/, '')} because ${because}.`
}
