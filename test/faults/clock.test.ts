import { pathToFileURL } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { wine } from '../../src/engine/wine.ts'
import { needs } from '../require.ts'
import { account } from './account.ts'
import { begun, checkRun, makeModel, makePlace, resultOf, startRun, type Place, type Started } from './command-runs.ts'
import { livingOf, type Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { childScript } from './stub-engine.ts'

const there = await wine.prepare('x64', () => undefined)
const place: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)

interface Case {
  readonly where: string
  readonly words: readonly string[]
  readonly need: { readonly skip?: string | false }
}

const cases: readonly Case[] = [
  { where: 'simulated', words: ['--engine', 'sim', '--arch', 'x64', '--quiet'], need: {} },
  { where: 'under Wine', words: ['--engine', 'wine', '--arch', 'x64', '--kernel', 'native', '--probe', 'correct', 'handle-u32', 'closed-handle', '--quiet'], need: needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`) }
]

const hourMs = 3_600_000
const jumpingClock = { NODE_OPTIONS: `--import=${pathToFileURL(childScript('jumping-clock.mjs')).href}` }

/** Longer than any call may take, so that all deadlines pass. */
const asleepMs = 5000

function signalAll(where: Place, signal: NodeJS.Signals, which: (pid: number) => boolean): void {
  // A second look finds what was started while the first one went round.
  for (let round = 0; round < 2; round++) {
    for (const { pid } of livingOf(where)) {
      try {
        if (which(pid)) process.kill(pid, signal)
      } catch {
        // It has ended.
      }
    }
  }
}

/** Stops the runs and everything that works for them for some seconds, the wineserver with them. Gives how many were at work. */
async function sleep(where: Place, runs: readonly Started[]): Promise<number> {
  const parents = runs.map(({ pid }) => pid)
  signalAll(where, 'SIGSTOP', () => true)
  await wait(asleepMs)
  // One that was stopped has not ended in the meantime.
  const atWork = runs.filter(run => !run.ended()).length
  // The children first: a wait of theirs may now end before the far end of the wire, in the parent, could answer.
  signalAll(where, 'SIGCONT', pid => !parents.includes(pid))
  await wait(300)
  signalAll(where, 'SIGCONT', () => true)
  return atWork
}

for (const { where: title, words, need } of cases) {
  t.test(`a clock that jumps by hours all the time changes nothing, ${title}`, { ...need, timeout: 280_000 }, t => {
    const where = makePlace(place)
    return account(t, { area: 'clock', fault: `clock set by hours, back and forth, ${title}` }, where, async tally => {
      const model = await makeModel(t, place, words)
      for (const run of Array.from({ length: 2 }, () => startRun(where, words, { environment: jumpingClock }))) {
        await checkRun(t, tally, model, run)
        const offMs = Math.abs(Date.parse(resultOf(run)?.meta.startedAt ?? '') - Date.now())
        if (offMs > hourMs) tally.provoked()
      }
    })
  })

  t.test(`a machine that sleeps in the middle of a run changes nothing, ${title}`, { ...need, timeout: 280_000 }, t => {
    const where = makePlace(place)
    return account(t, { area: 'clock', fault: `asleep for longer than any deadline, ${title}` }, where, async tally => {
      const model = await makeModel(t, place, words)
      for (let round = 0, hits = 0; hits === 0 && round < 5; round++) {
        const runs = Array.from({ length: 3 }, () => startRun(where, words))
        await Promise.all(runs.map(run => begun(where, run)))
        for (let time = 0; time < 3; time++) {
          await wait(Math.random() * 400)
          const asleep = await sleep(where, runs)
          hits += asleep
          tally.provoked(asleep)
        }
        for (const run of runs) await checkRun(t, tally, model, run)
      }
    })
  })
}
