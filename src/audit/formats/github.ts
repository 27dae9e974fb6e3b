import { workflowCommand } from '../../text/workflow-command.ts'
import type { AuditResult } from '../audit.ts'
import type { Finding } from '../finding.ts'
import { sentenceOf, subjectOf } from './text.ts'

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const

/** Workflow commands that GitHub Actions shows beside the lines they are about. */
export function renderGithub({ findings, notices, failures }: AuditResult): string {
  return [
    ...findings.map(renderFinding),
    ...notices.map(notice =>
      workflowCommand(
        failures.includes(notice) ? 'error' : 'notice',
        { title: 'handle-width audit' },
        notice,
      ),
    ),
  ]
    .map(line => `${line}\n`)
    .join('')
}

function renderFinding(finding: Finding): string {
  const { file, line, level, rule, fix } = finding
  return workflowCommand(
    commands[level],
    { file, line, title: `${subjectOf(finding)} (${rule})` },
    `${sentenceOf(finding)}. Write: ${fix}`,
  )
}
