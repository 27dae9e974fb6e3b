import type { Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { MemoryObject, Step } from './step.ts'

/** Who answers the calls. */
export const kernelIds = ['native', 'tagged', 'simulated'] as const
export type KernelId = (typeof kernelIds)[number]

/** What kind of thing is opened. `com` is a named port whose far end sends back what it gets, `silent` one whose far end does not. */
export const deviceKinds = [
  'loopback',
  'com',
  'silent',
  'pipe',
  'event',
  'missing',
  'busy',
  'unplugged',
  'none',
] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Addresses as the system gives them, or all of them above 4 GiB, so that low ones do not hide a cut. */
export const addressPlacements = ['as-they-come', 'above-4gib'] as const
export type AddressPlacement = (typeof addressPlacements)[number]

/** The text on which the far end of an `unplugged` device pulls the cable. No message of a sequence holds it: the harness sends it. */
export const unplugText = 'UNPLUG'

/** The device of a plan, resolved: what the child opens. */
export interface PlanDevice {
  readonly kind: DeviceKind
  /** The path for CreateFileW, for example `\\.\COM33`; empty where nothing is opened by path. */
  readonly path: string
}

/** The stack of answering machines in the child: what the tagged kernel forwards to, if it is there. */
export interface PlanKernel {
  readonly id: KernelId
  /** The kernel under the tags; the same as `id` where there are none. */
  readonly base: 'native' | 'simulated'
}

/** A probe resolved for one lane and device. JSON; can be replayed by hand. */
export interface Plan {
  readonly schemaVersion: 1
  /** Probe, with `@device` or `@sequence` behind it where it is not the probe's first. */
  readonly id: string
  readonly lane: string
  readonly pointerBytes: PointerBytes
  readonly kernel: PlanKernel
  readonly device: PlanDevice
  /** Where heaps, modules and the plan's own memory lie. */
  readonly addresses: AddressPlacement
  readonly abi: PlanAbi
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
  /** The step from which on the system is asked to raise an exception for each handle that is none. */
  readonly strictFrom?: string
}

/** The part of the ABI that the steps of a plan use. */
export interface PlanAbi {
  readonly functions: Partial<Abi['functions']>
  readonly structs: Partial<Abi['structs']>
  readonly cells: Abi['cells']
  readonly sentinel: Abi['sentinel']
}
