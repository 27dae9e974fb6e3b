import { appendFileSync, writeSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { getEnvironmentData, setEnvironmentData, threadId } from 'node:worker_threads'
import type { Finding } from '../audit/finding.ts'
import { placeOf } from '../declare/readers/koffi/place.ts'
import { sentenceOf, subjectOf } from '../audit/formats/text.ts'
import { openWidthTable } from '../declare/widths/table.ts'
import { architectures, type Architecture } from '../declare/win32/architecture.ts'
import type { CallContext } from './call-context.ts'
import { sentenceOfLoss, type Loss } from './loss.ts'
import { isKoffi } from './native.ts'
import { handlesOfStruct } from './plan.ts'
import { makeReports, renderReport } from './reports.ts'
import type { Settings } from './settings.ts'
import { makeStates, makeTags, type Tags } from './tags.ts'
import { makeViews } from './views.ts'
import { guardKoffi, type GuardHost } from './wrap.ts'

const ownFolder = fileURLToPath(new URL('..', import.meta.url))
const statesKey = 'handle-width guard: states of handles'
const stderr = 2

/**
 * Waits for koffi to be loaded, and guards each copy of it. All native modules go through `process.dlopen` in
 * every version of Node, whether imported, required or bundled, so no module hook is needed.
 */
export function installGuard(settings: Settings): void {
  const say = (text: string): void => {
    writeAll(stderr, text)
  }
  for (const word of settings.unknown)
    say(
      `handle-width guard: HANDLE_WIDTH_GUARD knows throw, verbose, declarations and json:FILE, not "${word}"; it is left out\n`,
    )
  let tags: Tags | undefined
  const reports = makeReports(
    () => tags?.count() ?? 0,
    record => {
      note(settings, record)
    },
  )
  const host = makeHost(settings, reports, made => {
    tags = made
  })
  if (!host)
    return say(`handle-width guard: knows no widths for ${process.arch}; nothing is checked\n`)
  const load = process.dlopen.bind(process)
  process.dlopen = (module: object, ...rest: readonly [string, number?]) => {
    load(module, ...(rest as [string, number]))
    const { exports } = module as { exports?: unknown }
    if (isKoffi(exports)) guardKoffi(exports, host())
  }
  process.on('exit', () => {
    // The program's exit code must not change, even if it has replaced functions that are used here.
    try {
      const report = reports.report()
      note(settings, { kind: 'end', ...report })
      const text = renderReport(report, threadId, settings.verbose)
      if (text !== '') say(text)
    } catch {
      say(
        'handle-width guard: the program replaced functions of the language; nothing can be told\n',
      )
    }
  })
}

let cannotNote = false

/** Appends a line to the JSON file. If that fails, it is reported once, and the program continues. */
function note({ jsonFile }: Settings, record: object): void {
  if (jsonFile === undefined || cannotNote) return
  try {
    appendFileSync(jsonFile, `${JSON.stringify({ thread: threadId, ...record })}\n`)
  } catch (error) {
    cannotNote = true
    writeAll(
      stderr,
      `handle-width guard: cannot write ${jsonFile}: ${(error as NodeJS.ErrnoException).code ?? 'it failed'}\n`,
    )
  }
}

/** Created when koffi is first loaded, so that a program without koffi has no overhead. */
function makeHost(
  settings: Settings,
  reports: ReturnType<typeof makeReports>,
  following: (tags: Tags) => void,
): (() => GuardHost) | undefined {
  const architecture = architectures.find(one => one === process.arch)
  if (!architecture) return undefined
  const place = (): ReturnType<typeof placeOf> => placeOf(new Error(), ownFolder)
  let made: GuardHost | undefined
  return () =>
    (made ??= {
      architecture,
      place,
      table: openWidthTable(),
      declared: reports.declared,
      found(finding) {
        reports.finding(finding)
        if (settings.throws && finding.level === 'error') throw refuse(describeFinding(finding))
      },
      ...(followsHandles(settings, architecture) && {
        calls: makeContext(settings, architecture, reports, following),
      }),
    })
}

/** Only a 64-bit process on Windows has handles with an upper half. */
function followsHandles({ declarationsOnly }: Settings, architecture: Architecture): boolean {
  return process.platform === 'win32' && architecture !== 'ia32' && !declarationsOnly
}

function makeContext(
  settings: Settings,
  architecture: Architecture,
  reports: ReturnType<typeof makeReports>,
  following: (tags: Tags) => void,
): CallContext {
  const tags = makeTags(sharedStates())
  following(tags)
  return {
    tags,
    views: makeViews(),
    structOf: name => handlesOfStruct(name, openWidthTable(), architecture),
    lose(name, position, value, reason, at = new Error()) {
      const loss: Loss = { function: name, position, value, reason, place: placeOf(at, ownFolder) }
      reports.loss(loss)
      if (settings.throws) throw refuse(sentenceOfLoss(loss))
    },
  }
}

/** Handles belong to the process, so all its threads share their states. */
function sharedStates(): Uint8Array {
  return getEnvironmentData(statesKey) as unknown as Uint8Array
}

/**
 * Stores the states where threads that are started later find them. Done before koffi is loaded, since a thread
 * may be started before that.
 */
export function shareStates(): void {
  if (getEnvironmentData(statesKey) === undefined) setEnvironmentData(statesKey, makeStates())
}

function describeFinding(finding: Finding): string {
  return `${subjectOf(finding)}: ${sentenceOf(finding)}; write: ${finding.fix}`
}

/** The error thrown at the program's own call with HANDLE_WIDTH_GUARD=throw; its stack begins there. */
function refuse(sentence: string): Error {
  const error = Object.assign(new Error(`handle-width guard: ${sentence}`), {
    code: 'ERR_HANDLE_WIDTH',
  })
  const own = new URL('..', import.meta.url).href
  error.stack = String(error.stack)
    .split('\n')
    .filter(line => !line.includes(own))
    .join('\n')
  return error
}

/** Writes a complete text, even to a pipe that accepts it in parts. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  let attempts = 1000
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      // The reader is gone, or does not read.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || (attempts -= 1) === 0) return
    }
  }
}
