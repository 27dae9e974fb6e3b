import { devices as known, type DeviceKind } from '../devices/index.ts'
import type { AddressPlacement, PlanDevice } from '../program/plan.ts'
import { abiOf, type Probe } from '../program/define-probe.ts'
import { controlFor, placeDevice, resolve, type Resolved } from '../program/resolve.ts'
import type { Lane } from '../result/lane.ts'
import { callLimitMs } from './limits.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'

/** A probe in one scene, not yet on a lane. */
export interface Scene {
  readonly probe: Probe
  readonly device: DeviceKind
  /** The device of the control it is held against. */
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

/** The device that a control runs on where a probe names the loopback; `undefined` where only surrogates stand in for it. */
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
    // What is said of a device in comparison with a port can not be said where there is none.
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

/** The controls of all scenes, each once, and then the probes. `devices` replaces the loopback where it is given. */
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

/** Scenes that can share a process: on the same kind of device with addresses in the same place; all of a simulated lane. */
function shareKey(lane: Lane, scene: Scene): string {
  return lane.engine === 'sim' ? '' : [scene.device, scene.addresses].join(' ')
}

/** Whether a probe declares anything wrong for processes with pointers of this width; elsewhere it is as harmless as the control. */
function isWrongIn(lane: Lane, probe: Probe): boolean {
  return compareAbi(abiOf(probe, lane.pointerBytes), lane.pointerBytes).length > 0
}

/** A real process can be damaged by a probe; a simulated one ends its plan only. */
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

/** The jobs of one lane: shared ones in pieces of at most `most` scenes, the dangerous alone. A simulated lane takes no time and needs no pieces. */
export function planJobs(lane: Lane, scenes: readonly Scene[], most: number): readonly Job[] {
  const shared = new Map<string, Scene[]>()
  const alone: Job[] = []
  for (const scene of scenes) {
    // There is nothing above 4 GiB in a process with pointers of 4 bytes.
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

/** Milliseconds that a job is known to wait: what its steps wait by design, and the calls that are claimed not to return. */
function waitOf({ probes }: Job): number {
  const designed = probes
    .flatMap(({ plan }) => plan.steps)
    .reduce((sum, step) => sum + (step.waitMs ?? 0), 0)
  const hangs = probes.filter(({ cells }) =>
    cells.some(({ claim }) => claim?.verdicts.join() === 'timed-out'),
  ).length
  return designed + hangs * callLimitMs
}

/** Jobs in the order in which they are best begun: those that wait longest first, so that nobody waits for them at the end. */
export function longestFirst<Item extends { readonly job: Job }>(work: readonly Item[]): Item[] {
  return work.toSorted((one, other) => waitOf(other.job) - waitOf(one.job))
}
