import * as all from './all.ts'
import type { Diagnosis, Mistake } from './mistake.ts'
import { noMistakes, type NoMistake } from './none.ts'

/**
 * The name of a class of mistake. To add one, write `src/mistakes/NAME.ts`, which says all that is known of
 * it, and a line in `all.ts`; pages, diagnosis, probes and run files then know it.
 */
export type MistakeId = keyof typeof all

function timesSeen({ diagnosis }: Mistake): number {
  return 'seen' in diagnosis ? diagnosis.seen : 0
}

/** Mistakes of width first, then those seen most often. */
function inOrder(
  table: Readonly<Record<MistakeId, Mistake>>,
): Readonly<Record<MistakeId, Mistake>> {
  const entries = Object.entries(table).sort(
    ([, one], [, other]) =>
      Number(other.width) - Number(one.width) || timesSeen(other) - timesSeen(one),
  )
  return Object.fromEntries(entries) as Record<MistakeId, Mistake>
}

/** Every class of mistake by name. */
export const mistakes = inOrder(all)
export const mistakeIds = Object.keys(mistakes) as MistakeId[]

/** What a probe shows: a mistake, or one of the two kinds that make none. */
export type ProbeMistake = MistakeId | keyof typeof noMistakes

/** Whatever a probe can show, by name. */
export const probeMistakes: Readonly<Record<ProbeMistake, Mistake | NoMistake>> = {
  ...noMistakes,
  ...mistakes,
}
export const probeMistakeIds = Object.keys(probeMistakes) as ProbeMistake[]

/** The mistake under whose name a mistake is diagnosed; `undefined` for a probe that makes none. */
export function diagnosedAs(name: ProbeMistake): MistakeId | undefined {
  if (!isMistake(name)) return undefined
  const { diagnosis } = mistakes[name]
  return 'as' in diagnosis ? mistakeIds.find(id => id === diagnosis.as) : name
}

function isMistake(name: ProbeMistake): name is MistakeId {
  return Object.hasOwn(mistakes, name)
}

/** What is known of the symptoms of each mistake that is diagnosed under its own name. */
export const diagnoses: ReadonlyMap<MistakeId, Diagnosis> = new Map(
  mistakeIds.flatMap(id => {
    const { diagnosis } = mistakes[id]
    return 'seen' in diagnosis ? [[id, diagnosis] as const] : []
  }),
)
