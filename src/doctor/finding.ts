import { z } from 'zod'

/** How something was found. `missing` keeps a lane from running and can be mended; `note` is as it is. */
const states = ['ok', 'note', 'missing'] as const

export type FindingState = (typeof states)[number]

/** What is looked at, in this order. */
export const parts = ['program', 'engines', 'wine', 'cache', 'ports'] as const

const findingSchema = z.strictObject({
  part: z.enum(parts),
  title: z.string(),
  state: z.enum(states),
  /** What was found, one sentence or a version. */
  detail: z.string(),
  /** What mends it, one sentence. Where `state` is `missing`, always there. */
  remedy: z.string().exactOptional(),
  /** The one command that does so, where a command can. */
  command: z.string().exactOptional(),
})

/** What the doctor says, for programs. */
const examinationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Nothing is missing. */
  ok: z.boolean(),
  findings: z.array(findingSchema),
})

/** One thing the doctor looked at. */
export type DoctorFinding = z.infer<typeof findingSchema>
export type Examination = z.infer<typeof examinationSchema>

/** The JSON Schema of `doctor --json`. */
export function examinationJsonSchema(): object {
  return z.toJSONSchema(examinationSchema, { target: 'draft-2020-12' })
}

/** Joins findings. Pure. */
export function concludeFrom(findings: readonly DoctorFinding[]): Examination {
  return {
    schemaVersion: 1,
    ok: findings.every(({ state }) => state !== 'missing'),
    findings: [...findings],
  }
}
