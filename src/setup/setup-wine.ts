import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Notice } from '../os/notice.ts'
import { wine } from '../lanes/engines/wine.ts'
import { findWine, type WantedWine, type Wine } from '../lanes/engines/wine/find.ts'
import { keptFolder, keptRelease, type DebianMachine } from '../lanes/engines/wine/kept-wine.ts'
import { ensurePrefix } from '../lanes/engines/wine/prefix.ts'
import { runProgram } from '../lanes/run-program.ts'
import { ensureKept } from './kept-wine.ts'
import { runTool } from '../os/spawn.ts'
import { openCache, openFolder, placeFile } from '../lanes/provision/cache.ts'
import { makeIa32Half } from './ia32-half.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import { runAttempt } from './run-commands.ts'
import { findPrivilege, readSystemName, type Privilege, type SystemName } from './system.ts'
import { adviseByHand, chooseMirror, planDebianWine, renderSourceList } from './wine-plan.ts'

/** The result of a set-up. */
export type SetupResult =
  /** Everything requested works; it was started once to check. */
  | { readonly kind: 'done'; readonly summary: string }
  /** Something is missing: the reason, and what to type or do, line by line. */
  | { readonly kind: 'by-hand'; readonly reason: string; readonly advice: readonly string[] }

/**
 * Installs Wine with both halves on this machine, as far as this user is allowed to, and starts node.exe of both
 * architectures once. Skips what is already there. Never throws for anything that a machine lacks.
 */
export async function setupWine(notice: Notice): Promise<SetupResult> {
  try {
    const cache = await openCache()
    const system = readSystemName()
    const found = await tryFindWine(cache)
    if ((found === null || found.ia32 === null) && system.family === 'debian')
      await installOnDebian(cache, system, found, notice)
    return await verify(system, notice)
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { kind: 'by-hand', reason: error.message, advice: [error.remedy] }
    throw error
  }
}

/**
 * Makes sure that there is a Wine as new as `keptRelease`, for x64 and ia32 programs or for arm64 ones: the
 * installed one, else one that is put into the cache. Starts a program under it once.
 */
export async function setupNewerWine(notice: Notice, machine: DebianMachine): Promise<SetupResult> {
  const wanted = {
    architecture: machine === 'arm64' ? 'arm64' : 'x64',
    least: keptRelease.major,
  } as const
  try {
    const cache = await openCache()
    const installed = await tryFindWine(cache, wanted)
    if (installed === null) await ensureKept(cache, machine, readSystemName(), notice)
    const found = installed ?? (await findWine(cache, process.env, wanted))
    const prefix = await ensurePrefix(cache, found, notice)
    const started = await runProgram(
      cache,
      found.loader64,
      ['cmd', '/c', 'exit 7'],
      prefix.environment,
      startLimitMs,
    )
    if (started.exitCode !== 7)
      throw new ProvisionProblem(
        `${found.version} starts no program here (${started.output.trim().split('\n').at(-1) ?? ''}).`,
        `Remove ${keptFolder(cache, machine)} and run the set-up again.`,
      )
    return { kind: 'done', summary: describe(found, machine) }
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { kind: 'by-hand', reason: error.message, advice: [error.remedy] }
    throw error
  }
}

const startLimitMs = 60_000

function describe({ version, loader, emulatedBy, ia32 }: Wine, machine: DebianMachine): string {
  const programs = machine === 'arm64' ? 'arm64' : ia32 ? 'x64 and ia32' : 'x64'
  const cpu = emulatedBy === undefined ? '' : `, on a CPU that ${emulatedBy} emulates`
  return `${version} in ${dirname(dirname(dirname(loader)))} runs programs for ${programs}${cpu}.`
}

async function verify(system: SystemName, notice: Notice): Promise<SetupResult> {
  const x64 = await wine.prepare('x64', notice)
  const ia32 = await wine.prepare('ia32', notice)
  if (x64.ready && ia32.ready)
    return {
      kind: 'done',
      summary: `${x64.environment['wine']} runs node.exe ${x64.environment['node']} for x64 and ia32.`,
    }
  const reasons = [x64, ia32].flatMap(state => (state.ready ? [] : [state.reason]))
  return {
    kind: 'by-hand',
    reason: [...new Set(reasons)].join(' '),
    advice: adviseByHand(system.family),
  }
}

async function installOnDebian(
  cache: string,
  system: SystemName,
  found: Wine | null,
  notice: Notice,
): Promise<void> {
  const list = await writeSourceList(cache, system)
  const privilege = await findPrivilege()
  if (privilege !== 'none') await tryAttempts(cache, system, found, list, privilege, notice)
  const now = await tryFindWine(cache)
  if (now === null || now.ia32 !== null) return
  notice(
    "Laying Wine's 32-bit half beside the 64-bit one, in the cache (95 MB to fetch, 550 MB on disk).",
  )
  const packageVersion = (
    await runTool('dpkg-query', ['-W', '-f', '${Version}', 'libwine:amd64'])
  ).stdout.trim()
  await makeIa32Half(cache, { wineVersion: now.version, packageVersion, list })
}

async function tryAttempts(
  cache: string,
  system: SystemName,
  found: Wine | null,
  list: string,
  privilege: Privilege,
  notice: Notice,
): Promise<void> {
  const indexes = await openFolder(cache, 'apt', 'indexes')
  await openFolder(cache, 'apt', 'indexes', 'partial')
  const foreign = (await runTool('dpkg', ['--print-foreign-architectures'])).stdout.split(/\s+/)
  const attempts = planDebianWine({
    system,
    foreignArchitectures: foreign,
    mainSuite: { list, indexes },
  })
  // If the 64-bit half is already there, only attempts that bring the other one help.
  for (const attempt of attempts.filter(({ brings }) => found === null || brings === 'both')) {
    notice(attempt.title)
    const failure = await runAttempt(attempt, privilege)
    if (failure === null) return
    notice(failure)
  }
}

async function writeSourceList(cache: string, system: SystemName): Promise<string> {
  const targets = await runTool('apt-get', [
    'indextargets',
    '--format',
    '$(SITE) $(RELEASE) $(IDENTIFIER)',
  ])
  const mirror = chooseMirror(targets.stdout, system)
  if (mirror === null)
    throw new ProvisionProblem(
      `apt on this machine names no mirror of ${system.codename}.`,
      'Add one to the sources of apt, type apt-get update, and run the set-up again.',
    )
  const keyring = `/usr/share/keyrings/${system.isUbuntu ? 'ubuntu' : 'debian'}-archive-keyring.gpg`
  const path = join(await openFolder(cache, 'apt'), 'release.list')
  await placeFile(path, renderSourceList(system, mirror, existsSync(keyring) ? keyring : null))
  return path
}

async function tryFindWine(cache: string, wanted: WantedWine = {}): Promise<Wine | null> {
  try {
    return await findWine(cache, process.env, wanted)
  } catch (error) {
    if (error instanceof ProvisionProblem) return null
    throw error
  }
}
