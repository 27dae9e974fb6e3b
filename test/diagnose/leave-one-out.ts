import { cases } from '../../src/diagnose/cases.ts'
import { diagnoses } from '../../src/diagnose/classes.ts'
import { diagnose, type Result } from '../../src/diagnose/diagnose.ts'
import type { Exemplar } from '../../src/diagnose/exemplar.ts'
import { exemplars } from '../../src/diagnose/exemplars.ts'
import { featureNames, type Features } from '../../src/diagnose/features.ts'

/** Above this share of width classes together a diagnosis is confident that it is a matter of width. */
export const confident = 0.8

/** A documented case, diagnosed with everything but itself. */
export interface HeldOut {
  readonly case: Exemplar
  readonly result: Result
  /** Place of the true class in the ranking, from 1; 0 where it is not listed. */
  readonly rank: number
}

/** What a report of the case says: of each feature its first value, the features in their order. */
function asReported(shown: Features): Features {
  return Object.fromEntries(featureNames.flatMap(name => shown[name] ? [[name, [(shown[name] as readonly string[])[0]]]] : [])) as Features
}

/** Each documented case with an observed failure, diagnosed by an inference that does not know it. */
export function leaveOneOut(): readonly HeldOut[] {
  return cases.filter(({ features }) => features.outcome !== undefined).map(held => {
    const result = diagnose({ failed: [{ call: '', outcome: '' }], ok: [], also: asReported(held.features) }, exemplars.filter(exemplar => exemplar !== held))
    return { case: held, result, rank: result.ranking.findIndex(ranked => ranked.class === held.class) + 1 }
  })
}

/** The figures, for the README. */
export function summary(heldOut: readonly HeldOut[]): string {
  const share = (list: readonly HeldOut[]): string => `${list.length} of ${heldOut.length} (${(100 * list.length / heldOut.length).toFixed(0)} %)`
  const isWidth = ({ case: { class: name } }: HeldOut): boolean => diagnoses[name].width
  const width = heldOut.filter(isWidth)
  const others = heldOut.filter(item => !isWidth(item))
  const misled = others.filter(({ result }) => result.width >= confident)
  return [
    `Leave-one-out over the ${heldOut.length} documented cases with an observed failure (${width.length} of width, ${others.length} look-alikes):`,
    `true class first: ${share(heldOut.filter(({ rank }) => rank === 1))}`,
    `among the first two: ${share(heldOut.filter(({ rank }) => rank === 1 || rank === 2))}`,
    `among the first three: ${share(heldOut.filter(({ rank }) => rank >= 1 && rank <= 3))}`,
    `width or not decided right: ${share(heldOut.filter(item => (item.result.width >= 0.5) === isWidth(item)))}`,
    `look-alikes taken for width with confidence (at least ${confident}): ${misled.length} of ${others.length}`
  ].join('\n')
}
