import type { CtypesType } from './ctype.ts'
import { callBuiltin, type BuiltinCall } from './builtins.ts'
import { callMethod } from './methods.ts'
import {
  callLimit,
  foreignOf,
  frameOf,
  noteFollowed,
  noteNotFollowed,
  parametersOf,
  type Frame,
  type Interpreter,
} from './machine.ts'
import {
  memberOf,
  none,
  outsideClasses,
  settle,
  unknown,
  type CtypesFunction,
  type ForeignResult,
  type PyFunction,
  type PyValue,
  type Scope,
} from './value.ts'

/** What calling something known gives. */
export function callValue(machine: Interpreter, callee: PyValue, call: BuiltinCall): PyValue {
  switch (callee.kind) {
    case 'type':
      return callType(machine, callee.type, call)
    case 'foreign':
      return callForeign(machine, callee.foreign, call)
    case 'builtin':
      return callBuiltin(machine, callee.name, call)
    case 'method':
      return callMethod(machine, callee.of, callee.name, call)
    case 'partial':
      return callValue(machine, callee.callee, {
        ...call,
        values: [...callee.values, ...call.values],
      })
    case 'def':
      return callFunction(machine, callee, call)
    case 'object':
      return callClass(machine, callee, call)
    default:
      return unknown
  }
}

function callForeign(
  machine: Interpreter,
  foreign: CtypesFunction,
  { values, at }: BuiltinCall,
): PyValue {
  const result: ForeignResult = { foreign, tests: [], at, frame: frameOf(machine), isRead: true }
  foreign.calls.push({ values, at, result })
  machine.found.results.push(result)
  return { kind: 'result', result }
}

function callType(machine: Interpreter, type: CtypesType, { values, at }: BuiltinCall): PyValue {
  const [first] = values
  // WINFUNCTYPE(…)(('Name', library)) is a function of that library, declared.
  if (type.kind === 'callback' && first?.kind === 'list')
    return prototypeOf(machine, type, first.items, at)
  // c_void_p(addressof(variable)) still points at the variable.
  const isPointer = first?.kind === 'instance' && first.type.kind === 'pointer' && first.type.to
  if (type.kind === 'pointer' && !type.to && !type.text && isPointer) return first
  if (type.kind === 'struct') type.isMade = true
  if (type.kind === 'array' && type.of.kind === 'struct') type.of.isMade = true
  return {
    kind: 'instance',
    type,
    ...(first?.kind === 'int' && { value: first.value }),
    ...(values.length === 0 && { isZero: true as const }),
  }
}

function prototypeOf(
  machine: Interpreter,
  type: Extract<CtypesType, { kind: 'callback' }>,
  [name, library]: readonly PyValue[],
  at: BuiltinCall['at'],
): PyValue {
  if (name?.kind !== 'string' || library?.kind !== 'library') {
    if (name?.kind !== 'int')
      noteNotFollowed(
        machine,
        at,
        'which function this declares is known only when the program runs',
      )
    return unknown
  }
  const foreign = foreignOf(library.library, name.value)
  foreign.restype = { type: type.result, value: unknown, at }
  foreign.argtypes = { types: type.parameters ?? 'unknown', at }
  noteFollowed(machine, at)
  return { kind: 'foreign', foreign }
}

/**
 * A class that is not a Structure. What `__init__` sets belongs to the object, so two objects may differ; the class keeps
 * what was set last as well (see `setAttribute`), for methods whose object is not known.
 */
function callClass(
  machine: Interpreter,
  object: Extract<PyValue, { kind: 'object' }>,
  call: BuiltinCall,
): PyValue {
  if (object.isInstance) {
    const own = memberOf(object.scope, '__call__')
    return own?.kind === 'def' ? callFunction(machine, own, call) : unknown
  }
  const made = memberOf(object.scope, '__init__')
  const own: Scope = { names: new Map(), bases: [object.scope] }
  if (made?.kind === 'def') callFunction(machine, made, { ...call, self: own })
  else setFields(object.scope, own, call)
  return { kind: 'object', scope: own, isInstance: true }
}

/** The `__init__` that a dataclass has. */
function setFields(made: Scope, own: Scope, { values, keywords }: BuiltinCall): void {
  const fields = memberOf(made, '__annotations__')
  if (fields?.kind !== 'list') return
  fields.items.forEach((field, index) => {
    const value = field.kind === 'string' && (keywords.get(field.value) ?? values[index])
    if (value && field.kind === 'string') own.names.set(field.value, value)
  })
}

/** Calls in calls, and calls of one function with arguments that matter. */
const deepestCall = 12
const mostCalls = 5000
/** Calls in a row in which a function declared nothing, after which those with texts alone are not followed any more. */
const mostIdleCalls = 20

