import { z } from 'zod'
import type { JournalLine } from '../result/observation.ts'
import { runLimits, seenSchema } from '../result/run-file.ts'

// What a run file does not take is no line of a journal either: a run can always be written, and read again.
const text = z.string().max(runLimits.text)
const name = z.string().max(runLimits.name)
const hexBytes = z
  .string()
  .max(runLimits.hex)
  .regex(/^([0-9a-f]{2})*$/)
const { returned, shape, lastError, ntStatus, elapsedUs, handles, losses } = seenSchema.shape

/** What a child may write. A process with overwritten memory may write anything, so each line is looked at. */
const lineSchema: z.ZodType<JournalLine> = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('hello'),
    environment: z.record(name, text),
    calibration: z.record(name, text),
  }),
  z.object({ at: z.literal('plan'), plan: name }),
  z.object({ at: z.literal('begin'), step: name }),
  z.object({
    at: z.literal('end'),
    step: name,
    returned,
    shape,
    failed: z.boolean(),
    lastError,
    ntStatus,
    atUs: z.number(),
    elapsedUs,
    memory: z.record(name, hexBytes),
    fences: z.record(name, text),
    losses,
    evidence: z.object({ handles: handles.unwrap() }).exactOptional(),
    noticed: z.literal(true).exactOptional(),
  }),
  z.object({ at: z.literal('rejected'), step: name, message: text }),
  z.object({ at: z.literal('skipped'), step: name, after: name }),
  z.object({
    at: z.literal('died'),
    step: name,
    kind: z.enum(['crashed', 'waits-for-ever']),
    exitCode: z.int(),
  }),
  z.object({ at: z.literal('strict'), accepted: z.boolean(), lastError }),
  z.object({ at: z.literal('plan-end'), plan: name }),
  z.object({ at: z.literal('bye') }),
])

function parseLine(line: string): JournalLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/**
 * The lines of a journal. A last line without its end was cut by the death of the process and does not
 * count; neither does a line that is no journal line (a broken process may write anything).
 */
export function readJournal(text: string): readonly JournalLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap(line => {
    const parsed = line === '' ? undefined : parseLine(line)
    return parsed ? [parsed] : []
  })
}
