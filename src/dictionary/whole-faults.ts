import type { AddressPlacement } from '../program/plan.ts'
import type { DeviceKind } from '../devices/index.ts'
import type { Sequence } from '../program/step.ts'
import {
  narrowVariables,
  passAs,
  resentinel,
  retype,
  type Change,
  type Places,
} from '../program/changes.ts'
import type { MistakeId } from '../mistakes/index.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'
import { prototypeOf } from '../declare/win32/functions.ts'
import { win32Type, type Win32TypeName } from '../declare/win32/types.ts'
import { faultAt, type Fault, type FaultKind, type FaultPlace, type PositionKind } from './fault.ts'
import { functionsOf } from '../program/uses.ts'

function placeOf(
  sequence: Sequence,
  subject: string,
  position: string,
  positionKind: PositionKind,
  addresses: readonly AddressPlacement[],
  opens: boolean,
): FaultPlace {
  const devices: readonly DeviceKind[] =
    sequence.id !== 'brief' ? ['none'] : opens ? ['loopback', 'missing'] : ['loopback']
  return { subject, position, positionKind, sequence, devices, addresses, isDangerous: () => false }
}

/** The handle types in the prototypes of a sequence. */
function handleTypes(sequence: Sequence): Win32TypeName[] {
  const types = functionsOf(sequence).flatMap(name => [
    prototypeOf(name).returns,
    ...Object.values(prototypeOf(name).parameters),
  ])
  return [...new Set(types)].filter(type => win32Type(type).family !== undefined)
}

const typeRetypes: readonly [FaultKind, CType][] = [
  ['cut-zero', 'uint32_t'],
  ['cut-sign', 'int32_t'],
  ['cut-16', 'uint16_t'],
  ['too-wide', 'int64_t'],
]
const wide: readonly AddressPlacement[] = ['as-they-come', 'above-4gib']

/** One wrong alias of a handle type: everywhere, in results only, in parameters only. */
function typeFaults(sequence: Sequence): Fault[] {
  return handleTypes(sequence).flatMap(type =>
    ([undefined, 'returns', 'parameters'] as const).flatMap((position): Fault[] => {
      const mistake: MistakeId =
        position === undefined
          ? 'type-alias'
          : position === 'returns'
            ? 'return-truncated'
            : 'arg-truncated'
      const place: FaultPlace = {
        ...placeOf(
          sequence,
          type,
          position ?? 'everywhere',
          'type',
          sequence.id === 'brief' || type === 'HKEY' || sequence.id === 'process'
            ? ['as-they-come']
            : wide,
          position !== 'parameters',
        ),
        isDangerous: () => false,
      }
      const places: Places = { types: [type], ...(position === undefined ? {} : { position }) }
      const change = (declared: CType): Change => retype(places, declared)
      const passed =
        position === 'parameters'
          ? [
              faultAt(place, 'upper-garbage', 'arg-upper-garbage', passAs(places, 'upper-garbage')),
              faultAt(place, 'double', 'number-encoding', passAs(places, 'double')),
              faultAt(place, 'checked-32', 'arg-overflow-raise', passAs(places, 'checked-32')),
            ]
          : []
      const mistakeOf = (kind: FaultKind): MistakeId =>
        kind === 'too-wide'
          ? 'too-wide'
          : sequence.id === 'process' && kind === 'cut-zero' && type === 'HANDLE'
            ? 'pseudo-handle'
            : mistake
      return [
        ...typeRetypes.map(([kind, declared]) =>
          faultAt(place, kind, mistakeOf(kind), change(declared)),
        ),
        ...passed,
      ]
    }),
  )
}

const narrowTypes: readonly [FaultKind, CType][] = [
  ['cut-8', 'uint8_t'],
  ['cut-16', 'uint16_t'],
  ['cut-zero', 'uint32_t'],
  ['too-wide', 'uint64_t'],
]

function variableFaults(sequence: Sequence): Fault[] {
  const used = [
    ...new Set(
      Object.values(sequence.memory).flatMap(object =>
        object.kind === 'variable' ? [object.type] : [],
      ),
    ),
  ]
  return used.flatMap(type =>
    narrowTypes.map(([kind, declared]) => {
      const truth = trueAbi.variables[type] ?? win32Type(type).c
      const mistake: MistakeId =
        bytesOf(declared, 8) < bytesOf(truth, 8) ? 'field-narrowed' : 'type-alias'
      return faultAt(
        placeOf(sequence, type, 'variable', 'variable', ['as-they-come'], false),
        kind,
        mistake,
        narrowVariables(type, declared),
      )
    }),
  )
}

const sentinels = ['uint32-ones', 'zero', 'strict-minus-one', 'unchecked'] as const

function sentinelFaults(sequence: Sequence): Fault[] {
  if (!sequence.steps.some(step => step.opens)) return []
  const place = placeOf(sequence, 'sentinel', '', 'sentinel', ['as-they-come'], true)
  return sentinels.map(check => faultAt(place, check, 'sentinel-mismatch', resentinel(check)))
}

/** Faults that concern more than one slot: aliases of handle types, variables whose address is passed, sentinels. */
export function wholeFaults(sequence: Sequence): readonly Fault[] {
  return [...typeFaults(sequence), ...variableFaults(sequence), ...sentinelFaults(sequence)]
}
