import type { Value } from '../../model.ts'
import {
  attributeOf,
  callValue,
  children,
  depthLimit,
  integer,
  isExhausted,
  multiply,
  nameIn,
  readInteger,
  stepLimit,
  type Machine,
} from './interpreter.ts'
import type { SyntaxNode } from './parse.ts'
import { unknown, type PyValue, type Scope } from './value.ts'

/** Value of an expression, as far as it is known without running the program. */
export function evaluate(machine: Machine, node: SyntaxNode | null, scope: Scope): PyValue {
  if (!node || machine.depth > depthLimit || isExhausted(machine)) return unknown
  machine.depth += 1
  const value = evaluateNode(machine, node, scope)
  machine.depth -= 1
  return value
}

function evaluateNode(machine: Machine, node: SyntaxNode, scope: Scope): PyValue {
  const inner = (child: SyntaxNode | null): PyValue => evaluate(machine, child, scope)
  const field = (name: string): SyntaxNode | null => node.childForFieldName(name)
  switch (node.type) {
    case 'identifier':
      return nameIn(scope, node.text)
    case 'integer':
      return readInteger(node.text)
    case 'string':
      return isExhausted(machine, node.endIndex - node.startIndex) ? unknown : readString(node)
    case 'concatenated_string':
      return joinStrings(children(node).map(inner))
    case 'none':
      return { kind: 'none' }
    case 'true':
      return { kind: 'int', value: 1n }
    case 'false':
      return { kind: 'int', value: 0n }
    case 'parenthesized_expression':
      return inner(children(node)[0] ?? null)
    case 'list':
    case 'tuple':
    case 'expression_list':
      return { kind: 'list', items: children(node).map(inner) }
    case 'dictionary':
      return readDictionary(children(node), inner)
    case 'attribute':
      return attributeOf(machine, inner(field('object')), field('attribute')?.text ?? '')
    case 'subscript':
      return subscript(inner(field('value')), inner(field('subscript')))
    case 'unary_operator':
      return unary(field('operator')?.text ?? '', inner(field('argument')))
    case 'binary_operator':
      return binary(
        machine,
        field('operator')?.text ?? '',
        inner(field('left')),
        inner(field('right')),
      )
    case 'not_operator':
      return negate(testMissing(inner(field('argument')), node))
    case 'boolean_operator':
      return combine(field('operator')?.text ?? '', inner(field('left')), inner(field('right')))
    case 'comparison_operator':
      return compare(node, inner)
    case 'conditional_expression':
      return choose(children(node), inner)
    case 'call':
      return call(machine, node, scope)
    case 'named_expression':
      return inner(field('value'))
    case 'lambda':
      return unknown
    default: {
      for (const child of children(node)) inner(child)
      return unknown
    }
  }
}

function readString(node: SyntaxNode): PyValue {
  if (children(node).some(({ type }) => type === 'interpolation')) return unknown
  return {
    kind: 'string',
    value: children(node)
      .filter(({ type }) => type === 'string_content')
      .map(({ text }) => text)
      .join(''),
  }
}

function joinStrings(parts: readonly PyValue[]): PyValue {
  return parts.every(part => part.kind === 'string')
    ? {
        kind: 'string',
        value: parts.map(part => (part.kind === 'string' ? part.value : '')).join(''),
      }
    : unknown
}

function readDictionary(
  pairs: readonly SyntaxNode[],
  inner: (node: SyntaxNode | null) => PyValue,
): PyValue {
  const entries = new Map<string, PyValue>()
  for (const pair of pairs) {
    const key = inner(pair.childForFieldName('key'))
    if (key.kind === 'string') entries.set(key.value, inner(pair.childForFieldName('value')))
  }
  return { kind: 'dict', entries }
}

function subscript(object: PyValue, key: PyValue): PyValue {
  if (object.kind === 'dict' && key.kind === 'string')
    return object.entries.get(key.value) ?? unknown
  if (object.kind === 'list' && key.kind === 'int')
    return object.items.at(Number(key.value)) ?? unknown
  return unknown
}

function unary(operator: string, value: PyValue): PyValue {
  if (value.kind !== 'int') return unknown
  return operator === '-'
    ? { kind: 'int', value: -value.value }
    : operator === '~'
      ? { kind: 'int', value: ~value.value }
      : value
}

function binary(machine: Machine, operator: string, left: PyValue, right: PyValue): PyValue {
  if (operator === '*') return multiply(left, right)
  if (left.kind === 'list' && right.kind === 'list' && operator === '+')
    return isExhausted(machine, left.items.length + right.items.length)
      ? unknown
      : { kind: 'list', items: [...left.items, ...right.items] }
  if (left.kind !== 'int' || right.kind !== 'int') return unknown
  const [a, b] = [left.value, right.value]
  // A shift or power by much is no declaration but an attack on memory.
  if ((operator === '<<' || operator === '**') && (b < 0n || b > 256n)) return unknown
  switch (operator) {
    case '+':
      return integer(a + b)
    case '-':
      return integer(a - b)
    case '|':
      return { kind: 'int', value: a | b }
    case '&':
      return { kind: 'int', value: a & b }
    case '^':
      return { kind: 'int', value: a ^ b }
    case '<<':
      return integer(a << b)
    case '>>':
      return b < 0n ? unknown : { kind: 'int', value: a >> b }
    case '**':
      return integer(a ** b)
    case '//':
      return b === 0n ? unknown : { kind: 'int', value: a / b }
    case '%':
      return b === 0n ? unknown : { kind: 'int', value: a % b }
    default:
      return unknown
  }
}

