import { z } from 'zod'
import { features } from '../mistakes/features.ts'
import { mistakeIds } from '../mistakes/index.ts'
import type { DeepReadonly } from '../result/deep-readonly.ts'

const name = z.string()

const observed = z.strictObject({
  id: name,
  class: z.enum(mistakeIds),
  /** The process it was seen in. */
  architecture: z.enum(['x64', 'ia32']),
  /** Whether the other width shows it too. */
  width: z.enum(features.width.values),
  sequence: name,
  /** Functions in the order in which they failed, with what they did. */
  failed: z.array(z.tuple([name, name])),
  /** Functions that were not reached. */
  missed: z.array(name),
  /** The handle that the first failing call was given, and whether its open had failed; where that was looked up. */
  handle: z
    .strictObject({ value: z.enum(features.value.values), open: z.enum(features.open.values) })
    .exactOptional(),
  /** Whether OVERLAPPED is as long as it should be and has its event where it should; of probes alone. */
  layout: z.enum(features.layout.values).exactOptional(),
  /** How a failed open is looked for; of probes alone. */
  check: z.enum(features.check.values).exactOptional(),
})

/** What a recording showed of one mistake in one process width. */
export type Observed = DeepReadonly<z.infer<typeof observed>>

/** What `npm run learn` writes. Checked by the tests, and not in each start of the program. */
export const recordedSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** What the probes of the catalogue showed. */
  probes: z.array(observed),
  /** What the faults of the dictionary showed, each picture of a class once. */
  faults: z.array(observed),
})

/** What was learned from recorded runs. */
export type RecordedObservations = DeepReadonly<z.infer<typeof recordedSchema>>
