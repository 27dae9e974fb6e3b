import { escapeText } from '../../text/escape.ts'
import type { AuditResult } from '../audit.ts'
import { changedLines } from '../edits/index.ts'

/** What `--fix` would change, as a unified diff without context: for people, and for `git apply --unidiff-zero`. */
export function renderDiff(result: AuditResult): string {
  return [...changedLines(result.findings)]
    .flatMap(([file, lines]) => [
      `--- a/${escapeText(file)}`,
      `+++ b/${escapeText(file)}`,
      ...lines.flatMap(({ line, before, after }) => [
        `@@ -${line} +${line} @@`,
        `-${escapeText(before)}`,
        `+${escapeText(after)}`,
      ]),
    ])
    .map(line => `${line}\n`)
    .join('')
}
