import type { Deviation, SlotDeviation } from '../declare/deviation.ts'
import { isLayoutDeviation, isSlotDeviation } from '../declare/deviation.ts'
import { compareAbi } from '../declare/win32/compare-abi.ts'
import type { Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { win32Type, type Win32TypeName } from '../declare/win32/types.ts'
import { harmlessReasons, type HarmlessReason } from '../result/harmless.ts'
import type { MemoryObject, Step } from './step.ts'

/** The declarations of one program in one process, and the memory they are used with. */
export interface Declared {
  readonly abi: Abi
  readonly pointerBytes: PointerBytes
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
}

/** The deviations of a declaration, indexed for the questions about a step. */
interface Deviations {
  /** Deviations of the result and the parameters of a function, in declaration order. */
  readonly slots: ReadonlyMap<string, readonly SlotDeviation[]>
  readonly structs: ReadonlySet<string>
  /** Declared widths of variables, by the type that they should have. Bytes. */
  readonly variables: ReadonlyMap<string, number>
  /** Structs whose stated size is wrong. */
  readonly sizes: ReadonlySet<string>
  readonly sentinel: boolean
  /** Nothing is declared otherwise than it is. */
  readonly isRight: boolean
}

function sortDeviations(deviations: readonly Deviation[]): Omit<Deviations, 'isRight'> {
  const slots = new Map<string, SlotDeviation[]>()
  const variables = new Map<string, number>()
  for (const deviation of deviations.filter(isSlotDeviation)) {
    const { place } = deviation
    if (place.at === 'variable') variables.set(place.type, deviation.declared.bytes)
    if (place.at === 'result' || place.at === 'parameter')
      slots.set(place.function, [...(slots.get(place.function) ?? []), deviation])
  }
  return {
    slots,
    structs: new Set(deviations.filter(isLayoutDeviation).map(({ struct }) => struct)),
    variables,
    sizes: new Set(
      deviations.flatMap(deviation => (deviation.kind === 'stated-size' ? [deviation.struct] : [])),
    ),
    sentinel: deviations.some(({ kind }) => kind === 'sentinel'),
  }
}

/** Computed once for each program, since every step uses it. */
const sorted = new WeakMap<Declared, Deviations>()

function deviationsOf(declared: Declared): Deviations {
  const known = sorted.get(declared)
  if (known) return known
  const deviations = compareAbi(declared.abi, declared.pointerBytes)
  const found = {
    ...sortDeviations(deviations),
    isRight: deviations.length === 0 && !hasOwnVariables(declared),
  }
  sorted.set(declared, found)
  return found
}

function wrongSlots(declared: Declared, name: FunctionName): readonly SlotDeviation[] {
  return deviationsOf(declared).slots.get(name) ?? []
}

function trueTypeAt(name: FunctionName, { place }: SlotDeviation): Win32TypeName {
  const { returns, parameters } = prototypeOf(name)
  return place.at === 'parameter' ? (parameters[place.parameter] ?? returns) : returns
}

/**
 * The platform guarantees only the low 32 bits. A value that is cut further, has garbage above them, or is
 * declared too wide is not covered. Bytes.
 */
function isGuaranteed(declaredBytes: number, trueBytes: number): boolean {
  return declaredBytes >= 4 && declaredBytes <= trueBytes
}

function keepsLowHalf({ declared, true: truth }: SlotDeviation): boolean {
  const { passing } = declared
  if (passing === 'upper-garbage' || passing === 'upper-ones') return false
  return isGuaranteed(declared.bytes, truth.bytes)
}

/** Predefined keys, such as HKEY_LOCAL_MACHINE, and the pseudo handle -1 are negative numbers; zero extension changes their value. */
function losesSign(step: Step, { place, declared }: SlotDeviation): boolean {
  const isNegative =
    place.at === 'parameter'
      ? step.arguments[place.parameter]?.kind === 'number'
      : step.function === 'GetCurrentProcess'
  return isNegative && declared.kind === 'unsigned'
}

function reasonOfSlot(step: Step, wrong: SlotDeviation): HarmlessReason {
  const type = trueTypeAt(step.function, wrong)
  const family = familyIn(step.function, type)
  if (family === 'kernel' || family === 'registry')
    return keepsLowHalf(wrong) && !losesSign(step, wrong) ? 'kernel-handle' : 'unused-width'
  const { c } = win32Type(type)
  return bytesOf(c, 8) !== bytesOf(c, 4) ? 'low-address' : 'unused-width'
}

/** The objects whose addresses a step passes. */
function addressed({ memory }: Declared, step: Step): MemoryObject[] {
  const objects: MemoryObject[] = []
  for (const argument of Object.values(step.arguments)) {
    const object = argument.kind === 'address' ? memory[argument.of] : undefined
    if (object) objects.push(object)
  }
  return objects
}

function addressesWrongStruct(declared: Declared, step: Step): boolean {
  const { structs } = deviationsOf(declared)
  return addressed(declared, step).some(
    object => object.kind === 'struct' && structs.has(object.struct),
  )
}

/** The declared widths of the variables whose addresses a step passes, where they are wrong. Bytes. */
function wrongWidthsOf(declared: Declared, step: Step): number[] {
  const { pointerBytes } = declared
  const { variables } = deviationsOf(declared)
  return addressed(declared, step).flatMap(object => {
    if (object.kind !== 'variable') return []
    // A variable may be declared differently from the others of its type.
    if (object.declared === undefined) return variables.get(object.type) ?? []
    const own = bytesOf(object.declared, pointerBytes)
    return own === bytesOf(win32Type(object.type).c, pointerBytes) ? [] : [own]
  })
}

/** Whether the program declares a variable differently from the others of its type. */
function hasOwnVariables({ memory }: Declared): boolean {
  return Object.values(memory).some(
    object => object.kind === 'variable' && object.declared !== undefined,
  )
}

/** Computed once for each program, since every step uses it. */
const wrongVariables = new WeakMap<Declared, ReadonlyMap<string, boolean>>()

/** The variables that a step keeps from a wrong result or variable, and whether they are certain to hold the low half of a handle. */
function wrongVariablesOf(declared: Declared): ReadonlyMap<string, boolean> {
  const found = wrongVariables.get(declared)
  if (found) return found
  const wrong = new Map<string, boolean>()
  for (const maker of declared.steps) {
    const result = wrongSlots(declared, maker.function).find(({ place }) => place.at === 'result')
    if (maker.keep !== undefined && result) wrong.set(maker.keep, keepsLowHalf(result))
    const [width] = maker.load === undefined ? [] : wrongWidthsOf(declared, maker)
    if (maker.load !== undefined && width !== undefined)
      wrong.set(maker.load.variable, isGuaranteed(width, declared.pointerBytes))
  }
  wrongVariables.set(declared, wrong)
  return wrong
}

function reasonsOfVariables(declared: Declared, step: Step): HarmlessReason[] {
  const wrong = wrongVariablesOf(declared)
  const { parameters } = prototypeOf(step.function)
  return Object.entries(step.arguments).flatMap(([parameter, argument]) => {
    const keeps = argument.kind === 'variable' ? wrong.get(argument.name) : undefined
    if (keeps === undefined) return []
    const type = parameters[parameter]
    if (type !== undefined && familyIn(step.function, type) === 'pointer-like')
      return ['low-address']
    return [keeps ? 'kernel-handle' : 'unused-width']
  })
}

function statesWrongSize(declared: Declared, step: Step): boolean {
  return (step.assign ?? []).some(
    ({ value }) => value.kind === 'size-of' && deviationsOf(declared).sizes.has(value.struct),
  )
}

function* reasonsOf(declared: Declared, step: Step): Generator<HarmlessReason> {
  for (const wrong of wrongSlots(declared, step.function)) yield reasonOfSlot(step, wrong)
  if (addressesWrongStruct(declared, step)) yield 'not-looked-at'
  if (wrongWidthsOf(declared, step).length > 0) yield 'unused-width'
  yield* reasonsOfVariables(declared, step)
  if (statesWrongSize(declared, step)) yield 'unused-width'
  if (step.opens === true && deviationsOf(declared).sentinel) yield 'sentinel-shape'
}

/**
 * Why a step may succeed although a declaration that it uses is wrong; `undefined` where its declarations are
 * right for this pointer width. Where several declarations are wrong, the platform tolerates the step only if it
 * tolerates each of them: the first reason that is luck takes precedence.
 */
export function luckOf(declared: Declared, step: Step): HarmlessReason | undefined {
  if (deviationsOf(declared).isRight) return undefined
  let guaranteed: HarmlessReason | undefined
  for (const reason of reasonsOf(declared, step)) {
    if (harmlessReasons[reason].verdict === 'lucky') return reason
    guaranteed ??= reason
  }
  return guaranteed
}
