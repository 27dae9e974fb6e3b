import type { DeclaredType } from '../declare/model.ts'
import type { CType } from '../declare/win32/c-types.ts'

const integers: Readonly<Record<'signed' | 'unsigned', Readonly<Record<number, CType>>>> = {
  signed: { 1: 'int8_t', 2: 'int16_t', 4: 'int32_t', 8: 'int64_t' },
  unsigned: { 1: 'uint8_t', 2: 'uint16_t', 4: 'uint32_t', 8: 'uint64_t' },
}

/** The integer of a width in bytes. */
export function integerOf(kind: 'signed' | 'unsigned', bytes: number): CType | undefined {
  return integers[kind][bytes]
}

/** The C type of the same class and width; `undefined` for what travels neither as an integer nor as a pointer. */
export function cTypeOf(type: DeclaredType): CType | undefined {
  switch (type.kind) {
    case 'void':
      return 'void'
    case 'pointer':
      return 'void *'
    case 'signed':
    case 'unsigned':
      return integerOf(type.kind, type.bytes)
    case 'float':
    case 'struct':
    case 'unknown':
      return undefined
  }
}
