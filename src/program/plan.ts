import type { z } from 'zod'
import type { DeepReadonly } from '../result/deep-readonly.ts'
import type { addressPlacements, planSchema } from './schema.ts'

export type AddressPlacement = (typeof addressPlacements)[number]

/** The text at which the far end of an `unplugged` device pulls the cable. The harness sends it; no message of a sequence contains it. */
export const unplugText = 'UNPLUG'

/** A probe resolved for one lane and device. JSON; can be replayed. */
export type Plan = DeepReadonly<z.infer<typeof planSchema>>

/** The resolved device of a plan: what the child opens. */
export type PlanDevice = Plan['device']

/** The stack of kernels in the child: `base` is what the tagged kernel, if present, forwards to. */
export type PlanKernel = Plan['kernel']

/** The part of the ABI that the steps of a plan use. */
export type PlanAbi = Plan['abi']
