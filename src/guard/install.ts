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
 * Watches for koffi to be loaded, and guards each copy of it. Native modules all pass `process.dlopen`, whether they
 * were imported, required or bundled, in every version of Node; so no module hook is needed.
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
    // The exit code is the program's, whatever it has made of the functions that are used here.
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

/** Adds a line to the file for programs. Where it cannot be written, that is said once, and the program goes on. */
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

/** Made when koffi is first loaded: a program without koffi pays nothing. */
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

/** Handles are those of the process, so all its threads know the same ones. */
function sharedStates(): Uint8Array {
  return getEnvironmentData(statesKey) as unknown as Uint8Array
}

/** Lays the states where threads that are started later find them. Before koffi is loaded, since then it may be too late. */
export function shareStates(): void {
  if (getEnvironmentData(statesKey) === undefined) setEnvironmentData(statesKey, makeStates())
}

function describeFinding(finding: Finding): string {
  return `${subjectOf(finding)}: ${sentenceOf(finding)}; write: ${finding.fix}`
}

/** The error that the program gets at its own call, with HANDLE_WIDTH_GUARD=throw; its stack begins there. */
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

/** Writes all of a text, also to a pipe that takes it in pieces. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  let attempts = 1000
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      // Nobody reads, or nobody ever will.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || (attempts -= 1) === 0) return
    }
  }
}
