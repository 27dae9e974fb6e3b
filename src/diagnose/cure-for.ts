import { cures } from '../mistakes/cures/index.ts'
import {
  curedIn,
  languages,
  notAvailable,
  type Cure,
  type CureLanguage,
} from '../mistakes/cures/cure.ts'
import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { declaredCall } from './declared-call.ts'
import { declarationOf, fenceOf } from './declared.ts'
import { isOfFile, openOf, takesOverlapped, wordsFor } from './about-call.ts'
import { titleInJavaScript } from './declared-in-javascript.ts'
import { failureSign } from './failure-signs.ts'
import { findFfi } from './known/ffis.ts'
import { languageOf } from './known/hosts.ts'
import { commentSign, layoutFor } from './struct-layout.ts'
import { isDeniedElsewhere, namedFailure, type Symptom } from './symptom.ts'

/** What a language is called in the collection of cures, where that is not the name of its FFI. */
const inCures: Readonly<Record<string, string>> = { js: 'koffi', pywin32: 'ctypes' }
/** Cures whose lines declare functions: those of the function that failed say more. */
const declares = new Set(['declare-handle', 'keep-wide'])

/** Cures whose lines declare one struct: the layout of the struct that the function takes says more. */
const layouts = new Set(['overlapped-struct', 'struct-size'])

/** Classes whose cures are about the call that failed, or the open before it. */
const ofCalls: ReadonlySet<MistakeId> = new Set(['bad-parameter', 'busy', 'failed-open'])

/** A language by its title. */
function titleOf(language: string): string {
  return Object.hasOwn(languages, language)
    ? languages[language as CureLanguage].title
    : (titleInJavaScript(language) ?? findFfi(language)?.title ?? language)
}

/** The lines that cure a class, in the user's language. */
export interface CureText {
  readonly title: string
  /** For example `Python, ctypes`; the name the user gave, where there are no lines. */
  readonly language: string
  readonly fence: string
  /** Empty where the collection has none in this language. */
  readonly lines: readonly string[]
  /** The sentence that says why there are none. */
  readonly why?: string
}

/** How a function is declared in a language, and in a comment how it fails. */
function declaredFor(call: string, language: string): CureText | undefined {
  const declared = declarationOf(call, language)
  if (!declared) return undefined
  const { title, fence, lines } = declared
  const sign = failureSign(call)
  return {
    title: `the declaration of ${call}`,
    language: title,
    fence,
    lines: [...lines, ...(sign === undefined ? [] : [`${commentSign(fence)} it ${sign}`])],
  }
}

/** Whether the lines of the collection are about the call of a symptom; those of some cures are about ports. */
function fitsCall(mistake: MistakeId, symptom: Symptom): boolean {
  const call = namedFailure(symptom)
  if (mistake === 'bad-parameter')
    return call === undefined ? symptom.isOfPort === true : takesOverlapped(call)
  // The lines are about ports, as the words of the class are.
  if (mistake === 'busy') return wordsFor(mistake, symptom) === mistakes[mistake]
  if (mistake === 'failed-open' && isDeniedElsewhere(symptom)) return false
  return mistake !== 'failed-open' || call === undefined || isOfFile(call)
}

/** Lines of the collection in a language, or the sentence that says why there are none. */
function collected(mistake: MistakeId, cure: Cure, language: string): CureText {
  if (!Object.hasOwn(languages, language))
    return { title: cure.title, language: titleOf(language), fence: '', lines: [] }
  const shown = language as CureLanguage
  const { title, fence } = languages[shown]
  const absent = mistakes[mistake].notIn?.[shown]
  const cured = absent === undefined ? curedIn(cure, shown) : notAvailable(shown, absent)
  return typeof cured === 'string'
    ? { title: cure.title, language: title, fence: '', lines: [], why: cured }
    : { title: cure.title, language: title, fence, lines: cured }
}

/** The first cure of a class in the language at hand, about the function that failed; `undefined` where no language is known or no line of code cures the class. */
export function cureFor(mistake: MistakeId, symptom: Symptom): CureText | undefined {
  const [name] = mistakes[mistake].cures
  const own = languageOf(symptom)
  if (own === undefined || name === undefined) return undefined
  const cure = cures[name]
  const call = namedFailure(symptom)
  const shown = declaredCall(mistake, symptom)
  const declared = declares.has(name) && shown !== undefined ? declarationOf(shown, own) : undefined
  if (declared)
    return {
      title: `${cure.title}; ${shown ?? ''} is declared so`,
      language: declared.title,
      fence: declared.fence,
      lines: declared.lines,
    }
  const language = inCures[own] ?? own
  const fits = fitsCall(mistake, symptom)
  if (ofCalls.has(mistake) && !(fits && Object.hasOwn(languages, language))) {
    const about = mistake === 'failed-open' ? openOf(symptom) : call
    const lines = about === undefined ? undefined : declaredFor(about, own)
    if (lines || !fits) return lines
  }
  if (layouts.has(name)) {
    const fence = fenceOf(own)
    const layout = layoutFor(symptom, fence)
    if (layout) return { ...layout, language: titleOf(language), fence }
  }
  return collected(mistake, cure, language)
}
