import { randomUUID } from 'node:crypto'
import type { Ready } from '../engine/engine.ts'
import { unplugText, type DeviceKind, type PlanDevice } from '../plan/plan.ts'
import type { Peer } from './peer.ts'
import { openPty } from './pty.ts'

/** A device made ready for one child. */
export interface Provided {
  readonly device: PlanDevice
  /** Takes everything away that was made for it. Idempotent; never rejects. */
  release(): Promise<void>
}

/** Why there is no such device here. */
export interface NotProvided {
  readonly reason: string
}

/** A name no machine gives to a port; opening it fails with ERROR_FILE_NOT_FOUND. */
const missingPort = 'COM251'

function portPath(name: string): string {
  return `\\\\.\\${name}`
}

function fixed(kind: DeviceKind, path: string): Provided {
  return { device: { kind, path }, release: async () => undefined }
}

async function linkedPty(kind: DeviceKind, peer: Peer, linkPort: NonNullable<Ready['linkPort']>): Promise<Provided> {
  const pty = await openPty(peer)
  try {
    const port = await linkPort(pty.path)
    return {
      device: { kind, path: portPath(port.name) },
      async release() {
        await port.release()
        await pty.close()
      }
    }
  } catch (error) {
    await pty.close()
    throw error
  }
}

const echo: Peer = { kind: 'echo' }

/**
 * Makes a device of a kind for one child of an engine. `userPort` is the port the user named, if any;
 * it stands for the loopback where the engine brings no ports of its own.
 */
export async function provideDevice(kind: DeviceKind, ready: Ready, userPort: string | undefined): Promise<Provided | NotProvided> {
  switch (kind) {
    case 'none':
    case 'event':
    case 'pipe': return fixed(kind, kind === 'pipe' ? `\\\\.\\pipe\\handle-width-${randomUUID()}` : '')
    case 'missing': return fixed(kind, portPath(missingPort))
    case 'com': return userPort === undefined ? { reason: 'no port was named' } : fixed(kind, portPath(userPort))
    case 'busy':
    case 'loopback':
    case 'unplugged': return provideWire(kind, ready)
  }
}

async function provideWire(kind: DeviceKind, ready: Ready): Promise<Provided | NotProvided> {
  if (!ready.linkPort) return { reason: 'no serial port with its lines joined was found; name one with --device com:COM3' }
  return linkedPty(kind, kind === 'unplugged' ? { ...echo, unplugOn: unplugText } : echo, ready.linkPort)
}
