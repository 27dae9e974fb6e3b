import type { PortState } from '../../program/ports.ts'
import { constants } from '../../declare/win32/constants.ts'
import type { Tools } from './tools.ts'

/** A serial port opened by the harness itself: synchronous, with true declarations. */
export interface OpenPort {
  /** Writes all of `bytes`, or as many as the timeout allows. */
  write(bytes: Uint8Array): void
  /** Reads until `most` bytes have arrived or the timeout is over. */
  read(most: number): Uint8Array
  /** Discards the content of both queues. */
  purge(): void
  /** Restores settings and timeouts and closes the port. */
  close(): void
}

const ERROR_FILE_NOT_FOUND = 2
const ERROR_PATH_NOT_FOUND = 3
const busyCodes = [5, 32]
const maxBytes = 256

function stateOf(code: number): PortState {
  if (code === ERROR_FILE_NOT_FOUND || code === ERROR_PATH_NOT_FOUND)
    return { state: 'missing', code }
  return busyCodes.includes(code) ? { state: 'busy', code } : { state: 'broken', code }
}

function openHandle({ kernel, text }: Tools, name: string): bigint | PortState {
  const access = BigInt.asUintN(32, BigInt(constants.GENERIC_READ | constants.GENERIC_WRITE))
  const handle = kernel.call('CreateFileW', [
    text(`\\\\.\\${name}`),
    access,
    0n,
    0n,
    BigInt(constants.OPEN_EXISTING),
    0n,
    0n,
  ])
  return handle === BigInt.asUintN(8 * kernel.pointerBytes, -1n)
    ? stateOf(kernel.lastError())
    : handle
}

/** Opens a port, reads its line settings and closes it. Nothing is written to the line. */
export function inspectPort(tools: Tools, name: string): PortState {
  const handle = openHandle(tools, name)
  if (typeof handle !== 'bigint') return handle
  const { kernel } = tools
  const dcb = tools.struct('DCB')
  dcb.set({ DCBlength: dcb.bytes.length })
  const isSerial = kernel.call('GetCommState', [handle, dcb.address]) !== 0n
  const code = kernel.lastError()
  kernel.call('CloseHandle', [handle])
  return isSerial ? { state: 'free' } : { state: 'not-serial', code }
}

/** Opens a port with reads that wait for at most `waitMs`. The line settings are not changed. */
export function openPort(tools: Tools, name: string, waitMs: number): OpenPort | PortState {
  const handle = openHandle(tools, name)
  if (typeof handle !== 'bigint') return handle
  const { kernel } = tools
  const saved = tools.struct('COMMTIMEOUTS')
  if (kernel.call('GetCommTimeouts', [handle, saved.address]) === 0n) {
    const code = kernel.lastError()
    kernel.call('CloseHandle', [handle])
    return { state: 'not-serial', code }
  }
  const timeouts = tools.struct('COMMTIMEOUTS')
  timeouts.set({
    ReadIntervalTimeout: 0,
    ReadTotalTimeoutMultiplier: 0,
    ReadTotalTimeoutConstant: waitMs,
    WriteTotalTimeoutMultiplier: 0,
    WriteTotalTimeoutConstant: waitMs,
  })
  kernel.call('SetCommTimeouts', [handle, timeouts.address])
  const buffer = tools.allocate(maxBytes)
  const count = tools.allocate(4)
  return {
    write(bytes) {
      buffer.bytes.set(bytes.subarray(0, maxBytes))
      kernel.call('WriteFile', [
        handle,
        buffer.address,
        BigInt(Math.min(bytes.length, maxBytes)),
        count.address,
        0n,
      ])
    },
    read(most) {
      const succeeded =
        kernel.call('ReadFile', [
          handle,
          buffer.address,
          BigInt(Math.min(most, maxBytes)),
          count.address,
          0n,
        ]) !== 0n
      return Uint8Array.from(buffer.bytes.subarray(0, succeeded ? Number(count.number()) : 0))
    },
    purge() {
      kernel.call('PurgeComm', [handle, BigInt(constants.PURGE_RXCLEAR | constants.PURGE_TXCLEAR)])
    },
    close() {
      kernel.call('SetCommTimeouts', [handle, saved.address])
      kernel.call('CloseHandle', [handle])
    },
  }
}

/** Whether the port is open, rather than the reason why it is not. */
export function isOpen(port: OpenPort | PortState): port is OpenPort {
  return 'close' in port
}
