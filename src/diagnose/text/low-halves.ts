import type { Described } from './description.ts'

/** Numbers as people and tools print addresses and handles. */
const number = /(?<![\w.])(?:0x[0-9a-f]{5,16}|-?\d{5,20})(?!\w|\.\d)/gi

const upperHalf = 1n << 32n
/** No user address of Windows is higher. https://learn.microsoft.com/en-us/windows/win32/memory/memory-limits-for-windows-releases */
const userLimit = 1n << 47n
/** Lower ones are counts and sizes as well. */
const leastHalf = 0x10000n

/** So many numbers are enough. */
const mostNumbers = 5000

interface Read {
  readonly value: bigint
  readonly index: number
  readonly line: string
}

function numbersIn(lines: readonly string[]): readonly Read[] {
  const found: Read[] = []
  for (const [index, line] of lines.entries()) {
    if (found.length > mostNumbers) break
    for (const [text] of line.matchAll(number)) found.push({ value: BigInt(text), index, line })
  }
  return found
}

/** What is left of an address in 32 bits, zero-extended or with its sign, in 32 bits or in 64. */
function halfOf(value: bigint): bigint | undefined {
  const isShort = value < upperHalf && value >= -(upperHalf / 2n)
  const isExtended = value >= (upperHalf - 1n) * upperHalf && (value & (upperHalf / 2n)) !== 0n
  return isShort || isExtended ? BigInt.asUintN(32, value) : undefined
}

/** Two numbers of a text of which one is the lower half of the other: an address that was cut. */
export function lowHalfIn(lines: readonly string[]): Described | undefined {
  const all = numbersIn(lines)
  const halves = new Map<bigint, Read>()
  for (const read of all) {
    const half = halfOf(read.value)
    if (half !== undefined && half >= leastHalf && !halves.has(half)) halves.set(half, read)
  }
  const whole = all.find(
    ({ value }) => value > upperHalf && value < userLimit && halves.has(BigInt.asUintN(32, value)),
  )
  const cut = whole && halves.get(BigInt.asUintN(32, whole.value))
  return cut
    ? {
        classes: ['return-truncated', 'field-narrowed', 'arg-truncated', 'type-alias'],
        first: 'return-truncated',
        quote: cut.line.trim().slice(0, 120),
        index: cut.index,
        count: 1,
      }
    : undefined
}
