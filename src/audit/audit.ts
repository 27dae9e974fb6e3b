import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Architecture } from '../declare/win32/architecture.ts'
import { withEdits } from './edits/index.ts'
import { type Finding } from './finding.ts'
import { counts, type Level } from '../declare/level.ts'
import { applyIgnoreList, type Ignored, type IgnoreList } from './ignore.ts'
import { holdAgainst, type Baseline } from './baseline.ts'
import { AuditProblem } from './problem.ts'
import type { NotFollowed, ResolvedTarget } from '../declare/reading.ts'
import { auditTarget, shorten, type Audited, type AuditedTarget } from './audit-target.ts'
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
  return await openAudit(named, given).again()
}

/** An audit that is made again when files change. */
export interface RepeatedAudit {
  /** Audits; given what changed, only those targets that it belongs to. Throws as `audit` does. */
  again(changed?: readonly string[]): Promise<AuditResult>
  /** Files and folders whose change matters, as the last audit left them. */
  places(): readonly string[]
}

/** Prepares an audit: what is wrong with the options is thrown by `again`. */
export function openAudit(
  named: string | readonly string[],
  given: AuditOptions = {},
): RepeatedAudit {
  const targets = typeof named === 'string' ? [named] : named
  const options = { ...given, folder: resolve(given.folder ?? '.') }
  const known = new Map<string, Known>()
  return {
    async again(changed) {
      if (targets.length === 0)
        throw new AuditProblem('Cannot audit nothing: name an npm package, a file or a folder')
      const resolved = targets
        .map(target => resolveTarget(target, options.folder, options.exclude))
        .map(target => narrow(target, options.architectures))
      for (const target of resolved) {
        const before = known.get(target.target)
        if (before && changed && !changed.some(file => belongsTo(file, before))) continue
        known.delete(target.target)
        known.set(target.target, { target, audited: await auditTarget(target, options) })
      }
      const all = resolved.flatMap(({ target }) => known.get(target) ?? [])
      return resultOf(
        all.map(({ audited }) => audited),
        resolved,
        options,
      )
    },
    places: () => [
      ...targets.map(target => resolve(options.folder, target)).filter(path => existsSync(path)),
      ...[...known.values()].flatMap(({ target, audited }) => [
        ...(target.isFile ? [] : [target.root]),
        ...audited.read,
      ]),
    ],
  }
}

interface Known {
  readonly target: ResolvedTarget
  readonly audited: Audited
}

function belongsTo(file: string, { target, audited }: Known): boolean {
  return (!target.isFile && file.startsWith(`${target.root}${sep}`)) || audited.read.includes(file)
}

function resultOf(
  audited: readonly Audited[],
  resolved: readonly ResolvedTarget[],
  options: AuditOptions & { readonly folder: string },
): AuditResult {
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

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map(finding => [JSON.stringify(finding), finding])).values()]
}
