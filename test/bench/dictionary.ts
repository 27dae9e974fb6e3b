import { availableParallelism } from 'node:os'
import { enumerateFaults, isFaultAt } from '../../src/dictionary/enumerate.ts'
import { probesOf } from '../../src/dictionary/fault-probes.ts'
import type { Fault } from '../../src/dictionary/fault.ts'
import { confirmations, scenesPerChild } from '../../src/dictionary/measure.ts'
import { engines } from '../../src/lanes/engines/index.ts'
import type { Ready } from '../../src/lanes/engines/engine.ts'
import type { Probe } from '../../src/program/define-probe.ts'
import { loadProbes } from '../../src/program/load.ts'
import type { Lane } from '../../src/result/lane.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { planJobs, planScenes } from '../../src/measure/jobs.ts'
import { kernelChoices, lanesOf } from '../../src/measure/lanes.ts'
import { callLimitMs } from '../../src/measure/limits.ts'
import { runAll } from '../../src/measure/run-all.ts'
import { median, prepareLanes, startTogether, waitsOf } from './run.ts'

const silent = { planned: () => undefined, began: () => undefined, done: () => undefined }
/** Faults of one measurement, each twice as many as before. A real child costs a thousand times as much as a simulated one. */
const sizes = { sim: [100, 200, 400, 800], real: [50, 100, 200, 400] } as const

interface Timed {
  readonly faults: number
  readonly tookMs: number
  readonly children: number
  readonly waitsMs: number
}

/** So many faults, evenly out of all: every size has the same mixture. */
function sample(faults: readonly Fault[], size: number): readonly Fault[] {
  return Array.from(
    { length: Math.min(size, faults.length) },
    (_, index) => faults[Math.floor((index * faults.length) / size)],
  ).filter(fault => fault !== undefined)
}

function deathsIn(run: RunFile, kind: 'crashed' | 'timed-out'): number {
  return run.results.flatMap(({ cells }) => cells).filter(({ outcome }) => outcome.kind === kind)
    .length
}

async function timeFaults(lane: Lane, control: Probe, faults: readonly Fault[]): Promise<Timed> {
  const probes = faults.flatMap(fault => probesOf(fault, lane.pointerBytes))
  const jobs = 2 * availableParallelism()
  const began = performance.now()
  const run = await runAll({
    version: 'bench',
    lanes: [lane],
    engines,
    probes,
    control,
    jobs,
    scenesPerChild,
    confirmations,
    notice: () => undefined,
    progress: silent,
  })
  const tookMs = performance.now() - began
  const planned = planJobs(lane, planScenes(control, probes, undefined), scenesPerChild)
  // A simulated death ends a plan only; a real child that dies has to be replaced.
  if (lane.engine === 'sim')
    return { faults: faults.length, tookMs, children: planned.length, waitsMs: 0 }
  const hangs = confirmations.other * deathsIn(run, 'timed-out')
  return {
    faults: faults.length,
    tookMs,
    children: planned.length + confirmations.exception * deathsIn(run, 'crashed') + hangs,
    waitsMs: planned.reduce((sum, job) => sum + waitsOf(job), 0) + callLimitMs * hangs,
  }
}

/** Milliseconds for each fault more, from one size to the next. Preparing an engine and the controls are in every size, and drop out. */
function growth(timed: readonly Timed[]): string {
  return timed
    .slice(1)
    .map((larger, index) => {
      const smaller = timed[index] ?? larger
      return `${smaller.faults}-${larger.faults}: ${((larger.tookMs - smaller.tookMs) / (larger.faults - smaller.faults)).toFixed(2)}`
    })
    .join(', ')
}

async function benchLane(lane: Lane, ready: Ready, control: Probe): Promise<string> {
  const cores = availableParallelism()
  const starts = [await startTogether(ready, 2 * cores)]
  const faults = enumerateFaults().filter(fault => isFaultAt(fault, lane.pointerBytes))
  const timed: Timed[] = []
  for (const size of lane.engine === 'sim' ? sizes.sim : sizes.real) {
    timed.push(await timeFaults(lane, control, sample(faults, size)))
    starts.push(await startTogether(ready, 2 * cores))
  }
  const [small] = timed
  const large = timed.at(-1)
  if (!small || !large) return `  ${lane.id}: nothing measured`
  const more = large.faults - small.faults
  const tookMs = large.tookMs - small.tookMs
  const children = large.children - small.children
  const waitsMs = large.waitsMs - small.waitsMs
  const startMs = median(starts)
  const floorMs = children * startMs + waitsMs / (2 * cores)
  const ratio =
    floorMs > 0
      ? `${children} children more of ${startMs.toFixed(0)} ms (${2 * cores} at once, each its share), ${(waitsMs / 1000).toFixed(1)} s more of waits: floor ${(floorMs / 1000).toFixed(2)} s, ratio ${(tookMs / floorMs).toFixed(2)}`
      : 'no child more, no wait'
  return `  ${lane.id}: ${more} faults more in ${(tookMs / 1000).toFixed(2)} s, ${((1000 * more) / tookMs).toFixed(1)} a second; ${ratio}\n    ms for each fault more, ${growth(timed)}`
}

/** Faults a second in each lane that is here, as a ratio to the floor (children needed × their start, plus waits). A line as soon as it is known. */
export async function printDictionaryBench(print: (line: string) => void): Promise<void> {
  const [control] = await loadProbes()
  if (!control) throw new Error('No control')
  const lanes = lanesOf(['sim', 'wine'], ['x64', 'ia32'], kernelChoices)
  const ready = await prepareLanes(lanes)
  print('Fault dictionary')
  for (const lane of lanes) {
    const engine = ready.get(lane.id)
    if (engine) print(await benchLane(lane, engine, control))
  }
}
