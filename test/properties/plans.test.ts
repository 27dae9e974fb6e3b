import { match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Plan } from '../../src/program/plan.ts'
import { parsePlan, PlanError } from '../../src/program/read-plan.ts'
import { mutated } from './arbitraries/mutated.ts'
import { smallPlans, vocabulary } from './arbitraries/plans.ts'
import { withinBounds } from './bounds-of-plans.ts'
import { corpus, holds } from './property.ts'
import { sentenceOf } from './refused.ts'

function read(text: string): { readonly plan?: Plan; readonly sentence?: string } {
  let plan: Plan | undefined
  const sentence = sentenceOf(PlanError, () => {
    plan = parsePlan(text, 'plan.json', vocabulary)
  })
  return { ...(plan ? { plan } : {}), ...(sentence === undefined ? {} : { sentence }) }
}

for (const plan of smallPlans)
  ok(
    read(JSON.stringify(plan)).plan,
    `${plan.id} is accepted as it is: ${read(JSON.stringify(plan)).sentence}`,
  )

holds(
  'a changed plan stays within what the probes do, or is refused in one sentence',
  fc.constantFrom(...smallPlans).chain(mutated),
  text => {
    const { plan, sentence } = read(text)
    if (plan) withinBounds(plan, vocabulary)
    else match(sentence ?? '', /^Cannot replay plan\.json: .{5}/su)
  },
  { examples: corpus('plans') },
)
