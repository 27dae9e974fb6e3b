import type { MemoryObject } from '../../step.ts'
import { address, variable } from '../../step-builders.ts'

/** The variables of the program. */
export const port = variable('port')
export const readEvent = variable('readEvent')
export const writeEvent = variable('writeEvent')
export const syncPort = variable('syncPort')

/** The message that is sent: text, a NUL, bytes with the top bit set. */
export const payload = Buffer.from('The handle is valid.\0\xff\x80\r\n', 'latin1')
/** A second message, different from the first so that the two cannot be confused. */
export const second = Buffer.from('second message', 'latin1')

/** The memory of the serial sequences. */
export const serialMemory: Readonly<Record<string, MemoryObject>> = {
  payload: { kind: 'bytes', hex: payload.toString('hex') },
  second: { kind: 'bytes', hex: second.toString('hex') },
  buffer: { kind: 'buffer', bytes: 64 },
  transferred: { kind: 'variable', type: 'DWORD' },
  value: { kind: 'variable', type: 'DWORD' },
  errors: { kind: 'variable', type: 'DWORD' },
  mask: { kind: 'variable', type: 'DWORD' },
  eventMask: { kind: 'variable', type: 'DWORD' },
  readOverlapped: { kind: 'struct', struct: 'OVERLAPPED' },
  writeOverlapped: { kind: 'struct', struct: 'OVERLAPPED' },
  waitOverlapped: { kind: 'struct', struct: 'OVERLAPPED' },
  dcb: { kind: 'struct', struct: 'DCB' },
  dcbBack: { kind: 'struct', struct: 'DCB' },
  timeouts: { kind: 'struct', struct: 'COMMTIMEOUTS' },
  timeoutsBack: { kind: 'struct', struct: 'COMMTIMEOUTS' },
  savedTimeouts: { kind: 'struct', struct: 'COMMTIMEOUTS' },
  savedSyncTimeouts: { kind: 'struct', struct: 'COMMTIMEOUTS' },
  comstat: { kind: 'struct', struct: 'COMSTAT' },
  properties: { kind: 'struct', struct: 'COMMPROP' },
}

export const transferred = address('transferred')
export const buffer = address('buffer')
