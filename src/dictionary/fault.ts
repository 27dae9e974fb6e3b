import type { AddressPlacement } from '../program/plan.ts'
import type { DeviceKind } from '../devices/index.ts'
import type { Sequence } from '../program/step.ts'
import type { Change } from '../program/changes.ts'
import type { MistakeId } from '../mistakes/index.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'

/** The ways in which one place of a declaration can be wrong, with a description. */
export const faultKinds = {
  'cut-zero': 'declared as uint32_t: cut to 32 bits, widened with zeros',
  'cut-sign': 'declared as int32_t: cut to 32 bits, widened with the sign',
  'cut-16': 'declared with 16 bits',
  'cut-8': 'declared with 8 bits',
  'too-wide': 'declared as int64_t',
  'too-wide-unsigned': 'declared as uint64_t',
  'pointer-wide': 'declared as wide as a pointer',
  'upper-garbage': 'the upper half of the slot holds leftovers',
  'upper-ones': 'the upper half of the slot is all ones',
  double: 'passed through a double',
  'checked-32': 'refused where it does not fit into 32 bits',
  'moved-32': 'declared with 32 bits; what is behind moves',
  'moved-16': 'declared with 16 bits; what is behind moves',
  'moved-64': 'declared with 64 bits; what is behind moves',
  'in-place-32': 'declared with 32 bits, padded',
  'in-place-16': 'declared with 16 bits, padded',
  flattened: 'the alternatives of the union one behind the other',
  'size-of-ia32': 'states the size the struct has in a 32-bit process',
  'size-of-x64': 'states the size the struct has in a 64-bit process',
  'size-zero': 'states 0 as the size',
  'uint32-ones': 'compares with 4294967295',
  zero: 'compares with 0',
  'strict-minus-one': 'compares with the number -1',
  unchecked: 'does not look',
  cdecl: 'called as __cdecl',
} as const satisfies Record<string, string>
export type FaultKind = keyof typeof faultKinds

/** The kinds of place where a fault can be. */
export const positionKinds = [
  'return',
  'parameter',
  'field',
  'struct',
  'variable',
  'type',
  'sentinel',
  'convention',
] as const
export type PositionKind = (typeof positionKinds)[number]

/** One place declared wrong in one way. */
export interface Fault {
  /** `subject.position.kind`, with the name of the sequence and a slash in front unless it is the serial one. */
  readonly id: string
  /** A function, a struct, a type of variables, or `sentinel`. */
  readonly subject: string
  readonly position: string
  readonly positionKind: PositionKind
  readonly kind: FaultKind
  readonly mistake: MistakeId
  readonly sequence: Sequence
  readonly change: Change
  /** The devices of the scenes in which it is measured. */
  readonly devices: readonly DeviceKind[]
  readonly addresses: readonly AddressPlacement[]
  /** Whether it may overwrite memory of the process in which it is measured. */
  isDangerous(pointerBytes: PointerBytes): boolean
}

/** The properties of a fault that follow from its place. */
export type FaultPlace = Omit<Fault, 'id' | 'kind' | 'mistake' | 'change'>

/** Creates the fault for a place. */
export function faultAt(
  place: FaultPlace,
  kind: FaultKind,
  mistake: MistakeId,
  change: Change,
): Fault {
  const prefix = place.sequence.id === 'brief' ? '' : `${place.sequence.id}/`
  return {
    ...place,
    id: `${prefix}${[place.subject, place.position, kind].filter(part => part !== '').join('.')}`,
    kind,
    mistake,
    change,
  }
}
