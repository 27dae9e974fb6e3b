import { setAttribute } from './attributes.ts'
import { evaluate } from './expressions.ts'
import { spellingOf } from './failure-tests.ts'
import { placeIn, type Interpreter } from './machine.ts'
import type { PythonNode } from './syntax.ts'
import { keyOf, moduleOf, settle, unknown, type PyValue, type Scope } from './value.ts'

/** Gives a target of an assignment a value. */
export function assign(
  machine: Interpreter,
  target: PythonNode | undefined,
  value: PyValue,
  scope: Scope,
  node: PythonNode,
): void {
  switch (target?.type) {
    case 'identifier':
      setName(machine, target.text, nameType(value, target.text), scope, node)
      return
    case 'attribute':
      setAttribute(
        machine,
        evaluate(machine, target.field('object'), scope),
        target.field('attribute')?.text ?? '',
        value,
        node,
      )
      return
    case 'subscript': {
      const object = evaluate(machine, target.field('value'), scope)
      const key = evaluate(machine, target.field('subscript'), scope)
      const name = keyOf(key)
      if (object.kind === 'dict' && name !== undefined) object.entries.set(name, { key, value })
      if (object.kind === 'object' && key.kind === 'string')
        setName(machine, key.value, value, object.scope, node)
      return
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      target.children.forEach((part, index) => {
        const item = value.kind === 'list' ? value.items[index] : undefined
        assign(machine, part, item ?? unknown, scope, node)
      })
      return
    default:
  }
}

/** A callback type is called as the program calls it. */
function nameType(value: PyValue, name: string): PyValue {
  return value.kind === 'type' &&
    value.type.kind === 'callback' &&
    value.type.name.endsWith('FUNCTYPE')
    ? { kind: 'type', type: { ...value.type, name } }
    : value
}

function setName(
  machine: Interpreter,
  name: string,
  value: PyValue,
  scope: Scope,
  node: PythonNode,
): void {
  const owner = scope.globals?.has(name) ? moduleOf(scope) : scope
  noteAlias(machine, name, value, owner, node)
  const isVarying = machine.unsure > 0 || owner.varying?.has(name) === true
  owner.names.set(name, isVarying ? settle(value) : value)
}

/** `HANDLE = c_int`: a type under a new name. What is only handed on under its own name is none. */
function noteAlias(
  machine: Interpreter,
  name: string,
  value: PyValue,
  scope: Scope,
  node: PythonNode,
): void {
  if (value.kind !== 'type' || scope.names.get('__struct__')) return
  const { type } = value
  if (type.name === name && type.kind !== 'callback') return
  if (type.kind === 'struct') {
    // OVERLAPPED = _OVERLAPPED only takes the tag away.
    if (type.name.replace(/^(_|tag)/, '') !== name && type.file !== '')
      machine.found.renamed.push({ name, struct: type, at: placeIn(machine, node) })
    return
  }
  machine.found.aliases.push({
    name,
    type,
    spelled: spellingOf(node.field('right')),
    at: placeIn(machine, node),
  })
}
