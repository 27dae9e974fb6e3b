import { isExhausted, type Interpreter } from './machine.ts'
import { truthOf } from './operators.ts'
import type { PythonNode } from './syntax.ts'
import { itemsOf, keyOf, unknown, type DictEntry, type PyValue, type Scope } from './value.ts'

type Evaluate = (machine: Interpreter, node: PythonNode | undefined, scope: Scope) => PyValue

/** `[T for T in TYPES]` and `{name: T for name, T in TYPES}`: one loop, without a condition or with one that is known. */
export function comprehend(
  machine: Interpreter,
  node: PythonNode,
  scope: Scope,
  evaluate: Evaluate,
): PyValue {
  const loops = node.children.filter(({ type }) => type === 'for_in_clause')
  const conditions = node.children.filter(({ type }) => type === 'if_clause')
  const [loop] = loops
  const items = loop && itemsOf(evaluate(machine, loop.field('right'), scope))
  const isLong = items !== undefined && isExhausted(machine, items.length)
  const own: Scope = { names: new Map(), parent: scope }
  if (!items || loops.length > 1 || isLong) {
    evaluate(machine, node.field('body'), own)
    return unknown
  }
  const made: PyValue[] = []
  for (const item of items) {
    bind(loop.field('left'), item, own)
    const is = conditions.map(({ children }) => truthOf(evaluate(machine, children[0], own)))
    if (is.includes(undefined)) return unknown
    if (!is.includes(false)) made.push(evaluate(machine, node.field('body'), own))
  }
  return node.type === 'dictionary_comprehension'
    ? dictionaryOf(made)
    : { kind: 'list', items: made }
}

/** A dictionary of pairs. */
function dictionaryOf(pairs: readonly PyValue[]): PyValue {
  const entries = new Map<string, DictEntry>()
  for (const pair of pairs) {
    const [key, value] = pair.kind === 'list' ? pair.items : []
    const name = key && keyOf(key)
    if (key && value && name !== undefined) entries.set(name, { key, value })
  }
  return { kind: 'dict', entries }
}

/** Gives the names of a pattern their parts of a value. */
function bind(pattern: PythonNode | undefined, value: PyValue, scope: Scope): void {
  if (pattern?.type === 'identifier') scope.names.set(pattern.text, value)
  else
    pattern?.children.forEach((part, index) => {
      bind(part, value.kind === 'list' ? (value.items[index] ?? unknown) : unknown, scope)
    })
}
