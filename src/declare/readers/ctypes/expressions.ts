import { attributeOf, functionIn } from './attributes.ts'
import type { BuiltinCall } from './builtins.ts'
import { callValue, runFunction } from './calls.ts'
import { comprehend } from './comprehensions.ts'
import { noteMissing, noteTest } from './failure-tests.ts'
import {
  depthLimit,
  isExhausted,
  longestText,
  parametersOf,
  placeIn,
  readInteger,
  type Interpreter,
} from './machine.ts'
import { builtinName } from './modules.ts'
import { truthByName } from './named-width.ts'
import { binary, compareValues, negate, textOf, truthOf, unary } from './operators.ts'
import type { PythonNode } from './syntax.ts'
import {
  itemsOf,
  wideText,
  keyOf,
  lookUp,
  moduleOf,
  none,
  unknown,
  type DictEntry,
  type PyFunction,
  type PyValue,
  type Scope,
} from './value.ts'

/** Value of an expression, as far as it is known without running the program. */
export function evaluate(
  machine: Interpreter,
  node: PythonNode | undefined,
  scope: Scope,
): PyValue {
  if (!node || machine.depth > depthLimit || isExhausted(machine)) return unknown
  machine.depth += 1
  try {
    return evaluateNode(machine, node, scope)
  } finally {
    machine.depth -= 1
  }
}

function evaluateNode(machine: Interpreter, node: PythonNode, scope: Scope): PyValue {
  const inner = (child: PythonNode | undefined): PyValue => evaluate(machine, child, scope)
  switch (node.type) {
    case 'identifier':
      return nameIn(scope, node.text)
    case 'integer':
      return readInteger(node.text)
    case 'string':
      return isExhausted(machine, node.endIndex - node.startIndex)
        ? unknown
        : readString(node, inner)
    case 'concatenated_string':
      return joinStrings(node.children.map(inner))
    case 'none':
      return none
    case 'true':
      return { kind: 'int', value: 1n }
    case 'false':
      return { kind: 'int', value: 0n }
    case 'parenthesized_expression':
      return inner(node.children[0])
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return { kind: 'list', items: itemsIn(node, inner) }
    case 'list_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return comprehend(machine, node, scope, evaluate)
    case 'pair':
      return { kind: 'list', items: [inner(node.field('key')), inner(node.field('value'))] }
    case 'dictionary':
      return readDictionary(node.children, inner)
    case 'attribute':
      return attributeOf(machine, inner(node.field('object')), node.field('attribute')?.text ?? '')
    case 'subscript':
      return node.field('subscript')?.type === 'slice'
        ? slice(inner(node.field('value')), node.field('subscript')?.text ?? '')
        : subscript(machine, inner(node.field('value')), inner(node.field('subscript')))
    case 'unary_operator':
      return unary(node.operator, inner(node.field('argument')))
    case 'binary_operator':
      return binary(machine, node.operator, inner(node.field('left')), inner(node.field('right')))
    case 'not_operator': {
      const value = inner(node.field('argument'))
      noteMissing(value, node)
      return negate(truthOf(value))
    }
    case 'boolean_operator':
      return combine(node, inner)
    case 'comparison_operator':
      return compare(machine, node, inner)
    case 'conditional_expression':
      return choose(machine, node.children, inner)
    case 'call':
      return call(machine, node, scope)
    case 'named_expression': {
      const value = inner(node.field('value'))
      const name = node.field('name')?.text
      if (name !== undefined) scope.names.set(name, value)
      return value
    }
    case 'lambda':
      return defineLambda(machine, node, scope)
    default: {
      for (const child of node.children) inner(child)
      return unknown
    }
  }
}

/** A lambda, whose body is looked at once for its own sake, as that of a function. */
function defineLambda(machine: Interpreter, node: PythonNode, scope: Scope): PyValue {
  const made: PyFunction = { kind: 'def', name: '<lambda>', node, scope, file: machine.file }
  if (!machine.frames.some(({ site }) => site))
    machine.later.push(() => {
      const names = parametersOf(made).map(one => one.field('name')?.text ?? one.text)
      runFunction(machine, made, new Map(names.map(name => [name, unknown])), undefined)
    })
  return made
}

function nameIn(scope: Scope, name: string): PyValue {
  return lookUp(scope, name) ?? builtinName(name) ?? unknown
}

type Inner = (node: PythonNode | undefined) => PyValue

function itemsIn(node: PythonNode, inner: Inner): PyValue[] {
  return node.children.flatMap(child => {
    if (child.type !== 'list_splat') return [inner(child)]
    return itemsOf(inner(child.children[0])) ?? [unknown]
  })
}

function readString(node: PythonNode, inner: Inner): PyValue {
  let value = ''
  for (const child of node.children) {
    if (child.type === 'string_content') value += child.text
    else if (child.type === 'interpolation') {
      const shown = textOf(inner(child.field('expression') ?? child.children[0]))
      if (shown === undefined) return unknown
      value += shown
    }
    if (value.length > longestText) break
  }
  return { kind: 'string', value }
}

function joinStrings(parts: readonly PyValue[]): PyValue {
  const texts = parts.map(part => (part.kind === 'string' ? part.value : undefined))
  return texts.every(part => part !== undefined)
    ? { kind: 'string', value: texts.join('') }
    : unknown
}

