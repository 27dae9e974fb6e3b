import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import t, { type Test } from 'tap'
import type { Outcome } from '../../src/result/outcome.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { markName, openTerminals, temporaryFolders, waitForNone } from './left-behind.ts'
import { recordFault } from './record-fault.ts'
import { alteredSim, behaviour, lostCells, outcomes, provoke, scriptEngine, type Provoked } from './stub-engine.ts'

const [control] = await loadProbes()
const steps = control?.sequence.steps ?? []
const mark = randomUUID()
const misbehaving = scriptEngine('misbehave.mjs', { [markName]: mark })
const onlyOnce = scriptEngine('misbehave.mjs', { [markName]: mark, HANDLE_WIDTH_ONCE: '1' })

const foldersBefore = temporaryFolders()

/** What is still there of a run that has ended. */
async function leftBehind(t: Test): Promise<number> {
  const processes = await waitForNone(mark)
  t.same(processes, [], 'no process is left')
  // Other tests work at the same time and have folders of their own, which are gone when they end.
  const own = temporaryFolders().filter(name => name.includes(`-${process.pid}-`))
  t.same(own, [], 'no temporary folder is left')
  t.equal(openTerminals(), 0, 'no pseudo terminal is left open')
  return processes.length + own.length + openTerminals()
}

/** Holds a plan that misbehaved at a step to what it must show: all well before, the outcome there, nothing after. */
function checkPlan(t: Test, provoked: Provoked, probe: string, at: number, there: Outcome): void {
  const shown = outcomes(provoked, probe)
  const id = steps[at]?.id ?? ''
  const expected = steps.map((_, index): Outcome => index < at ? { kind: 'ok' } : index === at ? there : { kind: 'not-reached', after: id })
  t.same(shown.map(({ kind }) => kind === 'wrong-data' ? 'ok' : kind), expected.map(({ kind }) => kind), `${probe}: before, at and after the step`)
  t.same(shown[at], there, `${probe}: what the process died of`)
}

const everyStep: readonly { title: string; name: string; outcome: Outcome }[] = [
  { title: 'crash at every step', name: 'crash', outcome: { kind: 'crashed', exitCode: null, signal: 'SIGSEGV' } },
  { title: 'exit without a word at every step', name: 'exit', outcome: { kind: 'crashed', exitCode: 0, signal: null } },
  { title: 'hang at every step', name: 'hang', outcome: { kind: 'timed-out', limitMs: 3000 } }
]

for (const { title, name, outcome } of everyStep) {
  t.test(`a child may ${title}`, { timeout: 280_000 }, async t => {
    const probes = steps.map((_, index) => behaviour(`${name}-at-${index}`, 'claimed'))
    const provoked = await provoke(misbehaving, probes, name === 'hang' ? 40 : 8)
    for (const index of steps.keys()) {
      const waits = steps[index]
      const limitMs = 3000 + (waits?.waitMs ?? 0) + (waits?.until?.withinMs ?? 0)
      checkPlan(t, provoked, `${name}-at-${index}`, index, outcome.kind === 'timed-out' ? { ...outcome, limitMs } : outcome)
    }
    t.equal(lostCells(provoked), 0, 'planned = reported')
    t.same(provoked.faults, [])
    recordFault({ area: 'child', fault: title, provoked: steps.length, lost: lostCells(provoked), left: await leftBehind(t) })
  })
}

const single: readonly { title: string; name: string; outcome: Outcome }[] = [
  { title: 'abort', name: 'abort', outcome: { kind: 'crashed', exitCode: null, signal: 'SIGABRT' } },
  { title: 'exit with the code of an access violation', name: 'fail', outcome: { kind: 'crashed', exitCode: 5, signal: null } },
  { title: 'use up a processor without end', name: 'spin', outcome: { kind: 'timed-out', limitMs: 3000 } },
  { title: 'flood its journal', name: 'flood', outcome: { kind: 'crashed', exitCode: null, signal: 'SIGKILL' } },
  { title: 'print without end', name: 'print', outcome: { kind: 'crashed', exitCode: null, signal: 'SIGKILL' } },
  { title: 'write noise into its journal', name: 'noise', outcome: { kind: 'crashed', exitCode: 1, signal: null } },
  { title: 'die in the middle of a line', name: 'cut', outcome: { kind: 'crashed', exitCode: 5, signal: null } },
  { title: 'lose the descriptor of its journal', name: 'close', outcome: { kind: 'crashed', exitCode: 1, signal: null } },
  { title: 'begin a plan that nobody has planned', name: 'stranger', outcome: { kind: 'crashed', exitCode: 5, signal: null } }
]
const places = [0, 1, steps.length - 1]

for (const { title, name, outcome } of single) {
  t.test(`a child may ${title}`, { timeout: 120_000 }, async t => {
    const provoked = await provoke(misbehaving, places.map(at => behaviour(`${name}-at-${at}`, 'claimed')))
    for (const at of places) {
      const limitMs = 3000 + (steps[at]?.waitMs ?? 0)
      checkPlan(t, provoked, `${name}-at-${at}`, at, outcome.kind === 'timed-out' ? { ...outcome, limitMs } : outcome)
    }
    t.equal(lostCells(provoked), 0, 'planned = reported')
    recordFault({ area: 'child', fault: title, provoked: places.length, lost: lostCells(provoked), left: await leftBehind(t) })
  })
}

