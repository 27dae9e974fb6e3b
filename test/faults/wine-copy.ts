import { copyFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { removeServerFolder } from '../../src/lanes/engines/wine/server-folder.ts'
import { processNumbers, readProcessFile } from '../../src/os/processes.ts'
import { runTool } from '../../src/os/spawn.ts'
import { findCacheFolder } from '../../src/lanes/provision/cache.ts'
import { ownPort } from './left-behind.ts'

/** A copy of the cache, to be damaged. Programs are hard links; what Wine writes into is copied. */
export async function copyCache(): Promise<string> {
  const from = findCacheFolder()
  const to = `${from}-copy-${process.pid}`
  const { exitCode, stderr } = await runTool('cp', ['-al', from, to], {
    environment: { LC_ALL: 'C' },
  })
  // Other tests work in the cache at the same time; what goes away meanwhile is none of what is needed.
  if (
    exitCode !== 0 &&
    stderr.split('\n').some(line => !line.endsWith('No such file or directory'))
  )
    throw new Error(stderr)
  for (const name of ['tmp', 'locks']) await rm(join(to, name), { recursive: true, force: true })
  for (const prefix of await prefixesOf(to)) {
    for (const name of (await readdir(prefix)).filter(item => item.endsWith('.reg'))) {
      await rm(join(prefix, name))
      await copyFile(join(prefix.replace(to, from), name), join(prefix, name))
    }
    await rm(join(prefix, 'handle-width-ports'), { recursive: true, force: true })
    // The ports of a test at work there: nothing in the copy would ever take them away.
    const ports = (await readdir(join(prefix, 'dosdevices'))).filter(name => ownPort.test(name))
    for (const name of ports) await rm(join(prefix, 'dosdevices', name))
  }
  return to
}

/** The prefixes in a cache. */
export async function prefixesOf(cache: string): Promise<string[]> {
  return (await readdir(join(cache, 'wine')))
    .filter(name => name.startsWith('prefix-'))
    .map(name => join(cache, 'wine', name))
}

/** Processes that work in one of the prefixes of a cache: the server, services and programs. Linux. */
export function wineProcesses(cache: string): { readonly pid: number; readonly name: string }[] {
  return processNumbers()
    .filter(pid => readProcessFile(pid, 'environ').includes(`WINEPREFIX=${cache}/`))
    .map(pid => ({ pid, name: readProcessFile(pid, 'comm').trim() }))
}

/** Ends all that works in a cache's prefixes and removes the cache. */
export async function removeCache(cache: string): Promise<void> {
  for (let round = 0; round < 50 && wineProcesses(cache).length > 0; round++) {
    for (const { pid } of wineProcesses(cache)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself.
      }
    }
    await wait(50)
  }
  for (const prefix of await prefixesOf(cache)) await removeServerFolder(prefix)
  await rm(cache, { recursive: true, force: true, maxRetries: 5 })
}
