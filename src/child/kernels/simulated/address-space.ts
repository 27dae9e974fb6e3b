import type { AddressPlacement } from '../../../program/plan.ts'
import { trueAbi } from '../../../declare/win32/abi.ts'
import type { PointerBytes } from '../../../declare/win32/architecture.ts'
import { layoutOf, type StructLayout } from '../../../declare/win32/layout.ts'
import type { StructName } from '../../../declare/win32/structs.ts'
import { readUnsigned, writeUnsigned, type Memory } from '../../memory.ts'

/** A mapped part of the simulated address space. `bytes` is empty where it is only reserved. */
interface Region {
  readonly base: bigint
  readonly size: number
  readonly memory: Memory | undefined
}

/** The virtual addresses of the simulated process. */
export interface AddressSpace {
  readonly pointerBytes: PointerBytes
  /** The part that holds the plan's own objects. */
  readonly arena: Memory
  /** Maps `size` bytes at the next free address, or at `at`; `undefined` where that is in use. Reserved memory is not accessible. */
  map(
    size: number,
    options?: { readonly at?: bigint; readonly reservedOnly?: boolean },
  ): bigint | undefined
  unmap(base: bigint): void
  /** Whether all of these bytes are accessible. */
  isAccessible(address: bigint, size: number): boolean
  /** The bytes at an address. Ends the process where they are not accessible. */
  bytesAt(address: bigint, size: number): Uint8Array
}

/** Ends the simulated process with an NTSTATUS as exit code. */
export type Die = (ntStatus: number) => never

/** Simulated allocations start at multiples of 64 KiB, as VirtualAlloc's do. Bytes. */
const granularity = 0x10000n
const arenaBytes = 0x10000
const accessViolation = 0xc0000005

function firstAddress(pointerBytes: PointerBytes, addresses: AddressPlacement): bigint {
  return pointerBytes === 8 && addresses === 'above-4gib' ? 0x7fff_fe10_0000n : 0x0065_0000n
}

function alignUp(value: bigint): bigint {
  return ((value + granularity - 1n) / granularity) * granularity
}

/** An address space that contains the plan's memory, above 4 GiB where the plan asks for that and pointers are wide enough. */
export function createAddressSpace(
  pointerBytes: PointerBytes,
  addresses: AddressPlacement,
  die: Die,
): AddressSpace {
  const regions = new Map<bigint, Region>()
  let next = firstAddress(pointerBytes, addresses)
  const limit = pointerBytes === 8 ? 0x7fff_ffff_0000n : 0x7fff_0000n
  const overlaps = (base: bigint, size: bigint): boolean =>
    [...regions.values()].some(
      region => base < region.base + BigInt(region.size) && region.base < base + size,
    )
  const add = (base: bigint, size: number, reservedOnly: boolean): bigint => {
    const memory = reservedOnly ? undefined : { base, bytes: new Uint8Array(size) }
    regions.set(base, { base, size, memory })
    return base
  }
  const map: AddressSpace['map'] = (size, { at, reservedOnly = false } = {}) => {
    const base = at === undefined ? next : (at / granularity) * granularity
    if (base < granularity || base + BigInt(size) > limit || overlaps(base, BigInt(size)))
      return undefined
    if (at === undefined) next = alignUp(base + BigInt(size))
    return add(base, size, reservedOnly)
  }
  const holding = (address: bigint, size: number): Memory | undefined => {
    for (const { memory } of regions.values()) {
      if (
        memory &&
        address >= memory.base &&
        address + BigInt(size) <= memory.base + BigInt(memory.bytes.length)
      )
        return memory
    }
    return undefined
  }
  const base = map(arenaBytes) ?? die(accessViolation)
  const arena = holding(base, arenaBytes) ?? die(accessViolation)
  return {
    pointerBytes,
    arena,
    map,
    unmap(address) {
      regions.delete(address)
    },
    isAccessible: (address, size) => holding(address, size) !== undefined,
    bytesAt(address, size) {
      const memory = holding(address, size) ?? die(accessViolation)
      const offset = Number(address - memory.base)
      return memory.bytes.subarray(offset, offset + size)
    },
  }
}

