import t from 'tap'
import { retype, unchanged } from '../../../src/program/changes.ts'
import type { Probe } from '../../../src/program/define-probe.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'
import { onDevice, planJobs, planScenes, type Job, type Scene } from '../../../src/measure/jobs.ts'
import { laneOf } from '../../../src/measure/lanes.ts'

function probe(id: string, changes: Partial<Probe> = {}): Probe {
  return {
    id,
    title: id,
    mistake: 'arg-truncated',
    sequence: serial,
    device: 'loopback',
    change: unchanged,
    claims: [],
    danger: 'none',
    why: id,
    seenIn: [],
    ...changes,
  }
}

const control = probe('correct', { mistake: 'control' })
const cut = retype({ types: ['HANDLE'] }, 'uint32_t')
const heap = { ...serial, id: 'heap' }
const lane = laneOf('wine', 'x64', 'native')

function words(scenes: readonly Scene[]): string[] {
  return scenes.map(({ probe: { id }, device, addresses }) => `${id} ${device} ${addresses}`)
}

t.test('planScenes() puts the control of each scene first, once', async t => {
  const probes = [
    control,
    probe('a'),
    probe('b'),
    probe('c', { device: 'missing' }),
    probe('d', { sequence: heap, device: 'none', addresses: ['as-they-come', 'above-4gib'] }),
  ]
  t.same(words(planScenes(control, probes, undefined)), [
    'correct loopback as-they-come',
    'correct missing as-they-come',
    'correct none as-they-come',
    'correct none above-4gib',
    'a loopback as-they-come',
    'b loopback as-they-come',
    'c missing as-they-come',
    'd none as-they-come',
    'd none above-4gib',
  ])
})

t.test('planScenes() adds the controls that were not asked for, and no others', async t => {
  t.same(words(planScenes(control, [probe('c', { device: 'missing' })], undefined)), [
    'correct missing as-they-come',
    'c missing as-they-come',
  ])
  t.same(words(planScenes(control, [control], undefined)), ['correct loopback as-they-come'])
  t.same(words(planScenes(control, [], undefined)), [])
})

t.test(
  'planScenes() replaces the loopback by the devices the user named, and no other device',
  async t => {
    t.same(
      words(planScenes(control, [probe('a'), probe('c', { device: 'missing' })], ['com', 'event'])),
      [
        'correct com as-they-come',
        'correct event as-they-come',
        'correct missing as-they-come',
        'a com as-they-come',
        'a event as-they-come',
        'c missing as-they-come',
      ],
    )
  },
)

function jobWords(jobs: readonly Job[]): string[] {
  return jobs.map(job => `${job.device}: ${job.probes.map(({ plan }) => plan.id).join(' ')}`)
}

t.test('planJobs() gives the dangerous a child of their own and lets the others share', async t => {
  const scenes = planScenes(
    control,
    [
      probe('a'),
      probe('b', { danger: 'memory', change: cut }),
      probe('c', { device: 'missing' }),
      probe('d'),
      probe('e', { device: 'unplugged' }),
    ],
    undefined,
  )
  t.same(jobWords(planJobs(lane, scenes, 12)), [
    'loopback: correct a d',
    'missing: correct@missing c',
    'unplugged: correct@unplugged',
    'loopback: b',
    'unplugged: e',
  ])
})

t.test('planJobs() takes a probe for dangerous only where its declarations are wrong', async t => {
  const scenes = planScenes(control, [probe('a', { danger: 'memory', change: cut })], undefined)
  t.same(jobWords(planJobs(laneOf('wine', 'ia32', 'native'), scenes, 12)), ['loopback: correct a'])
})

t.test(
  'planJobs() puts a simulated lane into one child: a simulated process ends its plan only',
  async t => {
    const scenes = planScenes(
      control,
      [probe('a'), probe('b', { danger: 'memory' }), probe('c', { device: 'missing' })],
      undefined,
    )
    t.same(
      planJobs(laneOf('sim', 'x64', 'native'), scenes, 2).map(job =>
        job.probes.map(({ plan }) => plan.id),
      ),
      [['correct', 'correct@missing', 'a', 'b', 'c']],
    )
  },
)

t.test('planJobs() cuts a long list into even pieces and loses none', async t => {
  const scenes = planScenes(
    control,
    Array.from({ length: 24 }, (_, index) => probe(`p${index}`)),
    undefined,
  )
  const jobs = planJobs(lane, scenes, 12)
  t.same(
    jobs.map(job => job.probes.length),
    [9, 9, 7],
  )
  t.same(
    jobs.flatMap(job => job.probes.map(({ plan }) => plan.id)),
    ['correct', ...Array.from({ length: 24 }, (_, index) => `p${index}`)],
  )
})

t.test(
  'planJobs() keeps addresses apart, and knows no high ones where a pointer has 4 bytes',
  async t => {
    const scenes = planScenes(
      control,
      [probe('h', { sequence: heap, device: 'none', addresses: ['as-they-come', 'above-4gib'] })],
      undefined,
    )
    t.same(jobWords(planJobs(lane, scenes, 12)), [
      'none: correct@heap h',
      'none: correct@heap@above-4gib h@above-4gib',
    ])
    t.same(jobWords(planJobs(laneOf('wine', 'ia32', 'native'), scenes, 12)), [
      'none: correct@heap h',
    ])
  },
)

t.test('onDevice() gives every plan the device of the child', async t => {
  const [job] = planJobs(lane, planScenes(control, [probe('a')], undefined), 12)
  if (!job) throw new Error('no job')
  for (const { plan } of onDevice(job, { kind: 'loopback', path: '\\\\.\\COM40' })) {
    t.same(
      [plan.device, plan.memory['path'], plan.lane],
      [
        { kind: 'loopback', path: '\\\\.\\COM40' },
        { kind: 'text', text: '\\\\.\\COM40' },
        'wine-x64',
      ],
      plan.id,
    )
  }
})
