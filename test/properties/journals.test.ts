import { deepStrictEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { outcomeSchema } from '../../src/result/observation-schema.ts'
import { seenSchema } from '../../src/result/run-file.ts'
import { fold, type ChildEnd } from '../../src/measure/fold.ts'
import { readJournal } from '../../src/measure/read-journal.ts'
import { journalText } from '../support/measure/journals.ts'
import { plans } from '../support/measure/small-plans.ts'
import { hostileText } from './arbitraries/hostile.ts'
import { mutated } from './arbitraries/mutated.ts'
import { corpus, holds } from './property.ts'

const names = [
  'clean',
  'win32-error',
  'rejected-and-skipped',
  'a-simulated-process-died',
  'steps-nobody-planned',
  'died-between-two-plans',
] as const
const lines = names
  .flatMap(name =>
    journalText(name)
      .split('\n')
      .filter(line => line !== ''),
  )
  .map(line => JSON.parse(line) as object)

/** A line as a child wrote it, the same line changed, or noise. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...lines).map(value => JSON.stringify(value)) },
  { weight: 4, arbitrary: fc.constantFrom(...lines).chain(mutated) },
  { weight: 1, arbitrary: hostileText },
)

/** Lines of a child with overwritten memory, in any order, the last one cut or not. */
const journal = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', ''))
  .map(([all, end]) => [`{"at":"plan","plan":"first"}`, ...all].join('\n') + end)

const ends: readonly ChildEnd[] = [
  { kind: 'exited', exitCode: 0, signal: null },
  { kind: 'exited', exitCode: 5, signal: null },
  { kind: 'exited', exitCode: null, signal: 'SIGKILL' },
  { kind: 'timed-out', limitMs: 5000 },
  { kind: 'not-started', reason: 'node.exe is gone' },
  { kind: 'gave-up', reason: 'the disk is full' },
]

holds(
  'whatever a child wrote, each plan it began has an outcome for each of its steps, or is left to another child',
  fc.tuple(journal, fc.constantFrom(...ends)),
  ([text, end]) => {
    const folded = fold(plans, readJournal(text), end)
    for (const [id, results] of folded.plans) {
      const plan = plans.find(one => one.id === id)
      deepStrictEqual(
        results.map(({ step }) => step),
        plan?.steps.map(({ id: step }) => step),
      )
      for (const { outcome, end: seen } of results) {
        ok(
          outcomeSchema.safeParse(outcome).success,
          `${JSON.stringify(outcome)} can stand in a run file`,
        )
        if (seen)
          ok(
            seenSchema.shape.memory.safeParse(seen.memory).success &&
              seenSchema.shape.returned.safeParse(seen.returned).success,
            'and what was seen',
          )
      }
    }
  },
  { examples: corpus('journals').map(text => [text, ends[0]] as [string, ChildEnd]) },
)
