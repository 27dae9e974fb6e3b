import process from 'node:process'
import { startOf } from '../../../os/owner.ts'
import { processNumbers, readProcessFile } from '../../../os/processes.ts'

interface Found {
  readonly pid: number
  /** Clock ticks since boot. */
  readonly started: number
  readonly isServer: boolean
  /** One of those that a server starts, so it is never older than its server. */
  readonly isService: boolean
}

/** Processes of this user that run in a prefix, whoever started them. Linux only; empty elsewhere. */
function processesOf(prefixFolder: string): Found[] {
  return processNumbers().flatMap(pid => {
    const started = startOf(pid)
    return started !== null && started !== '' && worksIn(pid, prefixFolder)
      ? [{ pid, started: Number(started), isServer: isServer(pid), isService: isService(pid) }]
      : []
  })
}

function worksIn(pid: number, prefixFolder: string): boolean {
  return readProcessFile(pid, 'environ').split('\0').includes(`WINEPREFIX=${prefixFolder}`)
}

function isServer(pid: number): boolean {
  return readProcessFile(pid, 'comm').startsWith('wineserver')
}

const services = /(services|winedevice|plugplay|svchost|explorer|rpcss|conhost)\.exe/

function isService(pid: number): boolean {
  return services.test(readProcessFile(pid, 'cmdline'))
}

/**
 * Programs younger than this may be about to connect to the new server. In clock ticks, which are hundredths of a
 * second on every Linux.
 */
const grace = 500

/**
 * Ends the processes left behind by a server that is gone: without it, they neither work nor end. These are the
 * ones older than the running server, which a child may have just started. Never throws.
 */
export function endLeftoverProcesses(prefixFolder: string): void {
  const found = processesOf(prefixFolder)
  // The oldest: a second server ends as soon as it finds the first, so it must not be used as the reference.
  const [server] = found.filter(({ isServer }) => isServer).sort((a, b) => a.started - b.started)
  for (const { pid, started, isServer, isService } of found) {
    if (isServer || !server || started >= server.started - (isService ? 0 : grace)) continue
    end(pid)
  }
}

/** Ends every process in a prefix, with or without a server. Never throws. */
export function endAll(prefixFolder: string): void {
  for (const { pid } of processesOf(prefixFolder)) end(pid)
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
