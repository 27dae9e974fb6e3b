import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { engines } from '../../src/lanes/engines/index.ts'
import type { Engine } from '../../src/lanes/engines/engine.ts'
import { wine } from '../../src/lanes/engines/wine.ts'
import { loadProbes } from '../../src/program/load.ts'
import { processNumbers } from '../../src/os/processes.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { needs } from '../support/require.ts'
import { account, reportedCells, sameAs, type Tally } from './account.ts'
import type { Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { alteredSim, provoke, type Provoked } from './stub-engine.ts'

/** Children of this process that run the child of this package. Linux. */
function children(): number[] {
  return processNumbers().filter(pid => {
    try {
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
      return (
        Number(parent) === process.pid &&
        /child[\\/]main\.js/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      )
    } catch {
      return false
    }
  })
}

/** Kills children of this process, each after a random part of its life, until told to stop. Never one more than `most`. */
async function killAtRandom(
  most: number,
  longestMs: number,
  going: () => boolean,
): Promise<number> {
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

const probes = (await loadProbes()).filter(({ id }) =>
  [
    'correct',
    'handle-u32',
    'upper-half-garbage',
    'sentinel-u32',
    'closed-handle',
    'wrong-kind',
  ].includes(id),
)

async function provokeKills(
  engine: Engine,
  most: number,
  longestMs: number,
): Promise<{ kills: number; provoked: Provoked }> {
  let going = true
  const killer = killAtRandom(most, longestMs, () => going)
  const provoked = await provoke(engine, probes, 4)
  going = false
  return { kills: await killer, provoked }
}

/** Runs an engine again and again until `most` children were killed; each run has to report what an undisturbed one reports. */
async function killMany(
  t: Test,
  tally: Tally,
  engine: Engine,
  most: number,
  longestMs: number,
): Promise<void> {
  const { run: undisturbed } = await provoke(engine, probes)
  const isTrue = sameAs(undisturbed)
  let kills = 0
  for (let run = 1; kills < most && run <= 4 * most; run++) {
    const { kills: made, provoked } = await provokeKills(
      engine,
      Math.min(2, most - kills),
      longestMs,
    )
    kills += made
    tally.provoked(made)
    tally.reported(provoked.run, isTrue)
    t.same(
      reportedCells(provoked.run).filter(cell => !isTrue(cell)),
      [],
      `run ${run}, ${made} kills`,
    )
    t.same(provoked.faults, [])
  }
  t.equal(kills, most)
}

const there = await wine.prepare('x64', () => undefined)
const scope: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)

t.test('kills at random moments change nothing that is reported', { timeout: hangMs }, t =>
  account(t, { area: 'child', fault: 'killed from outside at a random moment' }, scope, tally =>
    killMany(
      t,
      tally,
      alteredSim(ready => ready),
      often(100, 12),
      250,
    ),
  ),
)

t.test(
  'kills of children under Wine change nothing that is reported',
  {
    ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
    timeout: hangMs,
  },
  t =>
    account(t, { area: 'child', fault: 'killed under Wine at a random moment' }, scope, tally =>
      killMany(t, tally, engines.wine, often(12, 3), 1500),
    ),
)
