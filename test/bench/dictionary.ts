import { availableParallelism } from 'node:os'
import { enumerateFaults, isFaultAt, shard } from '../../src/dictionary/enumerate.ts'
import { probesOf } from '../../src/dictionary/fault-probes.ts'
import { scenesPerChild } from '../../src/dictionary/measure.ts'
import { engines } from '../../src/engine/index.ts'
import type { Ready } from '../../src/engine/engine.ts'
import type { Probe } from '../../src/probe/define-probe.ts'
import { loadProbes } from '../../src/probe/load.ts'
import type { Lane } from '../../src/result/lane.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { planJobs, planScenes } from '../../src/run/jobs.ts'
import { kernelChoices, lanesOf } from '../../src/run/lanes.ts'
import { callLimitMs } from '../../src/run/limits.ts'
import { runAll } from '../../src/run/run-all.ts'
import { prepareLanes, startTime } from './run.ts'

const silent = { planned: () => undefined, began: () => undefined, done: () => undefined }
/** Parts of the dictionary: a small one, and one four times as large. Their difference is what faults cost; preparing an engine is in both. */
const shards = [[1, 40], [1, 10]] as const

interface Timed {
  readonly faults: number
  readonly tookMs: number
  readonly children: number
  readonly waitsMs: number
}

function outcomesOf(run: RunFile, kind: 'crashed' | 'timed-out'): number {
  return run.results.flatMap(({ cells }) => cells).filter(({ outcome }) => outcome.kind === kind).length
}

/** A real child that dies has to be replaced; a simulated death ends a plan only. */
function childrenOf(lane: Lane, probes: readonly Probe[], control: Probe, run: RunFile): number {
  const planned = planJobs(lane, planScenes(control, probes, undefined), scenesPerChild).length
  return lane.engine === 'sim' ? planned : planned + outcomesOf(run, 'crashed') + outcomesOf(run, 'timed-out')
}

async function timeShard(lane: Lane, control: Probe, index: number, count: number): Promise<Timed> {
  const faults = shard(enumerateFaults().filter(fault => isFaultAt(fault, lane.pointerBytes)), index, count)
  const probes = faults.flatMap(fault => probesOf(fault, lane.pointerBytes))
  const began = performance.now()
  const run = await runAll({ version: 'bench', lanes: [lane], engines, probes, control, jobs: 2 * availableParallelism(), scenesPerChild, notice: () => undefined, progress: silent })
  const tookMs = performance.now() - began
  return { faults: faults.length, tookMs, children: childrenOf(lane, probes, control, run), waitsMs: lane.engine === 'sim' ? 0 : callLimitMs * outcomesOf(run, 'timed-out') }
}

async function benchLane(lane: Lane, ready: Ready, control: Probe): Promise<string> {
  const startMs = await startTime(ready)
  const timed: Timed[] = []
  for (const [index, count] of shards) timed.push(await timeShard(lane, control, index, count))
  const [small, large] = timed
  if (!small || !large) return `${lane.id}: nothing measured`
  const faults = large.faults - small.faults
  const children = large.children - small.children
  const waitsMs = large.waitsMs - small.waitsMs
  const tookMs = large.tookMs - small.tookMs
  const cores = availableParallelism()
  const floorMs = children * startMs / cores + waitsMs / (2 * cores)
  const ratio = floorMs > 0 ? (tookMs / floorMs).toFixed(2) : 'none: no child more'
  return `${lane.id}: ${small.faults} faults in ${(small.tookMs / 1000).toFixed(2)} s, ${large.faults} in ${(large.tookMs / 1000).toFixed(2)} s: ${(1000 * faults / tookMs).toFixed(1)} a second; ${children} children more of ${startMs.toFixed(0)} ms on ${cores} cores, ${waitsMs} ms more of waits: floor ${(floorMs / 1000).toFixed(2)} s, ratio ${ratio}`
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
