import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Architecture } from '../declare/win32/architecture.ts'
import { openWidthTable } from '../declare/widths/table.ts'
import { languageNames, languages } from '../declare/readers/index.ts'
import { withEdits } from './edits/index.ts'
import { type Finding } from './finding.ts'
import { counts, type Level } from '../declare/level.ts'
import { applyIgnoreList, type Ignored, type IgnoreList } from './ignore.ts'
import { holdAgainst, type Baseline } from './baseline.ts'
import { compareFindings, isKnown, judgeDeclarations } from './judge.ts'
import { lookAtKoffi } from '../declare/readers/koffi/look.ts'
import { readKoffi } from '../declare/readers/koffi/read.ts'
import { AuditProblem } from './problem.ts'
import type { Declaration } from '../declare/model.ts'
import type { NotFollowed, Reading, ResolvedTarget } from '../declare/reading.ts'
import { resolveTarget } from './targets.ts'

/** What to audit and how. */
export interface AuditOptions {
  /** Folder that relative targets, packages and reported paths are relative to; the current one if not given. */
  readonly folder?: string
  /** Patterns of exported functions of JavaScript targets to call after loading, without arguments. */
  readonly call?: readonly string[]
  /** Milliseconds that loading a JavaScript target may take, and reading Python files. 30,000 if not given. */
  readonly limitMs?: number
  /** Architectures to audit for; those that the target is for if not given. */
  readonly architectures?: readonly Architecture[]
  readonly ignore?: IgnoreList
  /** Files of folders to leave out: a name of a file or folder, or a path with `*` and `**`. */
  readonly exclude?: readonly string[]
  /** Findings that were accepted. */
  readonly baseline?: Baseline
  /** Leave out findings that are less bad. */
  readonly level?: Level
  /** Whether JavaScript is loaded, so that its code runs; else it is told where it declares. True if not given. */
  readonly run?: boolean
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

/** How much of what was declared the audit can speak of. */
interface Coverage {
  /** Declarations that were seen, on one architecture; those that could not be followed are among them. */
  readonly declarations: number
  /** Those that were compared with the table. */
  readonly judged: number
  readonly notFollowed: readonly NotFollowed[]
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
  readonly coverage: Coverage
  /** Findings that are less bad than asked for, and those of the baseline: how many. */
  readonly hidden: number
  readonly accepted: number
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
 * const { findings } = await audit('./binding.mjs')
 */
export async function audit(
  named: string | readonly string[],
  given: AuditOptions = {},
): Promise<AuditResult> {
  const targets = typeof named === 'string' ? [named] : named
  const options = { ...given, folder: resolve(given.folder ?? '.') }
  if (targets.length === 0)
    throw new AuditProblem('Cannot audit nothing: name an npm package, a file or a folder')
  const resolved = targets
    .map(target => resolveTarget(target, options.folder, options.exclude))
    .map(target => narrow(target, options.architectures))
  const audited = []
  for (const target of resolved) audited.push(await auditTarget(target, options))
  const sorted = applyIgnoreList(unique(audited.flatMap(one => one.findings)), options.ignore ?? [])
  const { ignored, unused } = sorted
  const held = holdAgainst(sorted.findings, options.baseline ?? { schemaVersion: 1, findings: [] })
  const findings = withEdits(
    held.findings.filter(({ level }) => counts(level, options.level ?? 'note')),
    options.folder,
  )
  return {
    schemaVersion: 1,
    targets: audited.map(one => one.summary),
    findings,
    ignored,
    notices: [
      ...audited.flatMap(one => one.notices),
      ...held.repaired.map(
        ({ rule, subject, position }) =>
          `Repaired since the baseline was written: ${subject}, ${position} (${rule})`,
      ),
      ...unused.map(
        entry => `The ignore list has an entry that matches nothing: ${JSON.stringify(entry)}`,
      ),
    ],
    failures: audited.flatMap(one => one.failures),
    hidden: held.findings.length - findings.length,
    accepted: held.accepted.length,
    coverage: coverageOf(audited),
    notCovered: resolved
      .flatMap(({ notCovered }) => notCovered)
      .map(file => shorten(file, options.folder)),
  }
}

/** Whether there is a finding as bad as `level` or worse. */
export function hasFindings({ findings }: AuditResult, level: Level): boolean {
  return findings.some(finding => counts(finding.level, level))
}

/** What a target declares, in the words of no FFI: its modules loaded in a process of their own, its other files read. */
export async function readTarget(
  target: ResolvedTarget,
  {
    call,
    limitMs,
    run = true,
  }: { readonly call: readonly string[]; readonly limitMs: number; readonly run?: boolean },
): Promise<readonly Reading[]> {
  const readings: Reading[] = []
  if (target.modules.length > 0)
    readings.push(run ? await readKoffi(target, { call, limitMs }) : lookAtKoffi(target))
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

/** What is wrong in what was read, in one list whatever the languages; files are named as seen from `folder`. */
export function findingsOf(readings: readonly Reading[], folder: string): readonly Finding[] {
  return readings
    .flatMap(({ declarations, vocabulary }) =>
      judgeDeclarations(declarations, vocabulary, openWidthTable()),
    )
    .map(finding =>
      finding.file === undefined ? finding : { ...finding, file: shorten(finding.file, folder) },
    )
    .sort(compareFindings)
}

function coverageOf(audited: readonly Audited[]): Coverage {
  const notFollowed = audited.flatMap(one => one.notFollowed)
  const sum = (of: (summary: AuditedTarget) => number): number =>
    audited.reduce((total, { summary }) => total + of(summary), 0)
  return {
    declarations: sum(({ declarations }) => declarations) + notFollowed.length,
    judged: sum(({ known }) => known),
    notFollowed,
  }
}

interface Audited {
  readonly notFollowed: readonly NotFollowed[]
  readonly summary: AuditedTarget
  readonly findings: readonly Finding[]
  readonly notices: readonly string[]
  readonly failures: readonly string[]
}

async function auditTarget(
  target: ResolvedTarget,
  { folder, call = [], limitMs = 30_000, run = true }: AuditOptions & { readonly folder: string },
): Promise<Audited> {
  const readings = await readTarget(target, { call, limitMs, run })
  const table = openWidthTable()
  const declarations = readings.flatMap(reading => seenIn(reading, target.architectures))
  const shown = (sentences: readonly string[]): string[] =>
    sentences.map(sentence => sentence.replaceAll(`${folder}${sep}`, ''))
  const notFollowed = readings
    .flatMap(reading => reading.notFollowed ?? [])
    .map(one => ({ ...one, file: shorten(one.file, folder) }))
  const known = declarations.filter(declaration => isKnown(declaration, table)).length
  const failures = shown(readings.flatMap(reading => reading.failures))
  const empty = sayEmpty(target, readings, declarations.length, known, notFollowed.length)
  // Where a file could not be read, that it yields nothing follows.
  const told = failures.length === 0 && empty !== undefined ? [empty] : []
  return {
    notFollowed,
    summary: {
      target: target.target,
      architectures: target.architectures,
      files: readings.reduce((sum, { files }) => sum + files.length, 0),
      declarations: declarations.length,
      known,
    },
    findings: findingsOf(readings, folder),
    notices: [...shown(readings.flatMap(({ notices }) => notices)), ...told],
    failures: [...failures, ...told],
  }
}

/** What each file declares on the first architecture on which it declares anything: some files are for one width only. */
function seenIn({ declarations }: Reading, architectures: readonly Architecture[]): Declaration[] {
  const firstOn = new Map<string | undefined, Architecture>()
  return architectures.flatMap(architecture => {
    const here = declarations.get(architecture) ?? []
    for (const { file } of here.map(({ place }) => place))
      if (!firstOn.has(file)) firstOn.set(file, architecture)
    return here.filter(({ place }) => firstOn.get(place.file) === architecture)
  })
}

/** Why a target that gave nothing to judge is not clean; undefined for one that did. */
function sayEmpty(
  target: ResolvedTarget,
  readings: readonly Reading[],
  declarations: number,
  known: number,
  notFollowed: number,
): string | undefined {
  if (readings.length === 0) return nothingIn(target)
  if (known === 0 && notFollowed > 0)
    return `None of the declarations of "${target.target}" could be followed to a function or struct of Windows`
  return declarations === 0
    ? `"${target.target}" declares nothing that the audit can see`
    : undefined
}

function nothingIn({ target, notCovered }: ResolvedTarget): string {
  return notCovered.length === 0
    ? `"${target}" holds nothing to audit: expected files that use koffi, or ${languageNames.map(name => languages[name].title.replace(/, (.*)$/, ' ($1)')).join(', ')}`
    : `"${target}" was not looked at: its languages are not read`
}

function shorten(file: string, folder: string): string {
  const short = relative(folder, file)
  return (short.startsWith('..') || isAbsolute(short) ? file : short).replaceAll('\\', '/')
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map(finding => [JSON.stringify(finding), finding])).values()]
}
