import type { Plan } from '../program/plan.ts'
import type { AbiFunction } from '../declare/win32/abi.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import { createHistory, type History } from './history.ts'
import type { ForeignFunction, Kernel } from './kernels/kernel.ts'
import { addressOf, placeObjects, type Arena } from './memory.ts'
import { programPart } from './own-memory.ts'
import type { ValueSources } from './values.ts'

/** A running plan: its memory, its variables, its bound functions. */
export interface Program {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly arena: Arena
  readonly history: History
  readonly sources: ValueSources
  readonly functions: Map<FunctionName, ForeignFunction>
  /** Steps that ended as expected. */
  readonly done: Set<string>
  /** Struct object → the event handle that the program meant to put into it. */
  readonly meantEvents: Map<string, bigint>
}

/** A plan ready to run: objects placed, nothing called. */
export function startProgram(plan: Plan, kernel: Kernel): Program {
  const arena = placeObjects(programPart(kernel.memory), plan.memory, plan.abi, plan.pointerBytes)
  const history = createHistory()
  const sources: ValueSources = {
    abi: plan.abi,
    pointerBytes: plan.pointerBytes,
    variable(name) {
      const known = history.of(name)
      if (!known) throw new Error(`No step has kept a variable '${name}'`)
      return known.kept
    },
    address: object => addressOf(arena, object),
  }
  return {
    plan,
    kernel,
    arena,
    history,
    sources,
    functions: new Map(),
    done: new Set(),
    meantEvents: new Map(),
  }
}

/** A function as the plan declares it. Throws where the plan does not declare it. */
export function declaredFunction(program: Program, name: FunctionName): AbiFunction {
  const declared = program.plan.abi.functions[name]
  if (!declared) throw new Error(`The plan declares no function ${name}`)
  return declared
}

/** A function, callable as the plan declares it; bound once. Throws where the FFI refuses the declaration. */
export function bound(program: Program, name: FunctionName): ForeignFunction {
  const known =
    program.functions.get(name) ?? program.kernel.bind(name, declaredFunction(program, name))
  program.functions.set(name, known)
  return known
}
