import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readText } from '../../../os/read-text.ts'
import type { Architecture } from '../../win32/architecture.ts'
import type { Comparison, Declaration, DeclaredFunction } from '../../model.ts'
import type { NotFollowed, Reading, ResolvedTarget } from '../../reading.ts'
import { declaringFunctions, patternsOf } from './callers.ts'
import { findComparisons, TooMuchToCompare } from './comparisons.ts'
import { koffiMajor } from './major.ts'
import { openPlaces } from './places.ts'
import { runAuditChild, type ChildReport } from './run-child.ts'
import { stripTypes } from '../../../os/strip-types.ts'
import { koffiVocabulary } from './vocabulary.ts'

export interface KoffiOptions {
  /** Patterns of exported functions to call after loading. */
  readonly call: readonly string[]
  /** Milliseconds that loading may take on each architecture. */
  readonly limitMs: number
}

/** Loads the modules of a target once for each architecture and collects what they declare. */
export async function readKoffi(target: ResolvedTarget, options: KoffiOptions): Promise<Reading> {
  const major = koffiMajor(target)
  const reports = await Promise.all(
    target.architectures.map(
      async architecture =>
        [
          architecture,
          await runAuditChild(target.modules, architecture, {
            ...options,
            koffiMajor: major,
            root: target.root,
          }),
        ] as const,
    ),
  )
  const files = ownFiles(
    reports.map(([, report]) => report),
    target,
  )
  const tooLarge: string[] = []
  const sources = files.map(file => ({ file, comparisons: readSource(file, tooLarge) }))
  const declarations = new Map<Architecture, Declaration[]>()
  const places = openPlaces(loadedFiles(reports.map(([, report]) => report)))
  for (const [architecture, { records }] of reports) {
    const isTampered = records.some(({ kind }) => kind === 'tampered')
    const made = records.flatMap(record =>
      record.kind === 'declaration' && !isTampered ? [record.declaration] : [],
    )
    declarations.set(architecture, [...places.put(made), ...compareResults(sources, made)])
  }
  return {
    declarations,
    vocabulary: koffiVocabulary(major),
    notices: [...noticesOf(reports, target, options), ...tooLarge],
    failures: [...onceFor(reports, failuresOf(reports, target, options)), ...tooLarge],
    files,
    notFollowed: notFollowedOf(reports),
  }
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

/** Declarations inside functions that could not be made without calling the function. */
function notFollowedOf(reports: Reports): NotFollowed[] {
  const places = new Map(
    reports.flatMap(([, { records }]) =>
      records.flatMap(record =>
        record.kind === 'unseen' ? [[`${record.file}:${record.line}`, record] as const] : [],
      ),
    ),
  )
  return [...places.values()].map(({ file, line }) => ({
    file,
    line,
    why: 'it is made when a function of the program is called, with values that are known only then',
  }))
}

function loadedFiles(reports: readonly ChildReport[]): string[] {
  const loaded = reports.flatMap(({ records }) =>
    records.flatMap(record => (record.kind === 'loaded' ? [record.file] : [])),
  )
  return [...new Set(loaded)]
}

function ownFiles(reports: readonly ChildReport[], target: ResolvedTarget): string[] {
  return loadedFiles(reports)
    .filter(file => !/^\.\.|node_modules/.test(relative(target.root, file)))
    .sort()
}

function compareResults(
  sources: readonly Source[],
  declarations: readonly Declaration[],
): Comparison[] {
  const functions = new Map(
    declarations.flatMap(declaration =>
      declaration.kind === 'function' ? [[declaration.name, declaration] as const] : [],
    ),
  )
  return sources.flatMap(({ file, comparisons }) =>
    comparisons.flatMap(({ function: name, tests, line }) => {
      const declared: DeclaredFunction | undefined = functions.get(name)
      return declared
        ? [
            {
              kind: 'comparison' as const,
              function: name,
              tests,
              result: declared.result,
              place: { file, line },
            },
          ]
        : []
    }),
  )
}

/** Longer modules were made by a program. Bytes. */
const longestModule = 16 * 1024 * 1024

interface Source {
  readonly file: string
  readonly comparisons: ReturnType<typeof findComparisons>
}

function readSource(file: string, tooLarge: string[]): Source['comparisons'] {
  try {
    const source = readText(file, longestModule)
    return findComparisons(/\.[cm]?ts$/.test(file) ? stripTypes(source, file) : source)
  } catch (error) {
    // What is no JavaScript did not load either, and Node has said why.
    if (error instanceof TooMuchToCompare)
      tooLarge.push(`${file} is too large for its comparisons to be looked at`)
    return []
  }
}

type Reports = readonly (readonly [Architecture, ChildReport])[]

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

function failuresOf(reports: Reports, target: ResolvedTarget, { limitMs }: KoffiOptions): string[] {
  return reports.flatMap(([architecture, report]) => [
    ...endOf(report, target, architecture, limitMs),
    ...report.records
      .filter(({ kind }) => fatal.has(kind))
      .flatMap(record => noticeOf(record, target, architecture)),
  ])
}

function noticesOf(reports: Reports, target: ResolvedTarget, options: KoffiOptions): string[] {
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
function onceFor(reports: Reports, notices: readonly string[]): string[] {
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
