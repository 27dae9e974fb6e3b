import { functionsOf } from '../program/uses.ts'
import type { AddressPlacement } from '../program/plan.ts'
import type { DeviceKind } from '../devices/index.ts'
import type { Sequence, Step } from '../program/step.ts'
import { callAs, passAs, retype, type Change, type Places } from '../program/changes.ts'
import type { MistakeId } from '../mistakes/index.ts'
import { trueAbi, type AbiSlot } from '../declare/win32/abi.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { win32Type, type Win32TypeName } from '../declare/win32/types.ts'
import { faultAt, type Fault, type FaultKind, type FaultPlace } from './fault.ts'

const everywhere: readonly AddressPlacement[] = ['as-they-come', 'above-4gib']
const anyAddress: readonly AddressPlacement[] = ['as-they-come']

/** Faults that harm only an address above 4 GiB. */
const matters: readonly FaultKind[] = ['cut-zero', 'cut-sign', 'checked-32']

/** Whether a slot holds an address, so that the effect depends on where it lies. */
function holdsAddress(name: FunctionName, slot: AbiSlot): boolean {
  const family = familyIn(name, slot.type)
  return (
    isPointerWide(slot) && family !== 'kernel' && family !== 'registry' && slot.type !== 'SIZE_T'
  )
}

function isPointerWide(slot: AbiSlot): boolean {
  return bytesOf(slot.declared, 4) !== bytesOf(slot.declared, 8)
}

const narrowTypes: Readonly<Partial<Record<FaultKind, CType>>> = {
  'cut-zero': 'uint32_t',
  'cut-sign': 'int32_t',
  'cut-16': 'uint16_t',
  'too-wide': 'int64_t',
  'too-wide-unsigned': 'uint64_t',
}
const wordTypes: Readonly<Partial<Record<FaultKind, CType>>> = {
  'cut-16': 'uint16_t',
  'cut-8': 'uint8_t',
  'too-wide': 'int64_t',
  'too-wide-unsigned': 'uint64_t',
  'pointer-wide': 'uintptr_t',
}
const passings = ['upper-garbage', 'upper-ones', 'double', 'checked-32'] as const

function retypes(slot: AbiSlot): [FaultKind, CType][] {
  const types = isPointerWide(slot) ? narrowTypes : wordTypes
  return Object.entries(types) as [FaultKind, CType][]
}

function isCut(kind: FaultKind): boolean {
  return kind.startsWith('cut-')
}

/** Whether the program passes values at this place. Addresses come from the FFI itself and cannot be damaged before the call. */
function handsOverValues(sequence: Sequence, name: FunctionName, parameter: string): boolean {
  return sequence.steps.some(
    step => step.function === name && step.arguments[parameter]?.kind !== 'address',
  )
}

/** Whether a step passes the pseudo handle of the process, or a predefined key, to a parameter. */
function takesConstant(
  sequence: Sequence,
  name: FunctionName,
  parameter: string,
): 'pseudo-handle' | 'hkey-not-sign-extended' | undefined {
  const given = sequence.steps
    .filter(step => step.function === name)
    .map((step: Step) => step.arguments[parameter])
  if (given.some(argument => argument?.kind === 'variable' && argument.name === 'process'))
    return 'pseudo-handle'
  const isKey =
    trueAbi.functions[name].parameters.find(slot => slot.name === parameter)?.type === 'HKEY'
  return isKey && given.some(argument => argument?.kind === 'flags' || argument?.kind === 'number')
    ? 'hkey-not-sign-extended'
    : undefined
}

function mistakeOfReturn(name: FunctionName, slot: AbiSlot, kind: FaultKind): MistakeId {
  if (name === 'GetCurrentProcess' && kind === 'cut-zero') return 'pseudo-handle'
  if (isCut(kind)) return 'return-truncated'
  return isPointerWide(slot) ? 'too-wide' : 'return-upper-undefined'
}

function mistakeOfParameter(
  sequence: Sequence,
  name: FunctionName,
  parameter: string,
  kind: FaultKind,
): MistakeId {
  if (kind === 'cut-zero') return takesConstant(sequence, name, parameter) ?? 'arg-truncated'
  return isCut(kind) ? 'arg-truncated' : 'too-wide'
}

