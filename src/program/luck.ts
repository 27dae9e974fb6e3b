import type { Step } from './step.ts'
import type { MemoryObject } from './step.ts'
import type { Luck } from '../result/luck.ts'
import { trueAbi, type Abi, type Slot } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import type { StructName } from '../declare/win32/structs.ts'
import { win32Type } from '../declare/win32/types.ts'

/** A declaration, and what is asked about it: one program in one process. */
export interface Declared {
  readonly abi: Abi
  readonly pointerBytes: PointerBytes
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
}

function slotIsWrong(slot: Slot, truth: Slot, pointerBytes: PointerBytes): boolean {
  if (pointerBytes === 8 && slot.passing !== truth.passing) return true
  return bytesOf(slot.declared, pointerBytes) !== bytesOf(truth.declared, pointerBytes)
}

function luckOfSlot(name: FunctionName, slot: Slot): Luck {
  const family = familyIn(name, slot.type)
  if (family === 'kernel' || family === 'registry') return 'kernel-handle'
  return bytesOf(win32Type(slot.type).c, 8) !== bytesOf(win32Type(slot.type).c, 4)
    ? 'low-address'
    : 'unused-width'
}

function wrongSlots(declared: Declared, name: FunctionName): Slot[] {
  const own = declared.abi.functions[name]
  const truth = trueAbi.functions[name]
  const parameters = own.parameters.filter((slot, index) =>
    slotIsWrong(slot, truth.parameters[index] ?? slot, declared.pointerBytes),
  )
  return slotIsWrong(own.returns, truth.returns, declared.pointerBytes)
    ? [own.returns, ...parameters]
    : parameters
}

function structIsWrong(declared: Declared, struct: StructName): boolean {
  const own = layoutOf(declared.abi.structs[struct], declared.pointerBytes)
  const truth = layoutOf(trueAbi.structs[struct], declared.pointerBytes)
  const moved = Object.entries(truth.fields).some(
    ([name, place]) =>
      own.fields[name]?.offset !== place.offset || own.fields[name].bytes !== place.bytes,
  )
  return moved || own.size !== truth.size
}

function addressesWrongStruct(declared: Declared, step: Step): boolean {
  return Object.values(step.arguments).some(argument => {
    const object = argument.kind === 'address' ? declared.memory[argument.of] : undefined
    return object?.kind === 'struct' && structIsWrong(declared, object.struct)
  })
}

function addressesWrongCell(declared: Declared, step: Step): boolean {
  return Object.values(step.arguments).some(argument => {
    const object = argument.kind === 'address' ? declared.memory[argument.of] : undefined
    if (object?.kind !== 'cell') return false
    const own = object.declared ?? declared.abi.cells[object.type] ?? win32Type(object.type).c
    return (
      bytesOf(own, declared.pointerBytes) !==
      bytesOf(win32Type(object.type).c, declared.pointerBytes)
    )
  })
}

/** Found once for each program: every step asks. */
const wrongVariables = new WeakMap<Declared, ReadonlySet<string>>()

/** The variables kept by a step with a wrong result declaration or cell. */
function wrongVariablesOf(declared: Declared): ReadonlySet<string> {
  const found = wrongVariables.get(declared)
  if (found) return found
  const wrong = new Set<string>()
  for (const maker of declared.steps) {
    const own = declared.abi.functions[maker.function]
    if (
      maker.keep !== undefined &&
      slotIsWrong(own.returns, trueAbi.functions[maker.function].returns, declared.pointerBytes)
    )
      wrong.add(maker.keep)
    if (maker.load !== undefined && addressesWrongCell(declared, maker))
      wrong.add(maker.load.variable)
  }
  wrongVariables.set(declared, wrong)
  return wrong
}

function usesWrongVariable(declared: Declared, step: Step): boolean {
  const wrong = wrongVariablesOf(declared)
  return (
    wrong.size > 0 &&
    Object.values(step.arguments).some(
      argument => argument.kind === 'variable' && wrong.has(argument.name),
    )
  )
}

function statesWrongSize(declared: Declared, step: Step): boolean {
  return (step.assign ?? []).some(
    ({ value }) =>
      value.kind === 'size-of' && declared.abi.structs[value.struct].statedSize !== undefined,
  )
}

/**
 * Why a step may go well although what it rests on is declared wrong; `undefined` where its
 * declarations are right in a process with pointers of this width.
 */
export function luckOf(declared: Declared, step: Step): Luck | undefined {
  const [wrong] = wrongSlots(declared, step.function)
  if (wrong) return luckOfSlot(step.function, wrong)
  if (addressesWrongStruct(declared, step)) return 'not-looked-at'
  if (addressesWrongCell(declared, step)) return 'unused-width'
  if (usesWrongVariable(declared, step))
    return takesPointerLike(step) ? 'low-address' : 'kernel-handle'
  if (statesWrongSize(declared, step)) return 'unused-width'
  return step.opens === true && declared.abi.sentinel !== trueAbi.sentinel
    ? 'sentinel-shape'
    : undefined
}

function takesPointerLike(step: Step): boolean {
  return Object.entries(step.arguments).some(([parameter, argument]) => {
    const slot = trueAbi.functions[step.function].parameters.find(({ name }) => name === parameter)
    return (
      argument.kind === 'variable' &&
      slot !== undefined &&
      familyIn(step.function, slot.type) === 'pointer-like'
    )
  })
}
