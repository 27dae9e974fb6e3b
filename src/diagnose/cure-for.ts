import { cures } from '../mistakes/cures/index.ts'
import { languages, type CureLanguage } from '../mistakes/cures/cure.ts'
import { mistakes, type MistakeId } from '../mistakes/index.ts'
import type { FeatureValue } from '../mistakes/features.ts'

/** The language of the collection that is nearest to an FFI; for the others there is the cure in words. */
const languageOf: Readonly<Partial<Record<FeatureValue<'ffi'>, CureLanguage>>> = {
  'ctypes-old': 'ctypes',
  ctypes: 'ctypes',
  pinvoke: 'pinvoke',
  js: 'koffi',
  vba: 'vba',
}

/** The lines that cure a class, in the user's FFI. */
export interface CureText {
  readonly title: string
  readonly language: string
  readonly lines: readonly string[]
}

/** The first cure of a class in the language of an FFI; `undefined` where the collection has none. */
export function cureFor(
  mistake: MistakeId,
  ffi: FeatureValue<'ffi'> | undefined,
): CureText | undefined {
  const language = ffi && languageOf[ffi]
  const [name] = mistakes[mistake].cures
  if (!language || !name) return undefined
  const cure = cures[name]
  return {
    title: cure.title,
    language: languages[language].title,
    lines: cure[language].trim().split('\n'),
  }
}
