import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import { parsePlan, PlanError } from '../../src/program/read-plan.ts'
import { hostileChange, hostileKinds } from './arbitraries/hostile-plans.ts'
import { vocabulary } from './arbitraries/plans.ts'
import { holds } from './property.ts'
import { sentenceOf } from './refused.ts'

holds(
  'a plan that is right but for one hostile place is refused with that place',
  hostileChange,
  ({ title, text, place }) => {
    const sentence = sentenceOf(PlanError, () => {
      parsePlan(text, 'plan.json', vocabulary)
    })
    ok(sentence !== undefined, `${title} at ${place} was accepted`)
    ok(
      sentence.startsWith(`Cannot replay plan.json: ${place}`),
      `${title}: ${sentence} does not name ${place}`,
    )
  },
)

const seen = new Map<string, number>()
holds(
  'every kind of hostile place is among them',
  hostileChange.map(({ title }) => {
    seen.set(title, (seen.get(title) ?? 0) + 1)
  }),
  () => undefined,
  { number: 3000 },
)
holds(
  'often enough',
  fc.constant(0),
  () => {
    for (const title of hostileKinds)
      ok((seen.get(title) ?? 0) >= 20, `${title}: ${seen.get(title) ?? 0}`)
  },
  { number: 1 },
)
