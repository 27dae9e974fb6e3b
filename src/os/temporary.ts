import { appendFileSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { atExit } from './at-exit.ts'
import { isGone, isRunning, ownerWords, ownPlace, parseOwner, startOf } from './owner.ts'
import { HarnessProblem } from './problem.ts'

/** A temporary folder that is removed when this process exits. If the process is killed, the next run removes it. */
export interface Temporary {
  readonly folder: string
  /** Removes it. Idempotent; never throws. */
  remove(): void
}

const childrenName = 'children'
/** The owner is part of the name, so that every folder has one from the start. */
const pattern = /^handle-width-(.*)-[A-Za-z0-9]{6}$/

/**
 * Creates a folder for this process, private to its user, in the system's temporary folder or in `parent`.
 *
 * @throws HarnessProblem when it cannot be created.
 */
export function makeTemporary(parent: string = tmpdir()): Temporary {
  sweepTemporary(parent)
  let folder: string
  try {
    folder = mkdtempSync(join(parent, `handle-width-${ownerWords()}-`))
  } catch (error) {
    throw new HarnessProblem(
      `Cannot make a temporary folder in ${parent}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}; make room there, or name another in TMPDIR`,
    )
  }
  const remove = (): void => {
    forget()
    mine.delete(folder)
    removeFolder(folder)
  }
  mine.add(folder)
  const forget = atExit(remove)
  return { folder, remove }
}

const mine = new Set<string>()

/** Records a child of this process in its folders, so that the next run can end it if this process is killed. Never throws. */
export function noteChild(pid: number): void {
  for (const folder of mine) {
    try {
      appendFileSync(join(folder, childrenName), `${pid} ${startOf(pid) ?? ''}\n`)
    } catch {
      // The disk is full. The child still ends with this process where the system supports that.
    }
  }
}

function removeFolder(folder: string): void {
  try {
    // A child killed a moment ago may still be writing its last line.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  } catch {
    // The permissions were changed; the next run tries again.
  }
}

/** Removes the folders of this user's processes that have ended, and ends the children they left. Never throws. */
function sweepTemporary(parent: string = tmpdir()): void {
  for (const name of listed(parent)) {
    const owner = parseOwner(pattern.exec(name)?.[1] ?? '')
    const folder = join(parent, name)
    if (!owner || !isGone(owner) || !isOwn(folder)) continue
    if (owner.boot === ownPlace().boot) endOrphans(folder)
    removeFolder(folder)
  }
}

function listed(parent: string): string[] {
  try {
    return readdirSync(parent)
  } catch {
    return []
  }
}

/** Others may create folders of any name there, so only folders of this user are trusted. */
function isOwn(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return (
    found?.isDirectory() === true &&
    (process.getuid === undefined || found.uid === process.getuid())
  )
}

function endOrphans(folder: string): void {
  for (const line of readChildren(folder)) {
    const [, pid, started] = /^(\d+) (\d+)$/.exec(line) ?? []
    if (pid === undefined || started === undefined || !isRunning(Number(pid), started)) continue
    try {
      process.kill(-Number(pid), 'SIGKILL')
    } catch {
      // It ended in the meantime.
    }
  }
}

function readChildren(folder: string): string[] {
  try {
    return readFileSync(join(folder, childrenName), 'utf8').split('\n')
  } catch {
    return []
  }
}
