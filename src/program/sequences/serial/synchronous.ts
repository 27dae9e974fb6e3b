import type { Step } from '../../step.ts'
import { constants } from '../../../declare/win32/constants.ts'
import { address, flags, nothing, number, step } from '../../step-builders.ts'
import { buffer, payload, syncPort, transferred } from './names.ts'
import { openPort } from './open.ts'
import { arrived, setTimeouts } from './pieces.ts'

const shortWait = 40
const clockStep = 16

function read(
  id: string,
  title: string,
  bytes: number,
  extras: Pick<Step, 'checks' | 'waitMs' | 'after'>,
): Step {
  return step(
    id,
    'read',
    'ReadFile',
    title,
    {
      hFile: syncPort,
      lpBuffer: buffer,
      nNumberOfBytesToRead: number(bytes),
      lpNumberOfBytesRead: transferred,
      lpOverlapped: nothing,
    },
    extras,
  )
}

/** The same port opened again without overlapped I/O: write, read, time out, return at once. */
export const synchronousSteps: readonly Step[] = [
  openPort('sync-open', 'open the port again, without overlapped I/O', 'syncPort', false),
  step('sync-save-timeouts', 'timeouts', 'GetCommTimeouts', 'save the time-outs', {
    hFile: syncPort,
    lpCommTimeouts: address('savedSyncTimeouts'),
  }),
  setTimeouts('sync-set-timeouts', 'time-outs of one second', syncPort, {
    interval: 0,
    multiplier: 0,
    constant: 1000,
    write: 1000,
  }),
  step('sync-purge', 'purge', 'PurgeComm', 'empty both queues', {
    hFile: syncPort,
    dwFlags: flags('PURGE_RXCLEAR', 'PURGE_TXCLEAR'),
  }),
  step(
    'sync-write',
    'write',
    'WriteFile',
    'write a message',
    {
      hFile: syncPort,
      lpBuffer: address('payload'),
      nNumberOfBytesToWrite: number(payload.length),
      lpNumberOfBytesWritten: transferred,
      lpOverlapped: nothing,
    },
    { checks: [{ kind: 'variable', object: 'transferred', equals: payload.length }] },
  ),
  step('sync-flush', 'write', 'FlushFileBuffers', 'wait until all is sent', { hFile: syncPort }),
  read('sync-read', 'the message came back', payload.length, {
    after: ['sync-write'],
    checks: arrived(payload),
  }),
  setTimeouts('sync-set-timeouts-total', `reads end after ${shortWait} ms`, syncPort, {
    interval: 0,
    multiplier: 0,
    constant: shortWait,
    write: 1000,
  }),
  read('sync-read-timeout', 'the read ends at its time-out with nothing', 16, {
    after: ['sync-set-timeouts-total'],
    checks: [
      { kind: 'variable', object: 'transferred', equals: 0 },
      { kind: 'waited', since: 'sync-read-timeout', atLeastMs: shortWait - clockStep },
    ],
    waitMs: shortWait,
  }),
  setTimeouts('sync-set-timeouts-nonblocking', 'reads return at once', syncPort, {
    interval: constants.MAXDWORD,
    multiplier: 0,
    constant: 0,
    write: 1000,
  }),
  read('sync-read-nonblocking', 'nothing was there', 16, {
    after: ['sync-set-timeouts-nonblocking'],
    checks: [{ kind: 'variable', object: 'transferred', equals: 0 }],
  }),
  step(
    'sync-restore-timeouts',
    'close',
    'SetCommTimeouts',
    'put the saved time-outs back',
    { hFile: syncPort, lpCommTimeouts: address('savedSyncTimeouts') },
    { after: ['sync-save-timeouts'] },
  ),
  step('sync-close', 'close', 'CloseHandle', 'close the port', { hObject: syncPort }),
]
