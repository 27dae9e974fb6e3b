import { tooNarrow } from './call-arguments.ts'
import type { CallContext } from './call-context.ts'
import { hexOf } from './loss.ts'
import { carriesHandle, type CallPlan, type ParameterPlan } from './plan.ts'
import type { Scalar } from './tags.ts'

/** Marks closed handles, tags created ones, and returns the result that the program sees. */
export function afterCall(
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
  // A floating-point result is read from a register that the function did not set.
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

/** Tags handles that the function wrote into objects and arrays of the program. Raw memory is not changed. */
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
