import type { Sequence } from '../step.ts'
import { constants } from '../../declare/win32/constants.ts'
import { address, flags, nothing, number, step, variable } from '../step-builders.ts'

const process = variable('process')
const event = variable('event')
const duplicate = variable('duplicate')

/** The pseudo handle of the process, and a second handle of an event made through it. */
export const processSequence: Sequence = {
  id: 'process',
  memory: {
    value: { kind: 'variable', type: 'DWORD' },
    duplicateCell: { kind: 'variable', type: 'HANDLE' },
  },
  steps: [
    step(
      'current-process',
      'process',
      'GetCurrentProcess',
      'the pseudo handle of this process',
      {},
      { keep: 'process' },
    ),
    step('process-id', 'process', 'GetProcessId', 'ask it for the process id', {
      Process: process,
    }),
    step('process-information', 'process', 'GetHandleInformation', 'ask whether it is a handle', {
      hObject: process,
      lpdwFlags: address('value'),
    }),
    step(
      'create-event',
      'events',
      'CreateEventW',
      'a handle to duplicate',
      {
        lpEventAttributes: nothing,
        bManualReset: number(1),
        bInitialState: number(0),
        lpName: nothing,
      },
      { keep: 'event' },
    ),
    step(
      'duplicate',
      'duplicate',
      'DuplicateHandle',
      'make a second handle of the event',
      {
        hSourceProcessHandle: process,
        hSourceHandle: event,
        hTargetProcessHandle: process,
        lpTargetHandle: address('duplicateCell'),
        dwDesiredAccess: number(0),
        bInheritHandle: number(0),
        dwOptions: flags('DUPLICATE_SAME_ACCESS'),
      },
      { load: { variable: 'duplicate', from: 'duplicateCell' } },
    ),
    step(
      'set-duplicate',
      'duplicate',
      'SetEvent',
      'signal the event through the second handle',
      { hEvent: duplicate },
      { after: ['duplicate'] },
    ),
    step(
      'wait-original',
      'duplicate',
      'WaitForSingleObject',
      'the signal is seen through the first handle',
      { hHandle: event, dwMilliseconds: number(0) },
      {
        after: ['set-duplicate'],
        checks: [{ kind: 'returned', equals: constants.WAIT_OBJECT_0 }],
      },
    ),
    step(
      'close-duplicate',
      'close',
      'CloseHandle',
      'close the second handle',
      { hObject: duplicate },
      { after: ['duplicate'] },
    ),
    step('close-event', 'close', 'CloseHandle', 'close the first handle', { hObject: event }),
  ],
}
