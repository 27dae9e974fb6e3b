import { constants } from '../../declare/win32/constants.ts'
import type { Kernel } from './kernel.ts'

type Callable = Pick<Kernel, 'call'>

const fourGiB = 0x100000000n
/** What VirtualAlloc hands out at least (dwAllocationGranularity). Bytes. */
const granularity = 0x10000n

/** Reserves what is free of a range: whole, or piece by piece. Gives the highest piece it got, or `undefined`. */
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

/** Sizes of the blocks that use up what the process heap holds, the large ones first, each a little smaller. Bytes. */
const heapBlocks = Array.from({ length: 72 }, (_, index) =>
  BigInt(Math.round((0x60000 * 0.85 ** index) / 16) * 16 + 16),
)
const maxBlocks = 50_000
/** A heap looks in more than one list: only so many high blocks in a row say that no low one is left. */
const highInRow = 24

/** Takes blocks of a size from the process heap until it gives one above 4 GiB. They are never freed. */
function exhaustBlocks(kernel: Callable, heap: bigint, bytes: bigint): void {
  let high = 0
  for (let count = 0; count < maxBlocks && high < highInRow; count++) {
    const block = kernel.call('HeapAlloc', [heap, 0n, bytes])
    if (block === 0n) return
    high = block >= fourGiB ? high + 1 : 0
  }
}

/** Takes the low pieces that were given back since all was reserved, each once: by earlier plans, by a garbage collector, by another thread. */
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
 * Reserves all free address space below 4 GiB and uses up what the process heap holds there, so that
 * what the system gives out from now on lies above; for the rest of this process, but for what is given
 * back later (`fillHoles`). Gives the highest of the places it reserved, at least 64 KiB that nobody may
 * read or write, or `undefined` where nothing was free.
 */
export function reserveBelow4GiB(kernel: Callable): bigint | undefined {
  reserved ??= { place: reserveAll(kernel) }
  fillHoles(kernel)
  const heap = kernel.call('GetProcessHeap', [])
  for (const bytes of heapBlocks) exhaustBlocks(kernel, heap, bytes)
  return reserved.place
}

/** Upper half of the first address that is asked for: far from what systems and engines choose by themselves, and below the end of user space. */
let upperHalf = 0x7000n

/**
 * Allocates memory above 4 GiB whose addresses, cut to 32 bits, lie in `place`: an address that lost its
 * upper half then meets a place that nobody may read or write, instead of whatever lies there by chance.
 * `allocate` takes the address (a multiple of 64 KiB) and gives it back, or 0 where it is taken. Throws
 * where all are.
 */
export function allocateAbove4GiB(place: bigint, allocate: (address: bigint) => bigint): bigint {
  while (upperHalf > 0n) {
    const address = allocate(upperHalf-- * fourGiB + place)
    if (address !== 0n) return address
  }
  throw new Error('VirtualAlloc gives no memory above 4 GiB')
}
