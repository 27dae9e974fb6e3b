import type { Plan } from '../../../program/plan.ts'
import type { PointerBytes } from '../../../declare/win32/architecture.ts'
import { createAddressSpace, type AddressSpace, type Die } from './address-space.ts'
import { createClock, type Clock } from './clock.ts'
import { createHandleTable, type HandleTable, type KernelHandles } from './handle-table.ts'

/** Which bits of which handles are significant. Data, so that lanes can differ. */
export interface HandlePolicy {
  readonly kernelHandles: KernelHandles
  /** Where heaps, modules, searches and device lists are placed; their handles are addresses. */
  readonly pointerLike: 'low' | 'high'
}

/** The state shared by all simulated functions. */
export interface Machine {
  readonly plan: Plan
  readonly pointerBytes: PointerBytes
  readonly space: AddressSpace
  readonly handles: HandleTable
  readonly policy: HandlePolicy
  readonly clock: Clock
  lastError: number
  ntStatus: number
  /** Whether a reference to an invalid handle ends the process, as under the policy for strict handle checks. */
  strictHandles: boolean
  /** Ends the process. */
  readonly die: Die
}

/** The policy that a plan asks for: kernel handles as on NT, addresses where the plan places them. */
export function policyOf(plan: Plan): HandlePolicy {
  return {
    kernelHandles: 'low',
    pointerLike: plan.addresses === 'above-4gib' && plan.pointerBytes === 8 ? 'high' : 'low',
  }
}

/** A machine in its initial state. */
export function createMachine(plan: Plan, policy: HandlePolicy, die: Die): Machine {
  const { pointerBytes } = plan
  return {
    plan,
    pointerBytes,
    policy,
    die,
    space: createAddressSpace(
      pointerBytes,
      policy.pointerLike === 'high' ? 'above-4gib' : 'as-they-come',
      die,
    ),
    handles: createHandleTable(pointerBytes, policy.kernelHandles),
    clock: createClock(),
    lastError: 0,
    ntStatus: 0,
    strictHandles: false,
  }
}
