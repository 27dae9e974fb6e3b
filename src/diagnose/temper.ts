/**
 * What words, or one or two observations, can say at most of a class. The odds of facts multiply as if each were
 * independent, but the words of one text are not; of the public reports in docs/diagnose.md, the first class was right
 * for 45 to 81 % in each of the rounds that had more than 10.
 */
export const mostOfThin = 0.9

/** Halvings: more than doubles can tell. */
const steps = 60

/** Probabilities in the same order, raised to one power so that the highest is `most`, and sum up to 1; unchanged where it is lower anyway, or stands alone. */
export function tempered<Name>(
  classes: readonly (readonly [Name, number])[],
  most: number,
): readonly (readonly [Name, number])[] {
  const highest = Math.max(...classes.map(([, share]) => share))
  if (highest <= most || classes.filter(([, share]) => share > 0).length < 2) return classes
  const raised = (power: number): readonly (readonly [Name, number])[] => {
    const raw = classes.map(([name, share]) => [name, share > 0 ? share ** power : 0] as const)
    const sum = raw.reduce((total, [, share]) => total + share, 0)
    return raw.map(([name, share]) => [name, share / sum] as const)
  }
  let low = 0
  let high = 1
  for (let step = 0; step < steps; step++) {
    const power = (low + high) / 2
    if (Math.max(...raised(power).map(([, share]) => share)) > most) high = power
    else low = power
  }
  // The higher end, so that what was sure but for its thinness is still said to be so.
  return raised(high)
}
