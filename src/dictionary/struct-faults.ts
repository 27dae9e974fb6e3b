import { fenceBytes } from '../program/room.ts'
import { structsOf } from '../program/uses.ts'
import type { Sequence } from '../program/step.ts'
import {
  compose,
  flattenUnions,
  leaveBehind,
  narrowField,
  reshape,
  reshapeField,
  stateSize,
  type Change,
} from '../program/changes.ts'
import { trueAbi, type AbiField } from '../declare/win32/abi.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import type { Member, StructName } from '../declare/win32/structs.ts'
import { structs } from '../declare/win32/truth.ts'
import type { Win32TypeName } from '../declare/win32/types.ts'
import { faultAt, type Fault, type FaultKind, type FaultPlace } from './fault.ts'

/** A struct that is shorter by at most its fence overwrites nothing else. */
function overflows(struct: StructName, change: Change): Fault['isDangerous'] {
  return pointerBytes =>
    layoutOf(trueAbi.structs[struct], pointerBytes).size -
      layoutOf(change(trueAbi).structs[struct], pointerBytes).size >
    fenceBytes
}

function structFault(
  sequence: Sequence,
  struct: StructName,
  position: string,
  kind: FaultKind,
  mistake: Fault['mistake'],
  change: Change,
): Fault {
  const place: FaultPlace = {
    subject: struct,
    position,
    positionKind: position === '' ? 'struct' : 'field',
    sequence,
    devices: [sequence.id === 'brief' ? 'loopback' : 'none'],
    addresses: ['as-they-come'],
    isDangerous: overflows(struct, change),
  }
  return faultAt(place, kind, mistake, change)
}

function fieldsOf(struct: StructName): AbiField[] {
  return trueAbi.structs[struct].members.flatMap(member =>
    'union' in member ? member.union.flat() : [member],
  )
}

/** Other types that a field can be declared with, by its true width. */
function alternatives(field: AbiField): [FaultKind, CType, number][] {
  if (bytesOf(field.declared, 8) !== bytesOf(field.declared, 4))
    return [['moved-32', 'uint32_t', 4]]
  const bytes = bytesOf(field.declared, 8)
  if (bytes === 4)
    return [
      ['moved-16', 'uint16_t', 2],
      ['moved-64', 'uint64_t', 0],
    ]
  return bytes < 4 ? [['moved-32', 'uint32_t', 0]] : []
}

function fieldFaults(sequence: Sequence, struct: StructName, field: AbiField): Fault[] {
  return alternatives(field).flatMap(([kind, type, padding]): Fault[] => {
    const moved = structFault(
      sequence,
      struct,
      field.name,
      kind,
      kind === 'moved-64' ? 'type-alias' : 'struct-layout-shrunk',
      reshapeField(struct, field.name, type),
    )
    if (padding === 0) return [moved]
    const inPlace = kind === 'moved-32' ? 'in-place-32' : 'in-place-16'
    return [
      moved,
      structFault(
        sequence,
        struct,
        field.name,
        inPlace,
        'field-narrowed',
        narrowField(struct, field.name, type, padding * (field.count ?? 1)),
      ),
    ]
  })
}

function typesOf(struct: StructName): Win32TypeName[] {
  return [
    ...new Set(
      fieldsOf(struct)
        .filter(({ declared }) => bytesOf(declared, 8) !== bytesOf(declared, 4))
        .map(({ type }) => type),
    ),
  ]
}

function wholeFaults(sequence: Sequence, struct: StructName): Fault[] {
  const narrow = typesOf(struct).map(type => reshape(struct, type, 'uint32_t'))
  const members: readonly Member[] = structs[struct]
  return [
    ...typesOf(struct).flatMap(type =>
      ['leftovers', 'zeros'].map(behind =>
        structFault(
          sequence,
          struct,
          `every-${type}-${behind}-behind`,
          'moved-32',
          'struct-layout-shrunk',
          compose(
            reshape(struct, type, 'uint32_t'),
            leaveBehind(struct, behind === 'zeros' ? 'zeros' : 'leftovers'),
          ),
        ),
      ),
    ),
    ...(narrow.length > 1
      ? [structFault(sequence, struct, '', 'moved-32', 'struct-layout-shrunk', compose(...narrow))]
      : []),
    structFault(
      sequence,
      struct,
      'every-DWORD',
      'moved-64',
      'type-alias',
      reshape(struct, 'DWORD', 'uint64_t'),
    ),
    ...(members.some(member => 'union' in member)
      ? [structFault(sequence, struct, '', 'flattened', 'union-misplaced', flattenUnions(struct))]
      : []),
  ]
}

function sizeFaults(sequence: Sequence, struct: StructName): Fault[] {
  if (
    !sequence.steps.some(step =>
      step.assign?.some(({ value }) => value.kind === 'size-of' && value.struct === struct),
    )
  )
    return []
  const sizes: [FaultKind, number][] = [
    ['size-of-ia32', layoutOf(trueAbi.structs[struct], 4).size],
    ['size-of-x64', layoutOf(trueAbi.structs[struct], 8).size],
    ['size-zero', 0],
  ]
  return sizes.map(([kind, size]) =>
    structFault(sequence, struct, 'cbSize', kind, 'struct-size-constant', stateSize(struct, size)),
  )
}

/** Every fault in the structs that a sequence uses: each field, each pointer-sized type, unions, stated sizes. */
export function structFaults(sequence: Sequence): readonly Fault[] {
  return structsOf(sequence).flatMap(struct => [
    ...fieldsOf(struct).flatMap(field => fieldFaults(sequence, struct, field)),
    ...wholeFaults(sequence, struct),
    ...sizeFaults(sequence, struct),
  ])
}
