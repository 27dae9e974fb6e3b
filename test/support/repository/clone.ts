import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { findNpm } from '../../../src/lanes/provision/npm.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { needs } from '../require.ts'
import type { Parent } from '../lanes/engines/windows/session.ts'

/** Whether Windows' npm installs in the clone, from the cache, or this machine's npm has already done so for Windows. */
export type Installing = 'by-windows' | 'done'

/** A clean clone, and the npm cache for its installation. */
export interface Clone {
  readonly source: string
  readonly npmCache: string
}

async function npm(cwd: string, ...words: readonly string[]): Promise<string> {
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

/** npm under Wine cannot reach a registry, so this machine's own npm adds what its cache lacks. */
async function fillCache(
  source: string,
  folder: string,
  cpu: Parent,
  words: readonly string[],
): Promise<string> {
  const project = join(folder, 'project')
  mkdirSync(project, { recursive: true })
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(source, name), join(project, name))
  await npm(
    project,
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--os=win32',
    `--cpu=${cpu}`,
    ...words,
  )
  return npm(project, 'config', 'get', 'cache')
}

/**
 * A clean clone in a folder whose name has blanks and non-ASCII letters, and what npm will install in it. Skips
 * the test where git or a registry is missing; with HANDLE_WIDTH_REQUIRE=registry it fails.
 */
export async function makeClone(
  t: Test,
  folder: string,
  cpu: Parent,
  words: readonly string[],
  installing: Installing = 'by-windows',
): Promise<Clone | undefined> {
  const source = join(folder, 'eigene Wände')
  try {
    const { exitCode, stderr, startError } = await runTool('git', [
      'clone',
      '--quiet',
      '--depth=1',
      `file://${packageFolder}`,
      source,
    ])
    if (exitCode !== 0)
      throw new Error(`git clone does not work here (${startError ?? stderr.trim()}).`)
    const npmCache = await fillCache(source, folder, cpu, words)
    if (installing === 'done')
      renameSync(join(folder, 'project', 'node_modules'), join(source, 'node_modules'))
    return { source, npmCache }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    t.fail(reason, needs('registry', false, reason))
    return undefined
  }
}