const passingMistakes: Readonly<Record<(typeof passings)[number], MistakeId>> = {
  'upper-garbage': 'arg-upper-garbage',
  'upper-ones': 'arg-upper-garbage',
  double: 'number-encoding',
  'checked-32': 'arg-overflow-raise',
}

/** A failed open looks different only in the result of CreateFileW. */
function devicesOf(
  sequence: Sequence,
  name: FunctionName,
  position: 'return' | 'parameter',
): readonly DeviceKind[] {
  if (sequence.id !== 'brief') return ['none']
  return name === 'CreateFileW' && position === 'return' ? ['loopback', 'missing'] : ['loopback']
}

/** Types that are not addresses, or addresses from which a callee only reads: they cannot cause an overwrite. */
const onlyRead: readonly Win32TypeName[] = [
  'LPCVOID',
  'LPCSTR',
  'LPCWSTR',
  'PCWSTR',
  'const GUID *',
  'LPSECURITY_ATTRIBUTES',
  'HWND',
]

/**
 * Where a parameter takes too much of the stack, those after it are read from the wrong slots: whether the callee
 * writes to an address among them.
 */
function shiftsWritten(name: FunctionName, index: number): boolean {
  return trueAbi.functions[name].parameters
    .slice(index + 1)
    .some(
      ({ declared, type }) =>
        declared === 'void *' && win32Type(type).family === undefined && !onlyRead.includes(type),
    )
}

function returnFaults(sequence: Sequence, name: FunctionName): Fault[] {
  const slot = trueAbi.functions[name].returns
  if (slot.declared === 'void') return []
  const place: FaultPlace = {
    subject: name,
    position: 'return',
    positionKind: 'return',
    sequence,
    devices: devicesOf(sequence, name, 'return'),
    addresses: holdsAddress(name, slot) ? everywhere : anyAddress,
    isDangerous: () => false,
  }
  return retypes(slot).map(([kind, type]) =>
    faultAt(
      place,
      kind,
      mistakeOfReturn(name, slot, kind),
      retype({ functions: [name], position: 'returns' }, type),
    ),
  )
}

function parameterFaults(sequence: Sequence, name: FunctionName): Fault[] {
  return trueAbi.functions[name].parameters.flatMap((slot, index): Fault[] => {
    const places: Places = { functions: [name], parameters: [slot.name] }
    const place = (kind: FaultKind): FaultPlace => ({
      subject: name,
      position: slot.name,
      positionKind: 'parameter',
      sequence,
      devices: devicesOf(sequence, name, 'parameter'),
      addresses: holdsAddress(name, slot) && matters.includes(kind) ? everywhere : anyAddress,
      isDangerous: pointerBytes =>
        pointerBytes === 4 && kind.startsWith('too-wide') && shiftsWritten(name, index),
    })
    const fault = (kind: FaultKind, mistake: MistakeId, change: Change): Fault =>
      faultAt(place(kind), kind, mistake, change)
    return [
      ...retypes(slot).map(([kind, type]) =>
        fault(kind, mistakeOfParameter(sequence, name, slot.name, kind), retype(places, type)),
      ),
      ...(isPointerWide(slot) && handsOverValues(sequence, name, slot.name)
        ? passings.map(passing => fault(passing, passingMistakes[passing], passAs(places, passing)))
        : []),
    ]
  })
}

function conventionFault(sequence: Sequence, name: FunctionName): Fault {
  const place: FaultPlace = {
    subject: name,
    position: '',
    positionKind: 'convention',
    sequence,
    devices: devicesOf(sequence, name, 'parameter'),
    addresses: anyAddress,
    isDangerous: () => false,
  }
  return faultAt(place, 'cdecl', 'calling-convention', callAs([name], '__cdecl'))
}

/** Every fault in the prototypes that a sequence uses: result, each parameter, convention. */
export function slotFaults(sequence: Sequence): readonly Fault[] {
  return functionsOf(sequence).flatMap(name => [
    ...returnFaults(sequence, name),
    ...parameterFaults(sequence, name),
    conventionFault(sequence, name),
  ])
}
