import { readStruct, writeNumber } from './address-space.ts'
import { answerFor, failed, isFailure, refused, status, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import { isFile } from './objects.ts'
import { cancelAll } from './operation.ts'
import { waitForObject } from './waiting.ts'

const ERROR_IO_INCOMPLETE = 996

/** Waits for the object that GetOverlappedResult waits for: the event of the OVERLAPPED, or else the file. */
function waitForEnd(machine: Machine, file: bigint, event: bigint): Answer {
  const object = lookUp(
    machine.handles,
    event === 0n ? file : event,
    'event',
    'serial',
    'pipe',
    'disk',
    'null',
  )
  if (isFailure(object)) return object
  waitForObject(machine, object, Infinity)
  return yes
}

function result(machine: Machine, values: Values<'GetOverlappedResult'>): Answer {
  const { space } = machine
  machine.clock.advance()
  const { Internal = 0n, hEvent = 0n } = readStruct(space, 'OVERLAPPED', values.lpOverlapped)
  const isPending = Internal === BigInt(status.PENDING)
  if (isPending && values.bWait === 0n) return refused(ERROR_IO_INCOMPLETE)
  const waited = isPending ? waitForEnd(machine, values.hFile, hEvent) : yes
  if (isFailure(waited)) return waited
  const after = readStruct(space, 'OVERLAPPED', values.lpOverlapped)
  writeNumber(space, values.lpNumberOfBytesTransferred, 4, after['InternalHigh'] ?? 0n)
  const ntStatus = Number(BigInt.asUintN(32, after['Internal'] ?? 0n))
  return answerFor(ntStatus === status.PENDING ? status.SUCCESS : ntStatus)
}

function cancel(machine: Machine, handle: bigint, overlapped: bigint | undefined): Answer {
  const entry = machine.handles.entry(handle)
  if (!entry) return failed(status.INVALID_HANDLE)
  machine.clock.advance()
  const cancelled = isFile(entry.object) ? cancelAll(entry.object, overlapped) : 0
  return cancelled === 0 && overlapped !== undefined ? failed(status.NOT_FOUND) : yes
}

/** GetOverlappedResult, CancelIo, CancelIoEx. Succeeds where there is nothing to cancel, as under Wine. */
export function overlappedCallees(
  machine: Machine,
): Callees<'GetOverlappedResult' | 'CancelIo' | 'CancelIoEx'> {
  return {
    GetOverlappedResult: values => result(machine, values),
    CancelIo: ({ hFile }) => cancel(machine, hFile, undefined),
    CancelIoEx: ({ hFile, lpOverlapped }) =>
      cancel(machine, hFile, lpOverlapped === 0n ? undefined : lpOverlapped),
  }
}
