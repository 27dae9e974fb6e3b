import t from 'tap'
import { partByLane } from '../../../src/measure/execute.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { resolve } from '../../../src/program/resolve.ts'

const lane = laneOf('wine', 'arm64', 'native')
const resolved = (await loadProbes()).map(probe =>
  resolve(probe, lane, { kind: probe.device, path: '' }, 'as-they-come'),
)
const names = (items: readonly { readonly plan: { readonly id: string } }[]): string[] =>
  items.map(({ plan }) => plan.id)

t.test('an emulated CPU is spared the probes that may crash, and they say so', async t => {
  const { fit, unfit } = partByLane({ emulatedCpu: 'qemu' }, resolved)
  t.equal(fit.length + unfit.length, resolved.length)
  t.ok(names(unfit.map(item => item.resolved)).includes('module-i32'))
  t.ok(names(fit).includes('correct'))
  t.ok(names(fit).includes('pyserial-2.5'), 'what hangs or fails is not what crashes')
  for (const { resolved: item, steps } of unfit) {
    t.equal(steps.length, item.cells.length)
    for (const { outcome } of steps)
      t.match(outcome, { kind: 'not-declared', reason: /crash hangs/, unsupported: true })
  }
})

t.test('a CPU that is there is spared nothing', async t => {
  t.same(partByLane({}, resolved), { fit: resolved, unfit: [] })
})
