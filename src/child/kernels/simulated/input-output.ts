import { writeNumber, writeOptional } from './address-space.ts'
import {
  answerFor,
  failed,
  isFailure,
  status,
  yes,
  type Answer,
  type CallFailure,
} from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import type { OpenFile } from './objects.ts'
import {
  begin,
  eventOf,
  finish,
  hasNegativeOffset,
  writeCompletion,
  type Completion,
  type Transfer,
} from './operation.ts'
import { isNonBlocking } from './timeouts.ts'
import { readFromDisk, readFromPipe, readFromWire, writeToPipe, writeToWire } from './transfers.ts'

function fileFor(
  machine: Machine,
  handle: bigint,
  direction: 'read' | 'write',
): OpenFile | CallFailure {
  const file = lookUp(machine.handles, handle, 'serial', 'pipe', 'disk', 'null')
  if (isFailure(file)) return file
  return file.access[direction] ? file : failed(status.ACCESS_DENIED)
}

function ended(completion: Completion): Transfer {
  return { due: () => Infinity, done: () => 0, progress: () => completion }
}

function readTransfer(machine: Machine, file: OpenFile, address: bigint, wanted: number): Transfer {
  if (file.kind === 'serial') return readFromWire(machine, file, address, wanted)
  if (file.kind === 'pipe') return readFromPipe(machine, file, address, wanted)
  if (file.kind === 'disk') return readFromDisk(machine, file, address, wanted)
  return ended({ ntStatus: wanted === 0 ? status.SUCCESS : status.END_OF_FILE, bytes: 0 })
}

function writeTransfer(machine: Machine, file: OpenFile, bytes: Uint8Array): Transfer {
  if (file.kind === 'serial') return writeToWire(machine, file, bytes)
  if (file.kind === 'pipe') return writeToPipe(file, bytes)
  return ended({ ntStatus: status.SUCCESS, bytes: bytes.length })
}

interface Request {
  readonly file: OpenFile
  readonly kind: 'read' | 'write'
  readonly transfer: Transfer
  /** Bytes requested. */
  readonly wanted: number
  readonly overlapped: bigint
  /** Address of the count; 0 where the program does not want it. */
  readonly count: bigint
}

/** Finishes a call that was complete when it returned. */
function complete(machine: Machine, request: Request, completion: Completion): Answer {
  const { ntStatus, bytes } = completion
  const isEnd =
    ntStatus === status.SUCCESS || ntStatus === status.TIMEOUT || ntStatus === status.END_OF_FILE
  if (request.overlapped !== 0n && isEnd) {
    writeCompletion(machine, request.overlapped, completion)
    const event = eventOf(machine, request.overlapped)
    if (event && !isFailure(event)) event.signaled = true
  }
  if (ntStatus === status.SUCCESS || ntStatus === status.TIMEOUT) {
    writeOptional(machine.space, request.count, 4, bytes)
    return yes
  }
  return ntStatus === status.END_OF_FILE && request.overlapped === 0n ? yes : failed(ntStatus)
}

/** A device is read from an offset, even where that means nothing; a pipe is not. */
function isWrongOffset(machine: Machine, { file, overlapped }: Request): boolean {
  if (file.kind === 'serial') return overlapped === 0n || hasNegativeOffset(machine, overlapped)
  return file.kind === 'disk' && overlapped === 0n
}

/**
 * An overlapped read of a port returns ERROR_IO_PENDING even if all data is available, except for non-blocking
 * reads (measured under Wine).
 */
function alwaysWaits({ kind, file, wanted }: Request): boolean {
  if (kind === 'write' || file.kind !== 'serial' || wanted === 0) return false
  return !isNonBlocking(file.timeouts) || file.device.wire.waiting() === 0
}

function runOverlapped(machine: Machine, request: Request): Answer {
  if (isWrongOffset(machine, request)) return failed(status.INVALID_PARAMETER)
  if (request.overlapped === 0n)
    return complete(machine, request, finish(machine, request.transfer))
  const event = request.file.kind === 'pipe' ? eventOf(machine, request.overlapped) : undefined
  if (isFailure(event)) return event
  const first = alwaysWaits(request) ? undefined : request.transfer.progress()
  if (first) return complete(machine, request, first)
  return (
    begin(machine, request.file, request.kind, request.overlapped, request.transfer) ??
    failed(status.PENDING)
  )
}

function run(machine: Machine, request: Request): Answer {
  machine.clock.advance()
  return request.file.overlapped
    ? runOverlapped(machine, request)
    : complete(machine, request, finish(machine, request.transfer))
}

