import { fixes } from '../explain/fixes/index.ts'
import { languages, type Language } from '../explain/fixes/fix.ts'
import { mechanismEntries } from '../explain/topics/index.ts'
import type { Mechanism } from '../result/mechanism.ts'
import type { Diagnosis } from './classes.ts'
import type { FeatureValue } from './features.ts'

/** The language of the collection that is nearest to an FFI; for the others there is the cure in words. */
const languageOf: Readonly<Partial<Record<FeatureValue<'ffi'>, Language>>> = {
  'ctypes-old': 'ctypes',
  ctypes: 'ctypes',
  pinvoke: 'pinvoke',
  js: 'koffi',
  vba: 'vba',
}

/** The lines that cure a class, in the user's FFI. */
export interface FixText {
  readonly title: string
  readonly language: string
  readonly lines: readonly string[]
}

function isMechanism(name: string): name is Mechanism {
  return Object.hasOwn(mechanismEntries, name)
}

/** The first cure of a class in the language of an FFI; `undefined` where the collection has none. */
export function fixFor(
  diagnosis: Diagnosis,
  ffi: FeatureValue<'ffi'> | undefined,
): FixText | undefined {
  const language = ffi && languageOf[ffi]
  const [name] = isMechanism(diagnosis) ? mechanismEntries[diagnosis].fixes : []
  if (!language || !name) return undefined
  const fix = fixes[name]
  return {
    title: fix.title,
    language: languages[language].title,
    lines: fix[language].trim().split('\n'),
  }
}
