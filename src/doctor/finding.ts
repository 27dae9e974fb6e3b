/** How something was found. `missing` keeps a lane from running and can be mended; `note` is as it is. */
export type FindingState = 'ok' | 'note' | 'missing'

/** One thing the doctor looked at. */
export interface Finding {
  readonly part: 'program' | 'engines' | 'wine' | 'cache' | 'ports'
  readonly title: string
  readonly state: FindingState
  /** What was found, one sentence or a version. */
  readonly detail: string
  /** What mends it: one command or one sentence. Where `state` is `missing`, always there. */
  readonly remedy?: string
}

/** What the doctor says, for programs. */
export interface Examination {
  readonly schemaVersion: 1
  /** Nothing is missing. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
}

/** Joins findings. Pure. */
export function concludeFrom(findings: readonly Finding[]): Examination {
  return { schemaVersion: 1, ok: findings.every(({ state }) => state !== 'missing'), findings }
}

const symbols: Readonly<Record<FindingState, string>> = { ok: '✓', note: '·', missing: '✗' }
const partTitles: Readonly<Record<Finding['part'], string>> = {
  program: 'This program', engines: 'Engines', wine: 'Wine', cache: 'Cache', ports: 'Serial ports'
}

function renderFinding({ title, state, detail, remedy }: Finding, width: number): string {
  const line = `  ${symbols[state]} ${title.padEnd(width)}  ${detail}`
  return remedy === undefined ? line : `${line}\n    ${' '.repeat(width)}  → ${remedy}`
}

/** The examination in words for people: parts in the order in which they were found, each thing in a line. Pure. */
export function renderExamination({ findings, ok }: Examination): string {
  const width = Math.max(0, ...findings.map(({ title }) => title.length))
  const parts = [...new Set(findings.map(({ part }) => part))]
  const blocks = parts.map(part => [partTitles[part], ...findings.filter(finding => finding.part === part).map(finding => renderFinding(finding, width))].join('\n'))
  const missing = findings.filter(({ state }) => state === 'missing').length
  return [...blocks, ok ? 'Nothing is missing.' : `${missing} ${missing === 1 ? 'thing is' : 'things are'} missing; → says what mends it.`].join('\n\n')
}
