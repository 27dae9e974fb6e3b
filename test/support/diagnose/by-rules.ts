import { allParts, diagnose, type Result } from '../../../src/diagnose/diagnose.ts'
import { exemplars } from '../../../src/diagnose/exemplars.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'

/** What the rules and the collection make of a symptom, without what public reports say: for tests of the rules. */
export function byRules(symptom: Symptom): Result {
  return diagnose(symptom, exemplars, { ...allParts, reports: false })
}
