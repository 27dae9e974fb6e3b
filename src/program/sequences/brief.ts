import type { Sequence, Step } from '../step.ts'
import { constants, type ConstantName } from '../../declare/win32/constants.ts'
import { ERROR_IO_PENDING } from '../../declare/win32/errors.ts'
import {
  address,
  assign,
  flags,
  nothing,
  number,
  overlapped,
  sizeOf,
  step,
  variable,
} from '../step-builders.ts'
import {
  buffer,
  port,
  readEvent,
  second,
  serialMemory,
  syncPort,
  transferred,
  writeEvent,
} from './serial/names.ts'
import { openPort, openSteps } from './serial/open.ts'
import { arrived, queueIsEmpty, setTimeouts } from './serial/pieces.ts'

const ERROR_OPERATION_ABORTED = 995
/** Limit for an event that a correct program receives at once. Milliseconds. */
const eventLimit = 20
/** How long bytes may take over the wire. Milliseconds. */
const wireLimit = 250
const pending = { accept: [ERROR_IO_PENDING] }
const mustWait = { accept: [ERROR_IO_PENDING], mustFail: true } as const

/** The event of a transfer, and its result without waiting: a hang of the program becomes a wait that ends in WAIT_TIMEOUT. */
function finish(
  id: string,
  which: string,
  event: Step['arguments'][string],
  extras: Pick<Step, 'accept' | 'mustFail' | 'checks' | 'look'>,
): Step[] {
  return [
    step(
      `${id}-event`,
      'events',
      'WaitForSingleObject',
      'the event of the transfer is set',
      { hHandle: event, dwMilliseconds: number(eventLimit) },
      { after: [id], checks: [{ kind: 'returned', equals: constants.WAIT_OBJECT_0 }] },
    ),
    step(
      `${id}-result`,
      'read',
      'GetOverlappedResult',
      'the result of the transfer',
      {
        hFile: port,
        lpOverlapped: address(which),
        lpNumberOfBytesTransferred: transferred,
        bWait: number(0),
      },
      { after: [id], ...extras },
    ),
  ]
}

