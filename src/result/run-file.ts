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

/** What was observed in a call, kept where it says more than the outcome. Values vary from run to run. */
export const seenSchema = z.strictObject({
  ...callSchema.shape,
  handles: handlesSchema.exactOptional(),
  losses: lossesSchema.exactOptional(),
  /** The result of repeating an error 6 under strict handle checks, where a bad handle ends the process. */
  strict: z.enum(['confirmed', 'not-confirmed']).exactOptional(),
  memory: texts.exactOptional(),
  fences: texts.exactOptional(),
})

const claim = z.strictObject({
  verdicts: z.array(z.enum(verdictKinds)).max(runLimits.items),
  causes: z.array(z.enum(causes)).max(runLimits.items).exactOptional(),
  /** It follows from documentation and has not been measured on such a system. */
  basis: z.literal('expected').exactOptional(),
})

/** One of several outcomes of a cell in different recordings, and its environments (by index in the lane). */
const variant = z.strictObject({
  outcome: outcomeSchema,
  seen: seenSchema.exactOptional(),
  environments: z.array(z.int().nonnegative()).max(runLimits.items),
})

const cell = z.strictObject({
  step: name,
  outcome: outcomeSchema,
  claim: claim.exactOptional(),
  /** Why a wrong declaration may do no harm in this step; absent where everything is declared right. */
  harmless: z.enum(harmlessReasonNames).exactOptional(),
  seen: seenSchema.exactOptional(),
  /** Present where recordings differ: all outcomes, most serious first. The first is the outcome of the cell. */
  variants: z.array(variant).min(2).max(runLimits.items).exactOptional(),
})

/** A machine and software versions with which a lane was measured. */
export const environmentSchema = z.strictObject({
  /** Versions and similar facts: name → value. */
  facts: texts,
  /** What 0xFFFFFFFE became in a slot as wide as a pointer, by declared type. */
  calibration: texts.exactOptional(),
  /** What the FFI does with each declared type. */
  ffi: ffiMeasuredSchema.exactOptional(),
  /** How the system supports strict handle checks, where they were requested. */
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
  /** One for each machine or set of versions; empty where the lane was not measured. */
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
  /** The device, sequence or address placement, where it is not the first scene of its probe. */
  scene: name.exactOptional(),
  title: text,
  mechanism: z.enum(probeMistakeIds),
  width: z.boolean(),
  sequence: name,
  device: name,
  addresses: z.enum(['as-they-come', 'above-4gib']),
  /** The id of the control it is compared with. */
  control: name,
  /** How the program differs from the sequence, if it does. */
  program: text.exactOptional(),
  /** Steps in which this device needs another function than the sequence names: step → function. */
  otherCalls: z.record(text, text).exactOptional(),
  why: text,
  seenIn: z.array(z.strictObject({ title: text, url: text })).max(runLimits.items),
  /** The deviations of its declarations from the truth. */
  deviations: z.array(deviation).max(runLimits.items),
})

const step = z.strictObject({ sequence: name, id: name, operation: name, title: text, group: name })

const result = z.strictObject({
  lane: name,
  probe: name,
  /** Steps that ended `ok`, have no claim, and use no wrong declaration. */
  ok: z.array(name).max(runLimits.cells),
  cells: z.array(cell).max(runLimits.cells),
})

/** One recorded invocation. Everything that varies from run to run is under `meta` and `seen`. */
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
