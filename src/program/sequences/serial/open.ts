import type { Step } from '../../step.ts'
import { constants } from '../../../declare/win32/constants.ts'
import { address, flags, nothing, number, step } from '../../step-builders.ts'
import { port, readEvent } from './names.ts'
import { createEvent } from './pieces.ts'

/** CreateFileW of the device, for reading and writing, not shared. */
export function openPort(id: string, title: string, keep: string, overlapped: boolean): Step {
  return step(
    id,
    'open',
    'CreateFileW',
    title,
    {
      lpFileName: address('path'),
      dwDesiredAccess: flags('GENERIC_READ', 'GENERIC_WRITE'),
      dwShareMode: number(0),
      lpSecurityAttributes: nothing,
      dwCreationDisposition: flags('OPEN_EXISTING'),
      dwFlagsAndAttributes: overlapped
        ? flags('FILE_ATTRIBUTE_NORMAL', 'FILE_FLAG_OVERLAPPED')
        : flags('FILE_ATTRIBUTE_NORMAL'),
      hTemplateFile: nothing,
    },
    { keep, opens: true },
  )
}

/** Opens the port, identifies it, creates the events and tests them. */
export const openSteps: readonly Step[] = [
  openPort('open', 'open the port for overlapped I/O', 'port', true),
  step(
    'file-type',
    'identify',
    'GetFileType',
    'the port is a character device',
    { hFile: port },
    { checks: [{ kind: 'returned', equals: constants.FILE_TYPE_CHAR }] },
  ),
  step('handle-information', 'identify', 'GetHandleInformation', 'the handle is in the table', {
    hObject: port,
    lpdwFlags: address('value'),
  }),
  createEvent('create-read-event', 'event for reads, manual reset', 'readEvent', true),
  createEvent('create-write-event', 'event for writes, auto reset', 'writeEvent', false),
  step('set-event', 'events', 'SetEvent', 'signal the event', { hEvent: readEvent }),
  step(
    'wait-set-event',
    'events',
    'WaitForSingleObject',
    'the signalled event ends a wait at once',
    { hHandle: readEvent, dwMilliseconds: number(0) },
    { checks: [{ kind: 'returned', equals: constants.WAIT_OBJECT_0 }] },
  ),
  step('reset-event', 'events', 'ResetEvent', 'reset the event', { hEvent: readEvent }),
  step(
    'wait-reset-event',
    'events',
    'WaitForSingleObject',
    'the reset event does not end a wait',
    { hHandle: readEvent, dwMilliseconds: number(0) },
    { checks: [{ kind: 'returned', equals: constants.WAIT_TIMEOUT }] },
  ),
]
