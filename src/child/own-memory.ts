import type { Memory } from './memory.ts'

/** The end of the memory, reserved for what the harness itself passes to the kernel. Bytes. */
const ownBytes = 0x2000
/** Offsets of a count, and of data, in the harness's own part. */
export const countAt = 0x400
export const dataAt = 0x800
/** Size of the data area. Bytes. */
export const maxBytes = ownBytes - dataAt

/** The part of a kernel's memory that the objects of a plan may use. */
export function programPart(memory: Memory): Memory {
  return { base: memory.base, bytes: memory.bytes.subarray(0, memory.bytes.length - ownBytes) }
}

/** The part that the harness keeps for itself. */
export function ownPart(memory: Memory): Memory {
  const start = memory.bytes.length - ownBytes
  return { base: memory.base + BigInt(start), bytes: memory.bytes.subarray(start) }
}

/** The part of the harness's own memory that no surrogate uses. */
export function scratchPart(memory: Memory): Memory {
  const own = ownPart(memory)
  return { base: own.base + BigInt(dataAt), bytes: own.bytes.subarray(dataAt) }
}

/** Writes a text into memory and returns its address. */
export function putText(own: Memory, text: string): bigint {
  const bytes = Buffer.from(`${text}\0`, 'utf16le')
  if (bytes.length > countAt)
    throw new Error(`The path of the device is longer than ${countAt / 2} characters`)
  own.bytes.set(bytes)
  return own.base
}
