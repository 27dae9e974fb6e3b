import type { DeclaredType } from '../declare/model.ts'
import { takeFromMemory, type Changes, type MemoryVisit, type Undo } from './memory.ts'
import { hexOf, type Reason } from './loss.ts'
import type { Loose, NativeFunction } from './native.ts'
import { carriesHandle, type CallPlan, type ParameterPlan, type TrueMemory } from './plan.ts'
import type { Scalar, Tags } from './tags.ts'
import type { Views } from './views.ts'

/** What calls need of the guard. */
export interface CallContext {
  readonly tags: Tags
  readonly views: Views
  /** Where Windows' struct of that name holds handles. */
  structOf(name: string): TrueMemory | undefined
  /** Told of each loss; throws where the program is to hear of it at once. `at` is where an asynchronous call was made. */
  lose(name: string, position: string, value: string, reason: Reason, at?: Error): void
}

/**
 * A koffi function that takes the tags off handles before the real call and puts tags on the handles that the call
 * gives out. Arguments that hold no handle go through as they are.
 */
export function wrapFunction(
  real: NativeFunction,
  plan: CallPlan,
  context: CallContext,
): NativeFunction {
  const { parameters } = plan
  const guarded = (...values: unknown[]): unknown => {
    let changes: Changes | undefined
    try {
      for (let index = 0; index < values.length; index += 1) {
        const value = values[index]
        // Text and null are the arguments that need no look.
        if (typeof value === 'number' || typeof value === 'bigint')
          values[index] = takeScalar(value, parameters[index], plan, context)
        else if (typeof value === 'object' && value !== null)
          values[index] = takeObject(
            value,
            parameters[index],
            plan,
            context,
            (changes ??= noChanges()),
            false,
          )
      }
      const result = real(...values)
      return afterCall(result, values, plan, context)
    } finally {
      if (changes) putBack(changes.objects, changes.raw)
    }
  }
  const asynchronous = (...values: unknown[]): unknown =>
    callAsync(real.async as Loose, values, plan, context)
  Object.defineProperty(guarded, 'name', { value: real.name, configurable: true })
  Object.defineProperty(guarded, 'length', { value: real.length, configurable: true })
  return Object.assign(guarded, { async: asynchronous }, real.info && { info: real.info })
}

function noChanges(): Changes {
  return { objects: [], raw: [] }
}

function putBack(...lists: readonly (readonly Undo[])[]): void {
  for (const list of lists) for (const undo of list) undo()
}

/** Objects are read by koffi before this returns and written when the call is done; raw memory is read and written meanwhile. */
function callAsync(real: Loose, values: unknown[], plan: CallPlan, context: CallContext): unknown {
  const done = values.at(-1)
  if (typeof done !== 'function') return real(...values)
  const made = new Error()
  const changes = noChanges()
  try {
    for (const [index, value] of values.entries()) {
      if (typeof value === 'number' || typeof value === 'bigint')
        values[index] = takeScalar(value, plan.parameters[index], plan, context)
      else if (typeof value === 'object' && value !== null)
        values[index] = takeObject(value, plan.parameters[index], plan, context, changes, true)
    }
    values[values.length - 1] = function (
      this: unknown,
      error: unknown,
      result: unknown,
      ...rest: unknown[]
    ): unknown {
      putBack(changes.objects, changes.raw)
      let seen = result
      try {
        if (!error) seen = afterCall(result, values, plan, context, made)
      } catch (loss) {
        return Reflect.apply(done, this, [loss, undefined, ...rest]) as unknown
      }
      return Reflect.apply(done, this, [error, seen, ...rest]) as unknown
    }
    const started = real(...values)
    putBack(changes.objects)
    return started
  } catch (error) {
    putBack(changes.objects, changes.raw)
    throw error
  }
}

function tooNarrow({ kind, spelled }: DeclaredType): Reason {
  return { kind: kind === 'float' ? 'float' : 'declared', type: spelled }
}

const lastPseudo = 0xfffffffan
const allOnes = 0xffffffffn

