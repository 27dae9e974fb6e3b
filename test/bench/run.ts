import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { engines } from '../../src/lanes/engines/index.ts'
import type { Engine, Ready } from '../../src/lanes/engines/engine.ts'
import type { EngineId, Lane } from '../../src/result/lane.ts'
import { defaultJobs } from '../../src/library/select.ts'
import { openCache } from '../../src/lanes/provision/cache.ts'
import { ensurePackage } from '../../src/lanes/provision/fetch-package.ts'
import { nodePackages } from '../../src/lanes/provision/packages.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { startChild } from '../../src/os/spawn.ts'
import type { Probe } from '../../src/program/define-probe.ts'
import { loadProbes } from '../../src/program/load.ts'
import { planJobs, planScenes, type Job } from '../../src/measure/jobs.ts'
import { kernelChoices, lanesOf } from '../../src/measure/lanes.ts'
import { launch } from '../../src/measure/launch.ts'
import { runAll, scenesPerChild } from '../../src/measure/run-all.ts'

const silent = { planned: () => undefined, began: () => undefined, done: () => undefined }
const starts = 5

/** The middle of some values. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}

function engineOf(id: EngineId): Engine {
  const all: Partial<Record<EngineId, Engine>> = engines
  const engine = all[id]
  if (!engine) throw new Error(`No engine ${id}`)
  return engine
}

/** The engines that are here, by lane. */
export async function prepareLanes(lanes: readonly Lane[]): Promise<Map<string, Ready>> {
  const ready = new Map<string, Ready>()
  for (const lane of lanes) {
    const engine = await engineOf(lane.engine).prepare(lane.architecture, () => undefined)
    if (engine.ready) ready.set(lane.id, engine)
  }
  return ready
}

/** What every child needs, and nothing else: node, and koffi in it. */
const bareScript = 'require(process.env.HANDLE_WIDTH_KOFFI || process.argv[2])\n'

/** A program that is started, with its arguments. */
type Start = (script: string, words: readonly string[]) => ReturnType<Ready['command']>

/** Milliseconds from the start to the end of a node of this engine that loads koffi and does nothing. */
async function bareStartTime(start: Start): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'handle-width-bench-'))
  const script = join(folder, 'bare.cjs')
  await writeFile(script, bareScript)
  const ownKoffi = createRequire(join(packageFolder, 'package.json')).resolve('koffi')
  const command = start(script, [ownKoffi])
  const times: number[] = []
  for (let count = 0; count <= starts; count++) {
    const output = join(folder, `${count}.txt`)
    const began = performance.now()
    const { exited } = startChild({ ...command, stdoutFile: output, stderrFile: output })
    const { exitCode } = await exited
    if (exitCode !== 0) throw new Error(`A bare node that loads koffi ends with ${exitCode}`)
    if (count > 0) times.push(performance.now() - began)
  }
  await rm(folder, { recursive: true, force: true })
  return median(times)
}

/** Milliseconds that each of `count` children takes when all start at once: the time of all, shared. What else the machine does is in it, as it is in what is held against it. */
export async function startTogether(ready: Ready, count: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'handle-width-bench-'))
  const began = performance.now()
  await Promise.all(
    Array.from({ length: count }, (_, index) => launch(ready, [], join(folder, `${index}`), {})),
  )
  const took = performance.now() - began
  await rm(folder, { recursive: true, force: true })
  return took / count
}

/** Milliseconds that the steps of a job wait by design. A simulation does not wait. */
export function waitsOf(job: Job): number {
  if (job.lane.engine === 'sim') return 0
  return job.probes
    .flatMap(({ plan }) => plan.steps)
    .reduce((sum, step) => sum + (step.waitMs ?? 0), 0)
}

/** The same of node.exe as it is published, without what `prepareForWine` saves. */
async function publishedStartTime(ready: Ready): Promise<number> {
  const folder = await ensurePackage(await openCache(), nodePackages.x64, () => undefined)
  const program = join(folder, 'bin', 'node.exe')
  return bareStartTime((script, words) => {
    if (!ready.start) throw new Error('This engine starts no other program')
    return ready.start(program, [ready.childPath(script), ...words])
  })
}

/** One default run of an engine against its floor: children × (bare node that loads koffi) ÷ cores + waits ÷ children at once. */
async function benchEngine(
  engine: EngineId,
  probes: readonly Probe[],
  control: Probe,
): Promise<string> {
  const lanes = lanesOf([engine], ['x64', 'ia32'], kernelChoices)
  const ready = await prepareLanes(lanes)
  const [first] = ready.values()
  if (!first) return `${engine}: not here`
  const cores = availableParallelism()
  const jobs = defaultJobs()
  const scenes = planScenes(control, probes, undefined)
  const work = lanes
    .filter(lane => ready.has(lane.id))
    .flatMap(lane => planJobs(lane, scenes, scenesPerChild))
  const startMs = await bareStartTime(first.command)
  const waitsMs = work.reduce((sum, job) => sum + waitsOf(job), 0)
  const floorOf = (oneMs: number): number => (work.length * oneMs) / cores + waitsMs / jobs
  const floorMs = floorOf(startMs)
  const publishedMs = engine === 'wine' ? await publishedStartTime(first) : undefined
  const began = performance.now()
  const recorded = await runAll({
    devices: {},
    version: 'bench',
    lanes,
    engines,
    probes,
    control,
    jobs,
    notice: () => undefined,
    progress: silent,
  })
  const tookMs = performance.now() - began
  return `${engine}: ${recorded.planned} cells, ${work.length} children, a bare node with koffi ${startMs.toFixed(0)} ms, ${cores} cores, waits of ${waitsMs} ms over ${jobs} at once: floor ${(floorMs / 1000).toFixed(2)} s, run ${(tookMs / 1000).toFixed(2)} s, ratio ${(tookMs / floorMs).toFixed(2)}, ${((tookMs - floorMs) / 1000).toFixed(2)} s beyond the floor${publishedMs === undefined ? '' : `; node.exe as it is published ${publishedMs.toFixed(0)} ms, floor with it ${(floorOf(publishedMs) / 1000).toFixed(2)} s, ratio ${(tookMs / floorOf(publishedMs)).toFixed(2)} (at most 1.3)`}`
}

/** A default run of each engine as a ratio to the floor measured in the same invocation. */
export async function benchRun(): Promise<string[]> {
  const probes = await loadProbes()
  const [control] = probes
  if (!control) throw new Error('No control')
  return [await benchEngine('sim', probes, control), await benchEngine('wine', probes, control)]
}
