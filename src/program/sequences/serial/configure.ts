import type { Step } from '../../step.ts'
import { constants } from '../../../declare/win32/constants.ts'
import { address, assign, flags, number, sizeOf, step } from '../../step-builders.ts'
import { port } from './names.ts'
import { queueIsEmpty, setTimeouts } from './pieces.ts'

/** Queues, time-outs, mask, line settings, in pyserial's order. */
export const configureSteps: readonly Step[] = [
  step('setup-comm', 'configure', 'SetupComm', 'ask for queues of 4096 bytes', {
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
    'read what the driver can do',
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
  step('purge-all', 'purge', 'PurgeComm', 'empty both queues, end all transfers', {
    hFile: port,
    dwFlags: flags('PURGE_TXCLEAR', 'PURGE_TXABORT', 'PURGE_RXCLEAR', 'PURGE_RXABORT'),
  }),
  queueIsEmpty('clear-error', 'the input queue is empty', port, 'cbInQue'),
]
