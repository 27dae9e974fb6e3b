import type { AuditResult } from '../audit.ts'
import type { Finding } from '../finding.ts'
import { sentenceOf, subjectOf, toLine } from './text.ts'

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const

/** Workflow commands that GitHub Actions shows beside the lines they are about. */
export function renderGithub({ findings, notices }: AuditResult): string {
  return [...findings.map(renderFinding), ...notices.map(notice => `::notice title=handle-width audit::${escapeData(toLine(notice))}`)].map(line => `${line}\n`).join('')
}

function renderFinding(finding: Finding): string {
  const properties = [
    ...finding.file === undefined ? [] : [`file=${escapeProperty(finding.file)}`],
    ...finding.line === undefined ? [] : [`line=${finding.line}`],
    `title=${escapeProperty(`${subjectOf(finding)} (${finding.rule})`)}`
  ]
  return `::${commands[finding.level]} ${properties.join(',')}::${escapeData(`${sentenceOf(finding)}. Write: ${toLine(finding.fix)}`)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
