import fc from 'fast-check'
import t from 'tap'
import { isFullSuite } from '../support/full-suite.ts'
import { hangMs } from '../support/hang.ts'

function numberIn(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise)
  if (!Number.isSafeInteger(value))
    throw new Error(`${name} is ${process.env[name]}; expected a whole number`)
  return value
}

/** The same in every run, so that what passes today passes tomorrow; HANDLE_WIDTH_SEED names another one. */
const seed = numberIn('HANDLE_WIDTH_SEED', 20_261_122)
/** Cases of each property; HANDLE_WIDTH_CASES names another number, for a long search. */
export const cases = numberIn('HANDLE_WIDTH_CASES', isFullSuite ? 10_000 : 300)

/** Of a value that was found. Characters. */
const longestShown = 20_000

function whyOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * A test of something that holds whatever the value. A failure prints the seed and the smallest value
 * it was found with; `HANDLE_WIDTH_SEED=… npx tap FILE` finds it again.
 */
export function holds<T>(
  title: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => void | Promise<void>,
  number: number = cases,
): void {
  t.test(`${title} (${number} cases, seed ${seed})`, { timeout: hangMs }, async t => {
    const found = await fc.check(
      fc.asyncProperty(values, async value => {
        await check(value)
      }),
      { seed, numRuns: number, verbose: 0 },
    )
    if (!found.failed) t.equal(found.numRuns, number, 'every case was tried')
    else
      t.fail(`HANDLE_WIDTH_SEED=${found.seed} finds it again`, {
        why: whyOf(found.errorInstance),
        smallest: fc.stringify(found.counterexample).slice(0, longestShown),
        path: found.counterexamplePath,
      })
  })
}
