import { noChanges, takeObject, takeScalar } from './call-arguments.ts'
import type { CallContext } from './call-context.ts'
import { afterCall } from './call-results.ts'
import type { Changes, Undo } from './memory.ts'
import type { Loose, NativeFunction } from './native.ts'
import type { CallPlan } from './plan.ts'

/**
 * A koffi function that removes the tags from handles before the real call and tags the handles that the call
 * returns. Arguments without handles are passed unchanged.
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
        // Text and null need no check.
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

function putBack(...lists: readonly (readonly Undo[])[]): void {
  for (const list of lists) for (const undo of list) undo()
}

/** koffi reads objects before this returns and writes them when the call is done; raw memory is read and written in the meantime. */
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
