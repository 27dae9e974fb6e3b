import type { z } from 'zod'
import type { DeepReadonly } from '../result/deep-readonly.ts'
import type {
  argumentSchema,
  assignmentSchema,
  checkSchema,
  memoryObjectSchema,
  stepGroups,
  stepSchema,
} from './schema.ts'

/** An argument of a call, as data. */
export type Argument = DeepReadonly<z.infer<typeof argumentSchema>>

/** An object in the memory of the child. */
export type MemoryObject = DeepReadonly<z.infer<typeof memoryObjectSchema>>

/** A value written to memory before the call. */
export type Assignment = DeepReadonly<z.infer<typeof assignmentSchema>>

/** A condition after a successful call. */
export type Check = DeepReadonly<z.infer<typeof checkSchema>>

export type StepGroup = (typeof stepGroups)[number]

/** One call with its arguments, as data. */
export type Step = DeepReadonly<z.infer<typeof stepSchema>>

/** A list of steps and the memory they use. */
export interface Sequence {
  readonly id: string
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
}
