import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { provideDevice } from '../../src/lanes/devices/provide.ts'
import type { Engine } from '../../src/lanes/engines/engine.ts'
import type { EngineId } from '../../src/result/lane.ts'
import { sim } from '../../src/lanes/engines/sim.ts'
import { wine } from '../../src/lanes/engines/wine.ts'
import type { Probe } from '../../src/program/define-probe.ts'
import { loadProbes } from '../../src/program/load.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { execute, type Executed } from '../../src/measure/execute.ts'
import { onDevice, planJobs, planScenes, type Job } from '../../src/measure/jobs.ts'
import { laneOf } from '../../src/measure/lanes.ts'
import { inParallel } from '../../src/os/parallel.ts'
import { record } from '../../src/measure/record.ts'
import { hangMs } from '../support/hang.ts'
import { often } from '../support/often.ts'
import { needs } from '../support/require.ts'
import { account, reportedCells, sameAs, type Reported } from './account.ts'
import type { Scope } from './left-behind.ts'
import { markChildren, takeOwnPlace, takeOwnWine } from './own-place.ts'
import { provoke } from './stub-engine.ts'

const there = await wine.prepare('x64', () => undefined)
const place: Scope = there.ready ? await takeOwnWine(t) : takeOwnPlace(t)

const all = await loadProbes()
const harmless = ['handle-u32', 'closed-handle']
/** Calls of theirs write where they were not told to. */
const writers = ['overlapped-address-u32', 'pyserial-2.5', 'upper-half-garbage-fifth']

function probesOf(ids: readonly string[]): Probe[] {
  return ids.map(id => {
    const probe = all.find(item => item.id === id)
    if (!probe) throw new Error(`There is no probe ${id}`)
    return probe
  })
}

/** Every order of some items. */
function ordersOf<T>(items: readonly T[]): T[][] {
  return items.length === 0
    ? [[]]
    : items.flatMap((item, index) =>
        ordersOf(items.toSpliced(index, 1)).map(rest => [item, ...rest]),
      )
}

/** Of orders all; in CI some, so that each of the items is the first of one. */
function someOf<T>(orders: readonly T[][]): readonly T[][] {
  const items = orders[0]?.length ?? 0
  const first = orders.length / items
  return orders.filter((_, index) => index % often(1, first) === 0)
}

/** Holds the harmless probes of a run to what they did where nothing else ran; of the others it is enough that they were measured. */
function asAlone(alone: RunFile): (cell: Reported) => boolean {
  const isTrue = sameAs(alone)
  return cell =>
    cell.outcome.kind !== 'not-declared' &&
    (![...harmless, 'correct'].includes(cell.probe) || isTrue(cell))
}

/** Says which cells differ. */
function check(t: Test, run: RunFile, isTrue: (cell: Reported) => boolean, title: string): void {
  t.same(
    reportedCells(run).filter(cell => !isTrue(cell)),
    [],
    title,
  )
}

t.test('ordersOf() gives each order once', async t => {
  t.equal(new Set(ordersOf([1, 2, 3, 4]).map(String)).size, 24)
})

t.test(
  'simulated, in one child: what overwrites memory changes no other result, in every order',
  { timeout: hangMs },
  t =>
    account(
      t,
      {
        area: 'memory',
        fault: 'memory overwritten before harmless probes, every order in one simulated child',
      },
      place,
      async tally => {
        const { run: alone } = await provoke(sim, probesOf(harmless))
        const isTrue = asAlone(alone)
        const orders = someOf(ordersOf([...harmless, ...writers.slice(0, 2)]))
        await inParallel(orders, 4, async order => {
          const { run } = await provoke(sim, probesOf(order))
          tally.provoked()
          tally.reported(run, isTrue)
          check(t, run, isTrue, order.join(', '))
        })
      },
    ),
)

/** Runs jobs one after another in the given order, as a run does that may start one child at a time. */
async function runInOrder(
  engine: Engine,
  id: EngineId,
  probes: readonly Probe[],
  reorder: (jobs: readonly Job[]) => readonly Job[],
  folder: string,
): Promise<RunFile> {
  const [control] = all
  const ready = await engine.prepare('x64', () => undefined)
  if (!control || !ready.ready) throw new Error('It cannot be run')
  const lane = laneOf(id, 'x64', 'native')
  const jobs = reorder(planJobs(lane, planScenes(control, probes, undefined), 12))
  const executed: Executed[] = []
  for (const [index, job] of jobs.entries()) {
    const provided = await provideDevice(job.device, ready, {})
    if ('reason' in provided) throw new Error(provided.reason)
    const result = await execute(
      ready,
      onDevice(job, provided.device),
      join(folder, `job-${index}`),
      {},
      async () => {
        provided.refresh?.()
      },
    )
    executed.push(...result.executed)
    await provided.release()
  }
  const planned = jobs
    .flatMap(job => job.probes)
    .reduce((sum, { plan }) => sum + plan.steps.length, 0)
  return record({
    version: '0.0.0',
    startedAt: new Date().toISOString(),
    durationMs: 0,
    planned,
    lanes: [{ lane, engine: ready, environment: { facts: {} } }],
    executed,
  })
}

const need = {
  ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  timeout: hangMs,
}

t.test('under Wine: what overwrites memory changes no other result, in every order', need, t =>
  account(
    t,
    { area: 'memory', fault: 'memory overwritten before harmless probes, every order under Wine' },
    place,
    async tally => {
      const folder = join(place.temporary, '..', 'orders')
      mkdirSync(folder)
      const engine = markChildren(wine)
      const alone = await runInOrder(
        engine,
        'wine',
        probesOf(harmless),
        jobs => jobs,
        join(folder, 'alone'),
      )
      const isTrue = asAlone(alone)
      const probes = probesOf([...harmless, ...writers.slice(0, 2)])
      // The harmless ones share a child, each of the others has its own.
      const orders = someOf(ordersOf([0, 1, 2]))
      await inParallel(orders, 6, async order => {
        const run = await runInOrder(
          engine,
          'wine',
          probes,
          jobs => {
            const shared = jobs.filter(job =>
              job.probes.some(({ probe }) => harmless.includes(probe.id)),
            )
            const own = jobs.filter(job =>
              job.probes.some(
                ({ probe, plan }) =>
                  writers.includes(probe.id) && plan.addresses === 'as-they-come',
              ),
            )
            const rest = jobs.filter(job => !shared.includes(job) && !own.includes(job))
            t.equal(shared.length, 1)
            t.equal(own.length, 2)
            return [...rest, ...order.flatMap(index => [...shared, ...own][index] ?? [])]
          },
          join(folder, order.join('')),
        )
        tally.provoked()
        tally.reported(run, isTrue)
        check(t, run, isTrue, order.join(', '))
      })
    },
  ),
)
