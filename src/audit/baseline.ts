import { z } from 'zod'
import { readText, UnreadableFile } from '../os/read-text.ts'
import type { Finding } from './finding.ts'
import { AuditProblem } from './problem.ts'

const mistake = z.strictObject({
  rule: z.string(),
  file: z.string().optional(),
  subject: z.string(),
  position: z.string(),
  declared: z.string(),
})

const schema = z.strictObject({
  schemaVersion: z.literal(1),
  findings: z.array(mistake).max(100_000),
})

/** Findings that were accepted as they were: without lines, which move. */
export type Baseline = z.infer<typeof schema>

/** A longer one was not written by an audit. Bytes. */
const longestBaseline = 32 * 1024 * 1024

function entryOf({ rule, file, function: name, struct, position, declared }: Finding) {
  return {
    rule,
    ...(file !== undefined && { file }),
    subject: name ?? struct ?? '',
    position,
    declared: declared.type,
  }
}

const keyOf = (entry: Baseline['findings'][number]): string =>
  JSON.stringify([entry.rule, entry.file, entry.subject, entry.position, entry.declared])

/** The findings of today as a baseline, as JSON. */
export function writeBaseline(findings: readonly Finding[]): string {
  return `${JSON.stringify({ schemaVersion: 1, findings: findings.map(entryOf) }, null, 2)}\n`
}

/** Reads a baseline. Throws AuditProblem with one sentence. */
export function readBaseline(file: string): Baseline {
  let content: unknown
  try {
    content = JSON.parse(readText(file, longestBaseline))
  } catch (error) {
    const why = error instanceof UnreadableFile ? error.message : 'it is not JSON'
    throw new AuditProblem(
      `Cannot read baseline "${file}": ${why}; write one with --write-baseline ${file}`,
    )
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new AuditProblem(`Cannot read baseline "${file}": it is none that an audit wrote`)
}

/** Findings that are new, those that were accepted, and accepted ones that are gone. */
export interface AgainstBaseline {
  readonly findings: readonly Finding[]
  readonly accepted: readonly Finding[]
  readonly repaired: Baseline['findings']
}

/** Holds findings against a baseline. A mistake that is there twice as often is new the second time. */
export function holdAgainst(
  all: readonly Finding[],
  { findings: known }: Baseline,
): AgainstBaseline {
  const left = new Map<string, Baseline['findings']>()
  for (const entry of known) left.set(keyOf(entry), [...(left.get(keyOf(entry)) ?? []), entry])
  const findings: Finding[] = []
  const accepted: Finding[] = []
  for (const finding of all) {
    const entries = left.get(keyOf(entryOf(finding)))
    if (entries?.pop()) accepted.push(finding)
    else findings.push(finding)
  }
  return { findings, accepted, repaired: [...left.values()].flat() }
}
