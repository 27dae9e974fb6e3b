import { z } from 'zod'
import { ffiMeasuredSchema } from './ffi-measured.ts'

/**
 * The most a run file may hold; the recorded ones are far below each. What a report says grows with
 * lanes × probes and with the length of names, so a small file could ask for more than a machine has.
 */
export const runLimits = {
  name: 200,
  text: 10_000,
  hex: 8192,
  lanes: 200,
  probes: 5000,
  steps: 20_000,
  results: 100_000,
  cells: 5000,
  items: 1000,
  cellsInReport: 1_000_000,
} as const

/** A value of the process, unsigned, at its width. */
const hex = z.string().regex(/^0x[0-9a-f]{1,16}$/)
/** An identifier; the same one may stand in each cell of a report. */
export const nameSchema = z.string().max(runLimits.name)
export const textSchema = z.string().max(runLimits.text)
const hexBytes = z
  .string()
  .max(runLimits.hex)
  .regex(/^([0-9a-f]{2})*$/)

/** What one step did. Exactly these kinds; ERROR_INVALID_HANDLE is `win32-error` with code 6. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  /** success, and its effect was seen where it has one */
  z.strictObject({ kind: z.literal('ok') }),
  /** the call failed with a Win32 error; `status` is the NTSTATUS behind it */
  z.strictObject({ kind: z.literal('win32-error'), code: z.int(), status: z.int() }),
  /** success was reported, but something else than expected was seen */
  z.strictObject({
    kind: z.literal('wrong-data'),
    field: textSchema,
    expected: textSchema,
    actual: textSchema,
  }),
  /** not called, because of another step */
  z.strictObject({ kind: z.literal('not-reached'), after: nameSchema }),
  /** called, did not return within the limit, and was killed */
  z.strictObject({ kind: z.literal('timed-out'), limitMs: z.number() }),
  /** the process died in this call */
  z.strictObject({
    kind: z.literal('crashed'),
    exitCode: z.int().nullable(),
    signal: textSchema.nullable(),
  }),
  /** the FFI refused the declaration or the value */
  z.strictObject({ kind: z.literal('ffi-rejected'), message: textSchema }),
  /** this lane cannot declare or measure the step */
  z.strictObject({
    kind: z.literal('not-declared'),
    reason: textSchema,
    /** The lane cannot show it, and was not asked to: a matter of the lane, not of this run. */
    unsupported: z.literal(true).exactOptional(),
  }),
])

/** What is known about one handle argument of a call that failed with error 6. */
export const recordedHandleSchema = z.strictObject({
  /** A parameter, or `lpOverlapped.hEvent`. */
  position: textSchema,
  /** What the callee was given. Hexadecimal, at pointer width. */
  passed: hex,
  /** What a correct program would have given: the value as the kernel made it. */
  true: hex.exactOptional(),
  /** Whether the true value names an open object (GetHandleInformation). */
  alive: z.boolean(),
  /** Whether the passed value itself names an open object. */
  passedAlive: z.boolean(),
  /** GetFileType of the true value; 0 where it is no file. */
  fileType: z.int(),
  /** The step that made the handle, and whether it had failed. */
  openedBy: textSchema.exactOptional(),
  openFailedWith: z.int().exactOptional(),
  /** The step that closed it. */
  closedBy: textSchema.exactOptional(),
  /** What the program meant to put there (a field of a struct): hexadecimal. */
  meant: hex.exactOptional(),
})

/** A handle that reached the tagged kernel without its tag. */
export const tagLossSchema = z.strictObject({
  function: textSchema,
  /** A parameter, or `lpOverlapped.hEvent`. */
  position: textSchema,
  /** What arrived. Hexadecimal. */
  value: hex,
})

/** What each call that returned brought: a journal and a run file say the same of it. */
export const callSchema = z.object({
  /** The returned value as the FFI gave it, and its JavaScript type. */
  returned: hex,
  shape: z.enum(['number', 'bigint', 'string', 'object', 'undefined']),
  lastError: z.int(),
  ntStatus: z.int(),
  elapsedUs: z.number(),
})
export const handlesSchema = z.array(recordedHandleSchema).max(runLimits.items)
export const lossesSchema = z.array(tagLossSchema).max(runLimits.items)

/**
 * A line of a journal: one JSON object. Integers wider than 32 bits travel as hexadecimal text (`0x…`, unsigned, at the
 * width of the process). A process with overwritten memory may write anything, so each line is looked at; what a run
 * file does not take is no line of a journal either.
 */
export const journalLineSchema = z.discriminatedUnion('at', [
  /** First line: who runs. */
  z.object({
    at: z.literal('hello'),
    environment: z.record(nameSchema, textSchema),
    /** How this FFI widens 0xFFFFFFFE into a 64-bit slot, per declared type: measured in this process. */
    calibration: z.record(nameSchema, textSchema),
  }),
  /** What the FFI does with each declared type, where that was asked for. */
  z.object({ at: z.literal('ffi'), measured: ffiMeasuredSchema }),
  z.object({ at: z.literal('plan'), plan: nameSchema }),
  /** Written before a call. */
  z.object({ at: z.literal('begin'), step: nameSchema }),
  /** Written after a call. */
  callSchema.extend({
    at: z.literal('end'),
    step: nameSchema,
    failed: z.boolean(),
    /** When the call was made, by the kernel's monotonic time. */
    atUs: z.number(),
    /** Bytes of the objects whose addresses were passed, after the call. Hexadecimal. */
    memory: z.record(nameSchema, hexBytes),
    /** Objects whose fence was overwritten, with the bytes found there. Hexadecimal. */
    fences: z.record(nameSchema, textSchema),
    /** Tags that were missing on the way in (tagged kernel). */
    losses: lossesSchema.exactOptional(),
    /** Recorded after an error 6. */
    evidence: z.object({ handles: handlesSchema }).exactOptional(),
    /** The program noticed its sentinel and stops. */
    noticed: z.literal(true).exactOptional(),
  }),
  /** The FFI refused the call or the declaration. */
  z.object({ at: z.literal('rejected'), step: nameSchema, message: textSchema }),
  /** A step that was not called, and the step that stands in its way. */
  z.object({ at: z.literal('skipped'), step: nameSchema, after: nameSchema }),
  /** A simulated process would have ended in this call. */
  z.object({
    at: z.literal('died'),
    step: nameSchema,
    kind: z.enum(['crashed', 'waits-for-ever']),
    exitCode: z.int(),
  }),
  /** Strict handle checks were asked for, before the step that follows. */
  z.object({ at: z.literal('strict'), accepted: z.boolean(), lastError: z.int() }),
  z.object({ at: z.literal('plan-end'), plan: nameSchema }),
  z.object({ at: z.literal('bye') }),
])
