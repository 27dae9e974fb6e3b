import { isAbsolute, relative, sep } from 'node:path'
import { languageNames, languages } from '../declare/readers/index.ts'
import { lookAtKoffi } from '../declare/readers/koffi/look.ts'
import { readKoffi } from '../declare/readers/koffi/read.ts'
import type { Declaration } from '../declare/model.ts'
import type { NotFollowed, Reading, ResolvedTarget } from '../declare/reading.ts'
import { openWidthTable } from '../declare/widths/table.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import { type Finding } from './finding.ts'
import { compareFindings, isKnown, judgeDeclarations } from './judge.ts'

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

/** What an audit of one target gave. */
export interface Audited {
  /** Files that were loaded or read; a change of one of them may change the rest. */
  readonly read: readonly string[]
  readonly notFollowed: readonly NotFollowed[]
  readonly summary: AuditedTarget
  readonly findings: readonly Finding[]
  readonly notices: readonly string[]
  readonly failures: readonly string[]
}

/** How a target is read, and the folder that reported paths are relative to. */
interface ReadOptions {
  readonly folder: string
  readonly call?: readonly string[]
  readonly limitMs?: number
  readonly run?: boolean
}

/** Reads a target and judges what it declares. */
export async function auditTarget(
  target: ResolvedTarget,
  { folder, call = [], limitMs = 30_000, run = true }: ReadOptions,
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
    read: readings.flatMap(({ files }) => files),
    notFollowed,
    summary: {
      target: target.target,
      architectures: target.architectures,
      // A Python file may be one of ctypes and of cffi.
      files: new Set(readings.flatMap(({ files }) => files)).size,
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
  if (declarations === 0) return `"${target.target}" declares nothing that the audit can see`
  return known === 0
    ? `"${target.target}" declares no function, struct or type of Windows that the table knows`
    : undefined
}

function nothingIn({ target, notCovered }: ResolvedTarget): string {
  const readable = languageNames.map(name => languages[name].title.replace(/, (.*)$/, ' ($1)'))
  const expected = `expected files that use koffi, or ${readable.join(', ')}`
  return notCovered.length === 0
    ? `"${target}" holds nothing to audit: ${expected}`
    : `"${target}" was not looked at, as the audit does not read its language: ${expected}`
}

/** A file as seen from a folder; whole where it lies elsewhere. */
export function shorten(file: string, folder: string): string {
  const short = relative(folder, file)
  return (short.startsWith('..') || isAbsolute(short) ? file : short).replaceAll('\\', '/')
}
