import { bytesOf, cTypes, type CType } from '../declare/win32/c-types.ts'
import {
  ownPointerBytes,
  type Ffi,
  type ForeignFunction,
  type ForeignValue,
} from '../hosts/host.ts'
import { ownFfi } from './ffi.ts'
import type { Memory } from './memory.ts'
import { scratchPart } from './own-memory.ts'

/** How a parameter is passed. In 32-bit processes all are passed on the stack. */
export type Position = 'register' | 'stack'

/** Number of parameters after buffer, size and format: enough to reach the stack on x64 (the 5th) and arm64 (the 9th). */
const count = process.arch === 'arm64' ? 6 : 2
/** The first of them is the 4th parameter, which takes the last register on x64. */
const places: Readonly<Record<Position, number>> = { register: 0, stack: count - 1 }
const textBytes = 512

/** A function with a parameter of one declared type that reports what arrived there. */
export interface Telltale {
  /**
   * Passes a value in each position and returns what arrived in the slot (as wide as a pointer, or the type, if
   * wider). Throws what the FFI refuses.
   */
  arrived(value: ForeignValue): Readonly<Record<Position, bigint>>
  /** Makes the same call `times` times without evaluating what arrived. */
  repeat(value: ForeignValue, times: number): void
}

/** A value in the JavaScript form in which this FFI takes it. */
function shaped(type: CType, value: ForeignValue): ForeignValue {
  return type === 'void *' ? BigInt.asUintN(8 * ownPointerBytes, BigInt(value)) : value
}

/**
 * ntdll's `_snprintf` prints its registers and stack slots at their full width, however they were declared. Any
 * FFI can call it by name, and it needs no code of ours.
 */
export function telltale(memory: Memory, type: CType, ffi: Ffi = ownFfi()): Telltale {
  const print = ffi.bind('ntdll', '_snprintf', {
    convention: '__cdecl',
    returns: 'int32_t',
    parameters: ['uintptr_t', 'uintptr_t', 'uintptr_t', ...Array<CType>(count).fill(type)],
  })
  const one = bytesOf(type, ownPointerBytes) === 8 || ownPointerBytes === 8 ? '%I64x ' : '%x '
  const formats = [one.repeat(count), ''].map((text, index) => {
    const at = textBytes + index * 0x100
    memory.bytes.set(Buffer.from(`${text}\0`, 'latin1'), at)
    return memory.base + BigInt(at)
  })
  // The arguments are spelled out, because an engine that optimises FFI calls does so only where it sees all of them.
  const call = (format = 0n, value: ForeignValue): void => {
    const v = shaped(type, value)
    if (count === 2) print(memory.base, textBytes, format, v, v)
    else print(memory.base, textBytes, format, v, v, v, v, v, v)
  }
  return {
    arrived(value) {
      memory.bytes.fill(0, 0, textBytes)
      call(formats[0], value)
      const end = memory.bytes.indexOf(0)
      const words = Buffer.from(memory.bytes.subarray(0, end)).toString('latin1').trim().split(' ')
      const at = (place: number): bigint => BigInt(`0x${words[place] ?? '0'}`)
      return { register: at(places.register), stack: at(places.stack) }
    },
    repeat(value, times) {
      for (let index = 0; index < times; index++) call(formats[1], value)
    },
  }
}

/** Used where there is no ntdll: what a callback receives in its first parameter. */
function throughCallback(type: CType, value: ForeignValue, { callbacks }: Ffi): bigint | undefined {
  if (!callbacks) return undefined
  let seen = 0n
  const callee = { convention: '__cdecl', returns: 'void' } as const
  const pointer = callbacks.register({ ...callee, parameters: ['uintptr_t'] }, (got = 0) => {
    seen = BigInt(got)
    return undefined
  })
  const call: ForeignFunction = callbacks.at(pointer, { ...callee, parameters: [type] })
  call(shaped(type, value))
  return BigInt.asUintN(8 * ownPointerBytes, seen)
}

let signed: boolean | undefined

/**
 * Whether this FFI sign-extends a narrow signed value to the full slot. Measured once, not assumed. `memory` is
 * that of the kernel in use.
 */
export function fillsWithSign(memory: Memory): boolean {
  const ffi = ownFfi()
  signed ??=
    (throughCallback('int32_t', -2, ffi) ??
      telltale(scratchPart(memory), 'int32_t', ffi).arrived(-2).register) >>
      32n !==
    0n
  return signed
}

/** What 0xFFFFFFFE becomes in a slot as wide as a pointer; `undefined` where this FFI has no callbacks to see it. */
export function widened(type: CType): bigint | undefined {
  return throughCallback(type, type !== 'void *' && cTypes[type].signed ? -2 : 0xfffffffe, ownFfi())
}
