import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

function quietly<T>(ask: () => T, otherwise: T): T {
  try {
    return ask()
  } catch {
    return otherwise
  }
}

/** Processes of this machine by number, each with its words and its parent. Linux. */
function processes(): { readonly pid: number; readonly words: string; readonly environment: string }[] {
  return quietly(() => readdirSync('/proc'), []).filter(name => /^\d+$/.test(name)).map(name => ({
    pid: Number(name),
    words: quietly(() => readFileSync(`/proc/${name}/cmdline`, 'utf8'), '').replaceAll('\0', ' '),
    environment: quietly(() => readFileSync(`/proc/${name}/environ`, 'utf8'), '')
  }))
}

/** What a run may leave: processes with this mark in their environment or words, and its temporary folders. */
export interface Traces {
  readonly processes: readonly string[]
  readonly folders: readonly string[]
  readonly terminals: number
}

/** A mark that a run and all its children carry, by which what it left is found. */
export const markName = 'HANDLE_WIDTH_TEST_MARK'

/** Numbers of living processes that carry a mark. The wineserver and the services of Wine linger by design and are left out. */
export function marked(mark: string): { readonly pid: number; readonly words: string }[] {
  const own = [process.pid, process.ppid]
  return processes().filter(({ pid, words, environment }) => !own.includes(pid) && words !== '' && environment.includes(`${markName}=${mark}`) && !/wineserver|services\.exe|winedevice\.exe|plugplay\.exe|explorer\.exe|svchost\.exe|rpcss\.exe|conhost\.exe|start\.exe/.test(words))
}

/** Temporary folders of this project in a folder. */
export function temporaryFolders(folder: string = tmpdir()): string[] {
  return quietly(() => readdirSync(folder), []).filter(name => name.startsWith('handle-width-'))
}

/** Pseudo terminals that this process holds open. */
export function openTerminals(): number {
  return quietly(() => readdirSync('/proc/self/fd'), []).filter(name => quietly(() => readlinkSync(`/proc/self/fd/${name}`), '').startsWith('/dev/pt')).length
}

/** Waits until nothing with a mark is alive, at most `limitMs`; gives what still is. */
export async function waitForNone(mark: string, limitMs = 3000): Promise<string[]> {
  for (const limit = performance.now() + limitMs; performance.now() < limit; await wait(20)) {
    if (marked(mark).length === 0) return []
  }
  return marked(mark).map(({ pid, words }) => `${pid} ${words}`)
}
