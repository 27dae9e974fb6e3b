import { z } from 'zod'

/** The results of a compiled client on the same loopback, for comparison; recorded under `fixtures/client`. */
export const clientRecordSchema = z.object({
  client: z.string(),
  lanes: z.array(
    z.object({
      lane: z.string(),
      steps: z.array(z.object({ operation: z.string(), ok: z.boolean(), detail: z.string() })),
    }),
  ),
})

export type ClientRecord = z.infer<typeof clientRecordSchema>
