import { arrayOf } from './ctype.ts'
import { boolean, integer, isExhausted, longestText, type Interpreter } from './machine.ts'
import { unknown, wideText, type PyValue } from './value.ts'

/** Truth of a value, where it is known. */
export function truthOf(value: PyValue): boolean | undefined {
  switch (value.kind) {
    case 'int':
      return value.value !== 0n
    case 'string':
      return value.value !== ''
    case 'none':
      return false
    case 'list':
      // An empty one may be filled later.
      return value.items.length > 0 ? true : undefined
    case 'type':
    case 'library':
    case 'def':
    case 'foreign':
    case 'builtin':
    case 'loader':
    case 'module':
      return true
    default:
      return undefined
  }
}

export function negate(value: boolean | undefined): PyValue {
  return boolean(value === undefined ? undefined : !value)
}

export function unary(operator: string, value: PyValue): PyValue {
  if (value.kind !== 'int') return unknown
  return operator === '-'
    ? { kind: 'int', value: -value.value }
    : operator === '~'
      ? { kind: 'int', value: ~value.value }
      : value
}

/** `T * n` and `n * T`, and numbers. */
function multiply(left: PyValue, right: PyValue): PyValue {
  if (left.kind === 'type')
    return {
      kind: 'type',
      type: arrayOf(left.type, right.kind === 'int' ? Number(right.value) : undefined),
    }
  if (right.kind === 'type') return multiply(right, left)
  return left.kind === 'int' && right.kind === 'int' ? integer(left.value * right.value) : unknown
}

/** `[T] * n` and `n * [T]`. */
function repeat(machine: Interpreter, left: PyValue, right: PyValue): PyValue | undefined {
  if (right.kind === 'list') return left.kind === 'list' ? unknown : repeat(machine, right, left)
  if (left.kind !== 'list' || right.kind !== 'int') return undefined
  const count = right.value < 0n ? 0n : right.value
  return count > mostRepeated || isExhausted(machine, left.items.length * Number(count))
    ? unknown
    : { kind: 'list', items: Array.from({ length: Number(count) }, () => left.items).flat() }
}

/** Items of a list that is repeated; a list of types is as long as a function has parameters. */
const mostRepeated = 1000n

function add(machine: Interpreter, left: PyValue, right: PyValue): PyValue | undefined {
  if (left.kind === 'list' && right.kind === 'list')
    return isExhausted(machine, left.items.length + right.items.length)
      ? unknown
      : { kind: 'list', items: left.items.concat(right.items) }
  if (left.kind === 'string' && right.kind === 'string')
    return left.value.length + right.value.length > longestText
      ? unknown
      : { kind: 'string', value: left.value + right.value }
  // With the zeros that end it.
  if (left === wideText || right === wideText) return wideText
  // Of the path of a library, its end is enough.
  return left.kind === 'unknown' && right.kind === 'string' && /[\\/]/.test(right.value)
    ? right
    : undefined
}

export function binary(
  machine: Interpreter,
  operator: string,
  left: PyValue,
  right: PyValue,
): PyValue {
  if (operator === '*') return repeat(machine, left, right) ?? multiply(left, right)
  if (operator === '%' && left.kind === 'string') return formatPercent(left.value, right)
  const sum = operator === '+' ? add(machine, left, right) : undefined
  if (sum) return sum
  return left.kind === 'int' && right.kind === 'int'
    ? calculate(operator, left.value, right.value)
    : unknown
}

function calculate(operator: string, a: bigint, b: bigint): PyValue {
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
    case '/':
      return b === 0n ? unknown : { kind: 'int', value: a / b }
    case '%':
      return b === 0n ? unknown : { kind: 'int', value: a % b }
    default:
      return unknown
  }
}

/** `'%s' % value`, of which only texts and numbers are known. */
function formatPercent(format: string, value: PyValue): PyValue {
  const values = value.kind === 'list' ? [...value.items] : [value]
  let isKnown = true
  const made = format.replace(/%[sd%]/g, directive => {
    if (directive === '%%') return '%'
    const next = textOf(values.shift() ?? unknown)
    isKnown &&= next !== undefined
    return next ?? ''
  })
  return isKnown && !made.includes('%') && made.length <= longestText
    ? { kind: 'string', value: made }
    : unknown
}

/** A value as `str` shows it. */
export function textOf(value: PyValue): string | undefined {
  return value.kind === 'string'
    ? value.value
    : value.kind === 'int'
      ? value.value.toString()
      : undefined
}

/** How two values compare: below, at or above 0; undefined where that is not known. */
function order(left: PyValue, right: PyValue): number | undefined {
  if (left.kind === 'int' && right.kind === 'int')
    return left.value < right.value ? -1 : left.value > right.value ? 1 : 0
  if (left.kind === 'string' && right.kind === 'string')
    return left.value < right.value ? -1 : left.value > right.value ? 1 : 0
  if (left.kind === 'list' && right.kind === 'list') return orderLists(left.items, right.items)
  if (left.kind === 'none' || right.kind === 'none')
    return left.kind === right.kind ? 0 : isSomething(left) && isSomething(right) ? 1 : undefined
  return undefined
}

function isSomething({ kind }: PyValue): boolean {
  return kind !== 'unknown' && kind !== 'result' && kind !== 'instance'
}

function orderLists(left: readonly PyValue[], right: readonly PyValue[]): number | undefined {
  for (const [index, item] of left.entries()) {
    const other = right[index]
    if (!other) return 1
    const one = order(item, other)
    if (one !== 0) return one
  }
  return left.length - right.length
}

function isIn(item: PyValue, container: PyValue): boolean | undefined {
  if (item.kind === 'string' && container.kind === 'string')
    return container.value.includes(item.value)
  if (container.kind !== 'list') return undefined
  const found = container.items.map(one => order(item, one))
  return found.includes(0) ? true : found.includes(undefined) ? undefined : false
}

export function compareValues(left: PyValue, right: PyValue, operator: string): PyValue {
  if (operator === 'in') return boolean(isIn(left, right))
  if (operator === 'not in') return negate(isIn(left, right))
  const by = order(left, right)
  if (by === undefined) return unknown
  switch (operator) {
    case '==':
    case 'is':
      return boolean(by === 0)
    case '!=':
    case '<>':
    case 'is not':
      return boolean(by !== 0)
    case '<':
      return boolean(by < 0)
    case '>':
      return boolean(by > 0)
    case '<=':
      return boolean(by <= 0)
    case '>=':
      return boolean(by >= 0)
    default:
      return unknown
  }
}
