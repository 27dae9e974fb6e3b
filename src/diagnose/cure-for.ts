import { cures } from '../mistakes/cures/index.ts'
import { curedIn, languages, notAvailable, type CureLanguage } from '../mistakes/cures/cure.ts'
import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { declarationOf, fenceOf } from './declared.ts'
import { findFfi } from './known/ffis.ts'
import { layoutFor } from './struct-layout.ts'
import type { Symptom } from './symptom.ts'

/** What a language is called in the collection of cures, where that is not the name of its FFI. */
const inCures: Readonly<Record<string, string>> = { js: 'koffi', pywin32: 'ctypes' }
/** Cures whose lines declare functions: those of the function that failed say more. */
const declares = new Set(['declare-handle', 'keep-wide'])

/** Cures whose lines declare one struct: the layout of the struct that the function takes says more. */
const layouts = new Set(['overlapped-struct', 'struct-size'])

/** The lines that cure a class, in the user's language. */
export interface CureText {
  readonly title: string
  /** For example `Python, ctypes`; the name the user gave, where there are no lines. */
  readonly language: string
  readonly fence: string
  /** Empty where the collection has none in this language. */
  readonly lines: readonly string[]
  /** Whether they are about the structs of the failing call, and not about OVERLAPPED. */
  readonly isOfCall?: true
  /** The sentence that says why there are none. */
  readonly why?: string
}

/** The first cure of a class in the language at hand, about the function that failed; `undefined` where no language is known or no line of code cures the class. */
export function cureFor(mistake: MistakeId, symptom: Symptom): CureText | undefined {
  const [name] = mistakes[mistake].cures
  const { ffiName, failed } = symptom
  if (ffiName === undefined || name === undefined) return undefined
  const cure = cures[name]
  const call = failed.find(one => one.call !== '')?.call
  const declared =
    declares.has(name) && call !== undefined ? declarationOf(call, ffiName) : undefined
  if (declared)
    return {
      title: `${cure.title}; ${call ?? ''} is declared so`,
      language: declared.title,
      fence: declared.fence,
      lines: declared.lines,
    }
  const language = inCures[ffiName] ?? ffiName
  if (layouts.has(name)) {
    const { title, fence } = Object.hasOwn(languages, language)
      ? languages[language as CureLanguage]
      : { title: findFfi(ffiName)?.title ?? ffiName, fence: fenceOf(ffiName) }
    const layout = layoutFor(symptom, fence)
    if (layout) return { ...layout, language: title, fence, isOfCall: true }
  }
  if (!Object.hasOwn(languages, language))
    return { title: cure.title, language: findFfi(ffiName)?.title ?? ffiName, fence: '', lines: [] }
  const shown = language as CureLanguage
  const { title, fence } = languages[shown]
  const absent = mistakes[mistake].notIn?.[shown]
  const cured = absent === undefined ? curedIn(cure, shown) : notAvailable(shown, absent)
  return typeof cured === 'string'
    ? { title: cure.title, language: title, fence: '', lines: [], why: cured }
    : { title: cure.title, language: title, fence, lines: cured }
}
