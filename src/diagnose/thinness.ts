import { featureNames, type Features } from '../mistakes/features.ts'
import { isForeignCode } from './about-failure.ts'
import type { Symptom } from './symptom.ts'
import { fewestWords } from './terms/words.ts'

/** Why the evidence is thin, whatever it says. */
export function thinness(symptom: Symptom, features: Features): string | undefined {
  const known = featureNames.filter(
    name => features[name] !== undefined && name !== 'ffi' && name !== 'hint',
  ).length
  if (symptom.failed.length === 0) return 'no failing call and no error was named'
  if (known === 0) return 'based on its words only'
  if (known <= 2)
    return `based on ${known === 1 ? 'one observation' : `${known} observations`} only`
  if (symptom.line !== undefined && symptom.failed.every(({ outcome }) => outcome === 'failed'))
    return 'the text says in words alone that it fails'
  return undefined
}

/** Whether a symptom says more than other reports do: by a code that its function never sets, or what a short text or a refusal says outright. */
export function saysBetter(symptom: Symptom): boolean {
  const { words = [], described = [], failed } = symptom
  return (
    isForeignCode(symptom) ||
    ((words.length < fewestWords || failed[0]?.outcome === 'refused') &&
      described.some(({ isTopic, isWeak }) => isTopic !== true && isWeak !== true))
  )
}
