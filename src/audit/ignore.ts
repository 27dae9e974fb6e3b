import { z } from 'zod'
import { readText, UnreadableFile } from '../os/read-text.ts'
import { rules, type Finding, type RuleId } from './finding.ts'
import { AuditProblem } from './problem.ts'

const entry = z
  .strictObject({
    rule: z.enum(Object.keys(rules) as [RuleId, ...RuleId[]]).optional(),
    function: z.string().optional(),
    struct: z.string().optional(),
    position: z.string().optional(),
    /** End of the path of the file. */
    file: z.string().optional(),
    reason: z.string().trim().min(1),
  })
  .refine(
    ({ reason: _, ...selectors }) => Object.values(selectors).some(value => value !== undefined),
    'an entry must name at least a rule, a function, a struct, a position or a file',
  )

const list = z.strictObject({ ignore: z.array(entry).max(10_000) })

/** Which findings are known and accepted, and why. */
export type IgnoreList = z.infer<typeof list>['ignore']

/** A longer list would hide more than it leaves out. Bytes. */
const longestList = 4 * 1024 * 1024

/** Reads a list of findings to leave out: `{ "ignore": [{ "rule": …, "function": …, "reason": "…" }] }`. Throws AuditProblem. */
export function readIgnoreList(file: string): IgnoreList {
  try {
    return parseIgnoreList(readText(file, longestList), file)
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new AuditProblem(`Cannot read ignore list "${file}": ${error.message}`)
      : error
  }
}

/** Parses the text of such a list. `file` is used in messages. Throws AuditProblem with one sentence. */
export function parseIgnoreList(text: string, file: string): IgnoreList {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new AuditProblem(`Cannot read ignore list "${file}": it is not JSON`)
  }
  const parsed = list.safeParse(content)
  if (parsed.success) return parsed.data.ignore
  const [issue] = parsed.error.issues
  throw new AuditProblem(
    `Cannot read ignore list "${file}": ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not understood'}`,
  )
}

/** A finding that was left out, and the reason that the list gives. */
export interface Ignored {
  readonly finding: Finding
  readonly reason: string
}

export interface Sorted {
  readonly findings: readonly Finding[]
  readonly ignored: readonly Ignored[]
  readonly unused: IgnoreList
}

/** Parts findings into those to tell and those to leave out; entries that matched nothing are told, so that lists do not rot. */
export function applyIgnoreList(findings: readonly Finding[], entries: IgnoreList): Sorted {
  const used = new Set<IgnoreList[number]>()
  const kept: Finding[] = []
  const ignored: Ignored[] = []
  for (const finding of findings) {
    const match = entries.find(candidate => matches(finding, candidate))
    if (!match) {
      kept.push(finding)
      continue
    }
    used.add(match)
    ignored.push({ finding, reason: match.reason })
  }
  return { findings: kept, ignored, unused: entries.filter(candidate => !used.has(candidate)) }
}

function matches(
  finding: Finding,
  { rule, function: name, struct, position, file }: IgnoreList[number],
): boolean {
  return (
    (rule === undefined || rule === finding.rule) &&
    (name === undefined || name === finding.function) &&
    (struct === undefined || struct === finding.struct) &&
    (position === undefined || position === finding.position) &&
    (file === undefined || (finding.file?.replaceAll('\\', '/').endsWith(file) ?? false))
  )
}
