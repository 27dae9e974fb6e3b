import type { Sequence, Step } from '../step.ts'
import { constants } from '../../declare/win32/constants.ts'
import { ERROR_IO_PENDING } from '../../declare/win32/errors.ts'
import { address, assign, flags, number, overlapped, sizeOf, step } from '../step-builders.ts'
import {
  buffer,
  payload,
  port,
  readEvent,
  second,
  serialMemory,
  transferred,
  writeEvent,
} from './serial/names.ts'
import { openPort } from './serial/open.ts'
import { arrived, createEvent, echoLimit, setTimeouts, waitForInput } from './serial/pieces.ts'

const ERROR_TIMEOUT = 1460
const shortWait = 40
const clockStep = 16
const pending = { accept: [ERROR_IO_PENDING] }

/** Serial.write(): WriteFile, then GetOverlappedResult. */
function write(id: string, what: string, bytes: number): Step[] {
  return [
    step(
      id,
      'write',
      'WriteFile',
      'write()',
      {
        hFile: port,
        lpBuffer: address(what),
        nNumberOfBytesToWrite: number(bytes),
        lpNumberOfBytesWritten: transferred,
        lpOverlapped: address('writeOverlapped'),
      },
      { assign: overlapped('writeOverlapped', writeEvent), ...pending },
    ),
    step(
      `${id}-result`,
      'write',
      'GetOverlappedResult',
      'write(): all bytes went out',
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

/** Serial.read(): ResetEvent, ClearCommError, ReadFile, GetOverlappedResult. */
function read(
  id: string,
  mode: string,
  bytes: number,
  end: Pick<Step, 'accept' | 'checks' | 'waitMs'>,
): Step[] {
  const title = `read() ${mode}`
  return [
    step(`${id}-reset`, 'read', 'ResetEvent', title, { hEvent: readEvent }),
    step(`${id}-queue`, 'read', 'ClearCommError', title, {
      hFile: port,
      lpErrors: address('errors'),
      lpStat: address('comstat'),
    }),
    step(
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
      { after: [`${id}-queue`], assign: overlapped('readOverlapped', readEvent), ...pending },
    ),
    step(
      `${id}-result`,
      'read',
      'GetOverlappedResult',
      `${title}: what came`,
      {
        hFile: port,
        lpOverlapped: address('readOverlapped'),
        lpNumberOfBytesTransferred: transferred,
        bWait: number(1),
      },
      { after: [id], look: ['buffer'], ...end },
    ),
  ]
}

/** Serial.read() with timeout=0: only what is in the queue, then WaitForSingleObject. */
const readNonBlocking: readonly Step[] = [
  step('read-now-reset', 'read', 'ResetEvent', 'read() with timeout=0', { hEvent: readEvent }),
  waitForInput('read-now-queue', port, second.length, 'write-now'),
  step(
    'read-now',
    'read',
    'ReadFile',
    'read() with timeout=0',
    {
      hFile: port,
      lpBuffer: buffer,
      nNumberOfBytesToRead: number(second.length),
      lpNumberOfBytesRead: transferred,
      lpOverlapped: address('readOverlapped'),
    },
    { after: ['read-now-queue'], assign: overlapped('readOverlapped', readEvent), ...pending },
  ),
  step(
    'read-now-wait',
    'read',
    'WaitForSingleObject',
    'read() with timeout=0: the event says it is done',
    { hHandle: readEvent, dwMilliseconds: flags('INFINITE') },
    {
      after: ['read-now'],
      look: ['buffer'],
      checks: [
        { kind: 'returned', equals: constants.WAIT_OBJECT_0 },
        { kind: 'bytes', object: 'buffer', hex: second.toString('hex') },
      ],
    },
  ),
]

function escape(
  id: string,
  code: 'SETRTS' | 'CLRRTS' | 'SETDTR' | 'CLRDTR' | 'SETXON' | 'SETXOFF',
  title: string,
): Step {
  return step(id, 'lines', 'EscapeCommFunction', title, { hFile: port, dwFunc: flags(code) })
}

function modem(id: string, title: string): Step {
  return step(id, 'lines', 'GetCommModemStatus', title, {
    hFile: port,
    lpModemStat: address('value'),
  })
}

const open: readonly Step[] = [
  openPort('open', 'open()', 'port', true),
  step('setup-comm', 'configure', 'SetupComm', 'open(): queues of 4096 bytes', {
    hFile: port,
    dwInQueue: number(4096),
    dwOutQueue: number(4096),
  }),
  step('get-timeouts', 'timeouts', 'GetCommTimeouts', 'open(): save the time-outs', {
    hFile: port,
    lpCommTimeouts: address('savedTimeouts'),
  }),
  setTimeouts('set-timeouts', 'open(): timeout=1', port, {
    interval: 0,
    multiplier: 0,
    constant: 1000,
    write: 0,
  }),
  step('set-mask', 'mask', 'SetCommMask', 'open(): watch for errors', {
    hFile: port,
    dwEvtMask: flags('EV_ERR'),
  }),
  step(
    'get-state',
    'configure',
    'GetCommState',
    'open(): read the line settings',
    { hFile: port, lpDCB: address('dcb') },
    { assign: assign('dcb', { DCBlength: sizeOf('DCB') }) },
  ),
  step(
    'set-state',
    'configure',
    'SetCommState',
    'open(): set 9600 8 N 1',
    { hFile: port, lpDCB: address('dcb') },
    {
      after: ['get-state'],
      assign: assign('dcb', {
        BaudRate: constants.CBR_9600,
        ByteSize: 8,
        Parity: constants.NOPARITY,
        StopBits: constants.ONESTOPBIT,
      }),
    },
  ),
  step('purge', 'purge', 'PurgeComm', 'open(): empty both queues', {
    hFile: port,
    dwFlags: flags('PURGE_TXCLEAR', 'PURGE_TXABORT', 'PURGE_RXCLEAR', 'PURGE_RXABORT'),
  }),
  createEvent('create-read-event', 'open(): event for reads', 'readEvent', true),
  createEvent('create-write-event', 'open(): event for writes', 'writeEvent', false),
]

const lines: readonly Step[] = [
  step('set-break', 'lines', 'SetCommBreak', 'setBreak(1)', { hFile: port }),
  step('clear-break', 'lines', 'ClearCommBreak', 'setBreak(0)', { hFile: port }),
  escape('set-rts', 'SETRTS', 'setRTS(1)'),
  escape('clear-rts', 'CLRRTS', 'setRTS(0)'),
  escape('set-dtr', 'SETDTR', 'setDTR(1)'),
  escape('clear-dtr', 'CLRDTR', 'setDTR(0)'),
  modem('get-cts', 'getCTS()'),
  modem('get-dsr', 'getDSR()'),
  modem('get-ri', 'getRI()'),
  modem('get-cd', 'getCD()'),
  escape('set-xoff', 'SETXOFF', 'setXON(0)'),
  escape('set-xon', 'SETXON', 'setXON(1)'),
]

const close: readonly Step[] = [
  step(
    'restore-timeouts',
    'close',
    'SetCommTimeouts',
    'close(): put the time-outs back',
    { hFile: port, lpCommTimeouts: address('savedTimeouts') },
    { after: ['get-timeouts'] },
  ),
  step('close-port', 'close', 'CloseHandle', 'close(): the port', { hObject: port }),
  step('close-read-event', 'close', 'CloseHandle', 'close(): the read event', {
    hObject: readEvent,
  }),
  step('close-write-event', 'close', 'CloseHandle', 'close(): the write event', {
    hObject: writeEvent,
  }),
]

/**
 * Every method of pyserial's Win32 class, with its calls in the order of the original (serialwin32.py of release
 * 2.5, https://github.com/pyserial/pyserial/tree/bfd7c372c99f0c07da9a3bda4685dc33ee06cd91).
 */
export const pyserial: Sequence = {
  id: 'pyserial',
  memory: serialMemory,
  steps: [
    ...open,
    ...write('write', 'payload', payload.length),
    step(
      'in-waiting',
      'queues',
      'ClearCommError',
      'inWaiting()',
      { hFile: port, lpErrors: address('errors'), lpStat: address('comstat') },
      {
        until: {
          object: 'comstat',
          field: 'cbInQue',
          atLeast: payload.length,
          withinMs: echoLimit,
        },
      },
    ),
    step(
      'out-waiting',
      'queues',
      'ClearCommError',
      'outWaiting()',
      { hFile: port, lpErrors: address('errors'), lpStat: address('comstat') },
      { checks: [{ kind: 'field', object: 'comstat', field: 'cbOutQue', equals: 0 }] },
    ),
    ...read('read', 'with timeout=1', payload.length, { checks: arrived(payload) }),
    setTimeouts('set-timeouts-short', `timeout=${shortWait / 1000}`, port, {
      interval: 0,
      multiplier: 0,
      constant: shortWait,
      write: 0,
    }),
    ...read('read-timeout', 'that times out', 16, {
      accept: [ERROR_TIMEOUT],
      checks: [
        { kind: 'variable', object: 'transferred', equals: 0 },
        { kind: 'waited', since: 'read-timeout', atLeastMs: shortWait - clockStep },
      ],
      waitMs: shortWait,
    }),
    setTimeouts('set-timeouts-zero', 'timeout=0', port, {
      interval: constants.MAXDWORD,
      multiplier: 0,
      constant: 0,
      write: 0,
    }),
    step('flush-input', 'purge', 'PurgeComm', 'flushInput()', {
      hFile: port,
      dwFlags: flags('PURGE_RXCLEAR', 'PURGE_RXABORT'),
    }),
    step('flush-output', 'purge', 'PurgeComm', 'flushOutput()', {
      hFile: port,
      dwFlags: flags('PURGE_TXCLEAR', 'PURGE_TXABORT'),
    }),
    ...lines,
    ...write('write-now', 'second', second.length),
    ...readNonBlocking,
    ...close,
  ],
}
