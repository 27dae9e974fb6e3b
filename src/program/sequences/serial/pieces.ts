import type { Argument, Check, Step } from '../../step.ts'
import { ERROR_IO_PENDING } from '../../../declare/win32/errors.ts'
import { address, assign, flags, nothing, number, overlapped, step } from '../../step-builders.ts'
import { buffer, port, readEvent, transferred, writeEvent } from './names.ts'

/** Limit for an echo. None is late by design, but the far end may have to wait for the CPU on a busy machine. Milliseconds. */
export const echoLimit = 5000

/** The members of a COMMTIMEOUTS: interval, multiplier and constant for reads, constant for writes. Milliseconds. */
export interface Times {
  readonly interval: number
  readonly multiplier: number
  readonly constant: number
  readonly write: number
}

/** SetCommTimeouts. */
export function setTimeouts(id: string, title: string, handle: Argument, times: Times): Step {
  return step(
    id,
    'timeouts',
    'SetCommTimeouts',
    title,
    { hFile: handle, lpCommTimeouts: address('timeouts') },
    {
      assign: assign('timeouts', {
        ReadIntervalTimeout: times.interval,
        ReadTotalTimeoutMultiplier: times.multiplier,
        ReadTotalTimeoutConstant: times.constant,
        WriteTotalTimeoutMultiplier: 0,
        WriteTotalTimeoutConstant: times.write,
      }),
    },
  )
}

/** An overlapped WriteFile of a memory object and its GetOverlappedResult. */
export function writeOverlapped(id: string, title: string, what: string, bytes: number): Step[] {
  return [
    step(
      id,
      'write',
      'WriteFile',
      title,
      {
        hFile: port,
        lpBuffer: address(what),
        nNumberOfBytesToWrite: number(bytes),
        lpNumberOfBytesWritten: transferred,
        lpOverlapped: address('writeOverlapped'),
      },
      { assign: overlapped('writeOverlapped', writeEvent), accept: [ERROR_IO_PENDING] },
    ),
    step(
      `${id}-result`,
      'write',
      'GetOverlappedResult',
      `${title}: all bytes went out`,
      {
        hFile: port,
        lpOverlapped: address('writeOverlapped'),
        lpNumberOfBytesTransferred: transferred,
        bWait: number(1),
      },
      { after: [id], checks: [{ kind: 'variable', object: 'transferred', equals: bytes }] },
    ),
  ]
}

/** An overlapped ReadFile of at most `bytes`. `extras` describe its expected result. */
export function readOverlapped(
  id: string,
  title: string,
  bytes: number,
  extras: Pick<Step, 'accept' | 'mustFail'>,
): Step {
  return step(
    id,
    'read',
    'ReadFile',
    title,
    {
      hFile: port,
      lpBuffer: buffer,
      nNumberOfBytesToRead: number(bytes),
      lpNumberOfBytesRead: transferred,
      lpOverlapped: address('readOverlapped'),
    },
    { assign: overlapped('readOverlapped', readEvent), ...extras },
  )
}

/** The GetOverlappedResult of a read. */
export function readResult(
  id: string,
  title: string,
  extras: Pick<Step, 'accept' | 'mustFail' | 'checks' | 'waitMs'>,
): Step {
  return step(
    `${id}-result`,
    'read',
    'GetOverlappedResult',
    title,
    {
      hFile: port,
      lpOverlapped: address('readOverlapped'),
      lpNumberOfBytesTransferred: transferred,
      bWait: number(1),
    },
    { after: [id], look: ['buffer'], ...extras },
  )
}

/** Data that must have arrived, byte for byte. */
export function arrived(data: Buffer): Check[] {
  return [
    { kind: 'variable', object: 'transferred', equals: data.length },
    { kind: 'bytes', object: 'buffer', hex: data.toString('hex') },
  ]
}

/** ClearCommError, repeated until at least `bytes` are in the input queue. */
export function waitForInput(id: string, handle: Argument, bytes: number, after: string): Step {
  return step(
    id,
    'queues',
    'ClearCommError',
    `${bytes} bytes wait in the input queue`,
    { hFile: handle, lpErrors: address('errors'), lpStat: address('comstat') },
    {
      after: [after],
      until: { object: 'comstat', field: 'cbInQue', atLeast: bytes, withinMs: echoLimit },
      checks: [{ kind: 'field-at-least', object: 'comstat', field: 'cbInQue', atLeast: bytes }],
    },
  )
}

/**
 * ClearCommError, repeated until the echo of the `bytes` sent by the step `written` is in the input queue; called
 * only once where the step `read` has consumed it. Where that read failed, the echo is still in transit: it must
 * not arrive after the next purge and be taken for the echo of a later write.
 */
export function awaitEcho(id: string, bytes: number, written: string, read: string): Step {
  return step(
    id,
    'queues',
    'ClearCommError',
    'what was sent has come back, whether it was read or not',
    { hFile: port, lpErrors: address('errors'), lpStat: address('comstat') },
    {
      after: [written],
      until: {
        object: 'comstat',
        field: 'cbInQue',
        atLeast: bytes,
        withinMs: echoLimit,
        unlessDone: read,
      },
    },
  )
}

/** Empties the input queue, so that an earlier failure does not affect the next read. */
export function purgeInput(id: string): Step {
  return step(id, 'purge', 'PurgeComm', 'empty the input queue', {
    hFile: port,
    dwFlags: flags('PURGE_RXCLEAR'),
  })
}

/** ClearCommError with a check that a queue is empty. */
export function queueIsEmpty(
  id: string,
  title: string,
  handle: Argument,
  field: 'cbInQue' | 'cbOutQue',
): Step {
  return step(
    id,
    'queues',
    'ClearCommError',
    title,
    { hFile: handle, lpErrors: address('errors'), lpStat: address('comstat') },
    {
      checks: [{ kind: 'field', object: 'comstat', field, equals: 0 }],
    },
  )
}

/** CreateEventW without a name or attributes. */
export function createEvent(id: string, title: string, keep: string, manualReset: boolean): Step {
  return step(
    id,
    'events',
    'CreateEventW',
    title,
    {
      lpEventAttributes: nothing,
      bManualReset: number(manualReset ? 1 : 0),
      bInitialState: number(0),
      lpName: nothing,
    },
    { keep },
  )
}

/** Marks steps that only the timeouts or purges of a serial port end as expected. */
export function serialOnly(steps: readonly Step[]): readonly Step[] {
  return steps.map(item => ({ ...item, serialOnly: true }))
}
