import { cures } from '../mistakes/cures/index.ts'
import { languages, moreLanguages, type CureLanguage } from '../mistakes/cures/cure.ts'
import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { declarationOf } from './declared.ts'
import { findFfi } from './known/ffis.ts'
import type { Symptom } from './symptom.ts'

/** What a language is called in the collection of cures, where that is not the name of its FFI. */
const inCures: Readonly<Record<string, string>> = { js: 'koffi', pywin32: 'ctypes' }
/** Cures whose lines declare functions: those of the function that failed say more. */
const declares = new Set(['declare-handle', 'keep-wide'])

/** The lines that cure a class, in the user's language. */
export interface CureText {
  readonly title: string
  /** For example `Python, ctypes`; the name the user gave, where there are no lines. */
  readonly language: string
  readonly fence: string
  /** Empty where the collection has none in this language. */
  readonly lines: readonly string[]
}

function isLanguage(name: string): name is CureLanguage {
  return Object.hasOwn(languages, name)
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
  if (isLanguage(language))
    return {
      title: cure.title,
      language: languages[language].title,
      fence: languages[language].fence,
      lines: cure[language].trim().split('\n'),
    }
  const more = Object.hasOwn(moreLanguages, language)
    ? (language as keyof typeof moreLanguages)
    : undefined
  const lines = more && cure.more?.[more]
  if (more && lines)
    return {
      title: cure.title,
      language: moreLanguages[more].title,
      fence: moreLanguages[more].fence,
      lines: lines.trim().split('\n'),
    }
  return { title: cure.title, language: findFfi(ffiName)?.title ?? ffiName, fence: '', lines: [] }
}
