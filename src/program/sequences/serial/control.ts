import type { Step } from '../../step.ts'
import type { ConstantName } from '../../../declare/win32/constants.ts'
import { ERROR_IO_PENDING } from '../../../declare/win32/errors.ts'
import { address, flags, number, overlapped, step } from '../../step-builders.ts'
import { port, second, transferred, writeEvent } from './names.ts'
import {
  purgeInput,
  queueIsEmpty,
  serialOnly,
  setTimeouts,
  waitForInput,
  writeOverlapped,
} from './pieces.ts'
import { abortedRead, shortWait } from './transfer.ts'

const ERROR_OPERATION_ABORTED = 995

function purge(id: string, flag: ConstantName, title: string): Step {
  return step(id, 'purge', 'PurgeComm', title, { hFile: port, dwFlags: flags(flag) })
}

function escape(id: string, code: ConstantName, title: string): Step {
  return step(id, 'lines', 'EscapeCommFunction', title, { hFile: port, dwFunc: flags(code) })
}

/** Ways to end a pending read. */
export const cancelSteps: readonly Step[] = [
  setTimeouts('set-timeouts-blocking', 'reads wait for ever', port, {
    interval: 0,
    multiplier: 0,
    constant: 0,
    write: 1000,
  }),
  ...abortedRead(
    'read-cancel-ex',
    'CancelIoEx',
    step('cancel-io-ex', 'cancel', 'CancelIoEx', 'end one transfer', {
      hFile: port,
      lpOverlapped: address('readOverlapped'),
    }),
  ),
  ...abortedRead(
    'read-cancel',
    'CancelIo',
    step('cancel-io', 'cancel', 'CancelIo', 'end all transfers of this thread', { hFile: port }),
  ),
]

/** Each flag of PurgeComm, and its effect. */
export const purgeSteps: readonly Step[] = [
  ...serialOnly([
    purgeInput('purge-unread'),
    ...writeOverlapped('write-purge', 'write what will be thrown away', 'second', second.length),
    waitForInput('in-waiting-purge', port, second.length, 'write-purge'),
  ]),
  purge('purge-rxclear', 'PURGE_RXCLEAR', 'empty the input queue'),
  queueIsEmpty('queue-after-rxclear', 'nothing is left in the input queue', port, 'cbInQue'),
  purge('purge-txclear', 'PURGE_TXCLEAR', 'empty the output queue'),
  queueIsEmpty('queue-after-txclear', 'nothing is left in the output queue', port, 'cbOutQue'),
  // Under Wine the read stays pending; a timeout ends it.
  setTimeouts('set-timeouts-purge', `reads end after ${shortWait} ms`, port, {
    interval: 0,
    multiplier: 0,
    constant: shortWait,
    write: 1000,
  }),
  ...serialOnly(
    abortedRead(
      'read-abort',
      'PURGE_RXABORT',
      purge('purge-rxabort', 'PURGE_RXABORT', 'end all reads'),
    ),
  ),
  purge('purge-txabort', 'PURGE_TXABORT', 'end all writes'),
]

/** Waits for an event of the line, and ends the wait. */
export const eventSteps: readonly Step[] = [
  purgeInput('purge-mask'),
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
    {
      assign: overlapped('waitOverlapped', writeEvent),
      accept: [ERROR_IO_PENDING],
      mustFail: true,
    },
  ),
  step('set-mask-none', 'mask', 'SetCommMask', 'a new mask ends the wait', {
    hFile: port,
    dwEvtMask: number(0),
  }),
  step(
    'wait-comm-event-result',
    'mask',
    'GetOverlappedResult',
    'the wait has ended',
    {
      hFile: port,
      lpOverlapped: address('waitOverlapped'),
      lpNumberOfBytesTransferred: transferred,
      bWait: number(1),
    },
    { after: ['wait-comm-event', 'set-mask-none'], accept: [ERROR_OPERATION_ABORTED] },
  ),
]

/** Break, flow control, modem lines. */
export const lineSteps: readonly Step[] = [
  step('set-break', 'lines', 'SetCommBreak', 'start a break', { hFile: port }),
  step('clear-break', 'lines', 'ClearCommBreak', 'end the break', { hFile: port }),
  escape('escape-set-break', 'SETBREAK', 'start a break'),
  escape('escape-clear-break', 'CLRBREAK', 'end the break'),
  escape('set-rts', 'SETRTS', 'raise RTS'),
  escape('clear-rts', 'CLRRTS', 'drop RTS'),
  escape('set-dtr', 'SETDTR', 'raise DTR'),
  escape('clear-dtr', 'CLRDTR', 'drop DTR'),
  escape('set-xoff', 'SETXOFF', 'act as if XOFF was received'),
  escape('set-xon', 'SETXON', 'act as if XON was received'),
  step('modem-status', 'lines', 'GetCommModemStatus', 'read CTS, DSR, RI, CD', {
    hFile: port,
    lpModemStat: address('value'),
  }),
  purge('purge-lines', 'PURGE_RXCLEAR', 'forget what the lines brought'),
  step('transmit-char', 'lines', 'TransmitCommChar', 'send one character ahead of the queue', {
    hFile: port,
    cChar: number(0x55),
  }),
  waitForInput('in-waiting-char', port, 1, 'transmit-char'),
  purge('purge-char', 'PURGE_RXCLEAR', 'forget the character'),
]

/** Restores the timeouts and closes everything. */
export const closeSteps: readonly Step[] = [
  step(
    'restore-timeouts',
    'close',
    'SetCommTimeouts',
    'put the saved time-outs back',
    { hFile: port, lpCommTimeouts: address('savedTimeouts') },
    { after: ['get-timeouts'] },
  ),
  step('close-port', 'close', 'CloseHandle', 'close the port', { hObject: port }),
  step('close-read-event', 'close', 'CloseHandle', 'close the read event', {
    hObject: { kind: 'variable', name: 'readEvent' },
  }),
  step('close-write-event', 'close', 'CloseHandle', 'close the write event', {
    hObject: { kind: 'variable', name: 'writeEvent' },
  }),
]
