import { z } from 'zod'
import { ffiMeasuredSchema } from './ffi-measured.ts'

/**
 * Upper bounds for a run file; the recorded ones are far below each. A report grows with lanes × probes and with
 * the length of names, so without bounds a small file could exhaust the memory.
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

/** An unsigned value of the process, at its width. */
const hex = z.string().regex(/^0x[0-9a-f]{1,16}$/)
/** An identifier. Limited, since it may be repeated in each cell of a report. */
export const nameSchema = z.string().max(runLimits.name)
export const textSchema = z.string().max(runLimits.text)
const hexBytes = z
  .string()
  .max(runLimits.hex)
  .regex(/^([0-9a-f]{2})*$/)

/** The outcome of one step. Exactly these kinds; ERROR_INVALID_HANDLE is `win32-error` with code 6. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  /** success, including its effect where it has one */
  z.strictObject({ kind: z.literal('ok') }),
  /** the call failed with a Win32 error; `status` is the NTSTATUS behind it */
  z.strictObject({ kind: z.literal('win32-error'), code: z.int(), status: z.int() }),
  /** success was reported, but something else than expected was observed */
  z.strictObject({
    kind: z.literal('wrong-data'),
    field: textSchema,
    expected: textSchema,
    actual: textSchema,
  }),
  /** not called, because an earlier step failed */
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
    /** The lane cannot measure it and was not asked to: a limit of the lane, not of this run. */
    unsupported: z.literal(true).exactOptional(),
  }),
])

/** What is known about one handle argument of a call that failed with error 6. */
export const recordedHandleSchema = z.strictObject({
  /** A parameter, or `lpOverlapped.hEvent`. */
  position: textSchema,
  /** What the callee received. Hexadecimal, at pointer width. */
  passed: hex,
  /** What a correct program would have passed: the value as the kernel returned it. Hexadecimal. */
  true: hex.exactOptional(),
  /** Whether the true value refers to an open object (GetHandleInformation). */
  alive: z.boolean(),
  /** Whether the passed value itself refers to an open object. */
  passedAlive: z.boolean(),
  /** GetFileType of the true value; 0 where it is not a file. */
  fileType: z.int(),
  /** The step that created the handle. */
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

/** The record of a call that returned, the same in a journal and a run file. */
export const callSchema = z.object({
  /** The returned value as the FFI returned it, and its JavaScript type. */
  returned: hex,
  shape: z.enum(['number', 'bigint', 'string', 'object', 'undefined']),
  lastError: z.int(),
  ntStatus: z.int(),
  elapsedUs: z.number(),
})
export const handlesSchema = z.array(recordedHandleSchema).max(runLimits.items)
export const lossesSchema = z.array(tagLossSchema).max(runLimits.items)

/**
 * A line of a journal: one JSON object. Integers wider than 32 bits are hexadecimal text (`0x…`, unsigned, at the
 * width of the process). A process with damaged memory may write anything, so each line is validated; whatever a
 * run file would reject is not a valid journal line either.
 */
export const journalLineSchema = z.discriminatedUnion('at', [
  /** The first line: the environment. */
  z.object({
    at: z.literal('hello'),
    environment: z.record(nameSchema, textSchema),
    /** How this FFI widens 0xFFFFFFFE into a 64-bit slot, per declared type: measured in this process. */
    calibration: z.record(nameSchema, textSchema),
  }),
  /** What the FFI does with each declared type, if that was measured. */
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
    /** Tags that were missing in the arguments (tagged kernel). */
    losses: lossesSchema.exactOptional(),
    /** Recorded after an error 6. */
    evidence: z.object({ handles: handlesSchema }).exactOptional(),
    /** The program noticed its sentinel and stops. */
    noticed: z.literal(true).exactOptional(),
  }),
  /** The FFI refused the call or the declaration. */
  z.object({ at: z.literal('rejected'), step: nameSchema, message: textSchema }),
  /** A step that was not called, and the step that prevented it. */
  z.object({ at: z.literal('skipped'), step: nameSchema, after: nameSchema }),
  /** A simulated process would have ended in this call. */
  z.object({
    at: z.literal('died'),
    step: nameSchema,
    kind: z.enum(['crashed', 'waits-for-ever']),
    exitCode: z.int(),
  }),
  /** Strict handle checks were requested before the next step. */
  z.object({ at: z.literal('strict'), accepted: z.boolean(), lastError: z.int() }),
  z.object({ at: z.literal('plan-end'), plan: nameSchema }),
  z.object({ at: z.literal('bye') }),
])
