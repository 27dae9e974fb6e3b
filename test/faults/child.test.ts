import { mkdirSync, rmSync } from 'node:fs'
import t, { type Test } from 'tap'
import type { Outcome } from '../../src/result/outcome.ts'
import { loadProbes } from '../../src/program/load.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { account, isMeasured, type Reported, type Tally } from './account.ts'
import { takeOwnPlace } from './own-place.ts'
import {
  alteredSim,
  behaviour,
  outcomes,
  provoke,
  scriptEngine,
  type Provoked,
} from './stub-engine.ts'

const [control] = await loadProbes()
const steps = control?.sequence.steps ?? []
const scope = takeOwnPlace(t)
const misbehaving = scriptEngine('misbehave.mjs')
const onlyOnce = scriptEngine('misbehave.mjs', { HANDLE_WIDTH_ONCE: '1' })

/** The stub moves no data, so a check of data says so; any other call of it ends well. */
function isWell({ kind }: Outcome): boolean {
  return kind === 'ok' || kind === 'wrong-data'
}

/** What has to be reported of a plan that misbehaves at a step: all well before, the outcome there, nothing after. */
function mustBe(step: string, at: number, there: Outcome): (outcome: Outcome) => boolean {
  const index = steps.findIndex(({ id }) => id === step)
  if (index < at) return isWell
  return index === at
    ? outcome => JSON.stringify(outcome) === JSON.stringify(there)
    : outcome => outcome.kind === 'not-reached' && outcome.after === steps[at]?.id
}

/** The step at which a plan misbehaves by its name, -1 for one that does not. */
function placeOf(probe: string): number {
  return Number(/-at-(\d+)$/.exec(probe)?.[1] ?? -1)
}

/** Which outcomes are true where plans misbehave as their names say, and `there` is what that looks like. */
function asNamed(there: (at: number) => Outcome): (cell: Reported) => boolean {
  return ({ probe, step, outcome }) =>
    placeOf(probe) < 0
      ? isWell(outcome)
      : mustBe(step, placeOf(probe), there(placeOf(probe)))(outcome)
}

/** Counts the plans that misbehaved, and holds all of them to what they must show. */
function check(
  t: Test,
  tally: Tally,
  provoked: Provoked,
  probes: readonly string[],
  there: (at: number) => Outcome,
): void {
  for (const probe of probes) {
    const at = placeOf(probe)
    const shown = outcomes(provoked, probe)
    t.same(shown[at], there(at), `${probe}: what the process died of`)
    if (shown[at]?.kind === there(at).kind) tally.provoked()
  }
  tally.reported(provoked.run, asNamed(there))
}

function limitAt(at: number): number {
  return 3000 + (steps[at]?.waitMs ?? 0) + (steps[at]?.until?.withinMs ?? 0)
}

function withLimit(outcome: Outcome): (at: number) => Outcome {
  return at => (outcome.kind === 'timed-out' ? { ...outcome, limitMs: limitAt(at) } : outcome)
}

/** Each step; in CI each third one and the last. */
const manyPlaces = steps
  .map((_, index) => index)
  .filter(at => at % often(1, 3) === 0 || at === steps.length - 1)

const everyStep: readonly { title: string; name: string; outcome: Outcome }[] = [
  {
    title: 'crash at every step',
    name: 'crash',
    outcome: { kind: 'crashed', exitCode: null, signal: 'SIGSEGV' },
  },
  {
    title: 'exit without a word at every step',
    name: 'exit',
    outcome: { kind: 'crashed', exitCode: 0, signal: null },
  },
  { title: 'hang at every step', name: 'hang', outcome: { kind: 'timed-out', limitMs: 3000 } },
]

