import type { z } from 'zod'
import type { DeepReadonly } from './deep-readonly.ts'
import type { outcomeSchema } from './observation-schema.ts'

/** The outcome of one step. Exactly these kinds; ERROR_INVALID_HANDLE is `win32-error` with code 6. */
export type Outcome = DeepReadonly<z.infer<typeof outcomeSchema>>

export type OutcomeKind = Outcome['kind']

/** All outcome kinds. */
export const outcomeKinds = Object.keys({
  ok: true,
  'win32-error': true,
  'wrong-data': true,
  'not-reached': true,
  'timed-out': true,
  crashed: true,
  'ffi-rejected': true,
  'not-declared': true,
} satisfies Record<OutcomeKind, true>) as OutcomeKind[]
