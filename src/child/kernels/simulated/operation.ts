import { readStruct, writeStruct } from './address-space.ts'
import { isFailure, status, type CallFailure } from './answer.ts'
import type { Activity } from './clock.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import type { EventObject, OpenFile, Operation } from './objects.ts'

/** How an operation ended. */
export interface Completion {
  readonly ntStatus: number
  readonly bytes: number
}

/** An operation on a file that may take time. */
export interface Transfer {
  /** Continues as far as possible. Returns the completion, or `undefined` while in progress. */
  progress(): Completion | undefined
  /** When to call `progress` again at the latest. Milliseconds of the clock. */
  due(): number
  /** Bytes transferred so far. */
  done(): number
}

/** The event of the OVERLAPPED at an address, at its true offset; `undefined` where there is none. */
export function eventOf(
  machine: Machine,
  overlapped: bigint,
): EventObject | undefined | CallFailure {
  const handle = readStruct(machine.space, 'OVERLAPPED', overlapped)['hEvent'] ?? 0n
  return handle === 0n ? undefined : lookUp(machine.handles, handle, 'event')
}

/** Whether the file offset in the OVERLAPPED at an address is negative, which no device accepts. */
export function hasNegativeOffset(machine: Machine, overlapped: bigint): boolean {
  return (
    BigInt.asIntN(32, readStruct(machine.space, 'OVERLAPPED', overlapped)['OffsetHigh'] ?? 0n) < 0n
  )
}

/** Writes a completion into the OVERLAPPED at an address. */
export function writeCompletion(
  machine: Machine,
  overlapped: bigint,
  { ntStatus, bytes }: Completion,
): void {
  writeStruct(machine.space, 'OVERLAPPED', overlapped, { Internal: ntStatus, InternalHigh: bytes })
}

/** Starts an overlapped operation; refused where hEvent is not an event. When it ends, its event, or else the file, is signaled. */
export function begin(
  machine: Machine,
  file: OpenFile,
  kind: Operation['kind'],
  overlapped: bigint,
  transfer: Transfer,
): CallFailure | undefined {
  const event = eventOf(machine, overlapped)
  if (isFailure(event)) return event
  if (event) event.signaled = false
  else file.signaled = false
  const end = (completion: Completion): void => {
    file.operations.delete(operation)
    machine.clock.leave(operation)
    writeCompletion(machine, overlapped, completion)
    if (event) event.signaled = true
    else file.signaled = true
  }
  const operation: Operation = {
    overlapped,
    kind,
    advance() {
      const completion = transfer.progress()
      if (!completion) return transfer.due()
      end(completion)
      return Infinity
    },
    cancel: ntStatus => end({ ntStatus, bytes: transfer.done() }),
  }
  writeCompletion(machine, overlapped, { ntStatus: status.PENDING, bytes: 0 })
  file.operations.add(operation)
  machine.clock.join(operation)
  return undefined
}

/** Performs an operation and waits for its end. */
export function finish(machine: Machine, transfer: Transfer): Completion {
  let completion: Completion | undefined
  const activity: Activity = {
    advance: () => ((completion ??= transfer.progress()) === undefined ? transfer.due() : Infinity),
  }
  machine.clock.join(activity)
  machine.clock.waitFor(() => completion !== undefined, Infinity)
  machine.clock.leave(activity)
  return completion ?? { ntStatus: status.CANCELLED, bytes: 0 }
}

/** Cancels the operations of a file, or only that of one OVERLAPPED. Returns their number. */
export function cancelAll(file: OpenFile, overlapped?: bigint): number {
  const chosen = [...file.operations].filter(
    operation => overlapped === undefined || operation.overlapped === overlapped,
  )
  for (const operation of chosen) operation.cancel(status.CANCELLED)
  return chosen.length
}
