import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseRun } from '../../src/result/read-run.ts'
import { startOf } from '../../src/os/owner.ts'
import { processNumbers, readProcessFile } from '../../src/os/processes.ts'

/** Where the runs of a test leave what they leave; nothing else works there. */
export interface Scope {
  /** A mark that all their processes carry in their environment, Windows ones among them. */
  readonly mark: string
  /** Their TMPDIR. */
  readonly temporary: string
  /** Their cache, where they have one of their own. */
  readonly cache?: string
  /** Files in which their results are to stand. */
  readonly results?: readonly string[]
}

/** A mark that a run and all its children carry, by which what it left is found. */
export const markName = 'HANDLE_WIDTH_TEST_MARK'

function quietly<T>(ask: () => T, otherwise: T): T {
  try {
    return ask()
  } catch {
    return otherwise
  }
}

function list(folder: string): string[] {
  return quietly(() => readdirSync(folder), [])
}

interface Process {
  readonly pid: number
  readonly words: string
  readonly environment: string
}

/** Processes of this machine but this one and its parent. One that has ended and waits to be collected has no words. Linux. */
function processes(): Process[] {
  return processNumbers()
    .filter(pid => pid !== process.pid && pid !== process.ppid)
    .map(pid => ({
      pid,
      words: readProcessFile(pid, 'cmdline').replaceAll('\0', ' '),
      environment: readProcessFile(pid, 'environ'),
    }))
    .filter(({ words }) => words !== '')
}

/** What serves all programs of a prefix and ends a minute after the last of them. */
const lingering = /wineserver|(services|winedevice|explorer|plugplay|svchost|rpcss|conhost)\.exe/

function startedBefore(pid: number, other: number): boolean {
  return Number(startOf(pid) ?? Infinity) < Number(startOf(other) ?? 0)
}

/** Of the processes of one prefix those that shall not be there: all but one server and what has come after it to serve with it. */
function foreignProcessesIn(found: readonly Process[]): readonly Process[] {
  const servers = found.filter(({ words }) => words.includes('wineserver'))
  const [server] = servers
  if (!server) return found
  return [
    ...servers.slice(1),
    ...found.filter(
      ({ pid, words }) =>
        pid !== server.pid && (!lingering.test(words) || startedBefore(pid, server.pid)),
    ),
  ]
}

function prefixesIn(cache: string): string[] {
  return list(join(cache, 'wine'))
    .filter(name => name.startsWith('prefix-'))
    .map(name => join(cache, 'wine', name))
}

/** Living processes that the runs of a scope left. */
function processesOf({ mark, cache }: Scope): Process[] {
  const all = processes()
  const marked = all.filter(
    ({ words, environment }) =>
      environment.includes(`${markName}=${mark}`) && !lingering.test(words),
  )
  const wine =
    cache === undefined
      ? []
      : prefixesIn(cache).flatMap(prefix =>
          foreignProcessesIn(
            all.filter(({ environment }) =>
              environment.split('\0').includes(`WINEPREFIX=${prefix}`),
            ),
          ),
        )
  return [...new Map([...marked, ...wine].map(found => [found.pid, found])).values()]
}

/** All living processes of the runs of a scope, those that serve them included. */
export function livingOf({ mark, cache }: Scope): readonly { readonly pid: number }[] {
  return processes().filter(
    ({ environment }) =>
      environment.includes(`${markName}=${mark}`) ||
      (cache !== undefined && environment.includes(`WINEPREFIX=${cache}/`)),
  )
}

/** A port of this program in a Wine prefix; Wine gives the lower numbers to those of the machine. */
export const ownPort = /^com(3[3-9]|[4-9]\d|[12]\d\d)$/

/** COM links, their records, and notes that were being written, in a Wine prefix. */
function filesInPrefix(prefix: string): string[] {
  const links = list(join(prefix, 'dosdevices')).filter(
    name =>
      ownPort.test(name) &&
      quietly(() => lstatSync(join(prefix, 'dosdevices', name)).isSymbolicLink(), false),
  )
  const half = list(prefix).filter(name => /\.part$|^started-.*-\d+\.\d+\.\d+\.\d+$/.test(name))
  return [...links, ...list(join(prefix, 'handle-width-ports')), ...half]
}

function filesInCache(cache: string): string[] {
  return [
    ...prefixesIn(cache).flatMap(filesInPrefix),
    ...list(join(cache, 'locks')),
    ...list(join(cache, 'tmp')),
  ]
}

/** A result is whole or not there, and there is nothing beside it. */
function halfWritten(result: string): string[] {
  const folder = join(result, '..')
  const beside = list(folder).filter(
    name => name.startsWith('run.json') && join(folder, name) !== result,
  )
  const isWhole =
    !existsSync(result) ||
    quietly(() => parseRun(readFileSync(result, 'utf8'), result) !== undefined, false)
  return isWhole ? beside : [...beside, result]
}

/** Pseudo terminals that this process holds open. */
function openTerminals(): string[] {
  return list('/proc/self/fd')
    .map(name => quietly(() => readlinkSync(`/proc/self/fd/${name}`), ''))
    .filter(path => path.startsWith('/dev/pt'))
}

/** Temporary folders of this project in a folder. */
export function temporaryFolders(folder: string): string[] {
  return list(folder).filter(name => name.startsWith('handle-width-'))
}

/** What was killed takes its time to go on a machine that has much else to do; only what stays that long is left. */
const longestWaitMs = 60_000

/** Waits for processes to end; gives those that do not. */
export async function waitForNone(scope: Scope): Promise<string[]> {
  for (const limit = performance.now() + longestWaitMs; performance.now() < limit; await wait(25)) {
    if (processesOf(scope).length === 0) return []
  }
  return processesOf(scope).map(({ pid, words }) => `${pid} ${words}`)
}

/** Everything that the runs of a scope left: processes, terminals, folders, ports, locks, half-written files. */
export async function leftBehind(scope: Scope): Promise<string[]> {
  const living = await waitForNone(scope)
  return [
    ...living,
    ...openTerminals(),
    ...list(scope.temporary),
    ...(scope.cache === undefined ? [] : filesInCache(scope.cache)),
    ...(scope.results ?? []).flatMap(halfWritten),
  ]
}
