import { relative } from 'node:path'
import { readText } from '../../../os/read-text.ts'
import { pointerBytesOf, type Architecture } from '../../win32/architecture.ts'
import type { Comparison, Declaration, DeclaredFunction } from '../../model.ts'
import type { NotFollowed, Reading, ResolvedTarget } from '../../reading.ts'
import { findComparisons, TooMuchToCompare } from './comparisons.ts'
import { koffiMajor } from './major.ts'
import { withCallbacks } from './passed-callbacks.ts'
import { openPlaces } from './places.ts'
import { loadedFiles, runAuditChild, type ChildReport } from './run-child.ts'
import { failuresOf, noticesOf, onceFor, type KoffiOptions, type Reports } from './sentences.ts'
import { stripTypes } from '../../../os/strip-types.ts'
import { koffiVocabulary } from './vocabulary.ts'

/**
 * Loads the modules of a target and collects what they declare: once, or for each architecture by itself where they
 * ask what they run on.
 */
export async function readKoffi(target: ResolvedTarget, options: KoffiOptions): Promise<Reading> {
  const major = koffiMajor(target)
  const reports = await loadForAll(target, options, major)
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
    declarations.set(architecture, [
      ...withCallbacks(places.put(made)),
      ...compareResults(sources, made),
    ])
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

async function loadForAll(
  { modules, architectures, root }: ResolvedTarget,
  options: KoffiOptions,
  koffiMajor: number,
): Promise<Reports> {
  const [first, ...others] = architectures
  if (first === undefined) return []
  const widths = new Set(architectures.map(pointerBytesOf))
  const load = async (
    architecture: Architecture,
    bothWidths: boolean,
  ): Promise<readonly [Architecture, ChildReport]> => [
    architecture,
    await runAuditChild(modules, architecture, { ...options, koffiMajor, root, bothWidths }),
  ]
  const [, report] = await load(first, widths.size > 1)
  if (report.records.some(({ kind }) => kind === 'asked'))
    return [[first, report], ...(await Promise.all(others.map(one => load(one, false))))]
  return architectures.map(one => [
    one,
    pointerBytesOf(one) === pointerBytesOf(first) ? report : otherwise(report),
  ])
}

/** What a child would have reported where pointers have the other width. */
function otherwise(report: ChildReport): ChildReport {
  return {
    ...report,
    records: report.records.map(record =>
      record.kind === 'declaration' && record.otherwise
        ? { ...record, declaration: record.otherwise }
        : record,
    ),
  }
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
