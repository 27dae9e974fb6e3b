import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { account } from './account.ts'
import {
  begun,
  checkRun,
  makeModel,
  makePlace,
  startRun,
  type Place,
  type Started,
} from './command-runs.ts'
import { hasWine, laneCases } from './lane-cases.ts'
import { livingOf, type Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'

const place: Scope = hasWine ? await takeOwnWine(t) : takeOwnPlace(t)

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

for (const { where: title, words, need } of laneCases) {
  t.test(
    `a machine that sleeps in the middle of a run changes nothing, ${title}`,
    { ...need, timeout: hangMs },
    t => {
      const where = makePlace(place)
      return account(
        t,
        { area: 'clock', fault: `asleep for longer than any deadline, ${title}` },
        where,
        async tally => {
          const model = await makeModel(t, place, words)
          for (let round = 0, hits = 0; hits === 0 && round < 5; round++) {
            const runs = Array.from({ length: 2 }, () => startRun(where, words))
            await Promise.all(runs.map(run => begun(where, run)))
            for (let time = 0; time < often(2, 1); time++) {
              await wait(Math.random() * 400)
              const asleep = await sleep(where, runs)
              hits += asleep
              tally.provoked(asleep)
            }
            for (const run of runs) await checkRun(t, tally, model, run)
          }
        },
      )
    },
  )
}
