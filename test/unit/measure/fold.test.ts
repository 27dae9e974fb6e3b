import t from 'tap'
import { callUnderWay, fold, type ChildEnd } from '../../../src/measure/fold.ts'
import { journalOf } from '../../support/measure/journals.ts'
import { plans } from '../../support/measure/small-plans.ts'

const violated: ChildEnd = { kind: 'exited', exitCode: 5, signal: null }
const killed: ChildEnd = { kind: 'exited', exitCode: null, signal: 'SIGKILL' }
const silent: ChildEnd = { kind: 'exited', exitCode: 0, signal: null }
const hung: ChildEnd = { kind: 'timed-out', limitMs: 3000 }
const missing: ChildEnd = {
  kind: 'not-started',
  reason: 'the process could not be started: ENOENT',
}

interface Case {
  readonly journal: string
  readonly end: ChildEnd
  /** Outcome of each step of each plan the child had begun; absent plans are for a fresh child. */
  readonly first?: readonly string[]
  readonly second?: readonly string[]
}

const allOk = ['ok', 'ok', 'ok']
const cases: readonly Case[] = [
  { journal: 'clean', end: silent, first: allOk, second: allOk },
  {
    journal: 'died-in-a-call',
    end: violated,
    first: allOk,
    second: ['ok', 'crashed 5 null', 'not-reached purge'],
  },
  {
    journal: 'died-in-a-call',
    end: killed,
    first: allOk,
    second: ['ok', 'crashed null SIGKILL', 'not-reached purge'],
  },
  {
    journal: 'died-in-a-call',
    end: silent,
    first: allOk,
    second: ['ok', 'crashed 0 null', 'not-reached purge'],
  },
  {
    journal: 'died-in-a-call',
    end: hung,
    first: allOk,
    second: ['ok', 'timed-out 3000', 'not-reached purge'],
  },
  {
    journal: 'died-between-two-calls',
    end: violated,
    first: ['ok', 'crashed 5 null', 'not-reached purge'],
  },
  {
    journal: 'died-before-the-first-call',
    end: violated,
    first: ['crashed 5 null', 'not-reached open', 'not-reached open'],
  },
  { journal: 'died-after-the-last-call', end: violated, first: allOk },
  { journal: 'died-between-two-plans', end: violated, first: allOk },
  { journal: 'died-at-start', end: missing },
  { journal: 'said-hello-and-died', end: violated },
  {
    journal: 'cut-in-mid-line',
    end: violated,
    first: ['ok', 'crashed 5 null', 'not-reached purge'],
  },
  {
    journal: 'cut-begin-line',
    end: killed,
    first: ['ok', 'crashed null SIGKILL', 'not-reached purge'],
  },
  { journal: 'noise-between-the-lines', end: silent, first: allOk, second: allOk },
  { journal: 'steps-nobody-planned', end: silent, first: allOk },
  { journal: 'goes-on-after-the-end', end: silent, first: allOk, second: allOk },
  {
    journal: 'rejected-and-skipped',
    end: silent,
    first: ['ffi-rejected Unexpected BigInt value', 'not-reached open', 'not-reached open'],
  },
  {
    journal: 'a-simulated-process-died',
    end: silent,
    first: allOk,
    second: ['crashed -1073741819 null', 'not-reached open', 'not-reached open'],
  },
  { journal: 'win32-error', end: silent, first: ['ok', `win32-error 6 ${0xc0000008}`, 'ok'] },
  {
    journal: 'lines-that-lack-fields',
    end: hung,
    first: ['timed-out 3000', 'not-reached open', 'not-reached open'],
  },
]

for (const { journal, end, first, second } of cases) {
  t.test(`fold() of ${journal}, ${Object.values(end).join(' ')}`, async t => {
    const folded = fold(plans, journalOf(journal), end)
    const words = (plan: string) =>
      folded.plans.get(plan)?.map(({ outcome }) => Object.values(outcome).map(String).join(' '))
    t.same(words('first'), first, 'the first plan')
    t.same(words('second'), second, 'the second plan')
    t.equal(folded.plans.has('unknown'), false)
  })
}

t.test(
  'fold() gives each plan that was begun one result a step, in order, at every cut of a journal',
  async t => {
    const lines = journalOf('clean')
    for (let length = 0; length <= lines.length; length++) {
      const folded = fold(plans, lines.slice(0, length), violated)
      for (const [id, results] of folded.plans) {
        const outcomes = results.map(({ outcome }) => outcome.kind)
        t.same(
          results.map(({ step }) => step),
          ['open', 'purge', 'close'],
          `${length} lines, ${id}`,
        )
        t.ok(outcomes.filter(kind => kind === 'crashed').length <= 1, 'a process dies once')
        t.notOk(outcomes.includes('not-declared'), 'each has an outcome')
      }
    }
  },
)

t.test('fold() keeps the end line of a call that returned, and the first hello', async t => {
  const folded = fold(plans, journalOf('win32-error'), silent)
  t.match(folded.plans.get('first')?.[1]?.end, { lastError: 6, ntStatus: 0xc0000008 })
  t.match(folded.hello?.environment, { node: 'v22.23.2' })
  t.equal(fold(plans, journalOf('died-at-start'), missing).hello, undefined)
})

t.test('fold() leaves a plan to a fresh child where this one gave up in it', async t => {
  for (const end of [
    missing,
    { kind: 'gave-up', reason: 'it could not write its journal' },
  ] as const) {
    t.same([...fold(plans, journalOf('died-in-a-call'), end).plans.keys()], ['first'], end.kind)
    t.same(
      [...fold(plans, journalOf('clean'), end).plans.keys()],
      ['first', 'second'],
      'what was done is done',
    )
    t.same([...fold(plans, journalOf('died-after-the-last-call'), end).plans.keys()], ['first'])
  }
})

t.test('callUnderWay() is the call that has begun and not ended', async t => {
  t.equal(callUnderWay([]), undefined)
  t.equal(callUnderWay(journalOf('died-in-a-call'))?.step, 'purge')
  t.equal(callUnderWay(journalOf('died-between-two-calls')), undefined)
  t.equal(callUnderWay(journalOf('clean')), undefined)
})
