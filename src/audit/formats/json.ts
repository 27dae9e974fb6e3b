import type { AuditResult } from '../audit.ts'

/** The result as JSON, indented by two spaces, with a line break at the end. */
export function renderJson(result: AuditResult): string {
  return `${JSON.stringify(result, null, 2)}\n`
}
