import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { rules, type Finding, type RuleId } from './finding.ts'
import { AuditProblem } from './problem.ts'

const entry = z.strictObject({
  rule: z.enum(Object.keys(rules) as [RuleId, ...RuleId[]]).optional(),
  function: z.string().optional(),
  struct: z.string().optional(),
  position: z.string().optional(),
  /** End of the path of the file. */
  file: z.string().optional(),
  reason: z.string().trim().min(1)
}).refine(({ reason: _, ...selectors }) => Object.values(selectors).some(value => value !== undefined), 'an entry must name at least a rule, a function, a struct, a position or a file')

const list = z.strictObject({ ignore: z.array(entry) })

/** Which findings are known and accepted, and why. */
export type IgnoreList = z.infer<typeof list>['ignore']

/** Reads a list of findings to leave out: `{ "ignore": [{ "rule": …, "function": …, "reason": "…" }] }`. Throws AuditProblem. */
export function readIgnoreList(file: string): IgnoreList {
  if (!existsSync(file)) throw new AuditProblem(`Cannot read ignore list "${file}": there is no such file`)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new AuditProblem(`Cannot read ignore list "${file}": it is not JSON`)
  }
  const parsed = list.safeParse(content)
  if (parsed.success) return parsed.data.ignore
  const [issue] = parsed.error.issues
  throw new AuditProblem(`Cannot read ignore list "${file}": ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not understood'}`)
}

/** A finding that was left out, and the reason that the list gives. */
export interface Ignored { readonly finding: Finding, readonly reason: string }

export interface Sorted { readonly findings: readonly Finding[], readonly ignored: readonly Ignored[], readonly unused: IgnoreList }

/** Parts findings into those to tell and those to leave out; entries that matched nothing are told, so that lists do not rot. */
export function applyIgnoreList(findings: readonly Finding[], entries: IgnoreList): Sorted {
  const used = new Set<IgnoreList[number]>()
  const kept: Finding[] = []
  const ignored: Ignored[] = []
  for (const finding of findings) {
    const match = entries.find(candidate => matches(finding, candidate))
    if (!match) { kept.push(finding); continue }
    used.add(match)
    ignored.push({ finding, reason: match.reason })
  }
  return { findings: kept, ignored, unused: entries.filter(candidate => !used.has(candidate)) }
}

function matches(finding: Finding, { rule, function: name, struct, position, file }: IgnoreList[number]): boolean {
  return (rule === undefined || rule === finding.rule) && (name === undefined || name === finding.function) && (struct === undefined || struct === finding.struct) &&
    (position === undefined || position === finding.position) && (file === undefined || (finding.file?.replaceAll('\\', '/').endsWith(file) ?? false))
}
