import { randomUUID } from 'node:crypto'
import type { Ready } from '../engines/engine.ts'
import { devices, type DeviceKind } from '../../devices/index.ts'
import { unplugText, type PlanDevice } from '../../program/plan.ts'
import { startPortChild } from './ask-port.ts'
import { openFarEnd } from './far-end.ts'
import type { Peer } from './peer.ts'

/** A device made ready for one child. */
export interface Provided {
  readonly device: PlanDevice
  /** Restores the initial state: no data in transit, original settings. Absent where that is not needed. */
  refresh?(): Promise<void>
  /** Removes everything that was made for it. Idempotent; never rejects. */
  release(): Promise<void>
}

/** Why such a device cannot be provided here. */
export interface NotProvided {
  readonly reason: string
}

/** The user's ports, for a run that cannot make its own. */
export interface NamedPorts {
  /** The port that is opened, for example `COM3`. */
  readonly port?: string
  /** The port at the other end of the cable, which is served as an echo. */
  readonly farEnd?: string
}

/** A port name that no machine uses; opening it fails with ERROR_FILE_NOT_FOUND. */
const missingPort = 'COM251'

function portPath(name: string): string {
  return `\\\\.\\${name}`
}

function fixed(kind: DeviceKind, path: string): Provided {
  return { device: { kind, path }, release: async () => undefined }
}

async function linkedPty(
  kind: DeviceKind,
  peer: Peer,
  linkPort: NonNullable<Ready['linkPort']>,
): Promise<Provided> {
  const wire = await openFarEnd(peer)
  try {
    const port = await linkPort(wire.path)
    return {
      device: { kind, path: portPath(port.name) },
      refresh: () => wire.purge(),
      async release() {
        await port.release()
        await wire.close()
      },
    }
  } catch (error) {
    await wire.close()
    throw error
  }
}

const echo: Peer = { kind: 'echo' }

/** A named port. If its far end is named too, a separate process serves it. */
async function namedPort(
  kind: DeviceKind,
  ready: Ready,
  { port, farEnd }: NamedPorts,
): Promise<Provided | NotProvided> {
  if (port === undefined) return { reason: 'no port was named' }
  if (farEnd === undefined || devices[kind].source !== 'answering-port')
    return fixed(kind, portPath(port))
  const { answer, end } = await startPortChild(ready, { ask: 'echo', port: farEnd })
  if (answer?.port.state === 'free') return { device: { kind, path: portPath(port) }, release: end }
  await end()
  return { reason: `the far end ${farEnd} could not be opened` }
}

/** Makes a device of a kind for one child of an engine. */
export async function provideDevice(
  kind: DeviceKind,
  ready: Ready,
  named: NamedPorts,
): Promise<Provided | NotProvided> {
  const { source } = devices[kind]
  switch (source) {
    case 'nothing':
      return fixed(kind, '')
    case 'pipe':
      return fixed(kind, `\\\\.\\pipe\\handle-width-${randomUUID()}`)
    case 'missing-port':
      return fixed(kind, portPath(missingPort))
    case 'answering-port':
    case 'silent-port':
      return namedPort(kind, ready, named)
    case 'wire-or-port':
      return ready.linkPort || named.port === undefined
        ? provideWire(kind, ready)
        : fixed(kind, portPath(named.port))
    case 'wire':
    case 'wire-that-goes':
      return provideWire(kind, ready)
    default:
      return source satisfies never
  }
}

async function provideWire(kind: DeviceKind, ready: Ready): Promise<Provided | NotProvided> {
  const goes = devices[kind].source === 'wire-that-goes'
  if (!ready.linkPort)
    return {
      reason: goes
        ? 'a port that can be unplugged at will is made on Linux only'
        : 'no serial port with its lines joined was found; name one with --device com:COM3',
    }
  return linkedPty(kind, goes ? { ...echo, unplugOn: unplugText } : echo, ready.linkPort)
}