function readDictionary(pairs: readonly PythonNode[], inner: Inner): PyValue {
  const entries = new Map<string, DictEntry>()
  for (const pair of pairs) {
    if (pair.type === 'dictionary_splat') {
      const other = inner(pair.children[0])
      if (other.kind === 'dict') for (const [key, entry] of other.entries) entries.set(key, entry)
      continue
    }
    const key = inner(pair.field('key'))
    const value = inner(pair.field('value'))
    const name = keyOf(key)
    if (name !== undefined) entries.set(name, { key, value })
  }
  return { kind: 'dict', entries }
}

function subscript(machine: Interpreter, object: PyValue, key: PyValue): PyValue {
  const name = keyOf(key)
  if (object.kind === 'dict' && name !== undefined)
    return object.entries.get(name)?.value ?? unknown
  if (object.kind === 'library' && key.kind === 'string')
    return functionIn(machine, object.library, key.value)
  if (object.kind === 'loader' && key.kind === 'string')
    return attributeOf(machine, object, key.value)
  if (object.kind === 'list' && key.kind === 'int')
    return object.items.at(Number(key.value)) ?? unknown
  if (object.kind === 'string' && key.kind === 'int') {
    const character = object.value.at(Number(key.value))
    return character === undefined ? unknown : { kind: 'string', value: character }
  }
  // os.environ
  return key.kind === 'string' && key.value === 'PROCESSOR_ARCHITECTURE' && object.kind === 'object'
    ? callValue(
        machine,
        { kind: 'builtin', name: 'environ.get' },
        { values: [key], keywords: new Map(), node: nowhere, at: { file: '', line: 0 } },
      )
    : unknown
}

const nowhere = {} as PythonNode

/** `[2:]`, `[:-1]`, with numbers that stand there. */
function slice(object: PyValue, range: string): PyValue {
  const [, from, to] = /^(-?\d*):(-?\d*)$/.exec(range.replace(/\s/g, '')) ?? []
  if (from === undefined || to === undefined) return unknown
  const cut = [Number(from), to === '' ? undefined : Number(to)] as const
  if (object.kind === 'string') return { kind: 'string', value: object.value.slice(...cut) }
  return object.kind === 'list' ? { kind: 'list', items: object.items.slice(...cut) } : unknown
}

/** `and` and `or`; what stands behind one that decides is not looked at, as in Python. */
function combine(node: PythonNode, inner: Inner): PyValue {
  const left = inner(node.field('left'))
  const a = truthOf(left)
  const isAnd = node.operator === 'and'
  if (a === !isAnd) return left
  const right = inner(node.field('right'))
  if (a !== undefined) return right
  const b = truthOf(right)
  // Whichever way the unknown side goes, one that decides decides; else a type or function may be meant.
  if (b === !isAnd) return isAnd ? { kind: 'int', value: 0n } : right
  return unknown
}

function compare(machine: Interpreter, node: PythonNode, inner: Inner): PyValue {
  const sides = node.children
  if (sides.length !== 2) {
    for (const side of sides) inner(side)
    return unknown
  }
  const [left, right] = [inner(sides[0]), inner(sides[1])]
  if (left.kind === 'result' || right.kind === 'result') {
    noteTest(machine, left, right, { operator: node.operator, node })
    return unknown
  }
  return compareValues(left, right, node.operator)
}

function choose(machine: Interpreter, parts: readonly PythonNode[], inner: Inner): PyValue {
  const [then, condition, otherwise] = parts
  const is = truthOf(inner(condition)) ?? truthByName(machine, condition)
  if (is !== undefined) return inner(is ? then : otherwise)
  inner(then)
  inner(otherwise)
  return unknown
}

function call(machine: Interpreter, node: PythonNode, scope: Scope): PyValue {
  const named = node.field('function')
  const of = named?.type === 'attribute' ? evaluate(machine, named.field('object'), scope) : unknown
  const callee =
    of === unknown
      ? evaluate(machine, named, scope)
      : attributeOf(machine, of, named?.field('attribute')?.text ?? '')
  const isMethod = of.kind === 'object' && of.isInstance && callee.kind === 'def'
  const values: PyValue[] = []
  const keywords = new Map<string, PyValue>()
  const list = node.field('arguments')
  for (const argument of list?.type === 'argument_list' ? list.children : list ? [list] : []) {
    if (argument.type === 'keyword_argument') {
      const value = evaluate(machine, argument.field('value'), scope)
      keywords.set(argument.field('name')?.text ?? '', value)
    } else if (argument.type === 'list_splat')
      values.push(...(itemsOf(evaluate(machine, argument.children[0], scope)) ?? [unknown]))
    else if (argument.type === 'dictionary_splat') {
      const more = evaluate(machine, argument.children[0], scope)
      if (more.kind === 'dict')
        for (const { key, value } of more.entries.values())
          if (key.kind === 'string') keywords.set(key.value, value)
    } else values.push(evaluate(machine, argument, scope))
  }
  const made: BuiltinCall = {
    values,
    keywords,
    node,
    at: placeIn(machine, node),
    ...(isMethod && { self: of.scope }),
  }
  if (callee.kind === 'builtin' && /^(globals|locals|vars)$/.test(callee.name))
    return { kind: 'object', scope: callee.name === 'globals' ? moduleOf(scope) : scope }
  if (isExhausted(machine, values.length)) return unknown
  if (isEncoding(node.field('function'), values)) return wideText
  return callValue(machine, callee, made)
}

function isEncoding(callee: PythonNode | undefined, [first]: readonly PyValue[]): boolean {
  return (
    callee?.type === 'attribute' &&
    callee.field('attribute')?.text === 'encode' &&
    first?.kind === 'string' &&
    /^utf[-_]?16/i.test(first.value)
  )
}
