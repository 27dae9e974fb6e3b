import fc from 'fast-check'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { packageFolder } from '../../src/os/package-folder.ts'
import { isFullSuite } from '../support/full-suite.ts'
import { hangMs } from '../support/hang.ts'
import { isRecording } from '../support/often.ts'
import { withinBudget } from './budget.ts'

// Started without the runner of tap, a file has 30 s by default.
t.setTimeout(isLongSearch() ? 0 : hangMs)

/** Whether somebody asked for more cases than CI tries. */
function isLongSearch(): boolean {
  return numberIn('HANDLE_WIDTH_CASES', 0) > 10_000
}

function numberIn(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise)
  if (!Number.isSafeInteger(value))
    throw new Error(`${name} is ${process.env[name]}; expected a whole number`)
  return value
}

/** The same in every run, so that what passes today passes tomorrow; HANDLE_WIDTH_SEED names another one. */
const seed = numberIn('HANDLE_WIDTH_SEED', 20_261_122)
/** Cases of each property; HANDLE_WIDTH_CASES names another number, for a long search. */
export const cases = numberIn('HANDLE_WIDTH_CASES', isFullSuite ? 10_000 : 200)

/** Of a value that was found. Characters. */
const longestShown = 20_000

function whyOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Inputs that once broke something, or are of the kind that would: `fixtures/hostile/KIND`. They are tried before all others. */
export function corpus(kind: string, extensions: readonly string[] = ['']): string[] {
  const folder = join(packageFolder, 'fixtures', 'hostile', kind)
  return readdirSync(folder)
    .filter(name => extensions.some(extension => name.endsWith(extension)))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8'))
}

/** How many inputs the file of this process has tried, for docs/faults.md. */
let tried = 0

function countTried(number: number): void {
  tried += number
  if (!isRecording('fuzz')) return
  const folder = join(packageFolder, 'fixtures', 'fuzzed')
  mkdirSync(folder, { recursive: true })
  const name = basename(process.argv[1] ?? '').replace(/\.test\..*$/, '')
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ tried })}\n`)
}

/** How a property is tried. */
interface Trial<T> {
  /** How often. */
  readonly number?: number
  /** What is tried first. */
  readonly examples?: readonly T[]
}

/**
 * A test of something that holds whatever the value. A failure prints the seed and the smallest value
 * it was found with; `HANDLE_WIDTH_SEED=… npx tap FILE` finds it again.
 */
export function holds<T>(
  title: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => void | Promise<void>,
  { number = cases, examples = [] }: Trial<T> = {},
): void {
  const all = Math.max(number, examples.length)
  t.test(
    `${title} (${all} cases, seed ${seed})`,
    { timeout: isLongSearch() ? 0 : hangMs },
    async t => {
      const found = await fc.check(
        fc.asyncProperty(values, async value => {
          await withinBudget(value, () => check(value))
        }),
        { seed, numRuns: all, verbose: 0, examples: examples.map(value => [value]) },
      )
      if (!found.failed) {
        countTried(found.numRuns)
        t.equal(found.numRuns, all, 'every case was tried')
      } else
        t.fail(`HANDLE_WIDTH_SEED=${found.seed} finds it again`, {
          why: whyOf(found.errorInstance),
          smallest: fc.stringify(found.counterexample).slice(0, longestShown),
          path: found.counterexamplePath,
        })
    },
  )
}
