import t from 'tap'
import { interpret } from '../../../src/child/interpret.ts'
import { kernelFor } from '../../../src/child/kernels/index.ts'
import type { Plan } from '../../../src/program/plan.ts'
import { passAs } from '../../../src/program/changes.ts'
import type { Outcome } from '../../../src/result/outcome.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { fold } from '../../../src/measure/fold.ts'
import { endedStrictly } from '../../../src/measure/strict.ts'
import { memoryJournal, small, smallPlan } from '../../support/child/small-plan.ts'
import { commandLine } from '../../support/cli/command-line.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const endings: readonly (readonly [title: string, Outcome, boolean])[] = [
  [
    'the exception as Windows gives it',
    { kind: 'crashed', exitCode: 0xc0000008, signal: null },
    true,
  ],
  [
    'the exception as a signed number',
    { kind: 'crashed', exitCode: 0xc0000008 | 0, signal: null },
    true,
  ],
  ['the exception as Unix gives it', { kind: 'crashed', exitCode: 8, signal: null }, true],
  ['an access violation', { kind: 'crashed', exitCode: 0xc0000005, signal: null }, false],
  ['a signal', { kind: 'crashed', exitCode: null, signal: 'SIGKILL' }, false],
  ['error 6', { kind: 'win32-error', code: 6, status: 0xc0000008 }, false],
]

for (const [title, outcome, expected] of endings) {
  t.test(`endedStrictly() on ${title}`, async t => {
    t.equal(endedStrictly(outcome), expected)
  })
}

function outcomesOf(plan: Plan): Record<string, Outcome['kind']> {
  const journal = memoryJournal()
  interpret(plan, kernelFor(plan), journal)
  const { plans, strict } = fold([plan], journal.lines, {
    kind: 'exited',
    exitCode: 0,
    signal: null,
  })
  t.match(strict, { accepted: true })
  return Object.fromEntries(
    (plans.get(plan.id) ?? []).map(({ step, outcome }) => [step, outcome.kind]),
  )
}

t.test('a plan with strict checks ends in the first bad handle from its step on', async t => {
  const plan = smallPlan({
    steps: [small.open, small.purge, small.event, small.closeEvent],
    change: passAs({ types: ['HANDLE'] }, 'upper-garbage'),
  })
  t.same(outcomesOf({ ...plan, strictFrom: 'purge' }), {
    open: 'ok',
    purge: 'crashed',
    event: 'not-reached',
    'close-event': 'not-reached',
  })
  t.same(outcomesOf({ ...plan, strictFrom: 'close-event' }), {
    open: 'ok',
    purge: 'win32-error',
    event: 'ok',
    'close-event': 'crashed',
  })
})

t.test('a plan without a bad handle goes on under strict checks', async t => {
  t.same(
    outcomesOf({
      ...smallPlan({ steps: [small.open, small.purge, small.close] }),
      strictFrom: 'open',
    }),
    { open: 'ok', purge: 'ok', close: 'ok' },
  )
})

t.test('run --strict bears out the first failure of each function', async t => {
  const out = join(t.testdir(), 'run.json')
  const { exitCode } = await commandLine([
    'run',
    '--engine',
    'sim',
    '--arch',
    'x64',
    '--probe',
    'overlapped-32',
    '--strict',
    '--quiet',
    '--save',
    out,
  ])
  t.equal(exitCode, 0)
  const run = parseRun(readFileSync(out, 'utf8'), out)
  const confirmed = run.results.flatMap(({ lane, cells }) =>
    cells.flatMap(({ step, seen }) => (seen?.strict ? [[lane, step, seen.strict]] : [])),
  )
  t.same(confirmed, [
    ['sim-x64', 'read', 'confirmed'],
    ['sim-x64', 'wait-comm-event', 'confirmed'],
  ])
  t.match(run.lanes.find(({ id }) => id === 'sim-x64')?.environments[0], {
    strictHandles: 'an exception for each bad handle',
  })
})
