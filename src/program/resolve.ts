import type { AddressPlacement, Plan, PlanAbi, PlanDevice, PlanKernel } from './plan.ts'
import type { DeviceKind } from '../devices/index.ts'
import type { MemoryObject, Sequence, Step } from './step.ts'
import type { Claim } from '../result/claim.ts'
import type { Lane } from '../result/lane.ts'
import type { HarmlessReason } from '../result/harmless.ts'
import type { Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { askFfi } from '../declare/ffi/measured.ts'
import { isStructName } from '../declare/win32/structs.ts'
import { win32Type } from '../declare/win32/types.ts'
import type { ClaimRule, Where } from './claims.ts'
import { abiOf, stepsOf, type Probe } from './define-probe.ts'
import { luckOf } from './luck.ts'
import { fitTo } from './on-device.ts'
import { placeVariables } from './place-variables.ts'

/** A probe resolved for one lane: the plan to run, and what is needed to judge it. */
export interface Resolved {
  readonly plan: Plan
  readonly probe: Probe
  /** The id of the control's plan that it is compared with. */
  readonly control: string
  readonly cells: readonly ResolvedCell[]
}

/** One planned cell: a step of a plan, the claim about it, and why it might succeed although wrong. */
export interface ResolvedCell {
  readonly step: string
  readonly claim?: Claim
  /** Worked out when it is first asked for: children can start without. */
  readonly harmless: HarmlessReason | undefined
}

/** Whether the FFI of a lane was measured to do something. The tags of the tagged kernel make no difference to it. */
function ffiDoes({ becomes, ...asked }: NonNullable<Where['ffi']>, lane: Lane): boolean {
  const found = askFfi({ ...asked, ffi: lane.host, architecture: lane.architecture })
  return found.kind === 'measured' && found.becomes === becomes
}

function applies(where: Where, lane: Lane, device: DeviceKind): boolean {
  if (where.pointerBytes !== undefined && where.pointerBytes !== lane.pointerBytes) return false
  if (where.kernels && !where.kernels.includes(lane.kernel)) return false
  if (where.hosts && !where.hosts.includes(lane.host)) return false
  if (where.devices && !where.devices.includes(device)) return false
  if (where.ffi && !ffiDoes(where.ffi, lane)) return false
  return !where.engines || where.engines.includes(lane.underWine ? 'wine' : lane.engine)
}

function claimFor(
  rules: readonly ClaimRule[],
  lane: Lane,
  device: DeviceKind,
  step: Step,
  program: readonly Step[],
): Claim | undefined {
  return rules.find(rule => applies(rule.where, lane, device) && rule.steps(step, program))?.claim
}

/** The part of the ABI that the steps use; a plan contains no more. */
function abiUsed(
  abi: Abi,
  steps: readonly Step[],
  memory: Readonly<Record<string, MemoryObject>>,
): PlanAbi {
  const called = [...new Set(steps.map(step => step.function))]
  const functions = Object.fromEntries(called.map(name => [name, abi.functions[name]]))
  const pointees = called.flatMap(name =>
    abi.functions[name].parameters.map(({ type }) => win32Type(type).pointsTo ?? ''),
  )
  const objects = Object.values(memory).flatMap(object =>
    object.kind === 'struct' ? [object.struct] : [],
  )
  const structs = Object.fromEntries(
    [...pointees, ...objects].filter(isStructName).map(name => [name, abi.structs[name]]),
  )
  return { functions, structs, variables: abi.variables, sentinel: abi.sentinel }
}

/** Identifies what a probe and its control must share: device, sequence and place of the addresses. */
function sceneSuffix(sequence: Sequence, device: DeviceKind, addresses: AddressPlacement): string {
  const scene = [
    sequence.id === 'serial' ? '' : sequence.id,
    device === 'loopback' || device === 'none' ? '' : device,
    addresses === 'above-4gib' ? 'above-4gib' : '',
  ]
  return scene
    .filter(part => part !== '')
    .map(part => `@${part}`)
    .join('')
}

function kernelOf(lane: Lane): PlanKernel {
  return { id: lane.kernel, base: lane.engine === 'sim' ? 'simulated' : 'native' }
}

function planId(probe: Probe, device: DeviceKind, addresses: AddressPlacement): string {
  if (probe.mistake === 'control')
    return `${probe.id}${sceneSuffix(probe.sequence, device, addresses)}`
  const onOther = device === probe.device ? '' : `@${device}`
  return `${probe.id}${onOther}${addresses === 'above-4gib' ? '@above-4gib' : ''}`
}

/** A probe as a program for one pointer width on one device, shared by all lanes of that width. */
interface ProbeProgram {
  readonly abi: PlanAbi
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
  /** By step: why it might succeed although it uses a wrong declaration. */
  readonly harmless: () => readonly (HarmlessReason | undefined)[]
}

const programs = new WeakMap<Probe, Map<string, ProbeProgram>>()

function makeProgram(probe: Probe, pointerBytes: PointerBytes, device: PlanDevice): ProbeProgram {
  const abi = abiOf(probe, pointerBytes)
  const { memory, steps } = placeVariables(
    abi,
    { ...probe.sequence.memory, path: { kind: 'text', text: device.path } },
    fitTo(device.kind)(stepsOf(probe)),
  )
  const declared = { abi, pointerBytes, memory, steps }
  let harmless: readonly (HarmlessReason | undefined)[] | undefined
  return {
    abi: abiUsed(abi, steps, memory),
    memory,
    steps,
    harmless: () =>
      (harmless ??= steps.map(step =>
        probe.mistake === 'control' ? undefined : luckOf(declared, step),
      )),
  }
}

/** Cached for each probe, width and device, since several lanes use it. */
function programOf(probe: Probe, pointerBytes: PointerBytes, device: PlanDevice): ProbeProgram {
  const own = programs.get(probe) ?? new Map<string, ProbeProgram>()
  programs.set(probe, own)
  const key = JSON.stringify([pointerBytes, device])
  const program = own.get(key) ?? makeProgram(probe, pointerBytes, device)
  own.set(key, program)
  return program
}

/** Resolves a probe for a lane and a device. `against` is the device of its control. Pure. */
export function resolve(
  probe: Probe,
  lane: Lane,
  device: PlanDevice,
  addresses: AddressPlacement,
  against: DeviceKind = probe.against ?? device.kind,
): Resolved {
  const { abi, memory, steps, harmless } = programOf(probe, lane.pointerBytes, device)
  const plan: Plan = {
    schemaVersion: 2,
    id: planId(probe, device.kind, addresses),
    lane: lane.id,
    pointerBytes: lane.pointerBytes,
    kernel: kernelOf(lane),
    device,
    addresses,
    abi,
    memory,
    steps,
  }
  const cells = steps.map((step, index): ResolvedCell => {
    const claim = claimFor(probe.claims, lane, device.kind, step, steps)
    return {
      step: step.id,
      ...(claim ? { claim } : {}),
      get harmless() {
        return harmless()[index]
      },
    }
  })
  return {
    plan,
    probe,
    control: `correct${sceneSuffix(probe.sequence, against, addresses)}`,
    cells,
  }
}

/** A resolved probe with the path of its device filled in. */
export function placeDevice(resolved: Resolved, path: string): Resolved {
  const { plan } = resolved
  return {
    ...resolved,
    plan: {
      ...plan,
      device: { ...plan.device, path },
      memory: { ...plan.memory, path: { kind: 'text', text: path } },
    },
  }
}

/** The control for the scene of a probe: the same sequence, declared right. */
export function controlFor(control: Probe, probe: Probe): Probe {
  return { ...control, sequence: probe.sequence, device: probe.device, danger: 'none' }
}
