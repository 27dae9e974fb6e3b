import type { DeviceKind } from '../devices/index.ts'
import type { Step } from './step.ts'
import type { Cause } from '../result/cause.ts'
import type { Claim } from '../result/claim.ts'
import type { EngineId, KernelId } from '../result/lane.ts'
import type { VerdictKind } from '../result/verdict-kind.ts'
import type { Measured } from '../declare/ffi/measured.ts'
import type { ValueClass } from '../declare/ffi/values.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { CType } from '../declare/win32/c-types.ts'
import { prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import type { HandleFamily } from '../declare/win32/types.ts'

/** The lanes that a claim applies to. What is absent is not restricted. */
export interface Where {
  readonly pointerBytes?: PointerBytes
  readonly kernels?: readonly KernelId[]
  /** Under Wine or not, where Wine differs from Windows. */
  readonly engines?: readonly EngineId[]
  /** Only where the FFI of the lane is recorded to do this (`declare/ffi`); lanes without a measurement do not match. */
  readonly ffi?: {
    readonly declared: CType
    readonly value: ValueClass
    readonly becomes: Measured['becomes']
  }
  /** Only where one of these hosts makes the calls. */
  readonly hosts?: readonly string[]
  /** Only on these devices. */
  readonly devices?: readonly DeviceKind[]
}

/** A set of steps. */
export type StepFilter = (step: Step, program: readonly Step[]) => boolean

/** One rule of a prediction: in these lanes, these steps end in this way. */
export interface ClaimRule {
  readonly where: Where
  readonly steps: StepFilter
  readonly claim: Claim
}

/** Steps that call one of these functions. */
export function calling(...names: readonly FunctionName[]): StepFilter {
  return step => names.includes(step.function)
}

/** Steps with one of these ids. */
export function named(...ids: readonly string[]): StepFilter {
  return step => ids.includes(step.id)
}

/** Steps whose function takes a handle of a family. */
export function taking(family: HandleFamily): StepFilter {
  return step =>
    Object.entries(prototypeOf(step.function).parameters).some(
      ([name, type]) =>
        familyIn(step.function, type) === family && step.arguments[name]?.kind === 'variable',
    )
}

/** Steps that take a handle of a family from one of these variables. */
export function using(...variables: readonly string[]): StepFilter {
  return step =>
    Object.values(step.arguments).some(
      argument => argument.kind === 'variable' && variables.includes(argument.name),
    )
}

/** Steps that pass the address of an OVERLAPPED rather than NULL. */
export const passingOverlapped: StepFilter = step =>
  step.arguments['lpOverlapped']?.kind === 'address'

/** Steps after a given step. */
export function behind(id: string): StepFilter {
  return (step, program) => program.indexOf(step) > program.findIndex(other => other.id === id)
}

/** All steps. */
export const everyStep: StepFilter = () => true

/** Steps of the first set that are not in the second. */
export function except(steps: StepFilter, others: StepFilter): StepFilter {
  return (step, program) => steps(step, program) && !others(step, program)
}

/** Steps that are in each of the sets. */
export function both(...sets: readonly StepFilter[]): StepFilter {
  return (step, program) => sets.every(set => set(step, program))
}

/** Steps of any of the sets. */
export function either(...sets: readonly StepFilter[]): StepFilter {
  return (step, program) => sets.some(set => set(step, program))
}

/** These steps end in error 6, for one of these causes. */
export function invalidHandle(
  where: Where,
  steps: StepFilter,
  ...causes: readonly Cause[]
): ClaimRule {
  return { where, steps, claim: { verdicts: ['invalid-handle'], causes } }
}

/** These steps end in one of these ways. */
export function endsIn(
  where: Where,
  steps: StepFilter,
  ...verdicts: readonly VerdictKind[]
): ClaimRule {
  return { where, steps, claim: { verdicts } }
}

/**
 * A rule for Windows itself, not for Wine: what follows from the documentation where Wine is known or likely to
 * differ. It has not been measured, and every report says so.
 */
export function expectedOnWindows({ where, steps, claim }: ClaimRule): ClaimRule {
  return {
    where: { ...where, engines: ['windows'] },
    steps,
    claim: { ...claim, basis: 'expected' },
  }
}

/** These steps end either in error 6, for one of these causes, or in one of these ways. */
export function invalidHandleOr(
  where: Where,
  steps: StepFilter,
  verdicts: readonly VerdictKind[],
  ...causes: readonly Cause[]
): ClaimRule {
  return { where, steps, claim: { verdicts: ['invalid-handle', ...verdicts], causes } }
}
