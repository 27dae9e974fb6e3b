import type { Plan } from '../../../program/plan.ts'
import type { PointerBytes } from '../../../declare/win32/architecture.ts'
import { createAddressSpace, type AddressSpace, type Die } from './address-space.ts'
import { createClock, type Clock } from './clock.ts'
import { createHandleTable, type HandleTable, type KernelHandles } from './handle-table.ts'

/** Which bits of which handles matter: data, so that a lane can be given other ones. */
export interface HandlePolicy {
  readonly kernelHandles: KernelHandles
  /** Where heaps, modules, searches and device lists lie: what their handles are the addresses of. */
  readonly pointerLike: 'low' | 'high'
}

/** The state that all simulated functions share. */
export interface Machine {
  readonly plan: Plan
  readonly pointerBytes: PointerBytes
  readonly space: AddressSpace
  readonly handles: HandleTable
  readonly policy: HandlePolicy
  readonly clock: Clock
  lastError: number
  ntStatus: number
  /** A reference to a handle that is none ends the process, as the policy for strict handle checks has it. */
  strictHandles: boolean
  /** Ends the process. */
  readonly die: Die
}

/** Handles as the plan asks for them: kernel handles as on NT, addresses where the plan puts them. */
export function policyOf(plan: Plan): HandlePolicy {
  return {
    kernelHandles: 'low',
    pointerLike: plan.addresses === 'above-4gib' && plan.pointerBytes === 8 ? 'high' : 'low',
  }
}

/** A machine that has just been switched on. */
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
