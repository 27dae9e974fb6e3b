import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { findNpm } from '../../../src/lanes/provision/npm.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { needs } from '../require.ts'
import type { Parent } from '../lanes/engines/windows/session.ts'

/** Runs this machine's own npm and returns what it printed. */
export async function npm(cwd: string, ...words: readonly string[]): Promise<string> {
  const found = findNpm()
  const { exitCode, stdout, stderr, startError } = await runTool(
    found?.file ?? 'npm',
    [...(found?.arguments ?? []), ...words],
    { cwd },
  )
  if (exitCode !== 0)
    throw new Error(
      `npm ${words[0]} does not work here (${startError ?? stderr.trim().split('\n')[0]}). Without a registry, the packages have to be in npm's cache.`,
    )
  return stdout.trim()
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly os?: string[]; readonly cpu?: string[]; dev?: boolean }
    >
  >
}

/**
 * npm's cache, with what `npm ci --omit=dev` installs on Windows. npm under Wine cannot reach a registry. `npm ci` on
 * this machine has left everything in the cache but the packages that are only for Windows.
 */
export async function cacheForWindows(cpu: Parent): Promise<string> {
  const lock = JSON.parse(readFileSync(join(packageFolder, 'package-lock.json'), 'utf8')) as Lock
  const packages = Object.entries(lock.packages).flatMap(
    ([path, { version, os, cpu: cpus, dev }]) =>
      !dev && os?.includes('win32') && cpus?.includes(cpu)
        ? [`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`]
        : [],
  )
  await npm(packageFolder, 'cache', 'add', '--prefer-offline', ...packages)
  return npm(packageFolder, 'config', 'get', 'cache')
}

/** A clean clone in a folder whose name has blanks and non-ASCII letters. */
export async function makeClone(folder: string): Promise<string> {
  const source = join(folder, 'eigene Wände')
  const { exitCode, stderr, startError } = await runTool('git', [
    'clone',
    '--quiet',
    '--depth=1',
    `file://${packageFolder}`,
    source,
  ])
  if (exitCode !== 0)
    throw new Error(`git clone does not work here (${startError ?? stderr.trim()}).`)
  return source
}

/** What `make` gives. Skips the test where git or a registry is missing; with HANDLE_WIDTH_REQUIRE=registry it fails. */
export async function unlessMissing<Made>(
  t: Test,
  make: () => Promise<Made>,
): Promise<Made | undefined> {
  try {
    return await make()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    t.fail(reason, needs('registry', false, reason))
    return undefined
  }
}
