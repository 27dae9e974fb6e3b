import { kindsWhere } from '../devices/index.ts'
import type { Absent, Ready } from '../lanes/engines/engine.ts'
import type { Probe } from '../program/define-probe.ts'
import { abiOf, stepsOf } from '../program/define-probe.ts'
import type { Resolved, ResolvedCell } from '../program/resolve.ts'
import type { Lane } from '../result/lane.ts'
import { flawOf } from '../result/clean.ts'
import { probeMistakes } from '../mistakes/index.ts'
import type { EndLine } from '../result/observation.ts'
import type {
  RunCell,
  RunFile,
  RunLane,
  RunProbe,
  RunResult,
  RunStep,
  Seen,
} from '../result/run-file.ts'
import { runSchemaVersion } from '../result/run-file.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Executed } from './execute.ts'
import type { StepResult, StrictVerdict } from './fold.ts'

/** The state of a lane in a run. */
export interface LaneState {
  readonly lane: Lane
  readonly engine: Ready | Absent
  readonly environment: RunLane['environments'][number]
}

function seenOf(end: EndLine, strict: StrictVerdict | undefined): Seen {
  const { returned, shape, lastError, ntStatus, elapsedUs } = end
  const isSix = end.failed && lastError === ERROR_INVALID_HANDLE
  return {
    returned,
    shape,
    lastError,
    ntStatus,
    elapsedUs,
    ...(end.evidence ? { handles: end.evidence.handles } : {}),
    ...(end.losses ? { losses: end.losses } : {}),
    ...(strict ? { strict } : {}),
    ...(isSix ? { memory: { ...end.memory } } : {}),
    ...(Object.keys(end.fences).length > 0 ? { fences: { ...end.fences } } : {}),
  }
}

function cellOf(planned: ResolvedCell, result: StepResult): RunCell {
  const { claim, harmless } = planned
  const telling = result.end && (result.outcome.kind !== 'ok' || result.end.losses)
  return {
    step: planned.step,
    outcome: result.outcome,
    ...(claim
      ? {
          claim: {
            verdicts: [...claim.verdicts],
            ...(claim.causes ? { causes: [...claim.causes] } : {}),
            ...(claim.basis ? { basis: claim.basis } : {}),
          },
        }
      : {}),
    ...(harmless ? { harmless } : {}),
    ...(telling && result.end ? { seen: seenOf(result.end, result.strict) } : {}),
  }
}

function isPlain(cell: RunCell): boolean {
  return cell.outcome.kind === 'ok' && !cell.claim && !cell.harmless && !cell.seen
}

const results = new WeakMap<Executed, RunResult>()

/** The result of one plan, as stored in a run file. Kept, so that it can be worked out while other children are at work. */
export function resultOf(executed: Executed): RunResult {
  const result = results.get(executed) ?? makeResult(executed)
  results.set(executed, result)
  return result
}

function makeResult({ resolved, steps }: Executed): RunResult {
  const byStep = new Map(steps.map(step => [step.step, step]))
  const cells = resolved.cells.map(planned =>
    cellOf(
      planned,
      byStep.get(planned.step) ?? {
        step: planned.step,
        outcome: { kind: 'not-declared', reason: 'the harness lost this cell' },
      },
    ),
  )
  return {
    lane: resolved.plan.lane,
    probe: resolved.plan.id,
    ok: cells.filter(isPlain).map(({ step }) => step),
    cells: cells.filter(cell => !isPlain(cell)),
  }
}

/** Where the declarations of a probe deviate from the truth, for each pointer width. */
export function deviationsOf(probe: Probe): RunProbe['deviations'] {
  return ([4, 8] as const satisfies PointerBytes[]).flatMap(pointerBytes =>
    compareAbi(abiOf(probe, pointerBytes), pointerBytes).map(deviation => ({
      pointerBytes,
      deviation,
    })),
  )
}

/** The functions called in place of those in the sequence, where the device requires it: an event is created, not opened. */
function otherCallsOf({ plan, probe }: Resolved): Pick<RunProbe, 'otherCalls'> {
  const usual = new Map(stepsOf(probe).map(step => [step.id, step.function]))
  const other = plan.steps.filter(step => usual.get(step.id) !== step.function)
  return other.length === 0
    ? {}
    : { otherCalls: Object.fromEntries(other.map(step => [step.id, step.function])) }
}

