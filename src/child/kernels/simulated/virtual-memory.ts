import { failed, refused, status, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import type { Machine } from './machine.ts'

const ERROR_INVALID_PARAMETER = 87
const MEM_COMMIT = 0x1000
const MEM_RESERVE = 0x2000
const PAGE_NOACCESS = 1n
/** Larger blocks are only reserved, so that a program that allocates gigabytes does not take them from the host. Bytes. */
const largestBacked = 0x100_0000

function allocate(
  machine: Machine,
  { lpAddress, dwSize, flAllocationType, flProtect }: Values<'VirtualAlloc'>,
): Answer {
  const type = Number(flAllocationType)
  if (dwSize === 0n || dwSize > BigInt(Number.MAX_SAFE_INTEGER))
    return refused(ERROR_INVALID_PARAMETER)
  if ((type & (MEM_COMMIT | MEM_RESERVE)) === 0) return failed(status.INVALID_PARAMETER)
  const size = Number(dwSize)
  const reservedOnly =
    (type & MEM_COMMIT) === 0 || flProtect === PAGE_NOACCESS || size > largestBacked
  const base = machine.space.map(
    size,
    lpAddress === 0n ? { reservedOnly } : { at: lpAddress, reservedOnly },
  )
  return base ?? failed(status.CONFLICTING_ADDRESSES)
}

/** VirtualAlloc. */
export function virtualMemoryCallees(machine: Machine): Callees<'VirtualAlloc'> {
  return { VirtualAlloc: values => allocate(machine, values) }
}
