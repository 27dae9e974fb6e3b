import { join } from 'node:path'
import { usualHost } from '../../hosts/index.ts'
import type { Host, Needs } from '../../hosts/host.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Notice } from '../../os/notice.ts'
import { ensureCopy, fromPackage } from './copy.ts'
import { wineBelow } from '../../os/wine-below.ts'
import { formForWine, ensurePackage, type CachedPackage } from './fetch-package.ts'
import { ensureKoffi } from './koffi-copy.ts'
import { nodePackages } from './packages.ts'
import { ProvisionProblem } from './problem.ts'

/** What children of a host are started with: paths of this machine. */
export interface PreparedHost {
  /** The program, and its arguments before the script. */
  readonly program: string
  readonly arguments: readonly string[]
  /** The package that holds the program. */
  readonly runtime: CachedPackage
  /** Path of the FFI that the child loads. */
  readonly module: string
  /** Name and version of that FFI. */
  readonly ffi: Readonly<Record<string, string>>
}

/** The package that holds the program of a host, in the form in which it is started on this machine. */
export function runtimeOf(host: Host, architecture: Architecture): CachedPackage {
  const published = host.needs(architecture)?.runtime?.from ?? nodePackages[architecture]
  return process.platform !== 'win32' || wineBelow() !== undefined
    ? formForWine(published)
    : published
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
  const takes = (path: string): boolean => isNeeded(path, architecture)
  const folder = await ensureCopy(
    cache,
    'hosts',
    `${host.id}-${main.version}-${architecture}`,
    packages.map(pinned =>
      fromPackage(cache, pinned, { into: `node_modules/${pinned.name}`, takes }),
    ),
    notice,
  )
  return join(folder, 'node_modules', ...main.name.split('/'))
}

const sources = /^(deps|doc|docs|vendor|example|examples|test)\//
const binaries = /^(?:prebuilds|build\/koffi)\/([^/]+)/

/** Packages also hold C++ sources, manuals and binaries of other systems, which are left out. */
function isNeeded(path: string, architecture: Architecture): boolean {
  const [, system] = binaries.exec(path) ?? []
  return (
    !sources.test(path) &&
    (system === undefined || (/^win32[-_]/.test(system) && system.endsWith(architecture)))
  )
}