/** What the function is to get for a number, and what is told of it. */
function takeScalar(
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

/** The 64 bits that the function finds in its slot. */
function widen(value: Scalar, isUnsigned: boolean, bytes: number): bigint {
  const whole = typeof value === 'bigint' ? value : Number.isInteger(value) ? BigInt(value) : 0n
  const bits = Math.min(bytes, 8) * 8
  return BigInt.asUintN(64, isUnsigned ? BigInt.asUintN(bits, whole) : BigInt.asIntN(bits, whole))
}

/** A struct that was written through koffi into memory of its own, or a buffer of the program by its address. */
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

/** A handle that was encoded elsewhere in a struct than the function looks. */
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

/** What to pass for an object: itself, save for a copy of what is frozen. */
function takeObject(
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

/** Closes, tags what was given out, and says what the program gets to see. */
function afterCall(
  result: unknown,
  values: readonly unknown[],
  plan: CallPlan,
  context: CallContext,
  at?: Error,
): unknown {
  const { closes, parameters } = plan
  if (closes?.succeeded(result, values)) {
    const closed = values[closes.parameter]
    if (typeof closed === 'number' || typeof closed === 'bigint') context.tags.close(closed)
  }
  for (let index = 0; index < parameters.length; index += 1) {
    const parameter = parameters[index]
    if (parameter?.givesHandles && plan.ownsHandles(values))
      putIntoMemory(values[index], parameter, plan, context, at)
  }
  return typeof result === 'number' || typeof result === 'bigint'
    ? putOnResult(result, plan, context, at)
    : result
}

function putOnResult(
  result: Scalar,
  { name, result: { role, carries, declared } }: CallPlan,
  { tags, lose }: CallContext,
  at?: Error,
): Scalar {
  if (role === 'plain') {
    if (declared.bytes === 8 && tags.isFollowed(result)) tags.expose(result)
    return result
  }
  // A floating point result is what lay in another register.
  if (declared.kind === 'float') {
    if (role === 'handle') lose(name, 'return', String(result), tooNarrow(declared), at)
    return result
  }
  if (role === 'borrowed' && !tags.isOpen(result)) return result
  const tagged = tags.put(result)
  if (tagged === undefined) return result
  if (carries) return tagged
  tags.expose(result)
  lose(name, 'return', hexOf(tagged), tooNarrow(declared), at)
  return result
}

/** Handles that the function wrote into objects and arrays of the program. What it wrote into raw memory stays as it is. */
function putIntoMemory(
  value: unknown,
  parameter: ParameterPlan,
  plan: CallPlan,
  context: CallContext,
  at?: Error,
): void {
  if (typeof value !== 'object' || value === null) return
  const holder = value as Record<string, unknown>
  if (Array.isArray(value)) {
    if (parameter.declared.to)
      putIntoSlot(
        holder,
        '0',
        '',
        carriesHandle(parameter.declared.to),
        parameter.declared.to.spelled,
        parameter,
        plan,
        context,
        at,
      )
    return
  }
  for (const [name, member] of Object.entries(parameter.type.ref?.members ?? {})) {
    if (parameter.memory?.handleAt(member.offset) === undefined) continue
    putIntoSlot(
      holder,
      name,
      `.${name}`,
      member.type.size === 8,
      member.type.name,
      parameter,
      plan,
      context,
      at,
    )
  }
}

function putIntoSlot(
  holder: Record<string, unknown>,
  key: string,
  where: string,
  carries: boolean,
  type: string,
  parameter: ParameterPlan,
  plan: CallPlan,
  { tags, lose }: CallContext,
  at?: Error,
): void {
  const handle = holder[key]
  if (typeof handle !== 'number' && typeof handle !== 'bigint') return
  const tagged = tags.put(handle)
  if (tagged === undefined) return
  if (carries) holder[key] = tagged
  else {
    tags.expose(handle)
    lose(plan.name, `${parameter.name}${where}`, hexOf(tagged), { kind: 'declared', type }, at)
  }
}