function memoryAt(space: AddressSpace, address: bigint, size: number): Memory {
  return { base: address, bytes: space.bytesAt(address, size) }
}

/** Writes an integer of `bytes` bytes at an address. */
export function writeNumber(
  space: AddressSpace,
  address: bigint,
  bytes: number,
  value: bigint | number,
): void {
  writeUnsigned(memoryAt(space, address, bytes), 0, bytes, BigInt(value))
}

/** Writes an integer where the caller passed an address, and nothing where it passed NULL. */
export function writeOptional(
  space: AddressSpace,
  address: bigint,
  bytes: number,
  value: bigint | number,
): void {
  if (address !== 0n) writeNumber(space, address, bytes, value)
}

/** Reads an unsigned integer of `bytes` bytes at an address. */
export function readNumber(space: AddressSpace, address: bigint, bytes: number): bigint {
  return readUnsigned(memoryAt(space, address, bytes), 0, bytes)
}

const layouts = new Map<string, StructLayout>()

/** The true layout of a struct. */
function trueLayout(name: StructName, pointerBytes: PointerBytes): StructLayout {
  const key = `${name} ${pointerBytes}`
  const layout = layouts.get(key) ?? layoutOf(trueAbi.structs[name], pointerBytes)
  layouts.set(key, layout)
  return layout
}

/** Where a field of a struct lies. Bytes from its start. */
export function offsetOfField(space: AddressSpace, name: StructName, field: string): number {
  return trueLayout(name, space.pointerBytes).fields[field]?.offset ?? 0
}

/** Reads all single-valued fields of a struct at its true layout. Unsigned. */
export function readStruct(
  space: AddressSpace,
  name: StructName,
  address: bigint,
): Record<string, bigint> {
  const { size, fields } = trueLayout(name, space.pointerBytes)
  const memory = memoryAt(space, address, size)
  const values: Record<string, bigint> = {}
  for (const [field, place] of Object.entries(fields)) {
    if (place.count === 1) values[field] = readUnsigned(memory, place.offset, place.bytes)
  }
  return values
}

/** Writes fields of a struct at its true layout; other fields are not changed. */
export function writeStruct(
  space: AddressSpace,
  name: StructName,
  address: bigint,
  values: Readonly<Record<string, bigint | number>>,
): void {
  const { size, fields } = trueLayout(name, space.pointerBytes)
  const memory = memoryAt(space, address, size)
  for (const [field, value] of Object.entries(values)) {
    const place = fields[field]
    if (place) writeUnsigned(memory, place.offset, place.bytes / place.count, BigInt(value))
  }
}

/** Size of a struct at its true layout. Bytes. */
export function sizeOfStruct(space: AddressSpace, name: StructName): number {
  return trueLayout(name, space.pointerBytes).size
}

/** Reads a zero-terminated UTF-16 text. */
export function readWideText(space: AddressSpace, address: bigint): string {
  const units: number[] = []
  for (let at = address; ; at += 2n) {
    const unit = Number(readNumber(space, at, 2))
    if (unit === 0) return String.fromCharCode(...units)
    units.push(unit)
  }
}

/** Writes UTF-16 units without a terminating zero. */
export function writeWideUnits(space: AddressSpace, address: bigint, text: string): void {
  const encoded = Buffer.from(text, 'utf16le')
  space.bytesAt(address, encoded.length).set(encoded)
}

/** Writes a UTF-16 text with its terminating zero. */
export function writeWideText(space: AddressSpace, address: bigint, text: string): void {
  writeWideUnits(space, address, `${text}\0`)
}

/** Reads a zero-terminated text of 8-bit characters. */
export function readNarrowText(space: AddressSpace, address: bigint): string {
  let text = ''
  for (let at = address; ; at++) {
    const unit = Number(readNumber(space, at, 1))
    if (unit === 0) return text
    text += String.fromCharCode(unit)
  }
}