/** Writes the outputs that are set before the handle is checked. */
function prepare(machine: Machine, count: bigint, overlapped: bigint): void {
  writeOptional(machine.space, count, 4, 0)
  if (overlapped !== 0n)
    writeCompletion(machine, overlapped, { ntStatus: status.PENDING, bytes: 0 })
}

function read(machine: Machine, values: Values<'ReadFile'>): Answer {
  const wanted = Number(values.nNumberOfBytesToRead)
  prepare(machine, values.lpNumberOfBytesRead, values.lpOverlapped)
  const file = fileFor(machine, values.hFile, 'read')
  if (isFailure(file)) return file
  if (wanted > 0 && !machine.space.isAccessible(values.lpBuffer, wanted))
    return failed(status.ACCESS_VIOLATION)
  const transfer = readTransfer(machine, file, values.lpBuffer, wanted)
  return run(machine, {
    file,
    kind: 'read',
    transfer,
    wanted,
    overlapped: values.lpOverlapped,
    count: values.lpNumberOfBytesRead,
  })
}

function write(machine: Machine, values: Values<'WriteFile'>): Answer {
  const size = Number(values.nNumberOfBytesToWrite)
  prepare(machine, values.lpNumberOfBytesWritten, values.lpOverlapped)
  const file = fileFor(machine, values.hFile, 'write')
  if (isFailure(file)) return file
  if (size > 0 && !machine.space.isAccessible(values.lpBuffer, size))
    return failed(status.INVALID_USER_BUFFER)
  const bytes =
    size === 0 ? new Uint8Array(0) : Uint8Array.from(machine.space.bytesAt(values.lpBuffer, size))
  const transfer = writeTransfer(machine, file, bytes)
  return run(machine, {
    file,
    kind: 'write',
    transfer,
    wanted: size,
    overlapped: values.lpOverlapped,
    count: values.lpNumberOfBytesWritten,
  })
}

function flush(machine: Machine, handle: bigint): Answer {
  const file = lookUp(machine.handles, handle, 'serial', 'pipe', 'disk', 'null')
  if (isFailure(file)) return file
  if (file.kind === 'null') return failed(status.FILE_DELETED)
  if (!file.access.write) return failed(status.ACCESS_DENIED)
  if (file.kind === 'serial' && file.device.wire.unplugged) return failed(status.DEVICE_NOT_READY)
  if (file.kind === 'pipe')
    machine.clock.waitFor(
      () => file.broken || file.peer === undefined || file.peer.received.length === 0,
      Infinity,
    )
  return answerFor(status.SUCCESS)
}

/** Counts the bytes in a pipe without consuming them. */
function peek(machine: Machine, values: Values<'PeekNamedPipe'>): Answer {
  const pipe = lookUp(machine.handles, values.hNamedPipe, 'pipe', 'serial', 'disk', 'null')
  if (isFailure(pipe)) return pipe
  if (pipe.kind !== 'pipe')
    return failed(pipe.kind === 'null' ? status.FILE_DELETED : status.NOT_SUPPORTED)
  if (!pipe.peer) return failed(status.INVALID_PIPE_STATE)
  if (pipe.broken && pipe.received.length === 0) return failed(status.PIPE_BROKEN)
  const bytes = pipe.received.subarray(0, Number(values.nBufferSize))
  if (values.lpBuffer !== 0n) machine.space.bytesAt(values.lpBuffer, bytes.length).set(bytes)
  writeOptional(machine.space, values.lpBytesRead, 4, values.lpBuffer === 0n ? 0 : bytes.length)
  writeOptional(machine.space, values.lpTotalBytesAvail, 4, pipe.received.length)
  if (values.lpBytesLeftThisMessage !== 0n)
    writeNumber(machine.space, values.lpBytesLeftThisMessage, 4, -bytes.length)
  return yes
}

/** ReadFile, WriteFile, FlushFileBuffers, PeekNamedPipe: with or without an OVERLAPPED, on any kind of file. */
export function inputOutputCallees(
  machine: Machine,
): Callees<'ReadFile' | 'WriteFile' | 'FlushFileBuffers' | 'PeekNamedPipe'> {
  return {
    ReadFile: values => read(machine, values),
    WriteFile: values => write(machine, values),
    FlushFileBuffers: ({ hFile }) => flush(machine, hFile),
    PeekNamedPipe: values => peek(machine, values),
  }
}