/** A resolved probe, described. */
export function describeProbe(resolved: Resolved): RunProbe {
  const { plan, probe, control } = resolved
  return {
    id: plan.id,
    probe: probe.id,
    ...(plan.id === probe.id ? {} : { scene: plan.id.slice(probe.id.length + 1) }),
    title: probe.title,
    mechanism: probe.mistake,
    width: probeMistakes[probe.mistake].width,
    sequence: probe.sequence.id,
    device: plan.device.kind,
    addresses: plan.addresses,
    control,
    ...(probe.does === undefined ? {} : { program: probe.does }),
    ...otherCallsOf(resolved),
    why: probe.why,
    seenIn: probe.seenIn.map(sighting => ({ ...sighting })),
    deviations: deviationsOf(probe),
  }
}

/** The steps of all sequences. A step added by a program comes after the step that it follows. */
export function describeSteps(probes: readonly Probe[]): RunStep[] {
  const sequences = new Map<string, RunStep[]>()
  for (const probe of probes) {
    const known =
      sequences.get(probe.sequence.id) ??
      probe.sequence.steps.map(step => describeStep(probe.sequence.id, step))
    sequences.set(probe.sequence.id, known)
    for (const [index, step] of stepsOf(probe).entries()) {
      if (known.some(({ id }) => id === step.id)) continue
      const before = stepsOf(probe)[index - 1]?.id
      known.splice(
        known.findIndex(({ id }) => id === before) + 1,
        0,
        describeStep(probe.sequence.id, step),
      )
    }
  }
  return [...sequences.values()].flat()
}

function describeStep(
  sequence: string,
  step: {
    readonly id: string
    readonly function: string
    readonly title: string
    readonly group: string
  },
): RunStep {
  return { sequence, id: step.id, operation: step.function, title: step.title, group: step.group }
}

/** The devices that replace the port of a lane, with the control on each. */
const portControls = kindsWhere(({ role }) => role !== 'scene').map(
  kind => [kind, kind === 'loopback' ? 'correct' : `correct@${kind}`] as const,
)

/** Why the lane cannot be judged; `undefined` where it can. */
function flawOfLane(lane: Lane, results: readonly RunResult[]): string | undefined {
  for (const [device, id] of portControls) {
    const control = results.find(result => result.lane === lane.id && result.probe === id)
    const flaw = control && flawOf(control, device)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

/** Removes a final full stop; reports add their own. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

function describeLane(
  { lane, engine, environment }: LaneState,
  results: readonly RunResult[],
): RunLane {
  const base = {
    ...lane,
    environments: Object.keys(environment.facts).length === 0 ? [] : [environment],
  }
  if (!engine.ready)
    return {
      ...base,
      status: 'unavailable',
      reason: withoutStop(engine.reason),
      remedy: withoutStop(engine.remedy),
    }
  const flaw = flawOfLane(lane, results)
  return flaw === undefined
    ? { ...base, status: 'measured' }
    : { ...base, status: 'dirty', reason: flaw }
}

/** The input of `record`. */
export interface Recorded {
  readonly version: string
  readonly startedAt: string
  readonly durationMs: number
  /** The number of cells to be measured, counted before the run. */
  readonly planned: number
  readonly lanes: readonly LaneState[]
  readonly executed: readonly Executed[]
}

/** Everything one invocation measured, as a run file. Pure. */
export function record({
  version,
  startedAt,
  durationMs,
  planned,
  lanes,
  executed,
}: Recorded): RunFile {
  const results = executed.map(resultOf)
  const described = new Map(
    [...new Map(executed.map(({ resolved }) => [resolved.plan.id, resolved])).values()].map(
      resolved => [resolved.plan.id, describeProbe(resolved)],
    ),
  )
  return {
    schemaVersion: runSchemaVersion,
    tool: { name: 'handle-width', version },
    meta: { startedAt, durationMs },
    planned,
    lanes: lanes.map(state => describeLane(state, results)),
    probes: [...described.values()],
    steps: describeSteps(uniqueProbes(executed)),
    results,
  }
}

function uniqueProbes(executed: readonly Executed[]): Probe[] {
  return [...new Map(executed.map(({ resolved }) => [resolved.plan.id, resolved.probe])).values()]
}
