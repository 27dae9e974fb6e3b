import { isNarrowed, isSlotDeviation, type Deviation } from '../declare/deviation.ts'
import type { ProbeMistake } from '../mistakes/index.ts'

/** Classes of mistake, the gravest first, with the deviations they show in. */
const classes: readonly (readonly [ProbeMistake, (deviation: Deviation) => boolean])[] = [
  ['struct-layout-shrunk', deviation => 'struct' in deviation],
  ['arg-truncated', deviation => isNarrowed(deviation) && deviation.place.at === 'parameter'],
  ['return-truncated', deviation => isNarrowed(deviation) && deviation.place.at === 'result'],
  [
    'field-narrowed',
    deviation =>
      isSlotDeviation(deviation) &&
      (deviation.place.at === 'pointee' || deviation.place.at === 'variable'),
  ],
  ['sentinel-mismatch', ({ kind }) => kind === 'sentinel'],
  [
    'return-upper-undefined',
    deviation =>
      isSlotDeviation(deviation) &&
      deviation.place.at === 'result' &&
      deviation.declared.bytes === 8,
  ],
  ['too-wide', ({ kind }) => kind !== 'convention'],
  ['calling-convention', () => true],
]

/** The gravest class of mistake in some declarations; `as-published` where they are right. */
export function mistakeOf(deviations: readonly Deviation[]): ProbeMistake {
  return classes.find(([, shows]) => deviations.some(shows))?.[0] ?? 'as-published'
}
