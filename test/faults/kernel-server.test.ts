import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { wine } from '../../src/engine/wine.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { hangMs } from '../hang.ts'
import { needs } from '../require.ts'
import { account, reportedCells, sameAs } from './account.ts'
import type { Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { provoke } from './stub-engine.ts'
import { wineProcesses } from './wine-copy.ts'

const there = await wine.prepare('x64', () => undefined)
const need = { ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`), timeout: hangMs }
const scope: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)
const cache = scope.cache ?? ''

const probes = (await loadProbes()).filter(({ id }) => ['correct', 'handle-u32', 'upper-half-garbage', 'sentinel-u32', 'closed-handle', 'wrong-kind'].includes(id))
const undisturbed = there.ready ? (await provoke(wine, probes)).run : undefined
const isTrue = undisturbed ? sameAs(undisturbed) : () => false

/** Kills the server of the copy at random moments. */
async function killServer(most: number, going: () => boolean): Promise<number> {
  let kills = 0
  while (going() && kills < most) {
    await wait(300 + Math.random() * 1500)
    const server = wineProcesses(cache).find(({ name }) => name.startsWith('wineserver'))
    if (!server || !going()) continue
    process.kill(server.pid, 'SIGKILL')
    kills++
  }
  return kills
}

t.test('a wineserver that is killed in mid-run changes nothing that is reported', need, t => account(t, { area: 'kernel', fault: 'wineserver killed in mid-run, then another run' }, scope, async tally => {
  let kills = 0
  for (let run = 1; kills < 6 && run <= 24; run++) {
    let going = true
    const killer = killServer(1, () => going)
    const provoked = await provoke(wine, probes, 2)
    going = false
    const made = await killer
    kills += made
    tally.provoked(made)
    tally.reported(provoked.run, isTrue)
    t.same(reportedCells(provoked.run).filter(cell => !isTrue(cell)), [], `run ${run}`)
    t.same(provoked.faults, [])
  }
  t.equal(kills, 6)
  // A server that was killed behind the last child is missed by nobody; the next run ends what served it.
  const { run } = await provoke(wine, probes)
  tally.reported(run, isTrue)
}))
