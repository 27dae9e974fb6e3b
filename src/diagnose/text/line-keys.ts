import { nameOfError } from '../../declare/win32/error-names.ts'

const newline = 10
const [zero, nine, minus, smallX, smallB] = [0x30, 0x39, 0x2d, 0x78, 0x62]
const [point, colon, slash, comma] = [0x2e, 0x3a, 0x2f, 0x2c]
const [capitalT, capitalZ] = [0x54, 0x5a]
/** A number of more digits may say by its form what it is: an HRESULT, an address. */
const mostDigits = 7
/** A word of digits and of the letters a to f that is so long is the name of something: of a session, a commit. */
const leastOfName = 6
/** And one of any letters, with digits among them. */
const leastOfToken = 16
const mostOfWin32 = 0xffff
/** Stands for such a word. */
const name = 1

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

let codes: Uint8Array | undefined

/** Whether a number is a Win32 code. */
function isCode(value: number): boolean {
  codes ??= Uint8Array.from({ length: mostOfWin32 + 1 }, (_, code) =>
    nameOfError(code) === undefined ? 0 : 1,
  )
  return codes[value] === 1
}

const isZeroX = (bytes: Uint8Array, from: number): boolean =>
  bytes[from] === zero && ((bytes[from + 1] ?? 0) | 0x20) === smallX

/** Whether a number is a part of a date, a time, a version, an address or a list: no code stands between such signs. */
function isJoined(bytes: Uint8Array, from: number, until: number): boolean {
  const isJoint = (byte: number): boolean =>
    byte === point || byte === colon || byte === slash || byte === minus || byte === comma
  return (
    (isJoint(bytes[from - 1] ?? 0) && isDigit(bytes[from - 2] ?? 0)) ||
    (isJoint(bytes[until] ?? 0) && isDigit(bytes[until + 1] ?? 0))
  )
}

/** Whether 32 bits may be an HRESULT, an NTSTATUS or an exception. */
const hasFormOfStatus = (value: number): boolean =>
  [0x40, 0x80, 0xc0, 0xd0, 0xe0].includes(value >>> 24)

/** Whether a word of digits alone begins as `80070005` and `0000000080070005` do. */
function beginsAsStatus(bytes: Uint8Array, from: number): boolean {
  const four = String.fromCharCode(...bytes.subarray(from, from + 4)).toLowerCase()
  return four === '8007' || four === 'c000' || four === '0000'
}

/** Whether a word is a part of a time in ISO 8601: `30T14` and `110Z` of `2026-11-30T14:42:32.110Z`. */
function isOfTime(bytes: Uint8Array, from: number, until: number, digits: number): boolean {
  const isDay = until - from === 5 && digits === 4 && bytes[from + 2] === capitalT
  return isDay || (digits === until - from - 1 && bytes[until - 1] === capitalZ)
}

/** What stands for a word with digits in a key: 0 where it stands for itself. */
function standIn(bytes: Uint8Array, from: number, until: number, difference: Difference): number {
  if (difference === 'words') return zero
  const isPrefixed = isZeroX(bytes, from)
  const first = isPrefixed ? from + 2 : from
  const length = until - first
  let [digits, hexDigits] = [0, 0]
  let value = 0
  for (let at = first; at < until; at++) {
    const byte = bytes[at] ?? 0
    if (isDigit(byte)) digits++
    if (isHex(byte)) hexDigits++
    value = (isPrefixed ? 16 : 10) * value + (isDigit(byte) ? byte - zero : (byte | 0x20) - 0x57)
  }
  if (!isPrefixed && digits < length) {
    if (isOfTime(bytes, from, until, digits)) return name
    const isName =
      hexDigits === length ? length >= leastOfName : length >= leastOfToken && digits >= 4
    return isName && !beginsAsStatus(bytes, from) ? name : 0
  }
  if (hexDigits < length || length === 0) return 0
  const isWidth =
    bytes[until] === minus && ((bytes[until + 1] ?? 0) | 0x20) === smallB && !isPrefixed
  if (isWidth) return 0
  // `0x00000006` is as short as its value.
  if (length > mostDigits && !(isPrefixed && value <= mostOfWin32)) {
    if (!isPrefixed && beginsAsStatus(bytes, from)) return 0
    const own = bytes[from - 1] === minus ? 0x100000000 - value : value
    const isStatus = own >= 0 && own <= 0xffffffff && hasFormOfStatus(own)
    return isStatus ? 0 : name
  }
  if (difference === 'short') return zero
  return isCode(value) && !isJoined(bytes, from, until) ? 0 : zero + length + (isPrefixed ? 8 : 0)
}

/** Where a word ends: letters, digits and low lines. */
export function wordEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && (isDigit(bytes[at] ?? 0) || isLetter(bytes[at] ?? 0))) at++
  return at
}

/** Whether the number that begins at a place may be a code: one of Windows, or of the form of an HRESULT or an NTSTATUS. */
export function mayBeCode(bytes: Uint8Array, from: number): boolean {
  const before = bytes[from - 1] ?? 0
  if (isDigit(before) || isLetter(before)) return false
  const until = wordEnd(bytes, from)
  // It would stand for itself, as what is told from other numbers does.
  const own = standIn(bytes, from, until, 'others')
  return own === 0 && !(until === from + 1 && bytes[from] === zero)
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const uuidLength = 36

/** Whether a UUID begins in front of a hyphen: `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`. */
function isUuid(bytes: Uint8Array, from: number, hyphen: number, until: number): boolean {
  return (
    hyphen - from === 8 &&
    bytes[hyphen] === minus &&
    bytes[hyphen + 5] === minus &&
    from + uuidLength <= until &&
    uuid.test(String.fromCharCode(...bytes.subarray(from, from + uuidLength)))
  )
}

/** What may differ between lines of one key: numbers that are no codes; short numbers; words with digits. */
type Difference = 'others' | 'short' | 'words'

function keyOf(bytes: Uint8Array, start: number, end: number, difference: Difference): number {
  let [one, other] = [0x811c9dc5, 1]
  for (let at = start; at < end;) {
    const [from, oneBefore, otherBefore] = [at, one, other]
    let hasDigit = false
    for (; at < end; at++) {
      const byte = bytes[at] ?? newline
      if (isDigit(byte)) hasDigit = true
      else if (!isLetter(byte)) break
      one = mixed(one, byte)
      other = mixedOther(other, byte)
    }
    const isOfUuid = isUuid(bytes, from, at, end)
    if (isOfUuid) at = from + uuidLength
    const own = isOfUuid ? name : hasDigit ? standIn(bytes, from, at, difference) : 0
    if (own > 0) [one, other] = [mixed(oneBefore, own), mixedOther(otherBefore, own)]
    if (at >= end) break
    const byte = bytes[at] ?? newline
    one = mixed(one, byte)
    other = mixedOther(other, byte)
    at++
  }
  return joined(one, other)
}

/** A number that stands for a part of a line: the same for lines that differ alone in numbers that are no codes, and in names of digits. */
export function lineKey(bytes: Uint8Array, start: number, end: number): number {
  return keyOf(bytes, start, end, 'others')
}

/** The same for lines that differ in short numbers alone, codes included. */
export function templateKey(bytes: Uint8Array, start: number, end: number): number {
  return keyOf(bytes, start, end, 'short')
}

/** The same for lines that differ in words with digits alone: times, counts, addresses, handles, names of files that are counted. */
export function shapeKey(bytes: Uint8Array, start: number, end: number): number {
  return keyOf(bytes, start, end, 'words')
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