function read(id: string, bytes: number, extras: Pick<Step, 'accept' | 'mustFail'>): Step {
  return step(
    id,
    'read',
    'ReadFile',
    'read',
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

function waitForInput(id: string, bytes: number, after: string): Step {
  return step(
    id,
    'queues',
    'ClearCommError',
    `${bytes} bytes wait in the input queue`,
    { hFile: port, lpErrors: address('errors'), lpStat: address('comstat') },
    {
      after: [after],
      until: { object: 'comstat', field: 'cbInQue', atLeast: bytes, withinMs: wireLimit },
      checks: [{ kind: 'field-at-least', object: 'comstat', field: 'cbInQue', atLeast: bytes }],
    },
  )
}

function cancelled(id: string, end: Step): Step[] {
  return [
    step(`${id}-reset`, 'events', 'ResetEvent', 'reset the event', { hEvent: readEvent }),
    read(id, 16, mustWait),
    { ...end, after: [id] },
    ...finish(id, 'readOverlapped', readEvent, {
      accept: [ERROR_OPERATION_ABORTED],
      mustFail: true,
    }),
  ]
}

function escape(id: string, code: ConstantName): Step {
  return step(id, 'lines', 'EscapeCommFunction', code, { hFile: port, dwFunc: flags(code) })
}

const configureSteps: readonly Step[] = [
  step('setup-comm', 'configure', 'SetupComm', 'queues of 4096 bytes', {
    hFile: port,
    dwInQueue: number(4096),
    dwOutQueue: number(4096),
  }),
  step('get-timeouts', 'timeouts', 'GetCommTimeouts', 'save the time-outs', {
    hFile: port,
    lpCommTimeouts: address('savedTimeouts'),
  }),
  setTimeouts('set-timeouts', 'time-outs of one second', port, {
    interval: 0,
    multiplier: 0,
    constant: 1000,
    write: 1000,
  }),
  step(
    'get-timeouts-back',
    'timeouts',
    'GetCommTimeouts',
    'the time-outs read back',
    { hFile: port, lpCommTimeouts: address('timeoutsBack') },
    {
      checks: [
        { kind: 'field', object: 'timeoutsBack', field: 'ReadTotalTimeoutConstant', equals: 1000 },
        { kind: 'field', object: 'timeoutsBack', field: 'WriteTotalTimeoutConstant', equals: 1000 },
      ],
    },
  ),
  step('set-mask', 'mask', 'SetCommMask', 'watch for errors', {
    hFile: port,
    dwEvtMask: flags('EV_ERR'),
  }),
  step(
    'get-mask',
    'mask',
    'GetCommMask',
    'the mask reads back',
    { hFile: port, lpEvtMask: address('mask') },
    { checks: [{ kind: 'variable', object: 'mask', equals: constants.EV_ERR }] },
  ),
  step(
    'get-state',
    'configure',
    'GetCommState',
    'read the line settings',
    { hFile: port, lpDCB: address('dcb') },
    { assign: assign('dcb', { DCBlength: sizeOf('DCB') }) },
  ),
  step(
    'set-state',
    'configure',
    'SetCommState',
    'set 115200 8 N 1',
    { hFile: port, lpDCB: address('dcb') },
    {
      after: ['get-state'],
      assign: assign('dcb', {
        BaudRate: constants.CBR_115200,
        ByteSize: 8,
        Parity: constants.NOPARITY,
        StopBits: constants.ONESTOPBIT,
      }),
    },
  ),
  step(
    'get-state-back',
    'configure',
    'GetCommState',
    'the line settings read back',
    { hFile: port, lpDCB: address('dcbBack') },
    {
      assign: assign('dcbBack', { DCBlength: sizeOf('DCB') }),
      checks: [
        { kind: 'field', object: 'dcbBack', field: 'BaudRate', equals: 115200 },
        { kind: 'field', object: 'dcbBack', field: 'ByteSize', equals: 8 },
      ],
    },
  ),
  step(
    'get-properties',
    'configure',
    'GetCommProperties',
    'what the driver can do',
    { hFile: port, lpCommProp: address('properties') },
    {
      checks: [
        {
          kind: 'field',
          object: 'properties',
          field: 'dwServiceMask',
          equals: constants.SP_SERIALCOMM,
        },
      ],
    },
  ),
  step('purge', 'purge', 'PurgeComm', 'empty both queues', {
    hFile: port,
    dwFlags: flags('PURGE_TXCLEAR', 'PURGE_TXABORT', 'PURGE_RXCLEAR', 'PURGE_RXABORT'),
  }),
  queueIsEmpty('clear-error', 'the input queue is empty', port, 'cbInQue'),
]

const transferSteps: readonly Step[] = [
  step(
    'write',
    'write',
    'WriteFile',
    'write a message',
    {
      hFile: port,
      lpBuffer: address('second'),
      nNumberOfBytesToWrite: number(second.length),
      lpNumberOfBytesWritten: transferred,
      lpOverlapped: address('writeOverlapped'),
    },
    { assign: overlapped('writeOverlapped', writeEvent), ...pending },
  ),
  ...finish('write', 'writeOverlapped', writeEvent, {
    checks: [{ kind: 'variable', object: 'transferred', equals: second.length }],
  }),
  step('flush', 'write', 'FlushFileBuffers', 'wait until all is sent', { hFile: port }),
  waitForInput('in-waiting', second.length, 'write'),
  step('reset-read-event', 'events', 'ResetEvent', 'reset the event', { hEvent: readEvent }),
  read('read', second.length, pending),
  ...finish('read', 'readOverlapped', readEvent, { look: ['buffer'], checks: arrived(second) }),
  ...cancelled(
    'read-cancel-ex',
    step('cancel-io-ex', 'cancel', 'CancelIoEx', 'end one transfer', {
      hFile: port,
      lpOverlapped: address('readOverlapped'),
    }),
  ),
  ...cancelled(
    'read-cancel',
    step('cancel-io', 'cancel', 'CancelIo', 'end all transfers', { hFile: port }),
  ),
]

const lineSteps: readonly Step[] = [
  step('set-mask-rxchar', 'mask', 'SetCommMask', 'watch for input', {
    hFile: port,
    dwEvtMask: flags('EV_RXCHAR'),
  }),
  step(
    'wait-comm-event',
    'mask',
    'WaitCommEvent',
    'wait for an event',
    { hFile: port, lpEvtMask: address('eventMask'), lpOverlapped: address('waitOverlapped') },
    { assign: overlapped('waitOverlapped', writeEvent), ...mustWait },
  ),
  step('set-mask-none', 'mask', 'SetCommMask', 'a new mask ends the wait', {
    hFile: port,
    dwEvtMask: number(0),
  }),
  step('set-break', 'lines', 'SetCommBreak', 'start a break', { hFile: port }),
  step('clear-break', 'lines', 'ClearCommBreak', 'end the break', { hFile: port }),
  escape('set-rts', 'SETRTS'),
  escape('set-xon', 'SETXON'),
  step('modem-status', 'lines', 'GetCommModemStatus', 'read CTS, DSR, RI, CD', {
    hFile: port,
    lpModemStat: address('value'),
  }),
  step('purge-lines', 'purge', 'PurgeComm', 'forget what the lines brought', {
    hFile: port,
    dwFlags: flags('PURGE_RXCLEAR'),
  }),
  step('transmit-char', 'lines', 'TransmitCommChar', 'send one character', {
    hFile: port,
    cChar: number(0x55),
  }),
  waitForInput('in-waiting-char', 1, 'transmit-char'),
  step('purge-char', 'purge', 'PurgeComm', 'forget the character', {
    hFile: port,
    dwFlags: flags('PURGE_RXCLEAR'),
  }),
]

const closeSteps: readonly Step[] = [
  step(
    'restore-timeouts',
    'close',
    'SetCommTimeouts',
    'put the time-outs back',
    { hFile: port, lpCommTimeouts: address('savedTimeouts') },
    { after: ['get-timeouts'] },
  ),
  step('close-port', 'close', 'CloseHandle', 'close the port', { hObject: port }),
  step('close-read-event', 'close', 'CloseHandle', 'close the read event', {
    hObject: variable('readEvent'),
  }),
  step('close-write-event', 'close', 'CloseHandle', 'close the write event', {
    hObject: variable('writeEvent'),
  }),
]

const synchronousSteps: readonly Step[] = [
  openPort('sync-open', 'open the port without overlapped I/O', 'syncPort', false),
  setTimeouts('sync-set-timeouts', `time-outs of ${wireLimit} ms`, syncPort, {
    interval: 0,
    multiplier: 0,
    constant: wireLimit,
    write: wireLimit,
  }),
  step(
    'sync-write',
    'write',
    'WriteFile',
    'write a message',
    {
      hFile: syncPort,
      lpBuffer: address('second'),
      nNumberOfBytesToWrite: number(second.length),
      lpNumberOfBytesWritten: transferred,
      lpOverlapped: nothing,
    },
    { checks: [{ kind: 'variable', object: 'transferred', equals: second.length }] },
  ),
  step(
    'sync-read',
    'read',
    'ReadFile',
    'the message came back',
    {
      hFile: syncPort,
      lpBuffer: buffer,
      nNumberOfBytesToRead: number(second.length),
      lpNumberOfBytesRead: transferred,
      lpOverlapped: nothing,
    },
    { after: ['sync-write'], checks: arrived(second) },
  ),
  step('sync-close', 'close', 'CloseHandle', 'close the port', { hObject: syncPort }),
]

/** Every function of the serial sequence, but without intended waits: used for thousands of plans. */
export const brief: Sequence = {
  id: 'brief',
  memory: serialMemory,
  steps: [
    ...openSteps,
    ...configureSteps,
    ...transferSteps,
    ...lineSteps,
    ...closeSteps,
    ...synchronousSteps,
  ],
}
