import t from 'tap'
import { planScenes } from '../../../src/measure/jobs.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { packPlans, unpackPlans } from '../../../src/program/plan-list.ts'
import { resolve } from '../../../src/program/resolve.ts'

const probes = await loadProbes()
const control = probes[0]
if (!control) throw new Error('there are no probes')
const plans = (['x64', 'ia32'] as const).flatMap(architecture =>
  planScenes(control, probes, undefined).map(
    ({ probe, device, addresses, against }) =>
      resolve(
        probe,
        laneOf('sim', architecture, 'native'),
        { kind: device, path: 'COM1' },
        addresses,
        against,
      ).plan,
  ),
)

t.test('a list of plans is read back as it was written', async t => {
  for (const list of [plans, plans.slice(0, 1), []]) {
    const read = unpackPlans(packPlans(list))
    t.equal(read.length, list.length)
    for (const [index, plan] of list.entries())
      t.equal(JSON.stringify(read[index]), JSON.stringify(plan), plan.id)
  }
})

t.test('what plans share is written once, and shared again where it is read', async t => {
  const [plan] = plans
  if (!plan) throw new Error('there is no plan')
  const one = packPlans([plan]).length
  const other = { ...plan, id: 'other' }
  t.ok(packPlans([plan, other]).length - one < one / 4)
  const [first, second] = unpackPlans(packPlans([plan, other]))
  t.ok(first && second)
  t.equal(first?.steps[0], second?.steps[0])
  t.equal(first?.abi.functions.CreateFileW, second?.abi.functions.CreateFileW)
  t.equal(first?.abi.structs.DCB, second?.abi.structs.DCB)
  // Equal, but not the same object: both are written.
  const copy = structuredClone(other)
  t.ok(packPlans([plan, copy]).length > 1.9 * one)
  t.equal(JSON.stringify(unpackPlans(packPlans([plan, copy]))[1]), JSON.stringify(copy))
})

t.test('a list with a position beyond its items is refused', async t => {
  const [plan] = plans
  if (!plan) throw new Error('there is no plan')
  const packed = JSON.parse(packPlans([plan])) as { steps: unknown[]; structs: unknown[] }
  packed.steps.pop()
  t.throws(() => unpackPlans(JSON.stringify(packed)), { message: /has no item \d+$/ })
  packed.structs.pop()
  t.throws(() => unpackPlans(JSON.stringify(packed)), { message: /has no item \d+$/ })
})
