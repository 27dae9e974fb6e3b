import type { PointerBytes } from './architecture.ts'

/**
 * The types an FFI can be told, by their C names. Widths in bytes; `pointer` follows the process.
 * Every declaration, true or wrong, is made of these.
 */
export const cTypes = {
  void: { bytes: 0, signed: false },
  int8_t: { bytes: 1, signed: true },
  uint8_t: { bytes: 1, signed: false },
  int16_t: { bytes: 2, signed: true },
  uint16_t: { bytes: 2, signed: false },
  int32_t: { bytes: 4, signed: true },
  uint32_t: { bytes: 4, signed: false },
  int64_t: { bytes: 8, signed: true },
  uint64_t: { bytes: 8, signed: false },
  intptr_t: { bytes: 'pointer', signed: true },
  uintptr_t: { bytes: 'pointer', signed: false },
  'void *': { bytes: 'pointer', signed: false },
} as const satisfies Record<string, { bytes: 0 | 1 | 2 | 4 | 8 | 'pointer'; signed: boolean }>

/** A C type an FFI can be told. */
export type CType = keyof typeof cTypes

/** Width in bytes of a C type in a process with pointers of `pointerBytes`. */
export function bytesOf(type: CType, pointerBytes: PointerBytes): number {
  const { bytes } = cTypes[type]
  return bytes === 'pointer' ? pointerBytes : bytes
}

/** `value` as it reads after being cut to `type`: sign-extended for signed types, zero-extended for the others. */
export function narrow(value: bigint, type: CType, pointerBytes: PointerBytes): bigint {
  const bits = 8 * bytesOf(type, pointerBytes)
  return cTypes[type].signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)
}
