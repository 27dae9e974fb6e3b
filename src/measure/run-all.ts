import { devices } from '../devices/index.ts'
import { join } from 'node:path'
import type { DeviceChoice } from '../lanes/devices/choose.ts'
import { provideDevice, type NotProvided, type Provided } from '../lanes/devices/provide.ts'
import type { Named } from '../lanes/children/index.ts'
import type { Engine, Ready } from '../lanes/engines/engine.ts'
import type { EngineId, Lane } from '../result/lane.ts'
import type { Notice } from '../os/notice.ts'
import { dependsOnFfi, type Probe } from '../program/define-probe.ts'
import type { Resolved } from '../program/resolve.ts'
import type { RunFile } from '../result/run-file.ts'
import { usualHost } from '../hosts/index.ts'
import { prepareLanes, type PreparedLane } from './prepare-lanes.ts'
import { createExclusive } from '../os/exclusive.ts'
import {
  describeEnd,
  execute,
  notMeasured,
  partByLane,
  type Confirmations,
  type Executed,
} from './execute.ts'
import { longestFirst, onDevice, planJobs, planScenes, type Job, type Scene } from './jobs.ts'
import type { FfiMeasured } from '../result/ffi-measured.ts'
import { launch } from './launch.ts'
import { inParallel } from '../os/parallel.ts'
import { amountOf, followJob, type Progress } from './progress.ts'
import { savePlans } from './save-plans.ts'
import { record, resultOf, type LaneState } from './record.ts'
import { makeTemporary } from '../os/temporary.ts'
import { witness, type Witnessed } from './strict.ts'

/** What to measure in one invocation. */
export interface RunRequest {
  readonly version: string
  readonly lanes: readonly Lane[]
  readonly engines: Readonly<Partial<Record<EngineId, Engine>>>
  /** All probes that were asked for, with or without the control. */
  readonly probes: readonly Probe[]
  readonly control: Probe
  /** What is opened in place of the loopback, by engine; the loopback where absent. */
  readonly devices?: Readonly<Partial<Record<EngineId, DeviceChoice>>>
  /** Hosts other than the usual one run as well, but only probes whose verdict depends on the FFI. */
  readonly beside?: boolean
  /** Whether failing cells are run again under strict handle checks. */
  readonly strict?: boolean
  /** If present, each real lane also records what its FFI does with each declared type, before and after this many warm-up calls. */
  readonly ffiCalls?: number
  /** Programs named by the user in which children run. */
  readonly named?: Named
  /** How many children may run at once. */
  readonly jobs: number
  /** Where the plans are kept, so that they can be replayed. */
  readonly savePlans?: string
  /** How many scenes may share a child; a dozen by default. */
  readonly scenesPerChild?: number
  /** How often a crash that no probe claims must recur; three times by default. */
  readonly confirmations?: Confirmations
  readonly notice: Notice
  /** Receives a sentence for each part of the plan that the harness failed to measure. */
  readonly fault?: Notice
  /** Receives a sentence for each unclaimed crash that did not recur; defaults to `notice`. */
  readonly warn?: Notice
  readonly progress: Progress
}

/** Maximum number of scenes per child. The waits of a sequence add up, so a lane is split over several children that run in parallel. */
export const scenesPerChild = 12

interface Done {
  readonly lane: string
  readonly environment: LaneState['environment']
  readonly executed: readonly Executed[]
}

/** The placeholder device of a simulated lane, which has its own devices. */
const ownDevices: Provided = { device: { kind: 'none', path: '' }, release: async () => undefined }

/** Device sources that may use a port of the user, which only one job at a time can open. */
const portSources: readonly string[] = ['answering-port', 'silent-port', 'wire-or-port']

/** The port that a job needs exclusively. */
function portOf(request: RunRequest, { lane, device }: Job): string | undefined {
  return lane.engine !== 'sim' && portSources.includes(devices[device].source)
    ? request.devices?.[lane.engine]?.port
    : undefined
}

async function runJob(request: RunRequest, ready: Ready, job: Job, folder: string): Promise<Done> {
  const provided = job.lane.engine === 'sim' ? ownDevices : await provide(request, ready, job)
  if ('reason' in provided) return withoutDevice(job, provided.reason)
  try {
    return await runOn(request, ready, job, provided, folder)
  } finally {
    await provided.release()
  }
}

/** Makes the device of a job. Where the machine has no free terminal or port number, only this job fails. */
async function provide(
  request: RunRequest,
  ready: Ready,
  job: Job,
): Promise<Provided | NotProvided> {
  try {
    return await provideDevice(job.device, ready, request.devices?.[job.lane.engine] ?? {})
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    request.fault?.(`${job.lane.id}: ${reason}`)
    return { reason }
  }
}

function withoutDevice(job: Job, reason: string): Done {
  return {
    lane: job.lane.id,
    environment: { facts: {} },
    executed: job.probes.map(item => notMeasured(item, reason)),
  }
}

/** Restores kernel and device to their state before a child died. */
async function restart(ready: Ready, provided: Provided, hung: boolean): Promise<void> {
  await ready.restart?.(hung)
  await provided.refresh?.()
}

/** Works out in which cells a wrong declaration may do no harm, while the child starts. It is kept for each probe. */
function judgeHarm(resolved: readonly Resolved[]): void {
  for (const { cells } of resolved) for (const { harmless } of cells) void harmless
}

