import type { z } from 'zod'
import type { DeepReadonly } from '../result/deep-readonly.ts'
import type { addressPlacements, planSchema } from './schema.ts'

export type AddressPlacement = (typeof addressPlacements)[number]

/** The text on which the far end of an `unplugged` device pulls the cable. No message of a sequence holds it: the harness sends it. */
export const unplugText = 'UNPLUG'

/** A probe resolved for one lane and device. JSON; can be replayed by hand. */
export type Plan = DeepReadonly<z.infer<typeof planSchema>>

/** The device of a plan, resolved: what the child opens. */
export type PlanDevice = Plan['device']

/** The stack of answering machines in the child: what the tagged kernel forwards to, if it is there. */
export type PlanKernel = Plan['kernel']

/** The part of the ABI that the steps of a plan use. */
export type PlanAbi = Plan['abi']
