import process from 'node:process'
import { startOf } from '../../../os/owner.ts'
import { processNumbers, readProcessFile } from '../../../os/processes.ts'

interface Found {
  readonly pid: number
  /** Clock ticks since boot. */
  readonly started: number
  readonly isServer: boolean
  /** One of those that a server starts, so that none of them is older than the server it works for. */
  readonly isService: boolean
}

/** Processes of this user that work in a prefix, whoever started them. Linux; empty elsewhere. */
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

/** Programs as young as this may be about to meet the new server. In clock ticks, which are hundredths of a second on every Linux. */
const grace = 500

/**
 * Ends what is left of a server that is gone: without it, it neither works nor ends. That is what is
 * older than the server at work, which may be one that a child has just started. Never throws.
 */
export function endLeftoverProcesses(prefixFolder: string): void {
  const found = processesOf(prefixFolder)
  // The oldest: one that finds another at work lives for a moment, and nothing is judged by that one.
  const [server] = found.filter(({ isServer }) => isServer).sort((a, b) => a.started - b.started)
  for (const { pid, started, isServer, isService } of found) {
    if (isServer || !server || started >= server.started - (isService ? 0 : grace)) continue
    end(pid)
  }
}

/** Ends everything that works in a prefix, whether or not a server is there to do it. Never throws. */
export function endAll(prefixFolder: string): void {
  for (const { pid } of processesOf(prefixFolder)) end(pid)
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
