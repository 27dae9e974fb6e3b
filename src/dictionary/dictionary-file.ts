import { z } from 'zod'
import { harmlessReasonNames } from '../result/harmless.ts'
import { engineIds, kernelIds } from '../result/lane.ts'
import { mistakeIds } from '../mistakes/index.ts'
import type { DeepReadonly } from '../result/deep-readonly.ts'
import { architectures } from '../declare/win32/architecture.ts'
import { outcomeKinds } from '../result/outcome.ts'
import { environmentSchema } from '../result/run-file.ts'
import { faultKinds, positionKinds, type FaultKind } from './fault.ts'
import { upgradeDictionary } from './upgrade.ts'

/** The newest version of dictionary files this program writes and reads. */
export const dictionarySchemaVersion = 2

/** Maximum size of a dictionary file. Bytes. */
export const longestDictionary = 32 * 1024 * 1024

/** Upper bounds for a dictionary; the recorded one is far below each. */
const limits = { name: 200, text: 20_000, lanes: 200, faults: 100_000, entries: 10_000 } as const

const text = z.string().max(limits.text)
const name = z.string().max(limits.name)
const luckList = z.array(z.enum(harmlessReasonNames)).max(100)

/** A record whose size is checked before its entries are. */
function recordOf<T extends z.ZodType>(
  value: T,
): z.ZodPipe<z.ZodUnknown, z.ZodRecord<typeof name, T>> {
  const isSmall = (input: unknown): boolean =>
    typeof input !== 'object' || input === null || Object.keys(input).length <= limits.entries
  return z
    .unknown()
    .refine(isSmall, `at most ${limits.entries} entries were expected`)
    .pipe(z.record(name, value))
}

const lane = z.strictObject({
  id: name,
  engine: z.enum(engineIds),
  architecture: z.enum(architectures),
  kernel: z.enum(kernelIds),
  /** The host of the lane; koffi in files that do not name one. */
  host: name.default('koffi'),
  pointerBytes: z.union([z.literal(4), z.literal(8)]),
  /** The environment of the lane, as in a run file; absent where it was not measured. */
  environment: environmentSchema.pick({ facts: true, calibration: true }).exactOptional(),
  /** Why nothing was measured there. */
  reason: text.exactOptional(),
  /** One number for each fault: an index into `signatures`; -1 where it is no fault at this width; -2 where it was not measured. */
  signatures: z.array(z.int().min(-2)).max(limits.faults),
})

const fault = z.strictObject({
  id: name,
  /** A function, a struct, a type, or `sentinel`. */
  subject: name,
  /** The place in it; empty where all of it is meant. */
  position: name,
  /** How it was changed. */
  kind: z.enum(Object.keys(faultKinds) as FaultKind[]),
  at: z.enum(positionKinds),
  class: z.enum(mistakeIds),
  sequence: name,
  /** Why steps that use the wrong declaration may succeed, for pointers of 4 and of 8 bytes. */
  luck4: luckList.exactOptional(),
  luck8: luckList.exactOptional(),
})

/** A step that ended differently from the control's. */
const difference = z.strictObject({
  /** Absent in the first scene of a fault. */
  scene: z.enum(['missing', 'above-4gib']).exactOptional(),
  step: name,
  /** The code of an error, or the kind of the outcome. */
  outcome: z.union([z.int(), z.enum(outcomeKinds)]),
})

/** A fault dictionary: the effect of each single fault in each lane. */
const dictionarySchema = z.strictObject({
  schemaVersion: z.literal(dictionarySchemaVersion),
  tool: z.strictObject({ name, version: name }),
  meta: z.strictObject({ startedAt: name, durationMs: z.number().nonnegative().max(1e12) }),
  /** Sequence → its steps in order, each with the function it calls. */
  steps: recordOf(z.array(z.tuple([name, name])).max(limits.entries)),
  faults: z.array(fault).max(limits.faults),
  /** Lists of differences in the order of the steps, without consequences. The first list is empty: no difference. */
  signatures: z.array(z.array(difference).max(limits.entries)).max(limits.faults),
  lanes: z.array(lane).max(limits.lanes),
  /** Faults with different signatures in several recordings: lane → fault → indexes. */
  unstable: recordOf(recordOf(z.array(z.int().min(0)).max(limits.entries))),
})

export type Dictionary = z.infer<typeof dictionarySchema>
export type Difference = DeepReadonly<z.infer<typeof difference>>
export type DictionaryLane = z.infer<typeof lane>
export type DictionaryFault = z.infer<typeof fault>

/** Not a fault at this pointer width: nothing is declared wrong there. */
export const notAFault = -1
/** Not measured (yet). */
export const unmeasured = -2

/** Why a dictionary file is invalid: one sentence for the user. */
export class DictionaryError extends Error {
  override readonly name = 'DictionaryError'
}

/** Parses a dictionary file. `name` is used in messages. Throws DictionaryError with one sentence. */
export function parseDictionary(source: string, name: string): Dictionary {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch {
    throw new DictionaryError(
      `Cannot read dictionary ${name}: it is not JSON, or it was cut; record it again with 'handle-width dictionary --out FILE'`,
    )
  }
  const parsed = dictionarySchema.safeParse(upgradeDictionary(value))
  if (!parsed.success)
    throw new DictionaryError(
      `Cannot read dictionary ${name}: ${parsed.error.issues[0]?.path.join('.') || 'the top level'}: ${parsed.error.issues[0]?.message ?? 'it has another form'}`,
    )
  const { faults, lanes, signatures } = parsed.data
  const misfit = lanes.find(
    item =>
      item.signatures.length !== faults.length ||
      item.signatures.some(index => index >= signatures.length),
  )
  if (misfit)
    throw new DictionaryError(
      `Cannot read dictionary ${name}: the lane ${misfit.id} does not fit the ${faults.length} faults and ${signatures.length} signatures of the file`,
    )
  return parsed.data
}

/** A dictionary as text: one fault or signature per line, so that a new recording gives a small diff. */
export function formatDictionary(dictionary: Dictionary): string {
  const lines = (items: readonly unknown[]): string =>
    `[\n${items.map(item => JSON.stringify(item)).join(',\n')}\n]`
  const parts = Object.entries(dictionary).map(
    ([key, value]) =>
      `${JSON.stringify(key)}: ${Array.isArray(value) ? lines(value) : JSON.stringify(value)}`,
  )
  return `{\n${parts.join(',\n')}\n}\n`
}
