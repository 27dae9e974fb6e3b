import type { FileHandle } from 'node:fs/promises'
import type { Peer } from '../../../../src/lanes/devices/peer.ts'
import { openPty, type Pty } from '../../../../src/lanes/devices/pty.ts'
import { needs } from '../../require.ts'
import { withSlave } from './slave.ts'

export const onLinux = needs(
  'pty',
  process.platform === 'linux',
  'pseudo terminals are measured on Linux only',
)

/** Every possible byte, in order. */
export const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))

/** Calls `act` with a new wire and its open slave. */
export async function withWire(
  peer: Peer,
  act: (pty: Pty, slave: FileHandle) => Promise<void>,
): Promise<void> {
  await withSlave(await openPty(peer), act)
}
