import fs from 'node:fs'
import { createRequire, register } from 'node:module'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { koffi, type TypeObject } from '../../../os/koffi.ts'
import { ownModuleUrl } from '../../../os/own-module.ts'
import type { Declaration, DeclaredType, Place } from '../../model.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { callablesOf, callExports } from './call-exports.ts'
import { koffiPackage } from './hooks.ts'
import { findReplacedIntrinsics } from './intrinsics.ts'
import { addLateDeclarations, auditSymbol } from './late.ts'
import { placeOf } from './place.ts'
import { recordDescriptor, recordLimit, type ChildOrder, type Record } from './record.ts'
import { makeRecorder } from './recorder.ts'
import { declareTables } from './tables.ts'
import { declaredType } from './types.ts'

/**
 * The process in which a target is loaded. It runs the target's own code, with koffi replaced by a recorder and the
 * platform set to Windows. Each record is written at once, so that a target that ends the process loses nothing.
 */

const order = JSON.parse(fs.readFileSync(0, 'utf8')) as ChildOrder
// Taken before the target can replace them.
const { writeSync } = fs
const endProcess = process.exit.bind(process)
const toJson = JSON.stringify
const toBytes = Buffer.from.bind(Buffer) as (text: string) => Buffer
let written = 0
let latePlace: Place | undefined
/** Whether what is declared stands in a table, so that its place is looked for in the sources. */
let inTable = false
const ownFolder = fileURLToPath(new URL('..', import.meta.url))

function write(record: Record): void {
  written += 1
  const isLast = written === recordLimit
  tell(`${toJson(isLast ? { kind: 'too-many', limit: recordLimit } : record)}\n`)
  if (isLast) endProcess(0)
}

/** The pipe takes a long line in pieces. */
function tell(line: string): void {
  const bytes = toBytes(line)
  for (let at = 0; at < bytes.length;) at += writeSync(recordDescriptor, bytes, at)
}

function currentPlace(): Place {
  if (latePlace) return latePlace
  if (inTable) return {}
  return placeOf(new Error(), ownFolder)
}

const pointerBytes = order.architecture === 'ia32' ? 4 : 8
let hasAsked = false

/** Once it is known that the target may go by what it runs on, it is run for each architecture. */
function asked(): void {
  if (!hasAsked) write({ kind: 'asked' })
  hasAsked = true
}

/** Tells a declaration, for pointers of the other width as well where that is wanted. */
function tellDeclaration(declarationFor: (pointerBytes: PointerBytes) => Declaration): void {
  const declaration = declarationFor(pointerBytes)
  const otherwise =
    order.bothWidths && !hasAsked ? declarationFor(pointerBytes === 8 ? 4 : 8) : declaration
  const isSame = toJson(declaration) === toJson(otherwise)
  write({ kind: 'declaration', declaration, ...(isSame ? {} : { otherwise }) })
}

const recorder = makeRecorder(koffi, {
  pointerBytes,
  koffiMajor: order.koffiMajor,
  place: currentPlace,
  declare: tellDeclaration,
  askedForWidth: asked,
})
const original = { ...recorder }
/** Exported functions that are told of, at most. */
const mostCallables = 5000
const library = (recorder['load'] as (path: string) => { func: (...values: unknown[]) => unknown })(
  '',
)
const typeOf = (spec: string, pointerBytes: PointerBytes): DeclaredType =>
  declaredType(
    (recorder['type'] as (spec: string) => TypeObject)(spec),
    { pointerBytes, rules: new Map() },
    spec,
  )
const tableRecorder = {
  func: (name: string, result: unknown, parameters: readonly unknown[]) => {
    inTable = true
    try {
      return library.func(name, result, parameters)
    } finally {
      inTable = false
    }
  },
  alias: (name: string, type: string) => {
    tellDeclaration(pointerBytes => ({
      kind: 'alias',
      name,
      type: typeOf(type, pointerBytes),
      place: {},
    }))
  },
}

Object.defineProperty(globalThis, Symbol.for(auditSymbol), {
  enumerable: false,
  value: Object.freeze({
    koffi: recorder,
    late(file: string, line: number, declare: () => unknown): void {
      latePlace = { file, line }
      try {
        declare()
      } catch (error) {
        write({ kind: 'refused', file, line, message: messageOf(error) })
      } finally {
        latePlace = undefined
      }
    },
    unseen(file: string, line: number): void {
      write({ kind: 'unseen', file, line })
    },
  }),
})

/** CommonJS modules do not pass through the hooks. */
function hookCommonJs(): void {
  const internals = createRequire(import.meta.url)('node:module') as {
    _load(request: string, ...rest: unknown[]): unknown
    prototype: { _compile(content: string, filename: string, ...rest: unknown[]): unknown }
  }
  const loadModule = internals._load.bind(internals)
  internals._load = (request, ...rest) =>
    koffiPackage.test(request) ? recorder : loadModule(request, ...rest)
  const compile = internals.prototype._compile
  internals.prototype._compile = function (content, filename, ...rest) {
    write({ kind: 'loaded', file: filename })
    return compile.call(this, addLateDeclarations(content, filename), filename, ...rest)
  }
}

function becomeWindows(): void {
  Object.defineProperty(process, 'platform', { value: 'win32' })
  const architecture = (): string => {
    asked()
    return order.architecture
  }
  Object.defineProperty(process, 'arch', { get: architecture, configurable: true })
  Object.assign(os, {
    platform: () => 'win32',
    arch: architecture,
    type: () => 'Windows_NT',
  })
  process.env['SystemRoot'] ??= 'C:\\Windows'
  process.env['windir'] ??= 'C:\\Windows'
}

function messageOf(error: unknown): string {
  try {
    const text = error instanceof Error ? error.message : String(error)
    return String(text).slice(0, 300).split('\n')[0] ?? ''
  } catch {
    return 'it threw something that cannot be shown'
  }
}

async function main(): Promise<void> {
  register(ownModuleUrl('declare/readers/koffi/hooks'), {
    data: { names: Object.keys(recorder) },
  })
  hookCommonJs()
  becomeWindows()
  for (const entry of order.entries) {
    try {
      const loaded = (await import(entry)) as unknown
      declareTables(loaded, tableRecorder)
      if (order.call.length === 0)
        for (const path of callablesOf(loaded, recorder).slice(0, mostCallables))
          write({ kind: 'callable', path })
      await callExports(loaded, order.call, (path, error) => {
        write({
          kind: 'failed',
          entry,
          message: `${path}() threw: ${messageOf(error)}`.slice(0, 500),
        })
      })
    } catch (error) {
      write({ kind: 'failed', entry, message: messageOf(error) })
    }
  }
  const replaced = findReplacedIntrinsics()
  if (replaced.length > 0) write({ kind: 'tampered', names: replaced })
  const patched = Object.keys(original).filter(name => recorder[name] !== original[name])
  if (patched.length > 0) write({ kind: 'patched', names: patched })
  write({ kind: 'done' })
  endProcess(0)
}

await main()
