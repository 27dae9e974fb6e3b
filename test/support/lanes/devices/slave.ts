import { open, type FileHandle } from 'node:fs/promises'
import { constants } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The child's end of a pty, opened in this process; reads and writes do not block. */
export function openSlave(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
}

/** The child's end as a child opens it: reads and writes block. */
export function openBlockingSlave(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | constants.O_NOCTTY)
}

/** Calls `act` with a wire and its open slave, and closes both in any case. */
export async function withSlave<Wire extends { readonly path: string; close(): Promise<void> }>(
  wire: Wire,
  act: (wire: Wire, slave: FileHandle) => Promise<void>,
): Promise<void> {
  const slave = await openSlave(wire.path)
  try {
    await act(wire, slave)
  } finally {
    await slave.close()
    await wire.close()
  }
}

/** Reads until `count` bytes have arrived or `limitMs` has passed. */
export async function readBytes(slave: FileHandle, count: number, limitMs = 5000): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for (const until = performance.now() + limitMs; length < count && performance.now() < until;) {
    const piece = await readSome(slave, count - length)
    if (piece.length === 0) await sleep(1)
    pieces.push(piece)
    length += piece.length
  }
  return Buffer.concat(pieces)
}

async function readSome(slave: FileHandle, most: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(most, 1 << 16))
  try {
    const { bytesRead } = await slave.read(buffer, 0, buffer.length)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') throw error
    return Buffer.alloc(0)
  }
}

/** Writes all of `bytes`, waiting while the queue is full. */
export async function writeBytes(slave: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) {
    const written = await slave.write(rest).then(
      result => result.bytesWritten,
      (error: unknown) => {
        if (codeOf(error) !== 'EAGAIN') throw error
        return 0
      },
    )
    if (written === 0) await sleep(1)
    rest = rest.subarray(written)
  }
}

/** Waits until `isTrue` returns true; returns false if it does not within `limitMs`. */
export async function waitUntil(isTrue: () => boolean, limitMs = 5000): Promise<boolean> {
  for (const until = performance.now() + limitMs; performance.now() < until; await sleep(2))
    if (isTrue()) return true
  return isTrue()
}

/** The error code of a promise that rejects, `none` if it does not. */
export function failure(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(() => 'none', codeOf)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