for (const { title, name, outcome } of everyStep) {
  t.test(`a child may ${title}`, { timeout: hangMs }, t =>
    account(t, { area: 'child', fault: title }, scope, async tally => {
      const probes = manyPlaces.map(at => behaviour(`${name}-at-${at}`, 'claimed'))
      const provoked = await provoke(misbehaving, probes, name === 'hang' ? 40 : 8)
      check(
        t,
        tally,
        provoked,
        probes.map(({ id }) => id),
        withLimit(outcome),
      )
      t.same(provoked.faults, [])
    }),
  )
}

const single: readonly { title: string; name: string; outcome: Outcome; isCostly?: true }[] = [
  {
    title: 'abort',
    name: 'abort',
    outcome: { kind: 'crashed', exitCode: null, signal: 'SIGABRT' },
  },
  {
    title: 'exit with the code of an access violation',
    name: 'fail',
    outcome: { kind: 'crashed', exitCode: 5, signal: null },
  },
  {
    title: 'use up a processor without end',
    name: 'spin',
    outcome: { kind: 'timed-out', limitMs: 3000 },
    isCostly: true,
  },
  {
    title: 'flood its journal',
    name: 'flood',
    outcome: { kind: 'crashed', exitCode: null, signal: 'SIGKILL' },
    isCostly: true,
  },
  {
    title: 'print without end',
    name: 'print',
    outcome: { kind: 'crashed', exitCode: null, signal: 'SIGKILL' },
  },
  {
    title: 'write noise into its journal',
    name: 'noise',
    outcome: { kind: 'crashed', exitCode: 1, signal: null },
  },
  {
    title: 'die in the middle of a line',
    name: 'cut',
    outcome: { kind: 'crashed', exitCode: 5, signal: null },
  },
  {
    title: 'lose the descriptor of its journal',
    name: 'close',
    outcome: { kind: 'crashed', exitCode: 1, signal: null },
  },
  {
    title: 'begin a plan that nobody has planned',
    name: 'unknown',
    outcome: { kind: 'crashed', exitCode: 5, signal: null },
  },
]
const places = [0, 1, steps.length - 1]

for (const { title, name, outcome, isCostly } of single) {
  t.test(`a child may ${title}`, { timeout: hangMs }, t =>
    account(t, { area: 'child', fault: title }, scope, async tally => {
      const at = isCostly ? often(places, places.slice(0, 1)) : places
      const probes = at.map(index => behaviour(`${name}-at-${index}`, 'claimed'))
      check(
        t,
        tally,
        await provoke(misbehaving, probes),
        probes.map(({ id }) => id),
        withLimit(outcome),
      )
    }),
  )
}

const wellWhenDone = ({ outcome }: Reported): boolean => isWell(outcome)

t.test('a child whose journal is removed in mid-run is read to its end', t =>
  account(
    t,
    { area: 'child', fault: 'journal removed while it is written' },
    scope,
    async tally => {
      const provoked = await provoke(
        misbehaving,
        places.map(at => behaviour(`remove-at-${at}`, 'unclaimed')),
      )
      t.same(provoked.faults, [])
      tally.provoked(places.length)
      tally.reported(provoked.run, wellWhenDone)
    },
  ),
)

t.test(
  'a crash that no probe claims and that does not recur is not reported as an outcome, but mentioned',
  t =>
    account(
      t,
      { area: 'child', fault: 'die once, for no reason of the probe' },
      scope,
      async tally => {
        const names = ['crash', 'abort', 'exit', 'fail', 'cut', 'noise'].map(name => `${name}-at-7`)
        const provoked = await provoke(
          onlyOnce,
          names.map(id => behaviour(id, 'unclaimed')),
        )
        for (const id of names) {
          const said = provoked.notices.filter(notice =>
            notice.includes(`a child running ${id} died in ${steps[7]?.id} (`),
          )
          t.equal(said.length, 1, `${id}: the user is told of the death that is not in the result`)
          tally.provoked(said.length)
        }
        tally.reported(provoked.run, wellWhenDone)
      },
    ),
)

