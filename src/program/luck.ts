import type { Deviation, SlotPlace } from '../declare/deviation.ts'
import { isLayoutDeviation, isSlotDeviation } from '../declare/deviation.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'
import type { Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { win32Type, type Win32TypeName } from '../declare/win32/types.ts'
import type { Luck } from '../result/luck.ts'
import type { MemoryObject, Step } from './step.ts'

/** A declaration, and what is asked about it: one program in one process. */
export interface Declared {
  readonly abi: Abi
  readonly pointerBytes: PointerBytes
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
}

function deviationsOf({ abi, pointerBytes }: Declared): readonly Deviation[] {
  return compareAbi(abi, pointerBytes)
}

/** Where the result or a parameter of a function deviates, in the order of its declaration. */
function wrongPlaces(declared: Declared, name: FunctionName): readonly SlotPlace[] {
  return deviationsOf(declared).flatMap(deviation =>
    isSlotDeviation(deviation) &&
    (deviation.place.at === 'result' || deviation.place.at === 'parameter') &&
    deviation.place.function === name
      ? [deviation.place]
      : [],
  )
}

function trueTypeAt(name: FunctionName, place: SlotPlace): Win32TypeName {
  const { returns, parameters } = prototypeOf(name)
  return place.at === 'parameter' ? (parameters[place.parameter] ?? returns) : returns
}

function luckOfPlace(name: FunctionName, place: SlotPlace): Luck {
  const type = trueTypeAt(name, place)
  const family = familyIn(name, type)
  if (family === 'kernel' || family === 'registry') return 'kernel-handle'
  const { c } = win32Type(type)
  return bytesOf(c, 8) !== bytesOf(c, 4) ? 'low-address' : 'unused-width'
}

/** The objects whose addresses a step passes. */
function addressed({ memory }: Declared, step: Step): MemoryObject[] {
  return Object.values(step.arguments).flatMap(argument =>
    argument.kind === 'address' ? (memory[argument.of] ?? []) : [],
  )
}

function addressesWrongStruct(declared: Declared, step: Step): boolean {
  const wrong = new Set<string>(
    deviationsOf(declared)
      .filter(isLayoutDeviation)
      .map(({ struct }) => struct),
  )
  return addressed(declared, step).some(
    object => object.kind === 'struct' && wrong.has(object.struct),
  )
}

function addressesWrongCell(declared: Declared, step: Step): boolean {
  const { pointerBytes } = declared
  const wrong = new Set<string>(
    deviationsOf(declared).flatMap(deviation =>
      isSlotDeviation(deviation) && deviation.place.at === 'variable' ? [deviation.place.type] : [],
    ),
  )
  return addressed(declared, step).some(
    object =>
      object.kind === 'cell' &&
      // A variable declared apart from the others of its type.
      (object.declared === undefined
        ? wrong.has(object.type)
        : bytesOf(object.declared, pointerBytes) !==
          bytesOf(win32Type(object.type).c, pointerBytes)),
  )
}

/** Found once for each program: every step asks. */
const wrongVariables = new WeakMap<Declared, ReadonlySet<string>>()

/** The variables kept by a step with a wrong result declaration or cell. */
function wrongVariablesOf(declared: Declared): ReadonlySet<string> {
  const found = wrongVariables.get(declared)
  if (found) return found
  const wrong = new Set<string>()
  for (const maker of declared.steps) {
    if (
      maker.keep !== undefined &&
      wrongPlaces(declared, maker.function).some(({ at }) => at === 'result')
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
      value.kind === 'size-of' &&
      deviationsOf(declared).some(
        deviation => deviation.kind === 'stated-size' && deviation.struct === value.struct,
      ),
  )
}

/**
 * Why a step may go well although what it rests on is declared wrong; `undefined` where its
 * declarations are right in a process with pointers of this width.
 */
export function luckOf(declared: Declared, step: Step): Luck | undefined {
  const [wrong] = wrongPlaces(declared, step.function)
  if (wrong) return luckOfPlace(step.function, wrong)
  if (addressesWrongStruct(declared, step)) return 'not-looked-at'
  if (addressesWrongCell(declared, step)) return 'unused-width'
  if (usesWrongVariable(declared, step))
    return takesPointerLike(step) ? 'low-address' : 'kernel-handle'
  if (statesWrongSize(declared, step)) return 'unused-width'
  return step.opens === true && deviationsOf(declared).some(({ kind }) => kind === 'sentinel')
    ? 'sentinel-shape'
    : undefined
}

function takesPointerLike(step: Step): boolean {
  const { parameters } = prototypeOf(step.function)
  return Object.entries(step.arguments).some(([parameter, argument]) => {
    const type = parameters[parameter]
    return (
      argument.kind === 'variable' &&
      type !== undefined &&
      familyIn(step.function, type) === 'pointer-like'
    )
  })
}
