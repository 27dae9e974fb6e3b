import { basename } from 'node:path'
import { findingsOf, readTarget } from '../audit/audit-target.ts'
import type { Finding } from '../audit/finding.ts'
import { AuditProblem } from '../audit/problem.ts'
import { UserProblem } from '../os/problem.ts'
import type { Reading, ResolvedTarget } from '../declare/reading.ts'
import { resolveTarget } from '../audit/targets.ts'
import { serial } from '../program/sequences/serial/index.ts'
import {
  pointerBytesOf,
  type Architecture,
  type PointerBytes,
} from '../declare/win32/architecture.ts'
import { express } from './express.ts'
import type { Expressed } from './expressed.ts'

/** What is wrong with a binding that is to be run: one sentence for the person who named it. */
export class BindingProblem extends UserProblem {
  override readonly name = 'BindingProblem'
}

/** A binding of the user, read. */
export interface Binding {
  /** Its file without folder and ending, in small letters: what its probe is called after. */
  readonly name: string
  /** As the user named it. */
  readonly target: string
  readonly ffi: string
  /** What it declares, for each width of a pointer that it is for. */
  readonly expressed: Readonly<Partial<Record<PointerBytes, Expressed>>>
  /** What an audit says of its declarations, with their places. */
  readonly findings: readonly Finding[]
  /** Sentences about what could not be seen. */
  readonly notices: readonly string[]
}

/** Where and how long to look. */
export interface BindingOptions {
  /** Folder that relative paths and package names are relative to. */
  readonly folder: string
  /** Architectures that will be measured. */
  readonly architectures: readonly Architecture[]
  /** Patterns of exported functions to call after loading, without arguments. */
  readonly call?: readonly string[]
  /** Milliseconds that loading may take on each architecture. 30,000 if not given. */
  readonly limitMs?: number
}

function problem(target: string, why: string): BindingProblem {
  return new BindingProblem(
    `Cannot run the binding ${JSON.stringify(target)}: ${why.replaceAll('\n', ' ')}`,
  )
}

/** What a binding is named by. Throws BindingProblem where there is nothing of the name. */
export function findBinding(target: string, folder: string): ResolvedTarget {
  try {
    return resolveTarget(target, folder)
  } catch (error) {
    if (error instanceof AuditProblem)
      throw problem(target, error.message.replace(/^Cannot audit "[^]*?": /, ''))
    throw error
  }
}

/** x64 speaks for arm64, and ia32 is read in any case, so that a report can tell both widths. */
function architecturesFor(wanted: readonly Architecture[]): Architecture[] {
  const wide = wanted.filter(architecture => pointerBytesOf(architecture) === 8)
  return [...(wide.length > 0 ? new Set(wide) : ['x64' as const]), 'ia32']
}

/** A binding that declares other types on arm64 than on x64 is two bindings; a plan knows widths of pointers only. */
function expressWidth(
  target: string,
  reading: Reading,
  pointerBytes: PointerBytes,
): Expressed | undefined {
  const all = [...reading.declarations]
    .filter(
      ([architecture, made]) => pointerBytesOf(architecture) === pointerBytes && made.length > 0,
    )
    .map(([, made]) => express(made, serial, { vocabulary: reading.vocabulary, pointerBytes }))
  if (new Set(all.map(({ abi }) => JSON.stringify(abi))).size > 1)
    throw problem(
      target,
      'it declares other types on arm64 than on x64; measure one of them at a time with --arch',
    )
  return all[0]
}

function declaresNothing({ declared }: Expressed): boolean {
  return declared.length === 0
}

/** The reading that declares functions of the sequence; throws where none does, or several do. */
function chooseReading(
  target: string,
  readings: readonly Reading[],
): Pick<Binding, 'ffi' | 'expressed'> {
  const all = readings.map(reading => ({
    ffi: reading.vocabulary.name,
    expressed: { 4: expressWidth(target, reading, 4), 8: expressWidth(target, reading, 8) },
  }))
  const useful = all.filter(({ expressed }) =>
    Object.values(expressed).some(one => one && !declaresNothing(one)),
  )
  const [first] = useful
  if (useful.length > 1)
    throw problem(
      target,
      `it declares functions of a serial port with ${useful.map(({ ffi }) => ffi).join(' and with ')}; name one file`,
    )
  if (!first)
    throw problem(
      target,
      `it declares none of the functions that the serial sequence calls (CreateFileW, ReadFile, SetCommState …)${readings
        .flatMap(({ notices }) => notices)
        .slice(0, 1)
        .map(notice => `: ${notice}`)
        .join('')}`,
    )
  const { 4: narrow, 8: wide } = first.expressed
  return { ffi: first.ffi, expressed: { ...(narrow && { 4: narrow }), ...(wide && { 8: wide }) } }
}

/** A name that a probe can bear and a file can have. */
function nameOf(target: string): string {
  const name = basename(target.replace(/[\\/]+$/, ''))
    .replace(/\.[cm]?[jt]s$|\.pyw?$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return name === '' ? 'unnamed' : name
}

/**
 * Reads a binding: a module that declares with koffi, whose code runs in a process of its own in which koffi only
 * records, or a Python file that declares with ctypes, which is not run.
 *
 * @throws BindingProblem where it cannot be found, does not load to its end or declares nothing that can be measured.
 */
export async function readBinding(
  target: string,
  { folder, architectures, call = [], limitMs = 30_000 }: BindingOptions,
): Promise<Binding> {
  const found = findBinding(target, folder)
  const asked = architecturesFor(architectures)
  const readings = await readTarget(
    { ...found, architectures: found.architectures.filter(one => asked.includes(one)) },
    { call, limitMs },
  )
  const [failure] = readings.flatMap(({ failures }) => failures)
  if (failure !== undefined) throw problem(target, failure.replaceAll(`${folder}/`, ''))
  if (readings.length === 0)
    throw problem(target, 'it is neither JavaScript or TypeScript that uses koffi nor Python')
  return {
    name: nameOf(target),
    target,
    ...chooseReading(target, readings),
    findings: findingsOf(readings, folder),
    notices: readings
      .flatMap(({ notices }) => notices)
      .map(notice => notice.replaceAll(`${folder}/`, '')),
  }
}