t.test('a crash that no probe claims and that recurs each time is reported', t =>
  account(t, { area: 'child', fault: 'die each time, claimed by no probe' }, scope, async tally => {
    const provoked = await provoke(misbehaving, [behaviour('fail-at-7', 'unclaimed')])
    check(t, tally, provoked, ['fail-at-7'], () => ({ kind: 'crashed', exitCode: 5, signal: null }))
    t.same(provoked.notices, [])
  }),
)

/** Everything of a run stands in the run file with the reason why it was not measured, and the reason is said. */
function checkNothingMeasured(t: Test, tally: Tally, provoked: Provoked, reason: RegExp): void {
  t.ok(
    provoked.faults.length > 0 && provoked.faults.every(fault => reason.test(fault)),
    'the harness says that it failed',
  )
  t.equal(provoked.run.lanes[0]?.status, 'dirty')
  tally.provoked(provoked.faults.length)
  tally.reported(
    provoked.run,
    ({ outcome }) => outcome.kind === 'not-declared' && reason.test(outcome.reason),
  )
}

const probe = behaviour('fine', 'unclaimed')

t.test('a child that dies before it says anything is given up, with its last message', t =>
  account(t, { area: 'child', fault: 'die before the first line' }, scope, async tally => {
    checkNothingMeasured(
      t,
      tally,
      await provoke(scriptEngine('never-starts.mjs'), [probe]),
      /before it reached a plan \(exit code 1\): Error: Cannot find the module/,
    )
  }),
)

t.test('a program that is gone is said to be', t =>
  account(t, { area: 'child', fault: 'node.exe missing' }, scope, async tally => {
    const gone = alteredSim(ready => ({
      ...ready,
      command: (script, words) => ({ ...ready.command(script, words), file: '/nowhere/node.exe' }),
    }))
    checkNothingMeasured(t, tally, await provoke(gone, [probe]), /could not be started: ENOENT/)
  }),
)

t.test('a program that goes away after its first start takes only what came after it', t =>
  account(t, { area: 'child', fault: 'node.exe missing after the start' }, scope, async tally => {
    let started = 0
    const real = scriptEngine('misbehave.mjs')
    const vanishing = {
      ...real,
      prepare: async () => {
        const state = await real.prepare('x64', () => undefined)
        return state.ready
          ? {
              ...state,
              command: (script: string, words: readonly string[]) => ({
                ...state.command(script, words),
                ...(started++ === 0 ? {} : { file: '/nowhere/node.exe' }),
              }),
            }
          : state
      },
    }
    const provoked = await provoke(
      vanishing,
      [behaviour('fine-a', 'unclaimed'), behaviour('fine-b', 'unclaimed')],
      1,
    )
    t.equal(provoked.faults.length, 2)
    tally.provoked(provoked.faults.length)
    tally.reported(provoked.run, cell =>
      cell.probe === 'correct'
        ? isMeasured(cell) && isWell(cell.outcome)
        : cell.outcome.kind === 'not-declared' && /ENOENT/.test(cell.outcome.reason),
    )
  }),
)

const journals: readonly { title: string; replace: (path: string) => string }[] = [
  { title: 'disk full at the first line', replace: () => '/dev/full' },
  {
    title: 'journal removed before it is opened',
    replace: path => {
      rmSync(path)
      return path
    },
  },
  {
    title: 'journal that is a folder',
    replace: path => {
      rmSync(path)
      mkdirSync(path)
      return path
    },
  },
]

for (const { title, replace } of journals) {
  t.test(`a child that meets a ${title} gives up and is not taken for a crash`, t =>
    account(t, { area: 'child', fault: title }, scope, async tally => {
      const spoilt = alteredSim(ready => ({
        ...ready,
        command: (script, words) =>
          ready.command(script, [words[0] ?? '', replace(words[1] ?? '')]),
      }))
      checkNothingMeasured(t, tally, await provoke(spoilt, [probe]), /could not write its journal/)
    }),
  )
}