/** The first line of an expression, for a message. */
export function spellingOf(node: SyntaxNode | null): string {
  return node?.text.slice(0, longestSpelling).split('\n')[0] ?? ''
}

const longestSpelling = 200

/** Truth of the value behind `not`; of a foreign result that is a test for failure. */
function testMissing(value: PyValue, node: SyntaxNode): boolean | undefined {
  if (value.kind === 'result' && !value.isKept)
    value.result.tests.push({
      spelled: spellingOf(node),
      value: { kind: 'falsy' },
      loose: true,
    })
  return truthOf(value)
}

/** Truth of a value, where it is known. */
export function truthOf(value: PyValue): boolean | undefined {
  switch (value.kind) {
    case 'int':
      return value.value !== 0n
    case 'string':
      return value.value !== ''
    case 'none':
      return false
    case 'type':
    case 'library':
    case 'def':
    case 'foreign':
      return true
    default:
      return undefined
  }
}

function truth(value: boolean | undefined): PyValue {
  return value === undefined ? unknown : { kind: 'int', value: value ? 1n : 0n }
}

function negate(value: boolean | undefined): PyValue {
  return truth(value === undefined ? undefined : !value)
}

function combine(operator: string, left: PyValue, right: PyValue): PyValue {
  const [a, b] = [truthOf(left), truthOf(right)]
  if (operator === 'and')
    return a === false || b === false
      ? truth(false)
      : a === true && b === true
        ? truth(true)
        : unknown
  return a === true ? left : a === false ? right : b === true ? truth(true) : unknown
}

function compare(node: SyntaxNode, inner: (node: SyntaxNode | null) => PyValue): PyValue {
  const sides = children(node)
  if (sides.length !== 2) {
    for (const side of sides) inner(side)
    return unknown
  }
  const [left, right] = [inner(sides[0] ?? null), inner(sides[1] ?? null)]
  const operator = node.children.find(child => child && !child.isNamed)?.text ?? ''
  if (left.kind === 'result' || right.kind === 'result') {
    noteTest(left, right, operator, node)
    return unknown
  }
  const order =
    left.kind === 'int' && right.kind === 'int'
      ? compareNumbers(left.value, right.value)
      : left.kind === 'string' && right.kind === 'string'
        ? left.value === right.value
          ? 0
          : 1
        : undefined
  if (order === undefined) return unknown
  switch (operator) {
    case '==':
    case 'is':
      return truth(order === 0)
    case '!=':
    case 'is not':
      return truth(order !== 0)
    case '<':
      return truth(order < 0)
    case '>':
      return truth(order > 0)
    case '<=':
      return truth(order <= 0)
    case '>=':
      return truth(order >= 0)
    default:
      return unknown
  }
}

function compareNumbers(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** Notes a comparison of a result; one with something unknown, or by order, makes the result one that nothing is said of. */
function noteTest(left: PyValue, right: PyValue, operator: string, node: SyntaxNode): void {
  const [result, other] =
    left.kind === 'result'
      ? [left.result, right]
      : right.kind === 'result'
        ? [right.result, left]
        : []
  if (!result || !other) return
  const value: Value | undefined =
    other.kind === 'int'
      ? { kind: 'number', value: other.value }
      : other.kind === 'none'
        ? { kind: 'null' }
        : undefined
  if (!value || !['==', '!=', 'is', 'is not', '<>'].includes(operator)) result.tests.push(unclear)
  else result.tests.push({ spelled: spellingOf(node), value, loose: true })
}

/** Marks a test that the audit does not understand. */
export const unclear = { spelled: 'unclear', value: { kind: 'null' }, loose: true } as const

function choose(
  parts: readonly SyntaxNode[],
  inner: (node: SyntaxNode | null) => PyValue,
): PyValue {
  const [then, condition, otherwise] = parts
  const is = truthOf(inner(condition ?? null))
  return is === undefined ? unknown : inner((is ? then : otherwise) ?? null)
}

function call(machine: Machine, node: SyntaxNode, scope: Scope): PyValue {
  const callee = evaluate(machine, node.childForFieldName('function'), scope)
  const list = node.childForFieldName('arguments')
  const values = children(list)
    .filter(({ type }) => type !== 'keyword_argument')
    .map(argument => evaluate(machine, argument, scope))
  for (const argument of children(list))
    if (argument.type === 'keyword_argument')
      evaluate(machine, argument.childForFieldName('value'), scope)
  if (callee.kind === 'def') return callSimple(machine, callee)
  return callValue(machine, callee, values, node)
}

/** A function that does nothing but return an expression, such as `is_64bit()`, is taken at its word. */
function callSimple(machine: Machine, { node, scope }: Extract<PyValue, { kind: 'def' }>): PyValue {
  const body = children(node.childForFieldName('body')).filter(
    statement =>
      !(statement.type === 'expression_statement' && statement.firstNamedChild?.type === 'string'),
  )
  const [only] = body
  if (body.length !== 1 || only?.type !== 'return_statement' || machine.steps > stepLimit / 2)
    return unknown
  return evaluate(machine, children(only)[0] ?? null, scope)
}
