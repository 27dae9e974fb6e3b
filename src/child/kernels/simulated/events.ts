import { readStruct, readWideText } from './address-space.ts'
import { isFailure, yes, type Answer } from './answer.ts'
import type { Callees } from './callee.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import type { EventObject } from './objects.ts'

const ERROR_ALREADY_EXISTS = 183

function change(machine: Machine, handle: bigint, signaled: boolean): Answer {
  const event = lookUp(machine.handles, handle, 'event')
  if (isFailure(event)) return event
  event.signaled = signaled
  return yes
}

/** CreateEventW, SetEvent, ResetEvent. Named events live as long as the machine. */
export function eventCallees(
  machine: Machine,
): Callees<'CreateEventW' | 'SetEvent' | 'ResetEvent'> {
  const named = new Map<string, EventObject>()
  return {
    CreateEventW({ lpEventAttributes, bManualReset, bInitialState, lpName }) {
      if (lpEventAttributes !== 0n)
        readStruct(machine.space, 'SECURITY_ATTRIBUTES', lpEventAttributes)
      const name = lpName === 0n ? undefined : readWideText(machine.space, lpName)
      const known = name === undefined ? undefined : named.get(name)
      const event: EventObject = known ?? {
        kind: 'event',
        manualReset: bManualReset !== 0n,
        signaled: bInitialState !== 0n,
      }
      if (name !== undefined) named.set(name, event)
      machine.lastError = known ? ERROR_ALREADY_EXISTS : 0
      return machine.handles.add(event)
    },
    SetEvent: ({ hEvent }) => change(machine, hEvent, true),
    ResetEvent: ({ hEvent }) => change(machine, hEvent, false),
  }
}
