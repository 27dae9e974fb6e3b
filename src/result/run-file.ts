import { z } from 'zod'
import { deviationSchema } from '../declare/deviation.ts'
import { architectures } from '../declare/win32/architecture.ts'
import { causes } from './cause.ts'
import type { DeepReadonly } from './deep-readonly.ts'
import { ffiMeasuredSchema } from './ffi-measured.ts'
import { harmlessReasonNames } from './harmless.ts'
import { engineIds, kernelIds } from './lane.ts'
import { probeMistakeIds } from '../mistakes/index.ts'
import {
  callSchema,
  handlesSchema,
  lossesSchema,
  nameSchema as name,
  outcomeSchema,
  runLimits,
  textSchema as text,
} from './observation-schema.ts'
import { verdictKinds } from './verdict-kind.ts'

/** The newest version of run files this program writes and reads. */
export const runSchemaVersion = 4

const texts = z
  .unknown()
  .refine(
    value =>
      typeof value !== 'object' || value === null || Object.keys(value).length <= runLimits.items,
    `at most ${runLimits.items} entries were expected`,
  )
  .pipe(z.record(name, text))

/** What was seen in a call, kept where it says more than the outcome. Values are volatile from run to run. */
export const seenSchema = z.strictObject({
  ...callSchema.shape,
  handles: handlesSchema.exactOptional(),
  losses: lossesSchema.exactOptional(),
  /** An error 6 run again under strict handle checks, where a bad handle ends the process. */
  strict: z.enum(['confirmed', 'not-confirmed']).exactOptional(),
  memory: texts.exactOptional(),
  fences: texts.exactOptional(),
})

const claim = z.strictObject({
  verdicts: z.array(z.enum(verdictKinds)).max(runLimits.items),
  causes: z.array(z.enum(causes)).max(runLimits.items).exactOptional(),
  /** It follows from what is documented; nobody has measured it on such a system. */
  basis: z.literal('expected').exactOptional(),
})

/** One of several outcomes that a cell showed in several recordings, and the environments (by index in the lane) it was seen in. */
const variant = z.strictObject({
  outcome: outcomeSchema,
  seen: seenSchema.exactOptional(),
  environments: z.array(z.int().nonnegative()).max(runLimits.items),
})

const cell = z.strictObject({
  step: name,
  outcome: outcomeSchema,
  claim: claim.exactOptional(),
  /** Why what is declared wrong in this step may do no harm; absent where all is declared right. */
  harmless: z.enum(harmlessReasonNames).exactOptional(),
  seen: seenSchema.exactOptional(),
  /** Where recordings differ: all that was seen, most serious first; the first is the outcome of the cell. */
  variants: z.array(variant).min(2).max(runLimits.items).exactOptional(),
})

/** A machine, or versions of what ran, in which a lane was measured. */
export const environmentSchema = z.strictObject({
  /** Versions and the like: name → value. */
  facts: texts,
  /** What 0xFFFFFFFE became in a slot as wide as a pointer, by declared type. */
  calibration: texts.exactOptional(),
  /** What the FFI does with each declared type. */
  ffi: ffiMeasuredSchema.exactOptional(),
  /** How the system takes strict handle checks, where they were asked for. */
  strictHandles: text.exactOptional(),
})

const lane = z.strictObject({
  id: name,
  engine: z.enum(engineIds),
  architecture: z.enum(architectures),
  kernel: z.enum(kernelIds),
  /** The runtime and FFI that made the calls. */
  host: name,
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  underWine: z.literal(true).exactOptional(),
  emulatedCpu: text.exactOptional(),
  status: z.enum(['measured', 'dirty', 'unavailable']),
  reason: text.exactOptional(),
  remedy: text.exactOptional(),
  /** Where it was measured: one for each machine or version; none where it was not. */
  environments: z.array(environmentSchema).max(runLimits.items),
})

const deviation = z.strictObject({
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  deviation: deviationSchema,
})

const probe = z.strictObject({
  /** Probe and scene: `correct@missing`. */
  id: name,
  probe: name,
  /** The device, sequence or place of the addresses, where it is not the first scene of its probe. */
  scene: name.exactOptional(),
  title: text,
  mechanism: z.enum(probeMistakeIds),
  width: z.boolean(),
  sequence: name,
  device: name,
  addresses: z.enum(['as-they-come', 'above-4gib']),
  /** The id of the control it is held against. */
  control: name,
  /** What the program does otherwise than the sequence says, where it does. */
  program: text.exactOptional(),
  /** Steps in which another function is called on this device than the sequence says: step → function. */
  otherCalls: z.record(text, text).exactOptional(),
  why: text,
  seenIn: z.array(z.strictObject({ title: text, url: text })).max(runLimits.items),
  /** Where it declares something else than is true. */
  deviations: z.array(deviation).max(runLimits.items),
})

const step = z.strictObject({ sequence: name, id: name, operation: name, title: text, group: name })

const result = z.strictObject({
  lane: name,
  probe: name,
  /** Steps that ended `ok`, with no claim about them and nothing declared wrong. */
  ok: z.array(name).max(runLimits.cells),
  cells: z.array(cell).max(runLimits.cells),
})

/** One invocation as recorded. What differs from run to run is under `meta` and `seen`. */
export const runFileSchema = z.strictObject({
  schemaVersion: z.literal(runSchemaVersion),
  tool: z.strictObject({ name, version: text }),
  meta: z.strictObject({ startedAt: name, durationMs: z.number().nonnegative().max(1e12) }),
  planned: z.int().nonnegative().max(1e9),
  lanes: z.array(lane).max(runLimits.lanes),
  probes: z.array(probe).max(runLimits.probes),
  steps: z.array(step).max(runLimits.steps),
  results: z.array(result).max(runLimits.results),
})

export type RunFile = DeepReadonly<z.infer<typeof runFileSchema>>
export type RunLane = DeepReadonly<z.infer<typeof lane>>
export type RunProbe = DeepReadonly<z.infer<typeof probe>>
export type RunStep = DeepReadonly<z.infer<typeof step>>
export type RunResult = DeepReadonly<z.infer<typeof result>>
export type RunCell = DeepReadonly<z.infer<typeof cell>>
export type Variant = DeepReadonly<z.infer<typeof variant>>
export type Seen = DeepReadonly<z.infer<typeof seenSchema>>

/** The JSON Schema of run files. */
export function runFileJsonSchema(): object {
  return z.toJSONSchema(runFileSchema, { target: 'draft-2020-12' })
}
