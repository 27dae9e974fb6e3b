import { cp, mkdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { usualHost } from '../../hosts/index.ts'
import type { Host, Needs, PinnedPackage } from '../../hosts/host.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Notice } from '../../os/notice.ts'
import { openFolder, placeFolder } from './cache.ts'
import { ensurePackage } from './fetch-package.ts'
import { isIntact, markIntact } from './intact.ts'
import { ensureKoffi } from './koffi-copy.ts'
import { withLock } from './lock.ts'
import { nodePackages } from './packages.ts'
import { ProvisionProblem } from './problem.ts'

/** What children of a host are started with: paths of this machine. */
export interface PreparedHost {
  /** The program, and its arguments before the script. */
  readonly program: string
  readonly arguments: readonly string[]
  /** The package that holds the program. */
  readonly runtime: PinnedPackage
  /** Path of the FFI that the child loads. */
  readonly module: string
  /** Name and version of that FFI. */
  readonly ffi: Readonly<Record<string, string>>
}

/** The package that holds the program of a host. */
export function runtimeOf(host: Host, architecture: Architecture): PinnedPackage {
  return host.needs(architecture)?.runtime?.from ?? nodePackages[architecture]
}

/**
 * Fetches what children of a host need, once, and arranges it so that they find it.
 *
 * @throws ProvisionProblem when it cannot be fetched, or nobody publishes a build for the architecture.
 */
export async function ensureHost(
  cache: string,
  host: Host,
  architecture: Architecture,
  notice: Notice,
): Promise<PreparedHost> {
  const needs = host.needs(architecture)
  if (!needs) throw noBuild(host, architecture)
  const runtime = runtimeOf(host, architecture)
  const program = join(
    await ensurePackage(cache, runtime, notice),
    ...(needs.runtime?.program ?? 'bin/node.exe').split('/'),
  )
  const [main] = needs.packages
  return {
    program,
    arguments: needs.runtime?.arguments ?? [],
    runtime,
    module:
      host === usualHost
        ? await ensureKoffi(cache, architecture, notice)
        : await ensureModules(cache, host, needs, architecture, notice),
    ffi: main ? { [host === usualHost ? host.id : main.name]: main.version } : {},
  }
}

/** Why an architecture cannot be measured with a host. */
export function noBuild(host: Host, architecture: Architecture): ProvisionProblem {
  return new ProvisionProblem(`Nobody publishes ${host.title} for Windows on ${architecture}.`, {
    remedy: `Measure the ${architecture} lane with another host; "handle-width list hosts" shows them.`,
    command: 'handle-width list hosts',
  })
}

async function ensureModules(
  cache: string,
  host: Host,
  { packages }: Needs,
  architecture: Architecture,
  notice: Notice,
): Promise<string> {
  const [main] = packages
  if (!main) return ''
  const fetched = new Map<string, string>()
  for (const pinned of packages)
    fetched.set(pinned.name, await ensurePackage(cache, pinned, notice))
  const entry = `${host.id}-${main.version}-${architecture}`
  const folder = join(await openFolder(cache, 'hosts'), entry)
  const key = packages.map(({ integrity }) => integrity).join(' ')
  const module = join(folder, 'node_modules', ...main.name.split('/'))
  if (await isIntact(folder, key)) return module
  await withLock(
    cache,
    `host-${entry}`,
    () => {},
    async () => {
      if (await isIntact(folder, key)) return
      await placeFolder(folder, async temporary => {
        for (const [name, from] of fetched) await lay(temporary, name, from, architecture)
        await markIntact(temporary, key)
      })
    },
  )
  return module
}

async function lay(
  folder: string,
  name: string,
  from: string,
  architecture: Architecture,
): Promise<void> {
  const target = join(folder, 'node_modules', ...name.split('/'))
  await mkdir(target, { recursive: true })
  await cp(from, target, {
    recursive: true,
    filter: source => isNeeded(source.slice(from.length + 1).replaceAll(sep, '/'), architecture),
  })
}

const sources = /^(deps|doc|docs|vendor|example|examples|test|\.intact\.json)(\/|$)/
const binaries = /^(?:prebuilds|build\/koffi)\/([^/]+)/

/** Packages also hold C++ sources, manuals and binaries of other systems, which are left out. */
function isNeeded(path: string, architecture: Architecture): boolean {
  const [, system] = binaries.exec(path) ?? []
  return (
    !sources.test(path) &&
    (system === undefined || (/^win32[-_]/.test(system) && system.endsWith(architecture)))
  )
}
