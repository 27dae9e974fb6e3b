import type { Step } from '../../step.ts'
import { constants } from '../../../declare/win32/constants.ts'
import { ERROR_IO_PENDING } from '../../../declare/win32/errors.ts'
import { step } from '../../step-builders.ts'
import { payload, port, readEvent, second } from './names.ts'
import {
  arrived,
  awaitEcho,
  purgeInput,
  readOverlapped,
  readResult,
  serialOnly,
  setTimeouts,
  waitForInput,
  writeOverlapped,
} from './pieces.ts'

const ERROR_TIMEOUT = 1460
const pending = { accept: [ERROR_IO_PENDING] }
/** A read that finds no data must be pending. */
const mustWait = { accept: [ERROR_IO_PENDING], mustFail: true } as const
/** How long the timed read waits. Milliseconds. */
export const shortWait = 40
const intervalWait = 20
/** The Windows clock advances in steps of up to 16 ms. */
const clockStep = 16

/** Reads that time out, return at once, and end at a gap. */
const timedSteps: readonly Step[] = serialOnly([
  setTimeouts('set-timeouts-total', `reads end after ${shortWait} ms`, port, {
    interval: 0,
    multiplier: 0,
    constant: shortWait,
    write: 1000,
  }),
  readOverlapped('read-timeout', 'read where nothing comes', 16, mustWait),
  readResult('read-timeout', 'the read ends at its time-out', {
    accept: [ERROR_TIMEOUT],
    checks: [
      { kind: 'variable', object: 'transferred', equals: 0 },
      { kind: 'waited', since: 'read-timeout', atLeastMs: shortWait - clockStep },
    ],
    waitMs: shortWait,
  }),
  setTimeouts('set-timeouts-nonblocking', 'reads return at once', port, {
    interval: constants.MAXDWORD,
    multiplier: 0,
    constant: 0,
    write: 1000,
  }),
  purgeInput('purge-nonblocking'),
  ...writeOverlapped('write-nonblocking', 'write a short message', 'second', second.length),
  waitForInput('in-waiting-nonblocking', port, second.length, 'write-nonblocking'),
  readOverlapped('read-nonblocking', 'read at once, more than is there', 64, pending),
  readResult('read-nonblocking', 'the read got what was there', { checks: arrived(second) }),
  setTimeouts('set-timeouts-interval', `reads end at a gap of ${intervalWait} ms`, port, {
    interval: intervalWait,
    multiplier: 0,
    constant: 0,
    write: 1000,
  }),
  purgeInput('purge-interval'),
  ...writeOverlapped('write-interval', 'write a short message', 'second', second.length),
  waitForInput('in-waiting-interval', port, second.length, 'write-interval'),
  readOverlapped('read-interval', 'read more than comes', 64, pending),
  readResult('read-interval', 'the read ends at the gap', {
    checks: arrived(second),
    waitMs: intervalWait,
  }),
])

/** Write, flush, read back; reads that wait, time out, return at once, and end at a gap. */
export const transferSteps: readonly Step[] = [
  ...writeOverlapped('write', 'write a message', 'payload', payload.length),
  step('flush', 'write', 'FlushFileBuffers', 'wait until all is sent', { hFile: port }),
  waitForInput('in-waiting', port, payload.length, 'write'),
  step('reset-read-event', 'events', 'ResetEvent', 'reset the event before a read', {
    hEvent: readEvent,
  }),
  readOverlapped('read', 'read what is there', payload.length, pending),
  readResult('read', 'the message came back', { checks: arrived(payload) }),
  purgeInput('purge-read'),
  readOverlapped('read-wait', 'read before anything is there', second.length, mustWait),
  ...writeOverlapped('write-meanwhile', 'write while a read waits', 'second', second.length),
  readResult('read-wait', 'the waiting read gets the message', { checks: arrived(second) }),
  awaitEcho('echo-meanwhile', second.length, 'write-meanwhile', 'read-wait-result'),
  ...timedSteps,
]

const ERROR_OPERATION_ABORTED = 995
const aborted = { accept: [ERROR_OPERATION_ABORTED], mustFail: true } as const

/** A pending read, the step that ends it, and the aborted result. */
export function abortedRead(id: string, title: string, end: Step): Step[] {
  return [
    readOverlapped(id, `${title}: a read that waits`, 16, mustWait),
    { ...end, after: [id] },
    { ...readResult(id, `${title}: the read was ended`, aborted), after: [end.id] },
  ]
}
