import type { Check, MemoryObject, Step } from './step.ts'
import type { Abi } from '../declare/win32/abi.ts'
import { bytesOf, type CType } from '../declare/win32/c-types.ts'

type Objects = Readonly<Record<string, MemoryObject>>

/** The variables of a step that its declarations want otherwise than the sequence has them, by name, with their type. */
function ownCells(abi: Abi, memory: Objects, step: Step): ReadonlyMap<string, CType> {
  return new Map(
    abi.functions[step.function].parameters.flatMap(({ name, cell }) => {
      const argument = step.arguments[name]
      return cell !== undefined &&
        argument?.kind === 'address' &&
        memory[argument.of]?.kind === 'cell'
        ? [[argument.of, cell] as const]
        : []
    }),
  )
}

/** Variables of one type share a place, as those of the sequence do. */
function nameOf(object: string, cell: CType): string {
  return `${object}${cell === 'uintptr_t' || cell === 'intptr_t' || cell === 'void *' ? 'Pointer' : 8 * bytesOf(cell, 8)}`
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
 * Gives the functions whose variables are declared apart (`Parameter.cell`) variables of their own; the steps that call
 * them use these. What is declared as everywhere stays as the sequence has it. Pure.
 */
export function placeCells(
  abi: Abi,
  memory: Objects,
  steps: readonly Step[],
): { readonly memory: Objects; readonly steps: readonly Step[] } {
  const added: Record<string, MemoryObject> = {}
  const placed = steps.map(step => {
    const own = ownCells(abi, memory, step)
    for (const [object, declared] of own) {
      const cell = memory[object]
      if (cell?.kind === 'cell') added[nameOf(object, declared)] = { ...cell, declared }
    }
    return own.size === 0
      ? step
      : renameIn(step, new Map([...own].map(([object, cell]) => [object, nameOf(object, cell)])))
  })
  return { memory: { ...memory, ...added }, steps: placed }
}
