const newline = 10
const [zero, nine, minus, smallX, smallB] = [0x30, 0x39, 0x2d, 0x78, 0x62]
/** Digits so far from the beginning of a line are those of its time. Bytes. */
const front = 40
/** A number of more digits may say by its form what it is: an HRESULT, an address. */
const mostDigits = 7

const isDigit = (byte: number): boolean => byte >= zero && byte <= nine
const isLetter = (byte: number): boolean => {
  const small = byte | 0x20
  return (small >= 0x61 && small <= 0x7a) || byte === 0x5f
}
const isHex = (byte: number): boolean =>
  isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)

/** Where a short number that begins at `from` ends; `from` where none begins there: `0x1f`, `17`, and not `64-bit`, `COM3`. */
function shortNumberEnd(bytes: Uint8Array, from: number, until: number): number {
  if (!isDigit(bytes[from] ?? 0)) return from
  const isPrefixed = ((bytes[from + 1] ?? 0) | 0x20) === smallX && bytes[from] === zero
  const first = isPrefixed ? from + 2 : from
  let at = first
  while (at < until && (isPrefixed ? isHex(bytes[at] ?? 0) : isDigit(bytes[at] ?? 0))) at++
  const next = bytes[at] ?? 0
  const isWidth = next === minus && ((bytes[at + 1] ?? 0) | 0x20) === smallB
  return at === first || at - first > mostDigits || isLetter(next) || isWidth ? from : at
}

/** Takes the next byte into a hash. https://en.wikipedia.org/wiki/Fowler%E2%80%93Noll%E2%80%93Vo_hash_function */
const mixed = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193)
const mixedOther = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x5bd1e995)
/** 53 bits of two hashes. */
const joined = (one: number, other: number): number => (one >>> 0) * 0x200000 + (other >>> 11)

/** A number that stands for a part of a line: the same for lines that differ in the digits at their front alone. */
export function lineKey(bytes: Uint8Array, start: number, end: number): number {
  let [one, other] = [0x811c9dc5, 1]
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? newline
    const seen = at - start < front && isDigit(byte) ? zero : byte
    one = mixed(one, seen)
    other = mixedOther(other, seen)
  }
  return joined(one, other)
}

/** The same for lines that differ in short numbers alone, wherever they are. */
export function templateKey(bytes: Uint8Array, start: number, end: number): number {
  let [one, other] = [0x811c9dc5, 1]
  let before = 0
  for (let at = start; at < end; at++) {
    let byte = bytes[at] ?? newline
    if (isDigit(byte) && !isDigit(before) && !isLetter(before)) {
      const after = shortNumberEnd(bytes, at, end)
      if (after > at) {
        at = after - 1
        byte = zero
      }
    }
    one = mixed(one, byte)
    other = mixedOther(other, byte)
    before = byte
  }
  return joined(one, other)
}

/** The same for lines that differ in words with digits alone: times, counts, addresses, handles, names of files that are counted. */
export function shapeKey(bytes: Uint8Array, start: number, end: number): number {
  let [one, other] = [0x811c9dc5, 1]
  for (let at = start; at < end;) {
    const [oneBefore, otherBefore] = [one, other]
    let hasDigit = false
    for (; at < end; at++) {
      const byte = bytes[at] ?? newline
      if (isDigit(byte)) hasDigit = true
      else if (!isLetter(byte)) break
      one = mixed(one, byte)
      other = mixedOther(other, byte)
    }
    if (hasDigit) [one, other] = [mixed(oneBefore, zero), mixedOther(otherBefore, zero)]
    if (at >= end) break
    const byte = bytes[at] ?? newline
    one = mixed(one, byte)
    other = mixedOther(other, byte)
    at++
  }
  return joined(one, other)
}

/** The same part of a line with another number in place of each short one. */
export function withNumbers(part: Uint8Array, number: number): Uint8Array {
  const own: number[] = []
  for (let at = 0; at < part.length;) {
    const before = part[at - 1] ?? 0
    const end = isDigit(before) || isLetter(before) ? at : shortNumberEnd(part, at, part.length)
    if (end > at) own.push(zero + number)
    else own.push(part[at] ?? 0)
    at = Math.max(at + 1, end)
  }
  return Uint8Array.from(own)
}
