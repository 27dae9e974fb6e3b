import { refused, yes, type Answer } from './answer.ts'
import type { Callees } from './callee.ts'
import type { Machine } from './machine.ts'

const ERROR_INVALID_HANDLE = 6
const ERROR_NOT_ENOUGH_MEMORY = 8
const heapBytes = 0x10000
const headerBytes = 0x100
const alignment = 16
/** FALSE; the last error is not changed. */
const no: Answer = 0n

interface Heap {
  /** Offset of the next block from the start of the heap. Bytes. */
  next: number
  readonly blocks: Set<bigint>
}

/**
 * HeapCreate, HeapAlloc, HeapValidate, HeapDestroy. The handle of a heap is its address: a cut one is
 * dereferenced, and the process dies where nothing is mapped there (as measured under Wine).
 */
export function heapCallees(
  machine: Machine,
): Callees<'GetProcessHeap' | 'HeapCreate' | 'HeapAlloc' | 'HeapValidate' | 'HeapDestroy'> {
  const heaps = new Map<bigint, Heap>()
  const follow = (handle: bigint): Heap | undefined => {
    if (handle === 0n) return undefined
    machine.space.bytesAt(handle, headerBytes)
    return heaps.get(handle)
  }
  const allocate = (handle: bigint, heap: Heap, size: number): Answer => {
    const rounded = Math.ceil(Math.max(size, 1) / alignment) * alignment
    if (heap.next + rounded > heapBytes) return refused(ERROR_NOT_ENOUGH_MEMORY)
    const block = handle + BigInt(heap.next)
    heap.next += rounded
    heap.blocks.add(block)
    return block
  }
  const create = (): Answer => {
    const base = machine.space.map(heapBytes)
    if (base === undefined) return refused(ERROR_NOT_ENOUGH_MEMORY)
    heaps.set(base, { next: headerBytes, blocks: new Set() })
    return base
  }
  let processHeap: Answer | undefined
  return {
    GetProcessHeap() {
      processHeap ??= create()
      return processHeap
    },
    HeapCreate: create,
    HeapAlloc({ hHeap, dwBytes }) {
      const heap = follow(hHeap)
      return heap ? allocate(hHeap, heap, Number(dwBytes)) : refused(ERROR_INVALID_HANDLE)
    },
    HeapValidate({ hHeap, lpMem }) {
      const heap = follow(hHeap)
      return heap && (lpMem === 0n || heap.blocks.has(lpMem)) ? yes : no
    },
    HeapDestroy({ hHeap }) {
      if (hHeap === 0n) return yes
      if (!follow(hHeap)) return refused(ERROR_INVALID_HANDLE)
      heaps.delete(hHeap)
      machine.space.unmap(hHeap)
      return yes
    },
  }
}
