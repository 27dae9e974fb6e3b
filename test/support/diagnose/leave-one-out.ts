import { cases, exemplars } from '../../../src/diagnose/exemplars.ts'
import { mistakes } from '../../../src/mistakes/index.ts'
import { diagnose, type Result } from '../../../src/diagnose/diagnose.ts'
import type { Exemplar } from '../../../src/diagnose/exemplar.ts'
import { featureNames, type Features } from '../../../src/mistakes/features.ts'

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
  return Object.fromEntries(
    featureNames.flatMap(name =>
      shown[name] ? [[name, [(shown[name] as readonly string[])[0]]]] : [],
    ),
  ) as Features
}

/** Each documented case with an observed failure, diagnosed by an inference that does not know it. */
export function leaveOneOut(): readonly HeldOut[] {
  return cases
    .filter(({ features }) => features.outcome !== undefined)
    .map(held => {
      const result = diagnose(
        { failed: [{ call: '', outcome: '' }], ok: [], also: asReported(held.features) },
        exemplars.filter(exemplar => exemplar !== held),
      )
      return {
        case: held,
        result,
        rank: result.ranking.findIndex(ranked => ranked.class === held.class) + 1,
      }
    })
}

/** The figures, as docs/diagnose.md has them. */
export function summary(heldOut: readonly HeldOut[]): string {
  const share = (list: readonly HeldOut[], whole: readonly HeldOut[] = heldOut): string =>
    `${list.length} of ${whole.length} (${((100 * list.length) / whole.length).toFixed(0)} %)`
  const isWidth = ({ case: { class: name } }: HeldOut): boolean => mistakes[name].width
  const width = heldOut.filter(isWidth)
  const others = heldOut.filter(item => !isWidth(item))
  return [
    `| leave-one-out over ${heldOut.length} documented cases: ${width.length} of width, ${others.length} look-alikes | |`,
    '| --- | --- |',
    `| the true class is first | ${share(heldOut.filter(({ rank }) => rank === 1))} |`,
    `| it is among the first two | ${share(heldOut.filter(({ rank }) => rank === 1 || rank === 2))} |`,
    `| it is among the first three | ${share(heldOut.filter(({ rank }) => rank >= 1 && rank <= 3))} |`,
    `| width or not is decided right | ${share(heldOut.filter(item => item.result.width >= 0.5 === isWidth(item)))} |`,
    `| a look-alike is taken for width with confidence (${confident} or more) | ${share(
      others.filter(({ result }) => result.width >= confident),
      others,
    )} |`,
  ].join('\n')
}
