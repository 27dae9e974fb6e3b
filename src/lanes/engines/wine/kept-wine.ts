import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { openFolder } from '../../provision/cache.ts'
import { isIntact } from '../../provision/intact.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import { readText } from '../../../os/read-text.ts'
import { typing, type Remedy } from '../../provision/remedy.ts'

/**
 * A newer Wine than the system's, kept in the cache: the packages of a later Debian, unpacked into one folder and
 * started through the dynamic loader among them. Nothing is installed, mounted or registered, no privileges are
 * needed, and the file system is the real one. A Wine for another CPU runs under qemu in user mode in the same
 * way.
 *
 * It works because Wine looks for its parts beside /proc/self/exe (`init_paths` in dlls/ntdll/unix/loader.c of
 * Wine 10.0), which is the dynamic loader there, and starts its further processes by names in that folder.
 */

/** The CPU of the Linux half of a kept Wine, as Debian calls it. */
export type DebianMachine = 'amd64' | 'arm64'

/** Which Wine is kept. */
export const keptRelease = { codename: 'trixie', title: 'Debian 13', major: 10 } as const

/**
 * The CPU that qemu emulates. With its default, the ntdll of Wine 10.0 raises illegal instructions without end
 * (measured with qemu 10.0).
 */
export const emulatedCpu = 'cortex-a57'

/** Version of the folder layout, part of the key of a finished folder. A new number makes the folder be rebuilt. */
const layout = 1

/** Debian's names for the library folders of a machine. */
export const tripletOf: Readonly<Record<DebianMachine, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
}

/** The CPU of this computer; `undefined` where no Wine is kept for it. */
export function ownMachine(): DebianMachine | undefined {
  if (process.platform !== 'linux') return undefined
  return process.arch === 'x64' ? 'amd64' : process.arch === 'arm64' ? 'arm64' : undefined
}

/** Whether programs of a machine can run here only under qemu. */
export function isEmulated(machine: DebianMachine): boolean {
  return machine !== ownMachine()
}

/** The key of a finished folder: it identifies what the folder was made from. */
export function keptKey(machine: DebianMachine): string {
  return `${keptRelease.codename} ${machine} ${isEmulated(machine) ? 'qemu' : 'native'} ${layout}`
}

/** The folder of a kept Wine, whether or not it exists. */
export function keptFolder(cache: string, machine: DebianMachine): string {
  return join(cache, 'wine-kept', `${keptRelease.codename}-${machine}`)
}

/** Creates the folder for the kept Wines. */
export async function openKept(cache: string): Promise<string> {
  return openFolder(cache, 'wine-kept')
}

/** Records the versions of the packages that a kept Wine was made from. */
export const versionsName = 'versions.json'
const versionsSchema = z.record(z.string(), z.string())

/** A Wine in the cache. */
export interface KeptWine {
  readonly loader: string
  readonly server: string
  /** Its 32-bit Windows parts; null for a machine that has none. */
  readonly ia32Folder: string | null
  /** What emulates the CPU: program, version and CPU. Absent where the CPU is the computer's own. */
  readonly emulatedBy?: string
}

/** How to get it. */
export function keptRemedy(machine: DebianMachine): Remedy {
  return typing(
    `handle-width setup wine ${machine === 'arm64' ? '--arch arm64' : `--wine ${keptRelease.major}`}`,
  )
}

/**
 * The kept Wine for a machine; null where there is none.
 *
 * @throws ProvisionProblem where it is damaged.
 */
export async function findKept(cache: string, machine: DebianMachine): Promise<KeptWine | null> {
  const folder = keptFolder(cache, machine)
  if (!existsSync(folder)) return null
  // The tree has 1.9 GB, so only the bytes of the programs that are started are checked here; doctor checks all.
  const bytesOf = ['wine64', 'wineserver'].flatMap(program =>
    ['', '.elf', '.ld', '.qemu'].map(ending => `lib/wine/${program}${ending}`),
  )
  if (!(await isIntact(folder, keptKey(machine), { bytesOf })))
    throw new ProvisionProblem(
      `Wine ${keptRelease.major} for ${machine} in the cache is damaged, or of another version of this program.`,
      keptRemedy(machine),
    )
  const programs = join(folder, 'lib/wine')
  const parts = join(folder, 'lib', tripletOf[machine], 'wine')
  const versions = versionsSchema.parse(
    JSON.parse(readText(join(folder, versionsName), longestVersions)),
  )
  const qemu = versions['qemu-user']
  return {
    loader: join(programs, 'wine64'),
    server: join(programs, 'wineserver'),
    ia32Folder: existsSync(join(parts, 'i386-windows', 'kernel32.dll')) ? parts : null,
    ...(qemu === undefined ? {} : { emulatedBy: `qemu-user ${qemu}, ${emulatedCpu}` }),
  }
}

const longestVersions = 64 * 1024
