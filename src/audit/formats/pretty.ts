import { escapeText } from '../../text/escape.ts'
import type { AuditedTarget } from '../audit-target.ts'
import type { AuditResult } from '../audit.ts'
import type { Finding } from '../finding.ts'
import { factOf, shownIn, subjectOf } from './text.ts'

/** For people: findings by file, what follows from each kind said once, what could not be seen, and a summary. */
export function renderPretty(result: AuditResult): string {
  const effects = [...new Set(result.findings.map(({ effect }) => effect))]
  const blocks = [
    ...groupByFile(result.findings).map(([file, findings]) =>
      [
        titleOf(file, findings),
        ...findings.flatMap(finding => renderFinding(finding, effects.indexOf(finding.effect) + 1)),
      ].join('\n'),
    ),
    renderList(
      'What follows:',
      effects.map((effect, index) => `(${index + 1}) ${renderEffect(effect, result.findings)}`),
    ),
    renderList('How sure that is:', expectedIn(result.findings)),
    renderList(
      'Left out by the ignore list:',
      result.ignored.map(
        ({ finding, reason }) => `${subjectOf(finding)} (${finding.rule}): ${escapeText(reason)}`,
      ),
    ),
    renderList('Not seen:', result.notices.map(escapeText)),
    renderNotFollowed(result),
    renderList('Not covered (languages that are not read):', summarise(result.notCovered)),
    renderKinds(result.findings),
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

/** How often each rule was broken, the most frequent first. */
function renderKinds(findings: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const lines = [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([rule, count]) => `${String(count).padStart(4)}  ${rule}`)
  return lines.length > 1 ? renderList('By kind:', lines) : ''
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

function renderFinding(finding: Finding, reason: number): string[] {
  const line = finding.line === undefined ? '' : `line ${finding.line}  `
  return [
    `  ${finding.level.padEnd(7)} ${line}${subjectOf(finding)}  [${finding.rule}]`,
    `          ${factOf(finding)} (${reason})`,
    `          fix: ${escapeText(finding.fix)}`,
  ]
}

/** An effect with everything that shows it in some finding, each said once. */
function renderEffect(effect: string, findings: readonly Finding[]): string {
  const own = findings.filter(finding => finding.effect === effect)
  const shown = new Set(
    own.flatMap(finding => [...(finding.measured ? [finding.measured] : []), shownIn(finding)]),
  )
  const isPartly = shown.size > 1 && shown.delete('not measured')
  return `${escapeText(effect)} (${[...shown].join('; ')}${isPartly ? '; otherwise not measured' : ''})`
}

/** The languages with whose FFI nothing was measured, each with what is gone by instead. */
function expectedIn(findings: readonly Finding[]): string[] {
  const said = findings.flatMap(({ language, expected }) =>
    language !== undefined && expected !== undefined ? [`${language}: ${expected}`] : [],
  )
  return [...new Set(said)].map(escapeText)
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

function renderSummary({ targets, findings, failures, hidden, accepted }: AuditResult): string {
  const count = (level: Finding['level']): string =>
    plural(findings.filter(finding => finding.level === level).length, level)
  return [
    ...targets.map(describeTarget),
    `${count('error')}, ${count('warning')}, ${count('note')}${hidden > 0 ? `; ${hidden} milder not shown (--level note)` : ''}${accepted > 0 ? `; ${accepted} of the baseline` : ''}${failures.length > 0 ? ' in what was looked at, which is not all' : ''}`,
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
