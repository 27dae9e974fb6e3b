import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Architecture } from '../../win32/architecture.ts'
import type { ResolvedTarget } from '../../reading.ts'
import { declaringFunctions, patternsOf } from './callers.ts'
import { loadedFiles, type ChildReport } from './run-child.ts'

/** How a target is looked at. */
export interface KoffiOptions {
  /** Patterns of exported functions to call after loading. */
  readonly call: readonly string[]
  /** Milliseconds that loading may take on each architecture. */
  readonly limitMs: number
}

/** What was reported of a target on each architecture. */
export type Reports = readonly (readonly [Architecture, ChildReport])[]

function endOf(
  { records, end, exitCode, startError }: ChildReport,
  { target }: ResolvedTarget,
  architecture: Architecture,
  limitMs: number,
): string[] {
  if (startError !== null)
    return [
      `Node could not be started for "${target}" on ${architecture} (${startError}); nothing of it was audited`,
    ]
  const seen = records.filter(({ kind }) => kind === 'declaration').length
  const byThen = `${countDeclarations(seen)} it had made by then ${seen === 1 ? 'was' : 'were'} audited`
  const ends = {
    done: [],
    'too-slow': [
      `"${target}" did not finish loading within ${limitMs / 1000} s on ${architecture} and was ended; ${byThen}`,
    ],
    'ended-early': [
      `"${target}" ended the process (${exitCode === null ? 'by a signal: it used more memory or time than it may' : `exit code ${exitCode}`}) on ${architecture} before it had finished loading; ${byThen}`,
    ],
    'too-large': [
      `"${target}" declared too much on ${architecture} to be read; nothing of it was audited`,
    ],
    garbled: [
      `"${target}" wrote on ${architecture} to where the records of the audit go; nothing of it was audited`,
    ],
  }
  return ends[end]
}

/** What keeps declarations from being seen or trusted. */
const fatal: ReadonlySet<ChildReport['records'][number]['kind']> = new Set([
  'failed',
  'tampered',
  'patched',
  'too-many',
])

/** What keeps a target from being clean, in sentences. */
export function failuresOf(
  reports: Reports,
  target: ResolvedTarget,
  { limitMs }: KoffiOptions,
): string[] {
  return reports.flatMap(([architecture, report]) => [
    ...endOf(report, target, architecture, limitMs),
    ...report.records
      .filter(({ kind }) => fatal.has(kind))
      .flatMap(record => noticeOf(record, target, architecture)),
  ])
}

/** What a person should know of how a target was looked at, in sentences. */
export function noticesOf(
  reports: Reports,
  target: ResolvedTarget,
  options: KoffiOptions,
): string[] {
  const { call, limitMs } = options
  const notices = reports.flatMap(([architecture, report]) => [
    ...endOf(report, target, architecture, limitMs),
    ...report.records.flatMap(record => noticeOf(record, target, architecture)),
  ])
  const unseen = new Set(
    reports.flatMap(([, { records }]) =>
      records.flatMap(record =>
        record.kind === 'unseen' ? [`${record.file}:${record.line}`] : [],
      ),
    ),
  )
  const nothing = reports.every(
    ([, { records }]) => !records.some(({ kind }) => kind === 'declaration'),
  )
  const callers = call.length === 0 ? declaringExports(reports) : []
  const how =
    callers.length === 0
      ? 'name such functions with --call'
      : `to call them too: handle-width audit ${target.target} ${callers.map(path => `--call "${path}"`).join(' ')}`
  if (call.length === 0 && (unseen.size > 0 || callers.length > 0)) {
    const where =
      unseen.size === 0
        ? 'declarations'
        : `declarations at ${unseen.size} place${unseen.size === 1 ? '' : 's'} (the first: ${[...unseen][0] ?? ''})`
    notices.push(`"${target.target}" makes ${where} only when a function of it is called; ${how}`)
  } else if (nothing && notices.length === 0) {
    notices.push(
      `"${target.target}" declared nothing when it was loaded; if a function has to be called for that, name it with --call`,
    )
  }
  return onceFor(reports, notices)
}

/** The same sentence for each architecture is told once, without naming one. */
export function onceFor(reports: Reports, notices: readonly string[]): string[] {
  return [
    ...new Set(
      notices.map(notice =>
        reports.length > 1 && sameOnAll(notice, notices, reports.length)
          ? notice.replace(/ on (x64|ia32|arm64)/, '')
          : notice,
      ),
    ),
  ]
}

function sameOnAll(notice: string, notices: readonly string[], count: number): boolean {
  const plain = (text: string): string => text.replace(/ on (x64|ia32|arm64)/, '')
  return notices.filter(other => plain(other) === plain(notice)).length === count
}

function noticeOf(
  record: ChildReport['records'][number],
  target: ResolvedTarget,
  architecture: Architecture,
): string[] {
  switch (record.kind) {
    case 'failed':
      return [
        `Loading ${entryName(record.entry, target)} of "${target.target}" on ${architecture} failed: ${record.message}`,
      ]
    case 'refused':
      return [
        `koffi refuses the declaration at ${relative(target.root, record.file)}:${record.line}: ${record.message}`,
      ]
    case 'patched':
      return [
        `"${target.target}" replaced koffi.${record.names.join(', koffi.')}; what it declares through the replacement is not seen`,
      ]
    case 'tampered':
      return [
        `"${target.target}" replaced ${record.names.slice(0, 3).join(', ')} of the language while it was loaded; what it declared is not certain and was not audited`,
      ]
    case 'too-many':
      return [
        `"${target.target}" made more than ${record.limit} declarations on ${architecture}; the rest was not audited`,
      ]
    default:
      return []
  }
}

/** The target may have told of an entry that is none. */
function entryName(entry: string, target: ResolvedTarget): string {
  return target.modules.includes(entry)
    ? relative(target.root, fileURLToPath(entry)) || entry
    : 'something'
}

function countDeclarations(count: number): string {
  return count === 1 ? 'the one declaration' : `the ${count} declarations`
}

/** Patterns of the exported functions that declare when they are called, as their sources say. */
function declaringExports(reports: Reports): string[] {
  const callable = reports.flatMap(([, { records }]) =>
    records.flatMap(record => (record.kind === 'callable' ? [record.path] : [])),
  )
  return patternsOf(
    [...new Set(callable)],
    declaringFunctions(loadedFiles(reports.map(([, report]) => report))),
  )
}