t.test('a child whose journal is removed in mid-run is read to its end', async t => {
  const provoked = await provoke(misbehaving, places.map(at => behaviour(`remove-at-${at}`, 'unclaimed')))
  for (const at of places) t.same([...new Set(outcomes(provoked, `remove-at-${at}`).map(({ kind }) => kind))].filter(kind => kind !== 'wrong-data'), ['ok'], 'all its calls are known')
  t.same(provoked.faults, [])
  recordFault({ area: 'child', fault: 'journal removed while it is written', provoked: places.length, lost: lostCells(provoked), left: await leftBehind(t) })
})

t.test('a death that nobody claims and that does not come again is not believed', async t => {
  const names = ['crash', 'abort', 'exit', 'fail', 'cut', 'noise'].map(name => `${name}-at-7`)
  const provoked = await provoke(onlyOnce, names.map(id => behaviour(id, 'unclaimed')))
  for (const id of names) t.same(outcomes(provoked, id).filter(({ kind }) => kind !== 'ok' && kind !== 'wrong-data'), [], `${id}: the second child got through`)
  t.equal(lostCells(provoked), 0)
  recordFault({ area: 'child', fault: 'die once, for no reason of the probe', provoked: names.length, lost: lostCells(provoked), left: await leftBehind(t) })
})

t.test('a death that nobody claims and that comes each time is believed', async t => {
  const provoked = await provoke(misbehaving, [behaviour('fail-at-7', 'unclaimed')])
  checkPlan(t, provoked, 'fail-at-7', 7, { kind: 'crashed', exitCode: 5, signal: null })
  await leftBehind(t)
})

/** Everything of a run stands in the run file with the reason why it was not measured, and the reason is said. */
async function checkNothingMeasured(t: Test, provoked: Provoked, reason: RegExp): Promise<number> {
  const all = provoked.run.results.flatMap(({ ok, cells }) => [...ok.map(() => ''), ...cells.map(({ outcome }) => outcome.kind === 'not-declared' ? outcome.reason : outcome.kind)])
  t.equal(all.length, provoked.run.planned, 'planned = reported')
  t.same(all.filter(text => !reason.test(text)), [], 'each cell says why')
  t.ok(provoked.faults.length > 0 && provoked.faults.every(fault => reason.test(fault)), 'and the harness says that it failed')
  t.equal(provoked.run.lanes[0]?.status, 'dirty')
  return leftBehind(t)
}

const probe = behaviour('fine', 'unclaimed')

t.test('a child that dies before it says anything is given up, with its last words', async t => {
  const provoked = await provoke(scriptEngine('never-starts.mjs', { [markName]: mark }), [probe])
  const left = await checkNothingMeasured(t, provoked, /before it came to a plan \(exit code 1\): Error: Cannot find the module/)
  recordFault({ area: 'child', fault: 'die before the first line', provoked: provoked.faults.length, lost: 0, left })
})

t.test('a program that is gone is said to be', async t => {
  const gone = alteredSim(ready => ({ ...ready, command: (script, words) => ({ ...ready.command(script, words), file: '/nowhere/node.exe' }) }))
  const provoked = await provoke(gone, [probe])
  const left = await checkNothingMeasured(t, provoked, /could not be started: ENOENT/)
  recordFault({ area: 'child', fault: 'node.exe missing', provoked: provoked.faults.length, lost: 0, left })
})

t.test('a program that goes away after its first start takes only what came after it', async t => {
  let started = 0
  const real = scriptEngine('misbehave.mjs', { [markName]: mark })
  const vanishing = { ...real, prepare: async () => {
    const state = await real.prepare('x64', () => undefined)
    return state.ready ? { ...state, command: (script: string, words: readonly string[]) => ({ ...state.command(script, words), ...started++ === 0 ? {} : { file: '/nowhere/node.exe' } }) } : state
  } }
  const provoked = await provoke(vanishing, [behaviour('fine-a', 'unclaimed'), behaviour('fine-b', 'unclaimed')], 1)
  t.same(outcomes(provoked, 'correct').filter(({ kind }) => kind !== 'ok' && kind !== 'wrong-data'), [], 'what ran before is there')
  for (const id of ['fine-a', 'fine-b']) t.match(outcomes(provoked, id), steps.map(() => ({ kind: 'not-declared', reason: /ENOENT/ })))
  t.equal(provoked.faults.length, 2)
  recordFault({ area: 'child', fault: 'node.exe missing after the start', provoked: 2, lost: 0, left: await leftBehind(t) })
})

const journals: readonly { title: string; replace: (path: string) => string; reason: RegExp }[] = [
  { title: 'disk full at the first line', replace: () => '/dev/full', reason: /could not write its journal/ },
  { title: 'journal removed before it is opened', replace: path => { rmSync(path); return path }, reason: /could not write its journal/ },
  { title: 'journal that is a folder', replace: path => { rmSync(path); mkdirSync(path); return path }, reason: /could not write its journal/ }
]

for (const { title, replace, reason } of journals) {
  t.test(`a child that meets a ${title} gives up and is not taken for a crash`, async t => {
    const spoilt = alteredSim(ready => ({ ...ready, command: (script, words) => ready.command(script, [words[0] ?? '', replace(words[1] ?? '')]) }))
    const provoked = await provoke(spoilt, [probe])
    const left = await checkNothingMeasured(t, provoked, reason)
    recordFault({ area: 'child', fault: title, provoked: provoked.faults.length, lost: 0, left })
  })
}

t.test('nothing of these tests is left', async t => {
  t.same(temporaryFolders().filter(name => !foldersBefore.includes(name) && name.includes(`-${process.pid}-`)), [])
})
