import { devices as known, type DeviceKind } from '../devices/index.ts'
import type { AddressPlacement, PlanDevice } from '../program/plan.ts'
import { abiOf, type Probe } from '../program/define-probe.ts'
import { controlFor, placeDevice, resolve, type Resolved } from '../program/resolve.ts'
import type { Lane } from '../result/lane.ts'
import { callLimitMs } from './limits.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'

/** A probe in one scene, not yet assigned to a lane. */
export interface Scene {
  readonly probe: Probe
  readonly device: DeviceKind
  /** The device of the control that it is compared with. */
  readonly against: DeviceKind
  readonly addresses: AddressPlacement
}

/** What one child is to run: probes of one lane that share a device kind. */
export interface Job {
  readonly lane: Lane
  readonly device: DeviceKind
  /** Resolved, the path of the device still open. */
  readonly probes: readonly Resolved[]
}

/** The device that a control runs on where a probe names the loopback; `undefined` where only surrogates replace it. */
function substituteDevice(
  device: DeviceKind,
  devices: readonly DeviceKind[] | undefined,
): DeviceKind | undefined {
  return device === 'loopback' && devices
    ? devices.find(kind => known[kind].role === 'port')
    : device
}

function scenesOf(probe: Probe, devices: readonly DeviceKind[] | undefined): Scene[] {
  const chosen =
    devices && (probe.device === 'loopback' || probe.device === 'com') ? devices : [probe.device]
  return chosen.flatMap(device => {
    const against = probe.against ? substituteDevice(probe.against, devices) : device
    // What is claimed of a device compared with a port cannot be claimed without a port.
    return against === undefined
      ? []
      : (probe.addresses ?? ['as-they-come']).map(addresses => ({
          probe,
          device,
          against,
          addresses,
        }))
  })
}

function sceneKey({ probe, device, addresses }: Scene): string {
  return [probe.sequence.id, device, addresses].join(' ')
}

/** The controls of all scenes, each once, followed by the probes. `devices` replaces the loopback where it is given. */
export function planScenes(
  control: Probe,
  probes: readonly Probe[],
  devices: readonly DeviceKind[] | undefined,
): readonly Scene[] {
  const scenes = probes
    .filter(probe => probe.mistake !== 'control')
    .flatMap(probe => scenesOf(probe, devices))
  const controls = new Map<string, Scene>()
  const wanted = probes.some(probe => probe.mistake === 'control')
    ? [...scenesOf(control, devices), ...scenes]
    : scenes
  for (const scene of wanted) {
    const held = { ...scene, device: scene.against }
    controls.set(sceneKey(held), { ...held, probe: controlFor(control, scene.probe) })
  }
  return [...controls.values(), ...scenes]
}

/** Scenes with the same key can share a process: same kind of device, addresses in the same place. All scenes of a simulated lane can. */
function shareKey(lane: Lane, scene: Scene): string {
  return lane.engine === 'sim' ? '' : [scene.device, scene.addresses].join(' ')
}

/** Whether a probe declares anything wrong for this pointer width; where it does not, it is as harmless as the control. */
function isWrongIn(lane: Lane, probe: Probe): boolean {
  return compareAbi(abiOf(probe, lane.pointerBytes), lane.pointerBytes).length > 0
}

/** A probe can damage a real process, but only its own plan in a simulated one. */
function needsOwnChild(lane: Lane, scene: Scene): boolean {
  if (lane.engine === 'sim') return false
  return (
    known[scene.device].source === 'wire-that-goes' ||
    (scene.probe.danger === 'memory' && isWrongIn(lane, scene.probe))
  )
}

function resolveScene(lane: Lane, scene: Scene): Resolved {
  const path = lane.engine === 'sim' ? known[scene.device].simulated.path : ''
  return resolve(scene.probe, lane, { kind: scene.device, path }, scene.addresses, scene.against)
}

/**
 * The jobs of one lane: shared ones with at most `most` scenes each, dangerous probes alone. A simulated lane is
 * fast enough for one job.
 */
export function planJobs(lane: Lane, scenes: readonly Scene[], most: number): readonly Job[] {
  const shared = new Map<string, Scene[]>()
  const alone: Job[] = []
  for (const scene of scenes) {
    // A process with 4-byte pointers has no memory above 4 GiB.
    if (scene.addresses === 'above-4gib' && lane.pointerBytes === 4) continue
    if (needsOwnChild(lane, scene))
      alone.push({ lane, device: scene.device, probes: [resolveScene(lane, scene)] })
    else shared.set(shareKey(lane, scene), [...(shared.get(shareKey(lane, scene)) ?? []), scene])
  }
  const pieces = [...shared.values()].flatMap(list =>
    cut(list, lane.engine === 'sim' ? Infinity : most).map(piece => ({
      lane,
      device: piece[0]?.device ?? 'none',
      probes: piece.map(scene => resolveScene(lane, scene)),
    })),
  )
  return [...pieces, ...alone]
}

function cut<T>(list: readonly T[], most: number): T[][] {
  const count = Math.max(1, Math.ceil(list.length / most))
  const size = Math.ceil(list.length / count)
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size))
}

/** The probes of a job on the device it got. */
export function onDevice(job: Job, device: PlanDevice): readonly Resolved[] {
  return job.lane.engine === 'sim'
    ? job.probes
    : job.probes.map(resolved => placeDevice(resolved, device.path))
}

/** Milliseconds that a job is known to wait: the waits of its steps, and the calls that are claimed not to return. */
function waitOf({ probes }: Job): number {
  const designed = probes
    .flatMap(({ plan }) => plan.steps)
    .reduce((sum, step) => sum + (step.waitMs ?? 0), 0)
  const hangs = probes.filter(({ cells }) =>
    cells.some(({ claim }) => claim?.verdicts.join() === 'timed-out'),
  ).length
  return designed + hangs * callLimitMs
}

/** Jobs in the best order to start them: those that wait longest come first, so that none of them is left running alone at the end. */
export function longestFirst<Item extends { readonly job: Job }>(work: readonly Item[]): Item[] {
  return work.toSorted((one, other) => waitOf(other.job) - waitOf(one.job))
}
