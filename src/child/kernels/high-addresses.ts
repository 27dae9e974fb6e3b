import { constants } from '../../declare/win32/constants.ts'
import type { Kernel } from './kernel.ts'

type Callable = Pick<Kernel, 'call'>

const fourGiB = 0x100000000n
/** Granularity of VirtualAlloc (dwAllocationGranularity). Bytes. */
const granularity = 0x10000n

/** Reserves the free parts of a range. Returns the highest one, or `undefined` where nothing was free. */
function reserve(kernel: Callable, start: bigint, bytes: bigint): bigint | undefined {
  const got = kernel.call('VirtualAlloc', [
    start,
    bytes,
    BigInt(constants.MEM_RESERVE),
    BigInt(constants.PAGE_NOACCESS),
  ])
  if (got !== 0n) return start
  if (bytes <= granularity) return undefined
  const piece = bytes / 16n
  return Array.from({ length: 16 }, (_, index) =>
    reserve(kernel, start + BigInt(index) * piece, piece),
  ).findLast(found => found !== undefined)
}

function reserveAll(kernel: Callable): bigint | undefined {
  const step = fourGiB / 16n
  const steps = Array.from({ length: 16 }, (_, index) => BigInt(index) * step)
  return steps
    .map(start =>
      start === 0n
        ? reserve(kernel, granularity, step - granularity)
        : reserve(kernel, start, step),
    )
    .findLast(found => found !== undefined)
}

/** Sizes of the blocks that use up the free space of the process heap, in decreasing order. Bytes. */
const heapBlocks = Array.from({ length: 72 }, (_, index) =>
  BigInt(Math.round((0x60000 * 0.85 ** index) / 16) * 16 + 16),
)
const maxBlocks = 50_000
/** A heap searches more than one free list, so only this many high blocks in a row show that no low one is left. */
const highInRow = 24

/** Allocates blocks of a size from the process heap until it returns one above 4 GiB. They are never freed. */
function exhaustBlocks(kernel: Callable, heap: bigint, bytes: bigint): void {
  let high = 0
  for (let count = 0; count < maxBlocks && high < highInRow; count++) {
    const block = kernel.call('HeapAlloc', [heap, 0n, bytes])
    if (block === 0n) return
    high = block >= fourGiB ? high + 1 : 0
  }
}

/** Reserves low memory that was freed since the last time, by earlier plans, a garbage collector or another thread. */
export function fillHoles(kernel: Callable): void {
  for (let count = 0; count < maxBlocks; count++) {
    const piece = kernel.call('VirtualAlloc', [
      0n,
      granularity,
      BigInt(constants.MEM_RESERVE),
      BigInt(constants.PAGE_NOACCESS),
    ])
    if (piece === 0n || piece >= fourGiB) return
  }
}

let reserved: { readonly place: bigint | undefined } | undefined

/**
 * Reserves all free address space below 4 GiB and uses up the free heap space there, so that everything allocated
 * from now on lies above, for the rest of this process. Memory freed later is handled by `fillHoles`. Returns the
 * highest reserved range, at least 64 KiB of inaccessible memory, or `undefined` where nothing was free.
 */
export function reserveBelow4GiB(kernel: Callable): bigint | undefined {
  reserved ??= { place: reserveAll(kernel) }
  fillHoles(kernel)
  const heap = kernel.call('GetProcessHeap', [])
  for (const bytes of heapBlocks) exhaustBlocks(kernel, heap, bytes)
  return reserved.place
}

/** Upper half of the first address to try: far from what systems and engines choose by themselves, and below the end of user space. */
let upperHalf = 0x7000n

/**
 * Allocates memory above 4 GiB whose addresses, cut to 32 bits, lie in `place`: an address that lost its upper
 * half then hits inaccessible memory instead of arbitrary data. `allocate` takes the address (a multiple of 64
 * KiB) and returns it, or 0 where it is in use. Throws where all are in use.
 */
export function allocateAbove4GiB(place: bigint, allocate: (address: bigint) => bigint): bigint {
  while (upperHalf > 0n) {
    const address = allocate(upperHalf-- * fourGiB + place)
    if (address !== 0n) return address
  }
  throw new Error('VirtualAlloc gives no memory above 4 GiB')
}
