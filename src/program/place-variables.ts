import type { Check, MemoryObject, Step } from './step.ts'
import type { Abi } from '../declare/win32/abi.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'

type Objects = Readonly<Record<string, MemoryObject>>

/** The variables that the functions of a step declare differently from the sequence, by name, with their type. */
function ownVariables(abi: Abi, memory: Objects, step: Step): ReadonlyMap<string, CType> {
  return new Map(
    abi.functions[step.function].parameters.flatMap(({ name, variable }) => {
      const argument = step.arguments[name]
      return variable !== undefined &&
        argument?.kind === 'address' &&
        memory[argument.of]?.kind === 'variable'
        ? [[argument.of, variable] as const]
        : []
    }),
  )
}

/** Variables of one type share memory, as those of the sequence do. */
function nameOf(object: string, variable: CType): string {
  return `${object}${variable === 'uintptr_t' || variable === 'intptr_t' || variable === 'void *' ? 'Pointer' : 8 * bytesOf(variable, 8)}`
}

function renameIn(step: Step, names: ReadonlyMap<string, string>): Step {
  const renamed = (object: string): string => names.get(object) ?? object
  const values = Object.entries(step.arguments).map(
    ([parameter, argument]) =>
      [
        parameter,
        argument.kind === 'address' ? { ...argument, of: renamed(argument.of) } : argument,
      ] as const,
  )
  const check = (one: Check): Check =>
    'object' in one ? { ...one, object: renamed(one.object) } : one
  return {
    ...step,
    arguments: Object.fromEntries(values),
    ...(step.assign && {
      assign: step.assign.map(one => ({ ...one, object: renamed(one.object) })),
    }),
    ...(step.load && { load: { ...step.load, from: renamed(step.load.from) } }),
    ...(step.checks && { checks: step.checks.map(check) }),
    ...(step.look && { look: step.look.map(renamed) }),
  }
}

/**
 * Gives functions whose variables are declared separately (`Parameter.variable`) variables of their own, which the
 * steps that call them use. All other variables stay as in the sequence. Pure.
 */
export function placeVariables(
  abi: Abi,
  memory: Objects,
  steps: readonly Step[],
): { readonly memory: Objects; readonly steps: readonly Step[] } {
  const added: Record<string, MemoryObject> = {}
  const placed = steps.map(step => {
    const own = ownVariables(abi, memory, step)
    for (const [object, declared] of own) {
      const variable = memory[object]
      if (variable?.kind === 'variable') added[nameOf(object, declared)] = { ...variable, declared }
    }
    return own.size === 0
      ? step
      : renameIn(
          step,
          new Map([...own].map(([object, variable]) => [object, nameOf(object, variable)])),
        )
  })
  return { memory: { ...memory, ...added }, steps: placed }
}
