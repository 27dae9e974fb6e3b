import { isAbsolute, relative } from 'node:path'
import type { Architecture } from '../declare/win32/architecture.ts'
import { openWidthTable } from '../declare/widths/table.ts'
import { languageNames, languages } from '../declare/readers/index.ts'
import { levels, type Finding, type Level } from './finding.ts'
import { applyIgnoreList, type Ignored, type IgnoreList } from './ignore.ts'
import { isKnown, judgeDeclarations } from './judge.ts'
import { readKoffi } from '../declare/readers/koffi/read.ts'
import { AuditProblem } from './problem.ts'
import type { Reading, ResolvedTarget } from '../declare/reading.ts'
import { resolveTarget } from './targets.ts'

/** What to audit and how. */
export interface AuditOptions {
  /** Folder that relative targets, packages and reported paths are relative to. */
  readonly folder: string
  /** Patterns of exported functions of JavaScript targets to call after loading, without arguments. */
  readonly call?: readonly string[]
  /** Milliseconds that loading a JavaScript target may take, and reading Python files. 30,000 if not given. */
  readonly limitMs?: number
  /** Architectures to audit for; those that the target is for if not given. */
  readonly architectures?: readonly Architecture[]
  readonly ignore?: IgnoreList
}

/** What was looked at in one target. */
export interface AuditedTarget {
  readonly target: string
  readonly architectures: readonly Architecture[]
  /** Files that were loaded or read. */
  readonly files: number
  /** Declarations on one architecture, and how many of them the table knows. */
  readonly declarations: number
  readonly known: number
}

/** The outcome of an audit. Findings are sorted by file, line and level. */
export interface AuditResult {
  readonly schemaVersion: 1
  readonly targets: readonly AuditedTarget[]
  readonly findings: readonly Finding[]
  readonly ignored: readonly Ignored[]
  /** Sentences about what could not be seen, and why. */
  readonly notices: readonly string[]
  /** Those of them that say that a target was not looked at to its end: then no finding means nothing. */
  readonly failures: readonly string[]
  /** Files in languages that are not read. */
  readonly notCovered: readonly string[]
}

/**
 * Compares the declarations of npm packages, modules and folders with the true widths of the Windows functions.
 *
 * JavaScript and TypeScript targets are loaded, that is, their code runs, in a process of their own in which koffi only
 * records; Python files are read and not run. Throws AuditProblem when a target cannot be found.
 *
 * @example
 * const { findings } = await audit(['./binding.mjs'], { folder: process.cwd() })
 */
export async function audit(
  targets: readonly string[],
  options: AuditOptions,
): Promise<AuditResult> {
  if (targets.length === 0)
    throw new AuditProblem('Cannot audit nothing: name an npm package, a file or a folder')
  const resolved = targets
    .map(target => resolveTarget(target, options.folder))
    .map(target => narrow(target, options.architectures))
  const audited = []
  for (const target of resolved) audited.push(await auditTarget(target, options))
  const { findings, ignored, unused } = applyIgnoreList(
    unique(audited.flatMap(one => one.findings)),
    options.ignore ?? [],
  )
  return {
    schemaVersion: 1,
    targets: audited.map(one => one.summary),
    findings,
    ignored,
    notices: [
      ...audited.flatMap(one => one.notices),
      ...unused.map(
        entry => `The ignore list has an entry that matches nothing: ${JSON.stringify(entry)}`,
      ),
    ],
    failures: audited.flatMap(one => one.failures),
    notCovered: resolved
      .flatMap(({ notCovered }) => notCovered)
      .map(file => shorten(file, options.folder)),
  }
}

/** Whether there is a finding as bad as `level` or worse. */
export function hasFindings({ findings }: AuditResult, level: Level): boolean {
  return findings.some(finding => levels.indexOf(finding.level) <= levels.indexOf(level))
}

/** What a target declares, in the words of no FFI: its modules loaded in a process of their own, its other files read. */
export async function readTarget(
  target: ResolvedTarget,
  { call, limitMs }: { readonly call: readonly string[]; readonly limitMs: number },
): Promise<readonly Reading[]> {
  const readings: Reading[] = []
  if (target.modules.length > 0) readings.push(await readKoffi(target, { call, limitMs }))
  const { architectures } = target
  for (const name of languageNames) {
    const files = target.sources.get(name) ?? []
    if (files.length > 0)
      readings.push(await languages[name].read(files, { architectures, limitMs }))
  }
  return readings
}

function narrow(
  target: ResolvedTarget,
  wanted: readonly Architecture[] | undefined,
): ResolvedTarget {
  return wanted
    ? {
        ...target,
        architectures: target.architectures.filter(architecture => wanted.includes(architecture)),
      }
    : target
}

/** What is wrong in what was read, files named as seen from `folder`. */
export function findingsOf(readings: readonly Reading[], folder: string): readonly Finding[] {
  return readings
    .flatMap(({ declarations, vocabulary }) =>
      judgeDeclarations(declarations, vocabulary, openWidthTable()),
    )
    .map(finding =>
      finding.file === undefined ? finding : { ...finding, file: shorten(finding.file, folder) },
    )
}

interface Audited {
  readonly summary: AuditedTarget
  readonly findings: readonly Finding[]
  readonly notices: readonly string[]
  readonly failures: readonly string[]
}

async function auditTarget(
  target: ResolvedTarget,
  { folder, call = [], limitMs = 30_000 }: AuditOptions,
): Promise<Audited> {
  const readings = await readTarget(target, { call, limitMs })
  const table = openWidthTable()
  const [architecture = 'x64'] = target.architectures
  const declarations = readings.flatMap(reading => reading.declarations.get(architecture) ?? [])
  const shown = (sentences: readonly string[]): string[] =>
    sentences.map(sentence => sentence.replaceAll(`${folder}/`, ''))
  const empty = readings.length === 0 ? [nothingIn(target)] : []
  return {
    summary: {
      target: target.target,
      architectures: target.architectures,
      files: readings.reduce((sum, { files }) => sum + files.length, 0),
      declarations: declarations.length,
      known: declarations.filter(declaration => isKnown(declaration, table)).length,
    },
    findings: findingsOf(readings, folder),
    notices: [...shown(readings.flatMap(({ notices }) => notices)), ...empty],
    failures: [...shown(readings.flatMap(({ failures }) => failures)), ...empty],
  }
}

function nothingIn({ target, notCovered }: ResolvedTarget): string {
  return notCovered.length === 0
    ? `"${target}" holds nothing to audit: no JavaScript or TypeScript that uses koffi and no ${languageNames.map(name => languages[name].title).join(', ')}`
    : `"${target}" was not looked at: its languages are not read`
}

function shorten(file: string, folder: string): string {
  const short = relative(folder, file)
  return (short.startsWith('..') || isAbsolute(short) ? file : short).replaceAll('\\', '/')
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map(finding => [JSON.stringify(finding), finding])).values()]
}
