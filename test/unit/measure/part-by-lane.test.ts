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
  const { fit, unfit } = partByLane({ emulatedCpu: 'qemu' }, lane, resolved)
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
  t.same(partByLane({}, lane, resolved), { fit: resolved, unfit: [] })
})

t.test('callbacks that take too few parameters are given no longer calls', async t => {
  const tagged = laneOf('wine', 'arm64', 'tagged')
  const { fit, unfit } = partByLane({}, tagged, resolved)
  t.ok(names(unfit.map(item => item.resolved)).includes('hkey-u32'))
  t.ok(names(fit).includes('overlapped-32'))
  t.match(unfit[0]?.steps[0]?.outcome, { reason: /RegQueryInfoKeyW has 12 parameters/ })
  t.same(partByLane({}, laneOf('wine', 'x64', 'tagged'), resolved).unfit, [])
})

t.test('a child that is no JavaScript brings no far end and no high addresses', async t => {
  const layOut = async () => () => ({ file: '', arguments: [], environment: {} })
  const { fit, unfit } = partByLane({ layOut }, laneOf('wine', 'x64', 'native', 'c'), resolved)
  t.same([...new Set(fit.map(({ plan }) => plan.device.kind))].sort(), [
    'event',
    'loopback',
    'missing',
    'none',
  ])
  t.ok(names(unfit.map(item => item.resolved)).includes('pipe-as-port'))
})

t.test(
  'an FFI that needs memory below 4 GiB is given no plan that takes all of it first',
  async t => {
    const napi = laneOf('wine', 'x64', 'native', 'ffi-napi')
    const high = resolved.map(item => ({
      ...item,
      plan: { ...item.plan, addresses: 'above-4gib' as const },
    }))
    const { fit, unfit } = partByLane({}, napi, high)
    t.same(fit, [])
    t.match(unfit[0]?.steps[0]?.outcome, { reason: /memory below 4 GiB/, unsupported: true })
    t.same(partByLane({}, napi, resolved).unfit, [])
    t.same(partByLane({}, laneOf('wine', 'x64', 'native'), high).unfit, [])
  },
)
