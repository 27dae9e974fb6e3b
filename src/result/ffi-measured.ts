import { z } from 'zod'
import { valueClasses, type ValueClass } from '../declare/ffi/values.ts'
import type { DeepReadonly } from './deep-readonly.ts'

const name = z.string().max(200)
const maxRows = 1000

const arrival = z.strictObject({
  declared: name,
  value: z.enum(Object.keys(valueClasses) as ValueClass[]),
  position: z.enum(['register', 'stack']),
  /** What arrived in the first call: hexadecimal, at the width of the slot; or `refused`. */
  cold: name,
  /** Every value that arrived after `calls` calls; more than one where calls differ. */
  warm: z.array(name).max(maxRows),
})

const result = z.strictObject({
  declared: name,
  /** `INVALID_HANDLE_VALUE`: all bits of a pointer are set. */
  of: z.enum(['INVALID_HANDLE_VALUE', 'handle']),
  /** The JavaScript type in which the program receives it; `refused` where the FFI does not return it. */
  shape: name,
  /** In decimal; for an object, the address that it represents. */
  value: name,
})

/** What the FFI of a lane does with each declared type, measured in that lane. */
export const ffiMeasuredSchema = z.strictObject({
  calls: z.int().nonnegative(),
  arrivals: z.array(arrival).max(maxRows),
  results: z.array(result).max(maxRows),
  /** Number of rounds in which the last error survived a call of the runtime between the call and GetLastError. */
  lastError: z.strictObject({ rounds: z.int().nonnegative(), kept: z.int().nonnegative() }),
})

export type FfiMeasured = DeepReadonly<z.infer<typeof ffiMeasuredSchema>>
