import { existsSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Ready } from '../../src/lanes/engines/engine.ts'
import { wine } from '../../src/lanes/engines/wine.ts'
import { loadProbes } from '../../src/program/load.ts'
import { startChild, type Child } from '../../src/os/spawn.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { needs } from '../support/require.ts'
import { until } from '../support/until.ts'
import { account, reportedCells, sameAs } from './account.ts'
import { waitForNone, type Scope } from './left-behind.ts'
import { takeOwnPlace, takeOwnWine } from './own-place.ts'
import { provoke } from './stub-engine.ts'
import { wineProcesses } from './wine-copy.ts'

const there = await wine.prepare('x64', () => undefined)
const need = {
  ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  timeout: hangMs,
}
const scope: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)
const cache = scope.cache ?? ''

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
const undisturbed = there.ready ? (await provoke(wine, probes)).run : undefined
const isTrue = undisturbed ? sameAs(undisturbed) : () => false

/** Kills the server of the copy. Whether there was one. */
function killServer(): boolean {
  const server = serverOf(cache)
  if (server === undefined) return false
  process.kill(server, 'SIGKILL')
  return true
}

t.test('a wineserver that is killed in mid-run changes nothing that is reported', need, t =>
  account(
    t,
    { area: 'kernel', fault: 'wineserver killed in mid-run, then another run' },
    scope,
    async tally => {
      let kills = 0
      const most = often(6, 2)
      for (let run = 1; kills < most && run <= 4 * most; run++) {
        let made = 0
        // At one of the calls that the run learns of, which one is left to chance.
        const provoked = await provoke(wine, probes, 2, undefined, () => {
          if (made === 0 && Math.random() < 0.3 && killServer()) made = 1
        })
        kills += made
        tally.provoked(made)
        tally.reported(provoked.run, isTrue)
        t.same(
          reportedCells(provoked.run).filter(cell => !isTrue(cell)),
          [],
          `run ${run}`,
        )
        t.same(provoked.faults, [])
      }
      t.equal(kills, most)
      // A server that was killed behind the last child is missed by nobody; the next run ends what served it.
      const { run } = await provoke(wine, probes)
      tally.reported(run, isTrue)
    },
  ),
)

function serverOf(folder: string): number | undefined {
  return wineProcesses(folder).find(({ name }) => name.startsWith('wineserver'))?.pid
}

const mostStarts = 3

/**
 * Starts a program that does nothing until it is ended, and waits until it is there. A server that was killed a moment
 * ago may take its next client with it, which is started again, as a run does.
 */
async function startIdle(t: Test, ready: Ready, starts = 1): Promise<Child> {
  const folder = t.testdir({
    'idle.mjs':
      'import { writeFileSync } from "node:fs"; writeFileSync(new URL("here", import.meta.url), ""); setInterval(() => undefined, 1000)',
  })
  const child = startChild({
    ...ready.command(join(folder, 'idle.mjs'), []),
    stdoutFile: devNull,
    stderrFile: devNull,
  })
  t.teardown(() => child.kill())
  let hasEnded = false
  const ended = child.exited.then(({ exitCode }) => {
    hasEnded = true
    return exitCode
  })
  await until(() => hasEnded || existsSync(join(folder, 'here')))
  if (!hasEnded) return child
  if (starts === mostStarts) throw new Error(`it ended with ${await ended} before it was there`)
  return startIdle(t, ready, starts + 1)
}

async function readyWine(): Promise<Ready> {
  const prepared = await wine.prepare('x64', () => undefined)
  if (!prepared.ready) throw new Error(prepared.reason)
  return prepared
}

t.test('a child that hangs at its start costs no other run its server', need, async t => {
  const prepared = await readyWine()
  const child = await startIdle(t, prepared)
  const server = serverOf(cache)
  await prepared.restart?.(true)
  t.equal(serverOf(cache), server, 'a server at which programs start goes on')

  if (server === undefined) throw new Error('no server')
  process.kill(server, 'SIGSTOP')
  await prepared.restart?.(true)
  t.not(serverOf(cache), server, 'one at which none start is ended')
  await child.exited
  await startIdle(t, prepared)
})

t.test(
  'what a killed server leaves is ended as well when a child has started the next one',
  need,
  async t => {
    const prepared = await readyWine()
    // A server that waits for its end would take its services with it.
    const old = serverOf(cache)
    if (old !== undefined) process.kill(old, 'SIGKILL')
    await until(() => serverOf(cache) === undefined)
    await prepared.restart?.(false)
    const killed = serverOf(cache)
    if (killed === undefined) throw new Error('no server')
    const served = wineProcesses(cache)
      .map(({ pid }) => pid)
      .filter(pid => pid !== killed)
    const left = () => wineProcesses(cache).filter(({ pid }) => served.includes(pid))
    process.kill(killed, 'SIGKILL')
    await until(() => serverOf(cache) === undefined)

    const child = await startIdle(t, prepared)
    const next = serverOf(cache)
    t.not(next, undefined, 'the child has a server')
    t.ok(left().length > 0, `${left().length} services outlived their own`)

    await prepared.restart?.(false)
    await until(() => left().length === 0)
    t.same(left(), [])
    t.equal(serverOf(cache), next, 'the server of the child goes on')
    await child.kill()
    t.same(await waitForNone(scope), [])
  },
)
