/** COMMTIMEOUTS, by field. Milliseconds. */
export interface Timeouts {
  readonly ReadIntervalTimeout: number
  readonly ReadTotalTimeoutMultiplier: number
  readonly ReadTotalTimeoutConstant: number
  readonly WriteTotalTimeoutMultiplier: number
  readonly WriteTotalTimeoutConstant: number
}

const MAXDWORD = 0xffffffff

/** No timeouts: a read waits until the buffer is full. */
export const noTimeouts: Timeouts = {
  ReadIntervalTimeout: 0,
  ReadTotalTimeoutMultiplier: 0,
  ReadTotalTimeoutConstant: 0,
  WriteTotalTimeoutMultiplier: 0,
  WriteTotalTimeoutConstant: 0,
}

/** Whether a read returns at once with the available bytes (MAXDWORD, 0, 0). */
export function isNonBlocking(timeouts: Timeouts): boolean {
  return (
    timeouts.ReadIntervalTimeout === MAXDWORD &&
    timeouts.ReadTotalTimeoutMultiplier === 0 &&
    timeouts.ReadTotalTimeoutConstant === 0
  )
}

function total(multiplier: number, constant: number, bytes: number): number {
  return multiplier === 0 && constant === 0 ? Infinity : constant + multiplier * bytes
}

/**
 * Total time limit of a read of this many bytes; `Infinity` for none. Milliseconds. As measured under Wine: an
 * overlapped read treats a multiplier of MAXDWORD as a plain number, and has no mode that returns at once with
 * nothing.
 */
export function readLimit(timeouts: Timeouts, bytes: number, overlapped: boolean): number {
  const { ReadTotalTimeoutMultiplier: multiplier, ReadTotalTimeoutConstant: constant } = timeouts
  if (!overlapped && isNonBlocking(timeouts)) return 0
  return total(!overlapped && multiplier === MAXDWORD ? 0 : multiplier, constant, bytes)
}

/** Total time limit of a write of this many bytes; `Infinity` for none. Milliseconds. */
export function writeLimit(timeouts: Timeouts, bytes: number): number {
  return total(timeouts.WriteTotalTimeoutMultiplier, timeouts.WriteTotalTimeoutConstant, bytes)
}

/** The longest gap after a byte; `Infinity` for no limit. Milliseconds. */
export function intervalLimit(timeouts: Timeouts): number {
  return timeouts.ReadIntervalTimeout === 0 || timeouts.ReadIntervalTimeout === MAXDWORD
    ? Infinity
    : timeouts.ReadIntervalTimeout
}
