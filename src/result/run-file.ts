import { z } from 'zod'
import { architectures } from '../win32/architecture.ts'
import { causes } from './cause.ts'
import { lucks, type Luck } from './luck.ts'
import { mechanisms, type Mechanism } from './mechanism.ts'
import { verdictKinds } from './verdict-kind.ts'

/** The newest version of run files this program writes and reads. */
export const runSchemaVersion = 2

const hex = z.string().regex(/^0x[0-9a-f]+$/)
const text = z.string()

/** What one step did, in a file. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ok') }),
  z.strictObject({ kind: z.literal('win32-error'), code: z.int(), status: z.int() }),
  z.strictObject({ kind: z.literal('wrong-data'), field: text, expected: text, actual: text }),
  z.strictObject({ kind: z.literal('not-reached'), after: text }),
  z.strictObject({ kind: z.literal('timed-out'), limitMs: z.number() }),
  z.strictObject({ kind: z.literal('crashed'), exitCode: z.int().nullable(), signal: text.nullable() }),
  z.strictObject({ kind: z.literal('ffi-rejected'), message: text }),
  z.strictObject({ kind: z.literal('not-declared'), reason: text })
])

const handleEvidence = z.strictObject({
  position: text,
  passed: hex,
  true: hex.exactOptional(),
  alive: z.boolean(),
  passedAlive: z.boolean(),
  fileType: z.int(),
  openedBy: text.exactOptional(),
  openFailedWith: z.int().exactOptional(),
  closedBy: text.exactOptional(),
  meant: hex.exactOptional()
})

const tagLoss = z.strictObject({ function: text, position: text, value: hex })

/** What was seen in a call, kept where it says more than the outcome. Values are volatile from run to run. */
export const seenSchema = z.strictObject({
  returned: hex,
  shape: z.enum(['number', 'bigint', 'undefined']),
  lastError: z.int(),
  ntStatus: z.int(),
  elapsedUs: z.number(),
  handles: z.array(handleEvidence).exactOptional(),
  losses: z.array(tagLoss).exactOptional(),
  /** An error 6 run again under strict handle checks, where a bad handle ends the process. */
  strict: z.enum(['confirmed', 'not-confirmed']).exactOptional(),
  memory: z.record(text, text).exactOptional(),
  fences: z.record(text, text).exactOptional()
})

const claim = z.strictObject({
  verdicts: z.array(z.enum(verdictKinds)),
  causes: z.array(z.enum(causes)).exactOptional()
})

/** One of several outcomes that a cell showed in several recordings, and the environments (by index in the lane) it was seen in. */
const variant = z.strictObject({ outcome: outcomeSchema, seen: seenSchema.exactOptional(), environments: z.array(z.int().nonnegative()) })

const cell = z.strictObject({
  step: text,
  outcome: outcomeSchema,
  claim: claim.exactOptional(),
  luck: z.enum(Object.keys(lucks) as Luck[]).exactOptional(),
  seen: seenSchema.exactOptional(),
  /** Where recordings differ: all that was seen, most serious first; the first is the outcome of the cell. */
  variants: z.array(variant).min(2).exactOptional()
})

const lane = z.strictObject({
  id: text,
  engine: z.enum(['windows', 'wine', 'sim']),
  architecture: z.enum(architectures),
  kernel: z.enum(['native', 'tagged', 'simulated']),
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  underWine: z.literal(true).exactOptional(),
  status: z.enum(['measured', 'dirty', 'unavailable']),
  reason: text.exactOptional(),
  remedy: text.exactOptional(),
  /** Where it was measured: one for each machine or version; none where it was not. */
  environments: z.array(z.record(text, text))
})

const declaration = z.strictObject({
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  function: text,
  position: text,
  declared: text,
  true: text
})

const probe = z.strictObject({
  /** Probe, with `@device`, `@sequence` or `@above-4gib` behind it where it is not its first scene. */
  id: text,
  title: text,
  mechanism: z.enum(Object.keys(mechanisms) as Mechanism[]),
  width: z.boolean(),
  sequence: text,
  device: text,
  addresses: z.enum(['as-they-come', 'above-4gib']),
  /** The id of the control it is held against. */
  control: text,
  /** What the program does otherwise than the sequence says, where it does. */
  program: text.exactOptional(),
  /** Steps in which another function is called on this device than the sequence says: step → function. */
  otherCalls: z.record(text, text).exactOptional(),
  why: text,
  seenIn: z.array(z.strictObject({ title: text, url: text })),
  declarations: z.array(declaration)
})

const step = z.strictObject({ sequence: text, id: text, operation: text, title: text, group: text })

const result = z.strictObject({
  lane: text,
  probe: text,
  /** Steps that ended `ok`, with no claim about them and nothing to be lucky about. */
  ok: z.array(text),
  cells: z.array(cell)
})

/** One invocation as recorded. What differs from run to run is under `meta` and `seen`. */
export const runFileSchema = z.strictObject({
  schemaVersion: z.literal(runSchemaVersion),
  tool: z.strictObject({ name: text, version: text }),
  meta: z.strictObject({ startedAt: text, durationMs: z.number() }),
  planned: z.int(),
  lanes: z.array(lane),
  probes: z.array(probe),
  steps: z.array(step),
  results: z.array(result)
})

export type RunFile = z.infer<typeof runFileSchema>
export type RunLane = z.infer<typeof lane>
export type RunProbe = z.infer<typeof probe>
export type RunStep = z.infer<typeof step>
export type RunResult = z.infer<typeof result>
export type RunCell = z.infer<typeof cell>
export type Variant = z.infer<typeof variant>
export type Seen = z.infer<typeof seenSchema>

/** The JSON Schema of run files. */
export function runFileJsonSchema(): object {
  return z.toJSONSchema(runFileSchema, { target: 'draft-2020-12' })
}
