import { readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { openFolder } from '../../provision/cache.ts'
import { withLock } from '../../provision/lock.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import { atExit } from '../../../os/at-exit.ts'
import { isRunning, startOf } from '../../../os/owner.ts'
import type { LinkedPort } from '../engine.ts'

/** Wine itself assigns the low numbers to the serial ports of the machine. */
const firstNumber = 33
const lastNumber = 255

const ownerSchema = z.object({
  pid: z.number().int(),
  /** Start of the process in clock ticks since boot, which tells it apart from a later process with the same number. */
  started: z.string(),
  host: z.string(),
  device: z.string(),
})
type Owner = z.infer<typeof ownerSchema>

/**
 * Makes a character device a COM port of a Wine prefix, under a free number.
 *
 * The name is a symbolic link in the prefix's `dosdevices`, in lower case, which Wine looks up on every open
 * (https://gitlab.winehq.org/wine/wine/-/wikis/Wine-User's-Guide#serial-and-parallel-ports). A record beside it
 * names the owning process, so that links of killed runs are found and removed.
 *
 * @throws ProvisionProblem when all numbers are in use.
 */
export async function linkPort(
  cache: string,
  prefixFolder: string,
  devicePath: string,
): Promise<LinkedPort> {
  const records = await openFolder(prefixFolder, 'handle-width-ports')
  const links = join(prefixFolder, 'dosdevices')
  return withLock(
    cache,
    'wine-ports',
    () => {},
    async () => {
      removeDeadLinks(records, links)
      const port = takeFreePort(records, links, devicePath)
      return {
        name: port.toUpperCase(),
        release: makeRelease(join(links, port), join(records, `${port}.json`)),
      }
    },
  )
}

function takeFreePort(records: string, links: string, devicePath: string): string {
  const taken = new Set(readdirSync(links))
  for (let number = firstNumber; number <= lastNumber; number++) {
    const port = `com${number}`
    if (
      taken.has(port) ||
      !makeNew(() => {
        writeFileSync(
          join(records, `${port}.json`),
          JSON.stringify(describeOwner(process.pid, devicePath)),
          { flag: 'wx' },
        )
      })
    )
      continue
    // The record first: a run killed in between leaves a record without a link, which the next run removes.
    if (
      makeNew(() => {
        symlinkSync(devicePath, join(links, port))
      })
    )
      return port
    rmSync(join(records, `${port}.json`), { force: true })
  }
  throw new ProvisionProblem(
    `All COM numbers from ${firstNumber} to ${lastNumber} are in use in the Wine prefix.`,
    'Wait until other runs have ended.',
  )
}

/** Returns false where the file existed already. The lock depends on the clock, so a changed clock can let two runs in at once. */
function makeNew(make: () => void): boolean {
  try {
    make()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function makeRelease(link: string, record: string): () => Promise<void> {
  const remove = (): void => {
    rmSync(link, { force: true })
    rmSync(record, { force: true })
  }
  const forget = atExit(remove)
  let released = false
  return async () => {
    if (released) return
    released = true
    forget()
    remove()
  }
}

/** Removes links whose process has ended, and records without a link. Call it under the lock. */
function removeDeadLinks(records: string, links: string): void {
  for (const name of readdirSync(records)) {
    const port = /^(com\d+)\.json$/.exec(name)?.[1]
    if (port === undefined) continue
    const owner = readOwner(join(records, name))
    if (owner !== null && isAlive(owner)) continue
    rmSync(join(links, port), { force: true })
    rmSync(join(records, name), { force: true })
  }
}

function readOwner(record: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(record, 'utf8')))
  } catch {
    return null
  }
}

function describeOwner(pid: number, device: string): Owner {
  return { pid, started: startOf(pid) ?? '', host: hostname(), device }
}

function isAlive(owner: Owner): boolean {
  // The owner is on another machine that shares this file system; its processes are not visible here.
  if (owner.host !== hostname()) return true
  return isRunning(owner.pid, owner.started)
}
