import { fileURLToPath } from 'node:url'
import { confine } from '../../../os/confine.ts'
import { ownModule } from '../../../os/own-module.ts'
import { packageFolder } from '../../../os/package-folder.ts'
import { startUntrusted } from '../../../os/spawn.ts'
import { makeTemporary } from '../../../os/temporary.ts'
import type { Architecture } from '../../win32/architecture.ts'
import { readRecords } from './read-records.ts'
import type { ChildOrder, Record } from './record.ts'

/** How the child that loaded a target ended, and what it had reported by then. */
export interface ChildReport {
  readonly records: readonly Record[]
  /** `garbled`: something else than records came, so the target wrote to where they go. */
  readonly end: 'done' | 'too-slow' | 'ended-early' | 'too-large' | 'garbled'
  /** Null where a signal ended it, or it never started. */
  readonly exitCode: number | null
  /** Why it never started, such as `ENOENT`. */
  readonly startError: string | null
}

/** How a target is loaded. */
export interface ChildLimits {
  readonly call: readonly string[]
  readonly limitMs: number
  readonly koffiMajor: number
  /** The folder of the target. */
  readonly root: string
  /** Whether its declarations are wanted for both widths of pointers. */
  readonly bothWidths: boolean
}

/** How long to wait for the rest of its records once a child has ended. Milliseconds. */
const drainMs = 2000

/**
 * Loads modules in a process of their own for one architecture, confined as far as the system can. Never
 * rejects because of what the target does, and leaves nothing that it started.
 */
export async function runAuditChild(
  entries: readonly string[],
  architecture: Architecture,
  { call, limitMs, koffiMajor, root, bothWidths }: ChildLimits,
): Promise<ChildReport> {
  const { folder, remove } = makeTemporary()
  try {
    const order: ChildOrder = { architecture, bothWidths, entries, call, koffiMajor }
    const { endRest, take, ...confined } = await confine({
      arguments: [
        '--no-warnings',
        '--enable-source-maps',
        ownModule('declare/readers/koffi/child'),
      ],
      reads: [root, ...entries.map(entry => fileURLToPath(entry)), packageFolder],
      folder,
    })
    const reader = readRecords(() => void child.kill())
    const child = startUntrusted({
      ...confined,
      cwd: folder,
      input: JSON.stringify(order),
      begun: take,
      take: reader.take,
    })
    let slow = false
    const timer = setTimeout(() => {
      slow = true
      void child.kill()
    }, limitMs)
    const { exitCode, startError } = await child.exited
    clearTimeout(timer)
    endRest()
    const drained = setTimeout(() => {
      child.stopReading()
    }, drainMs)
    await child.closed
    clearTimeout(drained)
    const end = slow ? 'too-slow' : reader.end()
    return { records: reader.records, end, exitCode, startError }
  } finally {
    remove()
  }
}

/** The source files that children loaded. */
export function loadedFiles(reports: readonly ChildReport[]): string[] {
  const loaded = reports.flatMap(({ records }) =>
    records.flatMap(record => (record.kind === 'loaded' ? [record.file] : [])),
  )
  return [...new Set(loaded)]
}
