import { allParts, diagnose, type Result } from '../../../src/diagnose/diagnose.ts'
import { exemplars } from '../../../src/diagnose/exemplars.ts'
import { symptomOf, type SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'

/** What the rules and the collection make of a symptom, without what public reports say: for tests of the rules. */
export function byRules(symptom: Symptom): Result {
  return diagnose(symptom, exemplars, { ...allParts, reports: false })
}

/** The same for a symptom in options. */
export function answerTo(options: Partial<SymptomOptions>): Result {
  return byRules(symptomOf({ failed: [], ok: [], seen: [], ...options }))
}

/** The facts that are named as evidence for a class. */
export function factsFor({ ranking }: Result, name: MistakeId): readonly string[] {
  return ranking
    .filter(ranked => ranked.class === name)
    .flatMap(({ evidence }) => evidence.filter(({ source }) => source === 'fact'))
    .map(({ text }) => text)
}
