import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Plan } from '../../../../src/program/plan.ts'
import { cellsOf } from '../../../../src/result/cells.ts'
import { parseRun } from '../../../../src/result/read-run.ts'
import type { Replayed } from '../../../../src/measure/replay.ts'
import { driveOutsideCi } from '../../../support/cli/drive.ts'
import { folderForFile } from '../../../support/temporary-folders.ts'

const folder = folderForFile()
const plans = join(folder, 'plans')
const recorded = join(folder, 'run.json')
const probes = ['correct', 'overlapped-32', 'sentinel-u32', 'heap-i32']

await t.test('run --save-plans keeps each plan under its lane', async t => {
  const { stderr } = await driveOutsideCi([
    'run',
    '--engine',
    'sim',
    '--quiet',
    '--save',
    recorded,
    '--save-plans',
    plans,
    '--probe',
    ...probes,
  ])
  t.equal(stderr, '')
  t.same(readdirSync(plans).sort(), ['sim-ia32', 'sim-ia32-tagged', 'sim-x64', 'sim-x64-tagged'])
  for (const probe of probes)
    t.ok(readdirSync(join(plans, 'sim-x64')).includes(`${probe}.json`), probe)
})

function planFile(lane: string, probe: string): string {
  return join(plans, lane, `${probe}.json`)
}

for (const [lane, probe] of [
  ['sim-x64', 'correct'],
  ['sim-x64-tagged', 'overlapped-32'],
  ['sim-ia32', 'sentinel-u32'],
  ['sim-x64', 'heap-i32'],
] as const) {
  t.test(`replay of ${probe} on ${lane} ends as the run did`, async t => {
    const { exitCode, stdout, stderr } = await driveOutsideCi([
      'replay',
      planFile(lane, probe),
      '--json',
    ])
    t.equal(exitCode, 0, stderr)
    const replayed = JSON.parse(stdout) as Replayed & { readonly lane: string }
    t.equal(replayed.lane, lane)
    const result = parseRun(readFileSync(recorded, 'utf8'), 'run').results.find(
      one => one.lane === lane && one.probe === probe,
    )
    const expected = result ? cellsOf(result) : new Map<string, never>()
    t.equal(replayed.steps.length, expected.size)
    t.same(
      Object.fromEntries(replayed.steps.map(({ step, outcome }) => [step, outcome])),
      Object.fromEntries([...expected].map(([step, { outcome }]) => [step, outcome])),
    )
  })
}

t.test('replay tells people value, error, status and cause of each step', async t => {
  const { exitCode, stdout } = await driveOutsideCi([
    'replay',
    planFile('sim-x64', 'overlapped-32'),
  ])
  t.equal(exitCode, 0)
  t.match(stdout, /^ {2}read +ReadFile +0x0 +6 +C0000008 +invalid handle, struct-layout$/m)
  t.match(stdout, /^ {2}read-result +GetOverlappedResult +not reached after read$/m)
  t.match(stdout, /- struct-layout: the event was taken from another place/)
})

interface Refused {
  readonly title: string
  readonly words?: readonly string[]
  readonly change: (plan: Record<keyof Plan, unknown>) => string | undefined
  readonly says: RegExp
}

const refused: readonly Refused[] = [
  {
    title: 'a plan for a disk',
    change: plan => {
      plan.device = { kind: 'loopback', path: '\\\\.\\PhysicalDrive0' }
      return undefined
    },
    says: /device\.path/,
  },
  {
    title: 'a plan for a lane that is not',
    change: plan => {
      plan.lane = 'beos-x64'
      return undefined
    },
    says: /"beos-x64" is none of this program/,
  },
  {
    title: 'a plan of another kernel than its lane',
    change: plan => {
      plan.kernel = { id: 'native', base: 'native' }
      return undefined
    },
    says: /pointerBytes and kernel are not those of the lane sim-x64/,
  },
  {
    title: 'a plan for a port of another machine',
    change: plan => {
      plan.device = { kind: 'com', path: '\\\\.\\COM3' }
      plan.memory = { ...(plan.memory as object), path: { kind: 'text', text: '\\\\.\\COM3' } }
      return undefined
    },
    says: /say which port to use with --port/,
  },
  {
    title: 'a port that is none',
    words: ['--port', '/etc/passwd'],
    change: () => undefined,
    says: /Not a COM port/,
  },
  {
    title: 'half a plan',
    change: plan => JSON.stringify(plan).slice(0, 1000),
    says: /not JSON, or it was cut/,
  },
  {
    title: 'a plan of lines that command the terminal',
    change: plan => {
      plan.id = '\u001b[2J::error::x'
      return undefined
    },
    says: /id: the name of a probe/,
  },
]

for (const { title, words = [], change, says } of refused) {
  t.test(`replay refuses ${title} in one sentence`, async t => {
    const plan = JSON.parse(readFileSync(planFile('sim-x64', 'correct'), 'utf8')) as Record<
      keyof Plan,
      unknown
    >
    const text = change(plan) ?? JSON.stringify(plan)
    const file = join(folder, 'hostile.json')
    writeFileSync(file, text)
    const { exitCode, stdout, stderr } = await driveOutsideCi(['replay', file, ...words])
    t.equal(exitCode, 2)
    t.equal(stdout, '')
    t.match(stderr, says)
    t.equal(stderr.split('\n').length, 1)
    t.notMatch(stderr, /\u001b|::/)
  })
}

t.test('replay of a file that is not there is refused in one sentence', async t => {
  const { exitCode, stderr } = await driveOutsideCi(['replay', join(folder, 'nothing.json')])
  t.equal(exitCode, 2)
  t.match(stderr, /there is no such file; save plans with/)
})

t.test('run --save-plans into a file is refused before anything runs', async t => {
  const { exitCode, stderr } = await driveOutsideCi([
    'run',
    '--engine',
    'sim',
    '--quiet',
    '--save-plans',
    join(recorded, 'deep'),
  ])
  t.equal(exitCode, 2)
  t.match(stderr, /Cannot write into the folder/)
})
