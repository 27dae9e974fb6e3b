import t from 'tap'
import { defineProbe, type Probe } from '../../../src/program/define-probe.ts'
import { invalidHandle, everyStep, endsIn, named, taking } from '../../../src/program/claims.ts'
import { retype, unchanged } from '../../../src/program/changes.ts'
import { insertBefore } from '../../../src/program/program.ts'
import { controlFor, resolve } from '../../../src/program/resolve.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'
import { step, variable } from '../../../src/program/step-builders.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { bytesOf } from '../../../src/declare/win32/c-types.ts'

const probe: Probe = defineProbe({
  id: 'handle-cut',
  title: 'cut',
  mistake: 'arg-truncated',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'] }, 'uint32_t'),
  program: insertBefore(
    'write',
    step('extra', 'close', 'CloseHandle', 'extra', { hObject: variable('port') }),
  ),
  claims: [
    endsIn({ engines: ['wine'] }, named('open'), 'crashed'),
    invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, taking('kernel'), 'tag-lost'),
    endsIn({ pointerBytes: 8 }, everyStep, 'tolerated'),
  ],
  danger: 'none',
  why: 'why',
  seenIn: [],
})
const control: Probe = defineProbe({
  ...probe,
  id: 'correct',
  mistake: 'control',
  change: unchanged,
  claims: [],
})
const device = { kind: 'loopback', path: '\\\\.\\COM33' } as const

t.test('resolve() makes a plan that is JSON and holds all it needs', async t => {
  const { plan, cells } = resolve(probe, laneOf('wine', 'x64', 'tagged'), device, 'as-they-come')
  t.same(JSON.parse(JSON.stringify(plan)), plan)
  t.same(
    [plan.id, plan.lane, plan.pointerBytes, plan.kernel, plan.memory['path']],
    [
      'handle-cut',
      'wine-x64-tagged',
      8,
      { id: 'tagged', base: 'native' },
      { kind: 'text', text: device.path },
    ],
  )
  t.same(
    cells.map(cell => cell.step),
    plan.steps.map(({ id }) => id),
    'one cell for each step',
  )
  t.ok(
    cells.some(cell => cell.step === 'extra'),
    'the steps the program adds among them',
  )
})

t.test(
  'resolve() carries the declaration of every function and struct the steps use, and no other',
  async t => {
    const { plan } = resolve(probe, laneOf('wine', 'x64', 'native'), device, 'as-they-come')
    t.same(
      Object.keys(plan.abi.functions).sort(),
      [...new Set(plan.steps.map(item => item.function))].sort(),
    )
    t.equal(
      bytesOf(plan.abi.functions.PurgeComm?.parameters[0]?.declared ?? 'void', 8),
      4,
      'as the probe declares it',
    )
    for (const object of Object.values(plan.memory))
      if (object.kind === 'struct') t.ok(plan.abi.structs[object.struct], object.struct)
  },
)

t.test('resolve() takes the first claim that fits lane and step', async t => {
  const claimOf = (
    engine: 'wine' | 'sim',
    architecture: 'x64' | 'ia32',
    kernel: 'native' | 'tagged',
    id: string,
  ) =>
    resolve(probe, laneOf(engine, architecture, kernel), device, 'as-they-come').cells.find(
      cell => cell.step === id,
    )?.claim
  t.same(claimOf('wine', 'x64', 'native', 'open'), { verdicts: ['crashed'] })
  t.same(claimOf('sim', 'x64', 'native', 'open'), { verdicts: ['tolerated'] })
  t.same(claimOf('sim', 'x64', 'tagged', 'file-type'), {
    verdicts: ['invalid-handle'],
    causes: ['tag-lost'],
  })
  t.equal(claimOf('sim', 'ia32', 'tagged', 'file-type'), undefined)
})

t.test('resolve() says why a wrong declaration may do no harm, never for the control', async t => {
  const luckIn = (item: Probe, architecture: 'x64' | 'ia32') =>
    resolve(item, laneOf('sim', architecture, 'native'), device, 'as-they-come').cells.find(
      cell => cell.step === 'file-type',
    )?.harmless
  t.equal(luckIn(probe, 'x64'), 'kernel-handle')
  t.equal(luckIn(probe, 'ia32'), undefined)
  t.equal(luckIn(control, 'x64'), undefined)
})

t.test('resolve() says it of the steps that use the declaration, and of no other', async t => {
  const purge = defineProbe({
    ...probe,
    change: retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'uint32_t'),
  })
  const { cells, plan } = resolve(purge, laneOf('sim', 'x64', 'native'), device, 'as-they-come')
  t.same(
    cells.filter(cell => cell.harmless !== undefined).map(cell => cell.step),
    plan.steps.filter(item => item.function === 'PurgeComm').map(item => item.id),
  )
})

const ids = [
  {
    item: control,
    device: 'loopback',
    addresses: 'as-they-come',
    id: 'correct',
    control: 'correct',
  },
  {
    item: control,
    device: 'missing',
    addresses: 'as-they-come',
    id: 'correct@missing',
    control: 'correct@missing',
  },
  {
    item: control,
    device: 'pipe',
    addresses: 'above-4gib',
    id: 'correct@pipe@above-4gib',
    control: 'correct@pipe@above-4gib',
  },
  {
    item: { ...control, sequence: { ...serial, id: 'heap' } },
    device: 'none',
    addresses: 'as-they-come',
    id: 'correct@heap',
    control: 'correct@heap',
  },
  {
    item: probe,
    device: 'loopback',
    addresses: 'as-they-come',
    id: 'handle-cut',
    control: 'correct',
  },
  {
    item: probe,
    device: 'event',
    addresses: 'as-they-come',
    id: 'handle-cut@event',
    control: 'correct@event',
  },
  {
    item: probe,
    device: 'loopback',
    addresses: 'above-4gib',
    id: 'handle-cut@above-4gib',
    control: 'correct@above-4gib',
  },
] as const

for (const { item, device: kind, addresses, id, control: against } of ids) {
  t.test(
    `resolve() calls the scene ${kind}, ${addresses} of ${item.id} ${id} and holds it against ${against}`,
    async t => {
      const resolved = resolve(item, laneOf('sim', 'x64', 'native'), { kind, path: '' }, addresses)
      t.same([resolved.plan.id, resolved.control], [id, against])
    },
  )
}

t.test('controlFor() takes over the scene and nothing that is wrong', async t => {
  const made = controlFor(control, { ...probe, device: 'pipe', danger: 'memory' })
  t.same(
    [made.id, made.device, made.danger, made.change, made.sequence],
    ['correct', 'pipe', 'none', unchanged, serial],
  )
})
