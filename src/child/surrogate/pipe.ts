import { constants } from '../../declare/win32/constants.ts'
import type { Kernel } from '../kernels/kernel.ts'
import { readUnsigned } from '../memory.ts'
import { countAt, dataAt, maxBytes, ownPart, putText } from '../own-memory.ts'
import { aside, type Surrogate } from './surrogate.ts'

const pipeBufferBytes = 0x10000n
const maxInstances = 255n
const ERROR_BROKEN_PIPE = 109

/** The state of an end of a pipe: connected, with the number of bytes to read; not yet connected; or disconnected. */
type PipeEnd =
  | { readonly kind: 'connected'; readonly bytes: bigint }
  | { readonly kind: 'listening' }
  | { readonly kind: 'left' }

/** The calls that a pipe server makes, with memory of its own. */
function pipeCalls(kernel: Kernel, path: string) {
  const own = ownPart(kernel.memory)
  const count = own.base + BigInt(countAt)
  const data = own.base + BigInt(dataAt)
  const counted = (): bigint => readUnsigned(own, countAt, 4)
  return {
    serve: (): bigint =>
      kernel.call('CreateNamedPipeW', [
        putText(own, path),
        BigInt(constants.PIPE_ACCESS_DUPLEX),
        BigInt(constants.PIPE_TYPE_BYTE | constants.PIPE_WAIT),
        maxInstances,
        pipeBufferBytes,
        pipeBufferBytes,
        0n,
        0n,
      ]),
    look(end: bigint): PipeEnd {
      if (kernel.call('PeekNamedPipe', [end, 0n, 0n, 0n, count, 0n]) !== 0n)
        return { kind: 'connected', bytes: counted() }
      return { kind: kernel.lastError() === ERROR_BROKEN_PIPE ? 'left' : 'listening' }
    },
    /** Sends back what has arrived, at most `bytes` bytes. */
    echo(end: bigint, bytes: bigint): void {
      const most = bytes > BigInt(maxBytes) ? BigInt(maxBytes) : bytes
      if (kernel.call('ReadFile', [end, data, most, count, 0n]) !== 0n)
        kernel.call('WriteFile', [end, data, counted(), count, 0n])
    },
    close(end: bigint): void {
      kernel.call('CloseHandle', [end])
    },
  }
}

/**
 * The server of a named pipe, which echoes what it receives. A new instance is already listening, so
 * ConnectNamedPipe is not needed. One instance is always listening, since the program may lose its end and open
 * the pipe again.
 * https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/nf-namedpipeapi-createnamedpipew
 */
export function servePipe(kernel: Kernel, path: string): Surrogate {
  const calls = pipeCalls(kernel, path)
  let ends: readonly bigint[] = [calls.serve()]
  /** Sends back all pending data and returns the resulting state of the end. */
  const serveEnd = (end: bigint): PipeEnd['kind'] => {
    const state = calls.look(end)
    if (state.kind !== 'connected' || state.bytes === 0n) return state.kind
    calls.echo(end, state.bytes)
    return serveEnd(end)
  }
  const serveAll = (): void => {
    const states = ends.map(end => ({ end, kind: serveEnd(end) }))
    for (const { end, kind } of states) if (kind === 'left') calls.close(end)
    ends = states.filter(({ kind }) => kind !== 'left').map(({ end }) => end)
    if (!states.some(({ kind }) => kind === 'listening')) ends = [...ends, calls.serve()]
  }
  return {
    pump: () => aside(kernel, serveAll),
    release() {
      for (const end of ends) calls.close(end)
    },
  }
}
