import { bytesOf, cTypes, type CType } from '../declare/win32/c-types.ts'
import { trueAbi, type AbiFunction, type AbiSlot } from '../declare/win32/abi.ts'
import { constants } from '../declare/win32/constants.ts'
import { prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { layoutOf, type FieldPlace } from '../declare/win32/layout.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { failureRule } from '../declare/win32/success.ts'
import { contentOf, fence, placesOf, poison, type Placed } from './objects.ts'
import type { Plan } from './plan.ts'
import { fenceBytes } from './room.ts'
import { statedSize } from './stated-size.ts'
import type { Argument, Step } from './step.ts'

/** Bytes that a child reserves for the objects of a plan. */
const memoryBytes = 0xe000

/** A value that a step passes: a known number, an address in the memory of the plan, or a value kept by an earlier step. */
export type SpelledValue =
  | { readonly number: number }
  | { readonly address: number; readonly of: string }
  | { readonly variable: string }

interface SpelledPlace {
  /** Bytes from the start of the memory. */
  readonly at: number
  /** Bytes of one element. */
  readonly width: number
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function spellObject(placed: Placed) {
  const { object, offset, size, behind, initially } = placed
  const content = contentOf(object)
  return {
    at: offset,
    size,
    behind: behind === 'zeros' ? 0 : fence,
    fill: initially === 'zeros' ? 0 : poison,
    ...(content ? { content: hex(content) } : {}),
  }
}

/** The input for spelling out one plan. */
interface Spelling {
  readonly plan: Plan
  readonly places: Readonly<Record<string, Placed>>
}

function placed({ places }: Spelling, name: string): Placed {
  const found = places[name]
  if (!found) throw new Error(`The plan has no memory object '${name}'`)
  return found
}

function placeOf(spelling: Spelling, name: string, field: string): SpelledPlace & FieldPlace {
  const object = placed(spelling, name)
  const place = object.fields[field]
  if (!place) throw new Error(`The object '${name}' has no field '${field}'`)
  return { ...place, at: object.offset + place.offset, width: place.bytes / place.count }
}

function valueOf(spelling: Spelling, argument: Argument): SpelledValue {
  const { plan } = spelling
  switch (argument.kind) {
    case 'null':
      return { number: 0 }
    case 'number':
      return { number: argument.value }
    case 'flags':
      return { number: argument.names.reduce((sum, name) => (sum | constants[name]) >>> 0, 0) }
    case 'variable':
      return { variable: argument.name }
    case 'address':
      return { address: placed(spelling, argument.of).offset, of: argument.of }
    case 'size-of':
      return { number: statedSize(plan.abi, argument.struct, plan.pointerBytes) }
  }
}

/** Whether sign extension restores a kernel handle that came back narrower than a pointer, as the platform guarantees. */
function isSigned(name: FunctionName, slot: AbiSlot, pointerBytes: PointerBytes): boolean {
  return (
    bytesOf(slot.declared, pointerBytes) < pointerBytes && familyIn(name, slot.type) === 'kernel'
  )
}

function declaredFunction({ plan }: Spelling, name: FunctionName): AbiFunction {
  const declared = plan.abi.functions[name]
  if (!declared) throw new Error(`The plan declares no function ${name}`)
  return declared
}

function addressed(step: Step): string[] {
  return Object.values(step.arguments).flatMap(argument =>
    argument.kind === 'address' ? [argument.of] : [],
  )
}

/** The handles among the parameters, as the callee receives them: examined after an error 6. */
function handlesOf(step: Step) {
  return Object.entries(prototypeOf(step.function).parameters).flatMap(
    ([position, type], parameter) => {
      if (type === 'LPOVERLAPPED') return [{ position: `${position}.hEvent`, parameter }]
      if (familyIn(step.function, type) === undefined) return []
      const argument = step.arguments[position]
      return [
        { position, parameter, ...(argument?.kind === 'variable' && { variable: argument.name }) },
      ]
    },
  )
}

function spellLoad(spelling: Spelling, step: Step) {
  if (!step.load) return {}
  const { variable, from } = step.load
  const { type, at, width } = placeOf(spelling, from, '')
  const { object } = placed(spelling, from)
  const holds = object.kind === 'variable' ? object.type : 'DWORD'
  const slot: AbiSlot = { type: holds, declared: type, passing: 'plain' }
  const signed = isSigned(step.function, slot, spelling.plan.pointerBytes)
  return { load: { variable, at, width, signed } }
}

function spellAssignments(spelling: Spelling, step: Step) {
  return (step.assign ?? []).map(({ object, field, value }) => {
    const { at, width, count } = placeOf(spelling, object, field)
    const isEvent = field === 'hEvent' && value.kind === 'variable'
    return { at, width, count, value: valueOf(spelling, value), ...(isEvent && { event: object }) }
  })
}

function spellUntil(spelling: Spelling, { until }: Step) {
  if (!until) return {}
  const { object, field, atLeast, withinMs, unlessDone } = until
  const { at, width } = placeOf(spelling, object, field)
  return { until: { at, width, atLeast, withinMs, ...(unlessDone && { unlessDone }) } }
}

function closedBy({ function: name, arguments: given }: Step) {
  const { closes } = prototypeOf(name)
  const argument = closes === undefined ? undefined : given[closes]
  return argument?.kind === 'variable' ? { closes: argument.name } : {}
}

/** Variables and buffers to poison again before the call, unless the program put something there. */
function poisonedBefore(spelling: Spelling, step: Step): string[] {
  const assigned = new Set((step.assign ?? []).map(({ object }) => object))
  return addressed(step).filter(name => {
    const { kind } = placed(spelling, name).object
    return !assigned.has(name) && (kind === 'variable' || kind === 'buffer')
  })
}

/** The width of a C type in bits, and whether it is signed. */
function widthOf(declared: CType, pointerBytes: PointerBytes) {
  return { bits: 8 * bytesOf(declared, pointerBytes), signed: cTypes[declared].signed }
}

function spellStep(spelling: Spelling, step: Step) {
  const { pointerBytes } = spelling.plan
  const { convention, returns, parameters } = declaredFunction(spelling, step.function)
  const { library, failure } = prototypeOf(step.function)
  return {
    id: step.id,
    function: step.function,
    library,
    convention,
    returns: {
      declared: returns.declared,
      ...widthOf(returns.declared, pointerBytes),
      extends: isSigned(step.function, returns, pointerBytes),
    },
    parameters: parameters.map(({ name, declared, passing }) => {
      const argument = step.arguments[name]
      if (!argument) throw new Error(`The step '${step.id}' gives no argument ${name}`)
      const { bits, signed } = widthOf(declared, pointerBytes)
      return { name, declared, bits, signed, passing, value: valueOf(spelling, argument) }
    }),
    assign: spellAssignments(spelling, step),
    poisoned: poisonedBefore(spelling, step),
    shown: [...addressed(step), ...(step.look ?? [])],
    ...(step.keep === undefined ? {} : { keep: step.keep }),
    ...spellLoad(spelling, step),
    opens: step.opens === true,
    accept: step.accept ?? [],
    mustFail: step.mustFail === true,
    after: step.after ?? [],
    ...spellUntil(spelling, step),
    keepLastError: step.keepLastError === true,
    failure: failureRule(step.function, returns.declared, pointerBytes),
    returnsCode: failure === 'returns-code',
    ...closedBy(step),
    handles: handlesOf(step),
  }
}

/**
 * A plan that contains everything its child would otherwise have to know about Windows: where objects lie, how
 * each call fails, which parameters are handles. For children that are not written in TypeScript. Throws where the
 * plan refers to something that it does not contain.
 */
export function spellOut(plan: Plan) {
  const { memory, abi, pointerBytes } = plan
  const places = placesOf(memory, abi, pointerBytes, memoryBytes)
  const spelling = { plan, places }
  const event = layoutOf(trueAbi.structs.OVERLAPPED, pointerBytes).fields['hEvent']
  return {
    id: plan.id,
    device: plan.device,
    sentinel: plan.abi.sentinel,
    ...(plan.strictFrom === undefined ? {} : { strictFrom: plan.strictFrom }),
    memory: { bytes: memoryBytes, fence, fenceBytes },
    /** Where the callee finds the event in an OVERLAPPED. Bytes. */
    event: { offset: event?.offset ?? 0, bytes: event?.bytes ?? 0 },
    objects: Object.fromEntries(
      Object.entries(places).map(([name, object]) => [name, spellObject(object)]),
    ),
    steps: plan.steps.map(step => spellStep(spelling, step)),
  }
}

export type SpelledPlan = ReturnType<typeof spellOut>
export type SpelledStep = SpelledPlan['steps'][number]
