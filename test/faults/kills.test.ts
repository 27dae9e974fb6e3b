import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { engines } from '../../src/engine/index.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { wine } from '../../src/engine/wine.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { cellsOf } from '../../src/result/cells.ts'
import { needs } from '../require.ts'
import { temporaryFolders } from './left-behind.ts'
import { recordFault } from './record-fault.ts'
import { alteredSim, lostCells, provoke, type Provoked } from './stub-engine.ts'

/** Children of this process that run the child of this package. Linux. */
function children(): number[] {
  const found = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number)
  return found.filter(pid => {
    try {
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
      return Number(parent) === process.pid && /child[\\/]main\.js/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    } catch {
      return false
    }
  })
}

/** Kills children of this process, each after a random part of its life, until told to stop. Never one more than `most`. */
async function killAtRandom(most: number, longestMs: number, going: () => boolean): Promise<number> {
  let kills = 0
  while (going() && kills < most) {
    await wait(Math.random() * longestMs)
    const [pid] = children().sort(() => Math.random() - 0.5)
    if (pid === undefined) continue
    try {
      process.kill(pid, 'SIGKILL')
      kills++
    } catch {
      // It ended by itself.
    }
  }
  return kills
}

/** What a reader would see, without times and values. */
function seen({ run }: Provoked): string[] {
  return run.results.flatMap(result => [...cellsOf(result)].map(([step, { outcome }]) => `${result.lane} ${result.probe} ${step} ${outcome.kind} ${outcome.kind === 'win32-error' ? outcome.code : ''}`))
}

const probes = (await loadProbes()).filter(({ id }) => ['correct', 'handle-u32', 'upper-half-garbage', 'sentinel-u32', 'closed-handle', 'wrong-kind'].includes(id))

async function provokeKills(engine: Engine, most: number, longestMs: number): Promise<{ kills: number; provoked: Provoked }> {
  let going = true
  const killer = killAtRandom(most, longestMs, () => going)
  const provoked = await provoke(engine, probes, 4)
  going = false
  return { kills: await killer, provoked }
}

t.test('100 kills at random moments change nothing that is reported', { timeout: 280_000 }, async t => {
  const sim = alteredSim(ready => ready)
  const undisturbed = seen(await provoke(sim, probes))
  let kills = 0
  let lost = 0
  for (let run = 0; kills < 100 && run < 200; run++) {
    const { kills: made, provoked } = await provokeKills(sim, Math.min(2, 100 - kills), 250)
    kills += made
    lost += lostCells(provoked)
    t.same(seen(provoked), undisturbed, `run ${run + 1}, ${made} kills`)
    t.same(provoked.faults, [])
  }
  t.equal(kills, 100)
  t.equal(lost, 0)
  const left = [...children(), ...temporaryFolders().filter(name => name.includes(`-${process.pid}-`))]
  t.same(left, [])
  recordFault({ area: 'child', fault: 'killed from outside at a random moment', provoked: kills, lost, left: left.length })
})

const there = await wine.prepare('x64', () => undefined)

t.test('kills of children under Wine change nothing that is reported', { ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`), timeout: 280_000 }, async t => {
  const undisturbed = seen(await provoke(engines.wine, probes))
  let kills = 0
  let lost = 0
  for (let run = 0; kills < 12 && run < 30; run++) {
    const { kills: made, provoked } = await provokeKills(engines.wine, Math.min(2, 12 - kills), 1500)
    kills += made
    lost += lostCells(provoked)
    t.same(seen(provoked), undisturbed, `run ${run + 1}, ${made} kills`)
    t.same(provoked.faults, [])
  }
  t.equal(kills, 12)
  t.same(children(), [])
  recordFault({ area: 'child', fault: 'killed under Wine at a random moment', provoked: kills, lost, left: children().length })
})
