import { writeNumber, writeOptional } from './address-space.ts'
import { failed, isFailure, status, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import { isFile, type KernelObject } from './objects.ts'

const HANDLE_FLAG_PROTECT_FROM_CLOSE = 2
const HANDLE_FLAG_INHERIT = 1
const DUPLICATE_CLOSE_SOURCE = 1
const DUPLICATE_SAME_ACCESS = 2
const bothOptions = DUPLICATE_CLOSE_SOURCE | DUPLICATE_SAME_ACCESS
const FILE_TYPE_DISK = 1
const FILE_TYPE_CHAR = 2
const FILE_TYPE_PIPE = 3
const simulatedProcessId = 0x20n

/** GetFileType's value for an object; 0 for an object that is not a file. */
export function fileTypeOf(object: KernelObject): number {
  if (object.kind === 'serial' || object.kind === 'null') return FILE_TYPE_CHAR
  if (object.kind === 'pipe') return FILE_TYPE_PIPE
  return object.kind === 'disk' ? FILE_TYPE_DISK : 0
}

function close(machine: Machine, handle: bigint, end: (object: KernelObject) => void): Answer {
  // Wine checks only the low half here: 0x00000000FFFFFFFF is accepted (NtClose in dlls/ntdll/unix/server.c).
  const low = BigInt.asIntN(32, handle)
  if (low < 0n && low >= -6n) return yes
  const entry = machine.handles.entry(handle)
  if (!entry) return failed(status.INVALID_HANDLE)
  if ((entry.flags & HANDLE_FLAG_PROTECT_FROM_CLOSE) !== 0)
    return failed(status.HANDLE_NOT_CLOSABLE)
  const last = machine.handles.remove(handle)
  if (last) end(last)
  return yes
}

function duplicate(
  machine: Machine,
  values: Values<'DuplicateHandle'>,
  end: (object: KernelObject) => void,
): Answer {
  writeOptional(machine.space, values.lpTargetHandle, machine.pointerBytes, 0)
  for (const handle of [values.hSourceProcessHandle, values.hTargetProcessHandle]) {
    const process = lookUp(machine.handles, handle, 'process')
    if (isFailure(process)) return process
  }
  const entry = machine.handles.entry(values.hSourceHandle)
  if (!entry) return failed(status.INVALID_HANDLE)
  const flags = values.bInheritHandle === 0n ? 0 : HANDLE_FLAG_INHERIT
  const give = (handle: bigint): void =>
    writeOptional(machine.space, values.lpTargetHandle, machine.pointerBytes, handle)
  if (
    (Number(values.dwOptions) & bothOptions) === bothOptions &&
    !machine.handles.isPseudo(values.hSourceHandle)
  ) {
    // A duplicate with equal rights that closes its source keeps the source's handle.
    entry.flags = flags
    give(values.hSourceHandle)
    return yes
  }
  give(machine.handles.add(entry.object, flags))
  return (Number(values.dwOptions) & DUPLICATE_CLOSE_SOURCE) === 0
    ? yes
    : close(machine, values.hSourceHandle, end)
}

type Handles =
  | 'CloseHandle'
  | 'DuplicateHandle'
  | 'GetHandleInformation'
  | 'GetFileType'
  | 'GetCurrentProcess'
  | 'GetProcessId'

/** The functions for any kernel handle. `end` is called for objects whose last handle was closed. */
export function handleCallees(
  machine: Machine,
  end: (object: KernelObject) => void,
): Callees<Handles> {
  return {
    CloseHandle: ({ hObject }) => close(machine, hObject, end),
    DuplicateHandle: values => duplicate(machine, values, end),
    GetHandleInformation({ hObject, lpdwFlags }) {
      const entry = machine.handles.entry(hObject)
      if (!entry) return failed(status.INVALID_HANDLE)
      writeNumber(machine.space, lpdwFlags, 4, entry.flags)
      return yes
    },
    GetFileType({ hFile }) {
      const entry = machine.handles.entry(hFile)
      if (!entry) return failed(status.INVALID_HANDLE)
      if (!isFile(entry.object)) return failed(status.OBJECT_TYPE_MISMATCH)
      return BigInt(fileTypeOf(entry.object))
    },
    GetCurrentProcess: () => BigInt.asUintN(8 * machine.pointerBytes, -1n),
    GetProcessId({ Process }) {
      const process = lookUp(machine.handles, Process, 'process')
      return isFailure(process) ? process : simulatedProcessId
    },
  }
}
