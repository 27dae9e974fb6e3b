import { z } from 'zod'
import type { Declaration } from '../../model.ts'

/** One line of what the child writes. A line that cannot be trusted is dropped by the parent. */
export type Record =
  | { readonly kind: 'declaration'; readonly declaration: Declaration }
  /** A source file of the target that was loaded. */
  | { readonly kind: 'loaded'; readonly file: string }
  /** A declaration inside a function that cannot be made without calling the function. */
  | { readonly kind: 'unseen'; readonly file: string; readonly line: number }
  /** A declaration inside a function that koffi does not take. */
  | {
      readonly kind: 'refused'
      readonly file: string
      readonly line: number
      readonly message: string
    }
  /** koffi itself was changed by the target. */
  | { readonly kind: 'patched'; readonly names: readonly string[] }
  /** Functions of the language were replaced by the target, so nothing it declared is certain. */
  | { readonly kind: 'tampered'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly entry: string; readonly message: string }
  | { readonly kind: 'too-many'; readonly limit: number }
  | { readonly kind: 'done' }

/** What the child is told, as JSON on its command line. */
export interface ChildOrder {
  readonly architecture: 'x64' | 'ia32' | 'arm64'
  /** URLs of the modules to load, in order. */
  readonly entries: readonly string[]
  /** Patterns of exported functions to call after loading. */
  readonly call: readonly string[]
  /** Major version of koffi that the target would get. */
  readonly koffiMajor: number
  /** The file to write records to. */
  readonly output: string
}

/** Lines that a target may write at most before the child stops listening. */
export const recordLimit = 100_000

const place = { file: z.string().optional(), line: z.number().int().optional() }
const type: z.ZodType = z.lazy(() =>
  z.object({
    spelled: z.string(),
    kind: z.enum(['void', 'signed', 'unsigned', 'float', 'pointer', 'struct', 'unknown']),
    bytes: z.number(),
    to: type.optional(),
    text: z.union([z.literal(1), z.literal(2), z.literal(4)]).optional(),
  }),
)
const convention = z.enum(['stdcall', 'cdecl', 'other']).optional()

const declaration = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('function'),
    name: z.string(),
    library: z.string().optional(),
    convention,
    result: type,
    parameters: z.array(type),
    variadic: z.literal(true).optional(),
    place: z.object(place),
  }),
  z.object({
    kind: z.literal('callback'),
    name: z.string(),
    convention,
    result: type,
    parameters: z.array(type),
    place: z.object(place),
  }),
  z.object({
    kind: z.literal('struct'),
    name: z.string(),
    bytes: z.number(),
    fields: z.array(z.object({ name: z.string(), type, offset: z.number() })),
    place: z.object(place),
  }),
  z.object({ kind: z.literal('alias'), name: z.string(), type, place: z.object(place) }),
])

const record = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('declaration'), declaration }),
  z.object({ kind: z.literal('loaded'), file: z.string() }),
  z.object({ kind: z.literal('unseen'), file: z.string(), line: z.number() }),
  z.object({ kind: z.literal('refused'), file: z.string(), line: z.number(), message: z.string() }),
  z.object({ kind: z.literal('patched'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('tampered'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('failed'), entry: z.string(), message: z.string() }),
  z.object({ kind: z.literal('too-many'), limit: z.number() }),
  z.object({ kind: z.literal('done') }),
])

/** Reads what a child wrote; the target ran in that child, so nothing of it is taken on trust. */
export function parseRecords(text: string): readonly Record[] {
  return text.split('\n').flatMap(line => {
    try {
      const parsed = record.safeParse(JSON.parse(line))
      return parsed.success ? [parsed.data as Record] : []
    } catch {
      return []
    }
  })
}