/** Follows a function of the program with the arguments of a call. */
export function callFunction(machine: Interpreter, callee: PyFunction, call: BuiltinCall): PyValue {
  const { node } = callee
  const values = [...call.values, ...call.keywords.values()]
  const matters = values.some(value => isOfInterest(value, 0))
  const remembered = matters ? undefined : machine.remembered.get(node)
  if (remembered) return remembered
  const count = machine.followedCalls.get(node) ?? 0
  if (machine.frames.length >= deepestCall || count > mostCalls || machine.steps > callLimit)
    return unknown
  const idle = machine.idleCalls.get(node) ?? 0
  if (idle >= mostIdleCalls && !values.some(value => isOfInterest(value, 0, true))) return unknown
  if (matters) machine.followedCalls.set(node, count + 1)
  else machine.remembered.set(node, unknown)
  const { met } = machine
  const value = runFunction(machine, callee, bindParameters(callee, call), call.at)
  if (!matters) machine.remembered.set(node, value)
  machine.idleCalls.set(node, machine.met > met || isOfInterest(value, 0) ? 0 : idle + 1)
  return value
}

/** Whether a function may declare something with an argument: then each call of it counts. `asText`: a text does not count. */
function isOfInterest(value: PyValue, depth: number, asText = false): boolean {
  switch (value.kind) {
    case 'string':
      return !asText
    case 'library':
    case 'foreign':
    // It may be tested there.
    case 'result':
    case 'loader':
    case 'type':
    case 'def':
    case 'method':
    case 'partial':
      return true
    case 'list':
      return depth < 3 && value.items.some(item => isOfInterest(item, depth + 1, asText))
    case 'dict':
      return depth < 3 && value.entries.size > 0
    case 'object':
      return value.isInstance === true && memberOf(value.scope, '__annotations__') !== undefined
    default:
      return false
  }
}

/** The names of a function when it is called; what is not passed has its default. */
function bindParameters(
  callee: PyFunction,
  { values, keywords, self }: BuiltinCall,
): Map<string, PyValue> {
  const names = new Map<string, PyValue>()
  const rest = [...values]
  const left = new Map(keywords)
  let isKeywordOnly = false
  for (const parameter of parametersOf(callee)) {
    const name = parameterName(parameter)
    if (parameter.type === 'list_splat_pattern') {
      names.set(name, { kind: 'list', items: rest.splice(0) })
      isKeywordOnly = true
    } else if (parameter.type === 'keyword_separator') isKeywordOnly = true
    else if (parameter.type === 'dictionary_splat_pattern')
      names.set(name, {
        kind: 'dict',
        entries: new Map(
          [...left].map(([key, value]) => [
            `s${key}`,
            { key: { kind: 'string', value: key }, value },
          ]),
        ),
      })
    else if (names.size === 0 && isSelf(name))
      names.set(name, {
        kind: 'object',
        scope: self ?? callee.scope,
        ...(name === 'self' && { isInstance: true as const }),
      })
    else {
      names.set(name, left.get(name) ?? (isKeywordOnly ? undefined : rest.shift()) ?? unknown)
      left.delete(name)
    }
  }
  return names
}

export function isSelf(name: string): boolean {
  return name === 'self' || name === 'cls'
}

function parameterName(parameter: PyFunction['node']): string {
  if (parameter.type === 'identifier') return parameter.text
  return parameter.field('name')?.text ?? parameter.children[0]?.text ?? ''
}

/** Looks at the body of a function with its names bound; what it gives, where that is one thing. */
export function runFunction(
  machine: Interpreter,
  { node, scope, file }: PyFunction,
  names: Map<string, PyValue>,
  site: Frame['site'],
): PyValue {
  const before = { file: machine.file, unsure: machine.unsure }
  const frame: Frame = { id: machine.nextFrame, returned: [], site }
  machine.nextFrame += 1
  machine.frames.push(frame)
  machine.file = file
  machine.unsure = 0
  // A function sees the names around its class, not those in it.
  const own: Scope = { names, parent: outsideClasses(scope) }
  try {
    const ended = machine.runBlock(machine, node.field('body'), own)
    return resultOf(frame, ended || node.type === 'lambda')
  } finally {
    machine.frames.pop()
    machine.file = before.file
    machine.unsure = before.unsure
  }
}

function resultOf({ returned }: Frame, isCertain: boolean): PyValue {
  const [first] = returned
  if (!first) return none
  if (returned.length === 1 && isCertain) return first
  const useful = returned.filter(({ kind }) => kind !== 'none' && kind !== 'unknown')
  const [one] = useful
  return one && useful.every(other => other === one || useful.length === 1) ? settle(one) : unknown
}
