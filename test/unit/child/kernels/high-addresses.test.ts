import t from 'tap'
import {
  allocateAbove4GiB,
  fillHoles,
  reserveBelow4GiB,
} from '../../../../src/child/kernels/high-addresses.ts'
import type { FunctionName } from '../../../../src/declare/win32/functions.ts'

const fourGiB = 0x100000000n
const granularity = 0x10000n

/** An address space with some free places below 4 GiB, which are given out first, and all that is above. */
function addressSpace(...free: readonly (readonly [start: bigint, end: bigint])[]) {
  const holes = new Set(
    free.flatMap(([start, end]) =>
      Array.from(
        { length: Number((end - start) / granularity) },
        (_, index) => start + BigInt(index) * granularity,
      ),
    ),
  )
  let next = 0x7fff_0000_0000n
  let smallBlocks = 3
  const above = (bytes: bigint): bigint => (next += bytes) - bytes
  const virtualAlloc = (start: bigint, bytes: bigint): bigint => {
    const pieces = Array.from(
      { length: Number(bytes / granularity) },
      (_, index) => start + BigInt(index) * granularity,
    )
    if (start !== 0n)
      return pieces.every(piece => holes.has(piece))
        ? (pieces.forEach(piece => holes.delete(piece)), start)
        : 0n
    const [hole] = [...holes].sort((one, other) => Number(one - other))
    if (hole === undefined || bytes !== granularity) return above(bytes)
    holes.delete(hole)
    return hole
  }
  return {
    holes,
    lowBlocks: () => smallBlocks,
    call(name: FunctionName, values: readonly bigint[]): bigint {
      if (name === 'VirtualAlloc') return virtualAlloc(values[0] ?? 0n, values[1] ?? 0n)
      if (name === 'HeapAlloc')
        return smallBlocks > 0 ? BigInt(0x20_0000 + 0x1000 * smallBlocks--) : above(values[2] ?? 0n)
      return 0x10_0000n
    },
  }
}

t.test(
  'reserveBelow4GiB() leaves nothing free below, and fillHoles() takes what comes back',
  async t => {
    // The first place above the first 64 KiB, one that fills a whole step of the search, one between two steps, the last one.
    const space = addressSpace(
      [granularity, 3n * granularity],
      [0x1000_0000n, 0x2000_0000n],
      [0x2fff_0000n, 0x3001_0000n],
      [fourGiB - granularity, fourGiB],
    )
    t.equal(reserveBelow4GiB(space), fourGiB - granularity, 'the highest place')
    t.equal(space.holes.size, 0)
    t.equal(space.lowBlocks(), 0, 'nor in the heap')

    for (const hole of [0x511_0000n, 0x512_0000n, 0x9cb_0000n]) space.holes.add(hole)
    fillHoles(space)
    t.equal(space.holes.size, 0)
  },
)

t.test(
  'allocateAbove4GiB() takes the next address where one is taken, none of them twice, each with the place as its lower half',
  async t => {
    const taken: bigint[] = []
    const allocate = (address: bigint): bigint => {
      taken.push(address)
      return taken.length % 2 === 0 ? address : 0n
    }
    const given = [
      allocateAbove4GiB(0xf012_0000n, allocate),
      allocateAbove4GiB(0xf012_0000n, allocate),
    ]
    t.same(given, [taken[1], taken[3]])
    t.equal(new Set(taken).size, 4)
    for (const address of taken)
      t.same(
        [BigInt.asUintN(32, address), address >= fourGiB, address < 0x8000_0000_0000n],
        [0xf012_0000n, true, true],
        `0x${address.toString(16)}`,
      )
  },
)

t.test('allocateAbove4GiB() ends with a sentence where nothing is left above', async t => {
  t.throws(() => allocateAbove4GiB(0xf000_0000n, () => 0n), {
    message: 'VirtualAlloc gives no memory above 4 GiB',
  })
})
