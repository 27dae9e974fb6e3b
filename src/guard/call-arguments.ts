import type { DeclaredType } from '../declare/model.ts'
import type { CallContext } from './call-context.ts'
import { hexOf, type Reason } from './loss.ts'
import { takeFromMemory, type Changes, type MemoryVisit } from './memory.ts'
import type { CallPlan, ParameterPlan } from './plan.ts'
import type { Scalar } from './tags.ts'

export function tooNarrow({ kind, spelled }: DeclaredType): Reason {
  return { kind: kind === 'float' ? 'float' : 'declared', type: spelled }
}

const lastPseudo = 0xfffffffan
const allOnes = 0xffffffffn

/** The value to pass to the function for a number; reports any loss. */
export function takeScalar(
  value: Scalar,
  parameter: ParameterPlan | undefined,
  plan: CallPlan,
  context: CallContext,
): Scalar {
  const { tags } = context
  const plain = tags.take(value)
  const role = parameter?.role ?? 'unknown'
  if (plain !== undefined) {
    if (role === 'cookie') return value
    if (role !== 'handle') tags.expose(plain)
    else if (parameter && !parameter.carries)
      context.lose(plan.name, parameter.name, hexOf(value), tooNarrow(parameter.declared))
    return plain
  }
  if (role === 'handle' && parameter) judgeHandle(value, parameter, plan, context)
  else if (role === 'memory' || role === 'unknown') judgePointer(value, parameter, plan, context)
  return value
}

function judgeHandle(
  value: Scalar,
  { name, declared }: ParameterPlan,
  plan: CallPlan,
  context: CallContext,
): void {
  if (value === 0 || value === -1) return
  if (context.tags.isFollowed(value))
    return context.lose(plan.name, name, hexOf(value), { kind: 'cut' })
  const seen = widen(
    value,
    declared.kind === 'unsigned' || declared.kind === 'pointer',
    declared.bytes,
  )
  if (seen >= lastPseudo && seen <= allOnes)
    context.lose(plan.name, name, hexOf(seen), { kind: 'zero-extended' })
  else if (seen > allOnes && context.tags.isFollowed(seen & allOnes))
    context.lose(plan.name, name, hexOf(seen), { kind: 'dirty' })
}

/** The 64 bits that the function receives in its slot. */
function widen(value: Scalar, isUnsigned: boolean, bytes: number): bigint {
  const whole = typeof value === 'bigint' ? value : Number.isInteger(value) ? BigInt(value) : 0n
  const bits = Math.min(bytes, 8) * 8
  return BigInt.asUintN(64, isUnsigned ? BigInt.asUintN(bits, whole) : BigInt.asIntN(bits, whole))
}

/** Checks a struct that was written through koffi into memory of its own, or a buffer passed by address. */
function judgePointer(
  value: Scalar,
  parameter: ParameterPlan | undefined,
  plan: CallPlan,
  context: CallContext,
): void {
  const { views } = context
  if (views.isEmpty) return
  const bytes = views.viewAt(value)
  if (bytes) takeFromMemory(bytes, undefined, visitOf(parameter, plan, context, noChanges(), true))
  judgeWritten(value, parameter, plan, context)
}

/** Checks for a handle that was encoded at another offset than the function reads. */
function judgeWritten(
  ref: unknown,
  parameter: ParameterPlan | undefined,
  plan: CallPlan,
  { views, lose }: CallContext,
): void {
  const only = parameter?.memory?.only
  const written = only ? views.handlesIn(ref) : []
  if (!parameter || !only || written.some(({ offset }) => offset === only.offset)) return
  for (const { offset, value } of written) {
    lose(plan.name, `${parameter.name}.${only.name}`, hexOf(value), {
      kind: 'misplaced',
      offset,
      field: only.name,
      trueOffset: only.offset,
    })
  }
}

function visitOf(
  parameter: ParameterPlan | undefined,
  plan: CallPlan,
  context: CallContext,
  changes: Changes,
  isAsync = false,
): MemoryVisit {
  return {
    tags: context.tags,
    changes,
    isAsync,
    truth: parameter?.memory,
    isWritten: parameter?.givesHandles ?? false,
    lose: (where, value, reason) => {
      context.lose(plan.name, `${parameter?.name ?? 'parameter'}${where}`, value, reason)
    },
  }
}

/** No changes yet. */
export function noChanges(): Changes {
  return { objects: [], raw: [] }
}

/** The value to pass for an object: the object itself, or a copy if it is frozen. */
export function takeObject(
  value: object,
  parameter: ParameterPlan | undefined,
  plan: CallPlan,
  context: CallContext,
  changes: Changes,
  isAsync: boolean,
): object {
  const behind = context.views.behindCast(value)
  judgeWritten(behind ?? value, parameter, plan, context)
  const visit = visitOf(parameter, plan, context, changes, isAsync)
  if (typeof behind !== 'object' || behind === null)
    return takeFromMemory(value, parameter?.type.ref, visit)
  takeFromMemory(behind, parameter?.type.ref, visit)
  return value
}
