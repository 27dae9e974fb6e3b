import { escapeText } from '../../text/escape.ts'
import type { AuditedTarget, AuditResult } from '../audit.ts'
import type { Finding } from '../finding.ts'
import { sentenceOf, subjectOf } from './text.ts'

/** For people: findings by file, then what could not be seen, then a summary. */
export function renderPretty(result: AuditResult): string {
  const blocks = [
    ...groupByFile(result.findings).map(([file, findings]) =>
      [titleOf(file, findings), ...findings.flatMap(renderFinding)].join('\n'),
    ),
    renderList(
      'Left out by the ignore list:',
      result.ignored.map(
        ({ finding, reason }) => `${subjectOf(finding)} (${finding.rule}): ${escapeText(reason)}`,
      ),
    ),
    renderList('Not seen:', result.notices.map(escapeText)),
    renderNotFollowed(result),
    renderList('Not covered (languages that are not read):', summarise(result.notCovered)),
    renderSummary(result),
  ]
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}

/** A file with its language, where that is known. */
function titleOf(file: string, [first]: readonly Finding[]): string {
  return first?.language === undefined
    ? escapeText(file)
    : `${escapeText(file)} (${first.language})`
}

function groupByFile(findings: readonly Finding[]): (readonly [string, readonly Finding[]])[] {
  const files = new Map<string, Finding[]>()
  for (const finding of findings)
    files.set(finding.file ?? '(place not known)', [
      ...(files.get(finding.file ?? '(place not known)') ?? []),
      finding,
    ])
  return [...files]
}

function renderFinding(finding: Finding): string[] {
  const line = finding.line === undefined ? '' : `line ${finding.line}  `
  return [
    `  ${finding.level.padEnd(7)} ${line}${subjectOf(finding)}  [${finding.rule}]`,
    `          ${sentenceOf(finding)}`,
    `          write: ${escapeText(finding.fix)}`,
  ]
}

function renderList(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map(line => `  ${line}`)].join('\n')
}

/** Declarations that could not be followed; nothing is known of them. */
function renderNotFollowed({ coverage: { notFollowed, declarations } }: AuditResult): string {
  const [first] = notFollowed
  return first
    ? `${notFollowed.length} of ${plural(declarations, 'declaration')} could not be followed; the first, at ${escapeText(first.file)}:${first.line}: ${escapeText(first.why)}`
    : ''
}

function summarise(files: readonly string[]): string[] {
  return files.length <= 5
    ? files.map(escapeText)
    : [...files.slice(0, 5).map(escapeText), `and ${files.length - 5} more`]
}

function renderSummary({ targets, findings, failures }: AuditResult): string {
  const count = (level: Finding['level']): string =>
    plural(findings.filter(finding => finding.level === level).length, level)
  return [
    ...targets.map(describeTarget),
    `${count('error')}, ${count('warning')}, ${count('note')}${failures.length > 0 ? ' in what was looked at, which is not all' : ''}`,
  ].join('\n')
}

function describeTarget({
  target,
  files,
  declarations,
  known,
  architectures,
}: AuditedTarget): string {
  return `${escapeText(target)}: ${plural(declarations, 'declaration')} in ${plural(files, 'file')}, ${known} of them known to the table, on ${architectures.join(', ')}`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
