import { writeNumber } from './address-space.ts'
import { failed, isFailure, status, yes, type Answer, type CallFailure } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { portOf, serverPort } from './comm-port.ts'
import type { Machine } from './machine.ts'
import type { SerialObject } from './objects.ts'
import { begin, eventOf, finish, writeCompletion, type Transfer } from './operation.ts'

const EV_RXCHAR = 0x1
const EV_TXEMPTY = 0x4
/** EV_CTS, EV_DSR, EV_RLSD, EV_RING: events of modem lines, which a pseudo terminal does not have. */
const modemEvents = 0x8 | 0x10 | 0x20 | 0x100
/** How long Wine takes to abandon such a wait. Milliseconds. */
const abandonedAfterMs = 1

/** Wine abandons a wait as soon as it queries the modem lines, which do not exist. */
function abandoned(machine: Machine): Transfer {
  const at = machine.clock.now() + abandonedAfterMs
  return {
    due: () => at,
    done: () => 0,
    progress: () =>
      machine.clock.now() >= at ? { ntStatus: status.CANCELLED, bytes: 0 } : undefined,
  }
}

/** The result of a wait that ends without an event object: characters were received, and the output queue is empty. */
function seenEvents(port: SerialObject): number {
  const seen = (port.device.wire.waiting() > 0 ? EV_RXCHAR : 0) | EV_TXEMPTY
  return port.mask & seen
}

function refusal(port: SerialObject): CallFailure | undefined {
  if ((port.mask & modemEvents) !== 0) return failed(status.NOT_SUPPORTED)
  return [...port.operations].some(({ kind }) => kind === 'wait')
    ? failed(status.INVALID_PARAMETER)
    : undefined
}

/** The status left in the OVERLAPPED of a refused wait. Only `pending` for -1, which is refused before it reaches the device. */
function statusLeft(machine: Machine, handle: bigint, refused: CallFailure | undefined): number {
  if (refused?.status === undefined || BigInt.asIntN(32, handle) === -1n) return status.PENDING
  return machine.handles.entry(handle)?.object.kind === 'pipe'
    ? status.BAD_DEVICE_TYPE
    : refused.status
}

/** An object that is not a port refuses the call only after the event was checked (measured under Wine, on a pipe). */
function eventRefusal(
  machine: Machine,
  refusal: CallFailure,
  overlapped: bigint,
): CallFailure | undefined {
  if (refusal.status !== status.NOT_SUPPORTED || overlapped === 0n) return undefined
  const event = eventOf(machine, overlapped)
  return isFailure(event) ? event : undefined
}

function waitOverlapped(
  machine: Machine,
  port: SerialObject,
  mask: bigint,
  overlapped: bigint,
): Answer {
  const noEvent = begin(machine, port, 'wait', overlapped, abandoned(machine))
  if (noEvent)
    writeCompletion(machine, overlapped, { ntStatus: noEvent.status ?? status.PENDING, bytes: 0 })
  else writeNumber(machine.space, mask, 4, 0)
  return noEvent ?? failed(status.PENDING)
}

function waitForEvent(
  machine: Machine,
  { hFile, lpEvtMask, lpOverlapped }: Values<'WaitCommEvent'>,
): Answer {
  if (lpEvtMask === 0n) return failed(status.INVALID_PARAMETER)
  const port = portOf(machine, hFile)
  const refused = isFailure(port) ? port : refusal(port)
  if (lpOverlapped !== 0n)
    writeCompletion(machine, lpOverlapped, {
      ntStatus: statusLeft(machine, hFile, refused),
      bytes: 0,
    })
  if (isFailure(port)) return eventRefusal(machine, port, lpOverlapped) ?? port
  if (refused) return refused
  if (lpOverlapped !== 0n) {
    const event = eventOf(machine, lpOverlapped)
    if (event) return waitOverlapped(machine, port, lpEvtMask, lpOverlapped)
  }
  // Without an event to set, the call itself waits until Wine abandons it.
  finish(machine, abandoned(machine))
  if (lpOverlapped !== 0n)
    writeCompletion(machine, lpOverlapped, { ntStatus: status.SUCCESS, bytes: 0 })
  writeNumber(machine.space, lpEvtMask, 4, seenEvents(port))
  return yes
}

/** A new mask ends a wait for the old one. */
function setMask(machine: Machine, { hFile, dwEvtMask }: Values<'SetCommMask'>): Answer {
  const port = serverPort(machine, hFile)
  if (isFailure(port)) return port
  port.mask = Number(dwEvtMask)
  for (const operation of [...port.operations])
    if (operation.kind === 'wait') operation.cancel(status.CANCELLED)
  return yes
}

/** GetCommMask, SetCommMask, WaitCommEvent. */
export function commEventCallees(
  machine: Machine,
): Callees<'GetCommMask' | 'SetCommMask' | 'WaitCommEvent'> {
  return {
    GetCommMask({ hFile, lpEvtMask }) {
      const port = serverPort(machine, hFile)
      if (isFailure(port)) return port
      if (lpEvtMask === 0n) return failed(status.INVALID_USER_BUFFER)
      writeNumber(machine.space, lpEvtMask, 4, port.mask)
      return yes
    },
    SetCommMask: values => setMask(machine, values),
    WaitCommEvent: values => waitForEvent(machine, values),
  }
}
