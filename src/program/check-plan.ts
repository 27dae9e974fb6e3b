import { layoutOf } from '../declare/win32/layout.ts'
import { prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { isHandleOut, familyIn } from '../declare/win32/handles.ts'
import { win32Type } from '../declare/win32/types.ts'
import {
  argumentProblem,
  namesProblem,
  objectOf,
  pathProblem,
  resourceOf,
} from './check-arguments.ts'
import { declarationProblem } from './check-declarations.ts'
import { movedAddress } from './check-words.ts'
import type { Plan } from './plan.ts'
import { planLimits } from './schema.ts'
import type { Argument, Assignment, MemoryObject, Step } from './step.ts'

/** The functions and texts that the harness's own probes use. A plan may use no others. */
export interface PlanVocabulary {
  readonly functions: ReadonlySet<FunctionName>
  /** Texts that are passed: names of libraries, folders and keys. */
  readonly texts: ReadonlySet<string>
}

/** Fences and padding around each object. Bytes; see `objects.ts`. */
const around = 112

function bytesOfObject(plan: Plan, object: MemoryObject): number {
  switch (object.kind) {
    case 'struct': {
      const declared = plan.abi.structs[object.struct]
      return declared ? layoutOf(declared, plan.pointerBytes).size : 0
    }
    case 'variable':
      return 8
    case 'buffer':
      return object.bytes
    case 'bytes':
      return object.hex.length / 2
    case 'text':
      return 2 * object.text.length + 2
    case 'ascii':
      return object.text.length + 1
  }
}

function memoryProblem(plan: Plan, vocabulary: PlanVocabulary): string | undefined {
  let bytes = 0
  for (const [name, object] of Object.entries(plan.memory)) {
    if (object.kind === 'struct' && !plan.abi.structs[object.struct])
      return `memory.${name}: the plan declares no struct ${object.struct}`
    const isText = object.kind === 'text' || object.kind === 'ascii'
    if (isText && name === 'path' && object.text !== plan.device.path)
      return 'memory.path: the path of the device was expected'
    if (isText && name !== 'path' && !vocabulary.texts.has(object.text))
      return `memory.${name}: a text that no probe of this program passes`
    bytes += bytesOfObject(plan, object) + around
  }
  return bytes > planLimits.memory
    ? `memory: ${bytes} bytes, more than the ${planLimits.memory} that a plan may have`
    : undefined
}

function hasField(plan: Plan, object: string, field: string): boolean {
  const found = objectOf(plan, object)
  if (found?.kind === 'variable') return field === ''
  const declared = found?.kind === 'struct' ? plan.abi.structs[found.struct] : undefined
  return (
    declared !== undefined && Object.hasOwn(layoutOf(declared, plan.pointerBytes).fields, field)
  )
}

function isPlainValue(value: Argument): boolean {
  return (
    value.kind === 'number' ||
    value.kind === 'null' ||
    value.kind === 'flags' ||
    value.kind === 'size-of'
  )
}

/** Numbers may be assigned to fields. hEvent also accepts a handle, or the address of an object, which the kernel looks up in its table. */
function assignmentProblem(
  plan: Plan,
  { object, field, value }: Assignment,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const found = objectOf(plan, object)
  if (found?.kind !== 'struct' || !hasField(plan, object, field))
    return `there is no field '${object}.${field}'`
  if (found.struct === 'SECURITY_ATTRIBUTES') return 'nothing can be put there'
  if (isPlainValue(value)) return undefined
  if (field === 'hEvent' && value.kind === 'address' && objectOf(plan, value.of)) return undefined
  return field === 'hEvent' && value.kind === 'variable' && variables.get(value.name) === 'HANDLE'
    ? undefined
    : 'a number was expected'
}

function first<T>(
  items: readonly T[],
  place: string,
  problemOf: (item: T) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item)
    if (problem !== undefined) return `${place}[${index}]: ${problem}`
  }
  return undefined
}

function argumentsProblem(
  plan: Plan,
  step: Step,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const wrongNames = namesProblem(step)
  if (wrongNames !== undefined) return wrongNames
  for (const [parameter, type] of Object.entries(prototypeOf(step.function).parameters)) {
    const argument = step.arguments[parameter]
    const problem = argument && argumentProblem(plan, step, parameter, type, argument, variables)
    if (problem) return `arguments.${parameter}: ${problem}`
  }
  return pathProblem(step)
}

