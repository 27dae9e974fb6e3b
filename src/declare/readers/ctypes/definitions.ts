import { setStructAttribute } from './attributes.ts'
import { isSelf, runFunction } from './calls.ts'
import type { StructType } from './ctype.ts'
import { evaluate } from './expressions.ts'
import { parametersOf, type Interpreter } from './machine.ts'
import { namedTuple } from './named-tuples.ts'
import type { PythonNode } from './syntax.ts'
import { unknown, type PyFunction, type PyValue, type Scope } from './value.ts'

/** A struct from its bases: those of ctypes, or classes of the program that are made from them. */
function structFrom(
  machine: Interpreter,
  node: PythonNode,
  name: string,
  bases: readonly PyValue[],
): StructType | undefined {
  const own = bases.flatMap(base =>
    base.kind === 'type' && base.type.kind === 'struct' ? [base.type] : [],
  )[0]
  const plain = bases.find(base => base.kind === 'builtin' && /(Structure|Union)$/.test(base.name))
  const plainName = plain?.kind === 'builtin' ? plain.name : ''
  if (!own && !plain) return undefined
  return {
    kind: 'struct',
    name,
    isUnion: own?.isUnion ?? plainName.endsWith('Union'),
    ...((own?.isSwapped ?? plainName.startsWith('Big')) && { isSwapped: true }),
    ...(own && { base: own }),
    file: machine.file,
    line: node.line,
    fields: undefined,
    pack: own?.pack ?? 0,
    anonymous: [],
  }
}

/** A class: a Structure or Union, or names that its objects share. */
export function defineClass(machine: Interpreter, node: PythonNode, scope: Scope): void {
  const name = node.field('name')?.text ?? ''
  const bases = (node.field('superclasses')?.children ?? [])
    .filter(({ type }) => type !== 'keyword_argument')
    .map(base => evaluate(machine, base, scope))
  const struct = structFrom(machine, node, name, bases)
  const own: Scope = {
    names: new Map(),
    parent: scope,
    bases: bases.flatMap(base => (base.kind === 'object' ? [base.scope] : [])),
  }
  if (!struct) {
    scope.names.set(name, { kind: 'object', scope: own })
    machine.runBlock(machine, node.field('body'), own)
    const fields = annotatedIn(node.field('body'))
    const defaults = fields.map(field => own.names.get(field) ?? unknown)
    if (bases.some(base => base.kind === 'builtin' && base.name === 'NamedTuple'))
      scope.names.set(name, namedTuple(fields, defaults))
    else if (fields.length > 0)
      own.names.set('__annotations__', {
        kind: 'list',
        items: fields.map(value => ({ kind: 'string', value })),
      })
    return
  }
  machine.found.structs.push(struct)
  scope.names.set(name, { kind: 'type', type: struct })
  own.names.set('__struct__', { kind: 'type', type: struct })
  machine.runBlock(machine, node.field('body'), own)
  for (const attribute of ['_pack_', '_anonymous_', '_fields_']) {
    const value = own.names.get(attribute)
    const place = value && assignmentOf(node.field('body'), attribute)
    if (value && place) setStructAttribute(machine, struct, attribute, value, place)
    else if (value) setStructAttribute(machine, struct, attribute, value, node)
  }
}

/** Names that a class gives a type, in order: what `NamedTuple` and `dataclass` make their `__init__` of. */
function annotatedIn(block: PythonNode | undefined): string[] {
  return (block?.children ?? []).flatMap(({ type, children }) => {
    const [first] = type === 'expression_statement' ? children : []
    const name =
      first?.type === 'assignment' && first.field('type') ? first.field('left') : undefined
    return name?.type === 'identifier' ? [name.text] : []
  })
}

/** The assignment of a name in a class, for the lines of its parts: the last, in whatever branch it stands. */
function assignmentOf(block: PythonNode | undefined, name: string): PythonNode | undefined {
  let found: PythonNode | undefined
  const look = (node: PythonNode, depth: number): void => {
    if (node.type === 'assignment' && node.field('left')?.text === name) found = node
    if (depth < 6 && node.type !== 'function_definition')
      for (const child of node.children) look(child, depth + 1)
  }
  if (block) look(block, 0)
  return found
}

/** A function: its body is looked at once for its own sake, when the module is complete. */
export function defineFunction(machine: Interpreter, node: PythonNode, scope: Scope): void {
  const name = node.field('name')?.text ?? ''
  const { file } = machine
  const made: PyFunction = { kind: 'def', name, node, scope, file }
  scope.names.set(name, made)
  // In a call that is followed, the function around it was looked at, or will be, for its own sake.
  if (machine.frames.some(({ site }) => site)) return
  machine.later.push(() => {
    const names = new Map<string, PyValue>()
    for (const parameter of parametersOf(made)) {
      const own = parameter.type === 'identifier' ? parameter.text : parameter.field('name')?.text
      // Methods share one object for self, so that what __init__ sets is known in the others.
      if (own !== undefined)
        names.set(
          own,
          names.size === 0 && isSelf(own)
            ? { kind: 'object', scope, ...(own === 'self' && { isInstance: true as const }) }
            : unknown,
        )
    }
    runFunction(machine, made, names, undefined)
  })
}
