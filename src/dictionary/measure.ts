import type { Probe } from '../program/define-probe.ts'
import type { Lane } from '../result/lane.ts'
import type { RunLane } from '../result/run-file.ts'
import { runAll, type RunRequest } from '../measure/run-all.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { isFaultAt } from './enumerate.ts'
import type { Fault } from './fault.ts'
import { probesOf } from './fault-probes.ts'
import { signaturesOf, type FaultSignature } from './signature.ts'

/** What to measure, and how. */
export interface MeasureRequest extends Pick<
  RunRequest,
  'version' | 'engines' | 'jobs' | 'notice'
> {
  readonly lanes: readonly Lane[]
  readonly faults: readonly Fault[]
  readonly control: Probe
  /** Whether a fault was already measured in a lane. */
  isKnown(lane: string, fault: string): boolean
  /** Called after each part of a lane, so that an interrupted run can be resumed. */
  save(measured: readonly MeasuredLane[]): Promise<void>
}

/** The results of a lane. */
export interface MeasuredLane {
  readonly lane: Lane
  readonly environment?: Pick<RunLane['environments'][number], 'facts' | 'calibration'>
  readonly reason?: string
  /** Fault → signature. */
  readonly signatures: ReadonlyMap<string, FaultSignature>
}

/** Number of faults in a part: at most this many are lost when a run is interrupted. */
const faultsPerPiece = 300
/** Number of scenes that share a child. A crash costs one extra start, however many share it. */
export const scenesPerChild = 24

/**
 * Many faults end their process, and each repetition costs a start, so an exception is reported at once.
 * Recordings that differ are all kept, as unstable.
 */
export const confirmations = { exception: 1, other: 2 } as const

const silent: RunRequest['progress'] = {
  planned: () => undefined,
  began: () => undefined,
  done: () => undefined,
}

function pieces<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/** Reorders items so that similar faults are far apart. They fail in the same way, so no child then gets all of those that crash it. */
function spread<Item>(items: readonly Item[], stride: number): Item[] {
  return Array.from({ length: stride }, (_, start) =>
    items.filter((_item, index) => index % stride === start),
  ).flat()
}

async function measureLane(
  request: MeasureRequest,
  lane: Lane,
  done: readonly MeasuredLane[],
): Promise<MeasuredLane> {
  const pointerBytes: PointerBytes = lane.pointerBytes
  const waiting = spread(
    request.faults.filter(
      fault => isFaultAt(fault, pointerBytes) && !request.isKnown(lane.id, fault.id),
    ),
    7,
  )
  const signatures = new Map<string, FaultSignature>()
  let measured: MeasuredLane = { lane, signatures }
  for (const [index, piece] of pieces(waiting, faultsPerPiece).entries()) {
    const { version, engines, control, jobs, notice } = request
    const run = await runAll({
      devices: {},
      version,
      engines,
      lanes: [lane],
      probes: piece.flatMap(fault => probesOf(fault, pointerBytes)),
      control,
      jobs,
      scenesPerChild,
      confirmations,
      notice,
      progress: silent,
    })
    const [state] = run.lanes
    const environment = state?.environments[0]
    for (const [fault, signature] of signaturesOf(run, lane.id)) signatures.set(fault, signature)
    measured = {
      lane,
      signatures,
      ...(environment && { environment }),
      ...(state?.reason === undefined ? {} : { reason: state.reason }),
    }
    await request.save([...done, measured])
    notice(
      `${lane.id}: ${Math.min(waiting.length, (index + 1) * faultsPerPiece)} of ${waiting.length} faults, ${(run.meta.durationMs / 1000).toFixed(1)} s`,
    )
    if (state?.status === 'unavailable') break
  }
  return measured
}

/** Measures the faults in each lane, one lane after the other. Faults that a lane cannot measure have no signature there. */
export async function measure(request: MeasureRequest): Promise<readonly MeasuredLane[]> {
  const measured: MeasuredLane[] = []
  for (const lane of request.lanes) measured.push(await measureLane(request, lane, measured))
  return measured
}