function referencesProblem(
  plan: Plan,
  step: Step,
  earlier: ReadonlySet<string>,
): string | undefined {
  const objects = [
    ...(step.look ?? []),
    ...(step.checks ?? []).flatMap(check => ('object' in check ? [check.object] : [])),
    ...(step.until ? [step.until.object] : []),
  ]
  const missing = objects.find(object => !objectOf(plan, object))
  if (missing !== undefined) return `there is no memory object '${missing}'`
  if (step.until && !hasField(plan, step.until.object, step.until.field))
    return `until: there is no field '${step.until.object}.${step.until.field}'`
  const since = (step.checks ?? [])
    .flatMap(check => (check.kind === 'waited' ? [check.since] : []))
    .find(id => id !== step.id && !earlier.has(id))
  if (since !== undefined) return `checks: no earlier step is called '${since}'`
  const unless = step.until?.unlessDone
  if (unless !== undefined && !earlier.has(unless))
    return `until: no earlier step is called '${unless}'`
  return first(step.after ?? [], 'after', id =>
    earlier.has(id) ? undefined : `no earlier step is called '${id}'`,
  )
}

/** `load` may only read the variable in memory into which this call writes a handle. */
function loadProblem(plan: Plan, step: Step): string | undefined {
  if (!step.load) return undefined
  const { from } = step.load
  const written = Object.entries(prototypeOf(step.function).parameters).some(
    ([parameter, type]) => {
      const argument = step.arguments[parameter]
      return (
        (isHandleOut(type) || type === 'PHKEY') &&
        argument?.kind === 'address' &&
        argument.of === from
      )
    },
  )
  return written && objectOf(plan, from)?.kind === 'variable'
    ? undefined
    : `load: this call writes no handle into '${from}'`
}

function keepsProblem(step: Step): string | undefined {
  if (
    step.keep === undefined ||
    familyIn(step.function, prototypeOf(step.function).returns) !== undefined
  )
    return undefined
  return `keep: ${step.function} returns no handle`
}

function stepProblem(
  plan: Plan,
  step: Step,
  vocabulary: PlanVocabulary,
  variables: ReadonlyMap<string, string>,
  earlier: ReadonlySet<string>,
): string | undefined {
  const declared = plan.abi.functions[step.function]
  if (earlier.has(step.id)) return `there are two steps '${step.id}'`
  if (!declared || !vocabulary.functions.has(step.function))
    return `function: no probe of this program calls ${step.function}`
  const moved =
    plan.pointerBytes === 4 && namesProblem(step) === undefined
      ? movedAddress(step, declared.parameters)
      : undefined
  return (
    argumentsProblem(plan, step, variables) ??
    (moved === undefined
      ? undefined
      : `arguments.${moved}: a number would be taken for an address, because an earlier parameter is declared too wide`) ??
    first(step.assign ?? [], 'assign', assignment =>
      assignmentProblem(plan, assignment, variables),
    ) ??
    referencesProblem(plan, step, earlier) ??
    loadProblem(plan, step) ??
    keepsProblem(step)
  )
}

function noteVariables(step: Step, variables: Map<string, string>): void {
  const { returns, parameters } = prototypeOf(step.function)
  if (step.keep !== undefined) variables.set(step.keep, resourceOf(step.function, returns))
  if (step.load === undefined) return
  const pointer = Object.entries(parameters).find(([parameter]) => {
    const argument = step.arguments[parameter]
    return argument?.kind === 'address' && argument.of === step.load?.from
  })
  variables.set(step.load.variable, pointer ? (win32Type(pointer[1]).pointsTo ?? '') : '')
}

/**
 * The first place where a well-formed plan asks for more than the harness's own probes do: another function, path
 * or text, an arbitrary address, a missing object. `undefined` where there is none.
 */
export function planProblem(plan: Plan, vocabulary: PlanVocabulary): string | undefined {
  const general = declarationProblem(plan) ?? memoryProblem(plan, vocabulary)
  if (general !== undefined) return general
  const variables = new Map<string, string>()
  const earlier = new Set<string>()
  for (const [index, step] of plan.steps.entries()) {
    const problem = stepProblem(plan, step, vocabulary, variables, earlier)
    if (problem !== undefined) return `steps[${index}].${problem}`
    noteVariables(step, variables)
    earlier.add(step.id)
  }
  return undefined
}