async function runOn(
  request: RunRequest,
  ready: Ready,
  job: Job,
  provided: Provided,
  folder: string,
): Promise<Done> {
  const resolved = onDevice(job, provided.device)
  const { fit, unfit } = partByLane(ready, job.lane, resolved)
  if (request.savePlans !== undefined)
    await savePlans(
      request.savePlans,
      resolved.map(({ plan }) => plan),
    )
  const { began, finished } = followJob(job, request.progress)
  const {
    executed: once,
    hello,
    fault,
    dropped,
  } = await execute(
    ready,
    fit,
    folder,
    { began, started: () => judgeHarm(fit) },
    hung => restart(ready, provided, hung),
    request.confirmations,
  )
  if (fault !== undefined) request.fault?.(`${job.lane.id}: ${fault}`)
  for (const sentence of dropped) (request.warn ?? request.notice)(`${job.lane.id}: ${sentence}`)
  const { executed, strictHandles }: Witnessed = request.strict
    ? await witness(ready, once, folder)
    : { executed: once }
  finished()
  // While other children are at work.
  for (const one of executed) resultOf(one)
  return {
    lane: job.lane.id,
    environment: {
      facts: hello?.environment ?? {},
      ...(hello && Object.keys(hello.calibration).length > 0
        ? { calibration: hello.calibration }
        : {}),
      ...(strictHandles === undefined ? {} : { strictHandles }),
    },
    executed: [...executed, ...unfit],
  }
}

/** Measures the FFI of a lane in a child of its own, so that a crash there cannot end a probe. Tags make no difference to it. */
async function measureFfi(
  request: RunRequest,
  prepared: readonly PreparedLane[],
  folder: string,
): Promise<ReadonlyMap<string, FfiMeasured>> {
  const { ffiCalls } = request
  if (ffiCalls === undefined) return new Map()
  const real = prepared.flatMap(({ lane, engine }) =>
    engine.ready && lane.kernel === 'native' ? [{ lane, engine }] : [],
  )
  const measured = await inParallel(real, request.jobs, async ({ lane, engine }, index) => {
    const { ffi, ...launched } = await launch(engine, [], join(folder, `ffi-${index}`), {}, [
      String(ffiCalls),
    ])
    if (!ffi)
      request.fault?.(`${lane.id}: what its FFI does was not measured: ${describeEnd(launched)}`)
    return [lane.id, ffi] as const
  })
  return new Map(measured.flatMap(([id, ffi]) => (ffi ? [[id, ffi] as const] : [])))
}

function keyOf({ plan }: Resolved): string {
  return `${plan.lane} ${plan.id}`
}

/** Sorts results as a run file lists them: lanes as requested; in each lane the controls, then the probes by name. */
function inOrder(executed: readonly Executed[], lanes: readonly Lane[]): Executed[] {
  const laneRank = new Map(lanes.map(({ id }, index) => [id, index]))
  const rank = ({ resolved }: Executed): number =>
    2 * (laneRank.get(resolved.plan.lane) ?? 0) + (resolved.probe.mistake === 'control' ? 0 : 1)
  return [...executed].sort(
    (one, other) =>
      rank(one) - rank(other) || (keyOf(one.resolved) < keyOf(other.resolved) ? -1 : 1),
  )
}

function statesOf(
  prepared: readonly PreparedLane[],
  done: readonly Done[],
  ffis: ReadonlyMap<string, FfiMeasured>,
): LaneState[] {
  return prepared.map(({ lane, engine }) => {
    const ffi = ffis.get(lane.id)
    const measured = [
      ...done.filter(job => job.lane === lane.id).map(job => job.environment),
      ...(ffi ? [{ facts: {}, ffi }] : []),
    ]
    return {
      lane,
      engine,
      environment: measured.reduce(
        (joined, own) => ({ ...joined, ...own, facts: { ...joined.facts, ...own.facts } }),
        { facts: engine.ready ? engine.environment : {} },
      ),
    }
  })
}

/** Runs the request. Every planned cell gets an outcome, whatever happens to the children. */
export async function runAll(request: RunRequest): Promise<RunFile> {
  const startedAt = new Date().toISOString()
  const began = performance.now()
  const prepared = await prepareLanes(request.lanes, request.engines, request.notice, request.named)
  const scenes = (lane: Lane): readonly Scene[] =>
    planScenes(
      request.control,
      lane.host === usualHost.id || request.beside !== true
        ? request.probes
        : request.probes.filter(dependsOnFfi),
      request.devices?.[lane.engine]?.devices,
    )
  const ports = createExclusive()
  const work = prepared.flatMap(({ lane, engine }) =>
    engine.ready
      ? planJobs(lane, scenes(lane), request.scenesPerChild ?? scenesPerChild).map(job => ({
          ready: engine,
          job,
        }))
      : [],
  )
  const planned = amountOf(work.map(({ job }) => job))
  request.progress.planned(planned)
  const { folder, remove } = makeTemporary()
  try {
    const done = await inParallel(longestFirst(work), request.jobs, ({ ready, job }, index) =>
      ports.run(portOf(request, job), () =>
        runJob(request, ready, job, join(folder, `job-${index}`)),
      ),
    )
    const ffis = await measureFfi(request, prepared, folder)
    const executed = inOrder(
      done.flatMap(job => job.executed),
      request.lanes,
    )
    return record({
      version: request.version,
      startedAt,
      durationMs: Math.round(performance.now() - began),
      planned: planned.cells,
      lanes: statesOf(prepared, done, ffis),
      executed,
    })
  } finally {
    remove()
  }
}
