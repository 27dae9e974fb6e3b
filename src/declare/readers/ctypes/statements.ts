import { evaluate, spellingOf, truthOf, unclear } from './expressions.ts'
import {
  children,
  ctypesName,
  ctypesNames,
  depthLimit,
  importByName,
  ImportFailure,
  isExhausted,
  lineOf,
  setAttribute,
  setStructAttribute,
  type Machine,
} from './interpreter.ts'
import type { SyntaxNode } from './parse.ts'
import type { StructType } from './ctype.ts'
import {
  unknown,
  type ForeignFunction,
  type ForeignResult,
  type PyValue,
  type Scope,
} from './value.ts'

/** Looks at the statements of a block in order. Nothing is run: both branches count where a condition is not known. */
export function runBlock(machine: Machine, block: SyntaxNode | null, scope: Scope): void {
  for (const statement of children(block)) runStatement(machine, statement, scope)
}

function runStatement(machine: Machine, node: SyntaxNode, scope: Scope): void {
  if (machine.depth > depthLimit || isExhausted(machine)) return
  machine.depth += 1
  runKnown(machine, node, scope)
  machine.depth -= 1
}

function runKnown(machine: Machine, node: SyntaxNode, scope: Scope): void {
  switch (node.type) {
    case 'expression_statement': {
      for (const child of children(node)) runExpression(machine, child, scope)
      return
    }
    case 'import_statement': {
      importModules(machine, node, scope)
      return
    }
    case 'import_from_statement': {
      importNames(machine, node, scope)
      return
    }
    case 'class_definition': {
      defineClass(machine, node, scope)
      return
    }
    case 'function_definition': {
      defineFunction(machine, node, scope)
      return
    }
    case 'decorated_definition': {
      const inner = node.childForFieldName('definition')
      if (inner) runStatement(machine, inner, scope)
      return
    }
    case 'if_statement': {
      runIf(machine, node, scope)
      return
    }
    case 'try_statement': {
      runTry(machine, node, scope)
      return
    }
    case 'for_statement': {
      runFor(machine, node, scope)
      return
    }
    case 'while_statement': {
      evaluate(machine, node.childForFieldName('condition'), scope)
      runBlock(machine, node.childForFieldName('body'), scope)
      return
    }
    case 'with_statement': {
      runBlock(machine, node.childForFieldName('body'), scope)
      return
    }
    default: {
      for (const child of children(node))
        if (child.type === 'block') runBlock(machine, child, scope)
        else evaluate(machine, child, scope)
    }
  }
}

function runExpression(machine: Machine, node: SyntaxNode, scope: Scope): PyValue {
  if (node.type !== 'assignment') return evaluate(machine, node, scope)
  if (machine.depth > depthLimit) return unknown
  const right = node.childForFieldName('right')
  machine.depth += 1
  const value =
    right?.type === 'assignment'
      ? runExpression(machine, right, scope)
      : evaluate(machine, right, scope)
  machine.depth -= 1
  assign(machine, node.childForFieldName('left'), value, scope, node)
  return value
}

function assign(
  machine: Machine,
  target: SyntaxNode | null,
  value: PyValue,
  scope: Scope,
  node: SyntaxNode,
): void {
  switch (target?.type) {
    case 'identifier': {
      noteAlias(machine, target.text, value, scope, node)
      scope.names.set(target.text, value)
      return
    }
    case 'attribute': {
      setAttribute(
        machine,
        evaluate(machine, target.childForFieldName('object'), scope),
        target.childForFieldName('attribute')?.text ?? '',
        value,
        node,
      )
      return
    }
    case 'subscript': {
      const object = evaluate(machine, target.childForFieldName('value'), scope)
      const key = evaluate(machine, target.childForFieldName('subscript'), scope)
      if (object.kind === 'dict' && key.kind === 'string') object.entries.set(key.value, value)
      return
    }
    case 'pattern_list':
    case 'tuple_pattern': {
      children(target).forEach((part, index) => {
        assign(
          machine,
          part,
          value.kind === 'list' ? (value.items[index] ?? unknown) : unknown,
          scope,
          node,
        )
      })
      return
    }
    default:
  }
}

/** `HANDLE = c_int`: a type under a new name. What is only handed on under its own name is none. */
function noteAlias(
  machine: Machine,
  name: string,
  value: PyValue,
  scope: Scope,
  node: SyntaxNode,
): void {
  if (value.kind !== 'type' || value.type.name === name || scope.names.get('__struct__')) return
  if (value.type.kind === 'struct') {
    // OVERLAPPED = _OVERLAPPED only takes the tag away.
    if (value.type.name.replace(/^(_|tag)/, '') !== name && value.type.file !== '')
      machine.found.renamed.push({ name, struct: value.type })
    return
  }
  machine.found.aliases.push({
    name,
    type: value.type,
    spelled: spellingOf(node.childForFieldName('right')),
    file: machine.file,
    line: lineOf(node),
  })
}

function importModules(machine: Machine, node: SyntaxNode, scope: Scope): void {
  for (const child of children(node)) {
    const name =
      (child.type === 'aliased_import' ? child.childForFieldName('name') : child)?.text ?? ''
    const alias =
      child.type === 'aliased_import' ? child.childForFieldName('alias')?.text : undefined
    const module = importByName(machine, name)
    if (alias) scope.names.set(alias, module ? { kind: 'module', scope: module } : unknown)
    else bindDotted(machine, scope, name.split('.'))
  }
}

/** `import a.b` binds `a`, with `b` in it. */
function bindDotted(machine: Machine, scope: Scope, parts: readonly string[]): void {
  let names = scope.names
  parts.forEach((part, index) => {
    const module = importByName(machine, parts.slice(0, index + 1).join('.'))
    const known = names.get(part)
    const value: PyValue =
      known?.kind === 'module' ? known : { kind: 'module', scope: module ?? { names: new Map() } }
    names.set(part, value)
    names = value.scope.names
  })
}

function importNames(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const from = node.childForFieldName('module_name')
  const level = from?.type === 'relative_import' ? (/^\.+/.exec(from.text)?.[0].length ?? 0) : 0
  const name = (from?.text ?? '').replace(/^\.+/, '')
  const module = name === '' ? undefined : importByName(machine, name, level)
  if (children(node).some(({ type }) => type === 'wildcard_import')) {
    if (name === 'ctypes')
      for (const one of ctypesNames) scope.names.set(one, ctypesName(one) ?? unknown)
    else if (!isExhausted(machine, module?.names.size))
      for (const [one, value] of module?.names ?? [])
        if (!one.startsWith('_')) scope.names.set(one, value)
    return
  }
  for (const child of children(node)) {
    if (child.startIndex === from?.startIndex) continue
    const wanted =
      (child.type === 'aliased_import' ? child.childForFieldName('name') : child)?.text ?? ''
    const bound =
      (child.type === 'aliased_import' ? child.childForFieldName('alias')?.text : undefined) ??
      wanted
    const sub = importByName(machine, name === '' ? wanted : `${name}.${wanted}`, level)
    const value =
      module?.names.get(wanted) ?? (sub ? { kind: 'module' as const, scope: sub } : undefined)
    scope.names.set(bound, value ?? unknown)
    if (!value && machine.tries > 0 && name === 'ctypes.wintypes') throw new ImportFailure(wanted)
  }
}

function defineClass(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const name = node.childForFieldName('name')?.text ?? ''
  const bases = children(node.childForFieldName('superclasses')).map(base =>
    evaluate(machine, base, scope),
  )
  const inherited = bases.find(base => base.kind === 'type' && base.type.kind === 'struct')
  const base = bases.find(
    value => value.kind === 'builtin' && /^(LittleEndian)?Structure$|^Union$/.test(value.name),
  )
  if (base?.kind === 'builtin' || inherited) {
    const struct: StructType = {
      kind: 'struct',
      name,
      isUnion: base?.kind === 'builtin' && base.name === 'Union',
      file: machine.file,
      line: lineOf(node),
      fields:
        inherited?.kind === 'type' && inherited.type.kind === 'struct'
          ? inherited.type.fields
          : undefined,
      pack: 0,
      anonymous: [],
    }
    machine.found.structs.push(struct)
    scope.names.set(name, { kind: 'type', type: struct })
    runStructBody(machine, node.childForFieldName('body'), struct, scope)
    return
  }
  const own: Scope = { names: new Map(), parent: scope }
  scope.names.set(name, { kind: 'object', scope: own })
  runBlock(machine, node.childForFieldName('body'), own)
}

function runStructBody(
  machine: Machine,
  body: SyntaxNode | null,
  struct: StructType,
  scope: Scope,
): void {
  const own: Scope = {
    names: new Map([['__struct__', { kind: 'type', type: struct }]]),
    parent: scope,
  }
  for (const statement of children(body)) {
    runStatement(machine, statement, own)
    const assignment = statement.firstNamedChild
    const name =
      assignment?.type === 'assignment' ? (assignment.childForFieldName('left')?.text ?? '') : ''
    const value = own.names.get(name)
    if (assignment && value) setStructAttribute(struct, name, value, assignment)
  }
}

function defineFunction(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const name = node.childForFieldName('name')?.text ?? ''
  const { file } = machine
  scope.names.set(name, { kind: 'def', name, node, scope, file })
  // Methods share one object for self, so that what __init__ sets is known in the others.
  const owner: Scope = scope
  machine.later.push(() => {
    const before = machine.file
    machine.file = file
    const own: Scope = {
      names: new Map([['self', { kind: 'object', scope: owner }]]),
      parent: scope,
    }
    runBlock(machine, node.childForFieldName('body'), own)
    machine.file = before
  })
}

function runIf(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const clauses = [
    node,
    ...node.childrenForFieldName('alternative').flatMap(child => (child ? [child] : [])),
  ]
  for (const clause of clauses) {
    const condition = clause.childForFieldName('condition')
    const is = condition ? truthOf(evaluate(machine, condition, scope)) : true
    if (is !== false)
      runBlock(machine, clause.childForFieldName(condition ? 'consequence' : 'body'), scope)
    if (is === true) return
  }
}

function runTry(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const handlers = children(node).filter(
    ({ type }) => type === 'except_clause' || type === 'except_group_clause',
  )
  const rest = children(node).filter(
    ({ type }) => type === 'else_clause' || type === 'finally_clause',
  )
  let failed = false
  machine.tries += 1
  const { depth } = machine
  try {
    runBlock(machine, node.childForFieldName('body'), scope)
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error
    failed = true
    machine.depth = depth
  } finally {
    machine.tries -= 1
  }
  for (const handler of handlers) {
    const block = children(handler).find(({ type }) => type === 'block') ?? null
    // What a handler declares counts; the names it binds do only when it is known to run.
    const own = failed ? scope : { names: new Map<string, PyValue>(), parent: scope }
    runBlock(machine, block, own)
  }
  for (const clause of rest)
    if (!failed || clause.type === 'finally_clause')
      runBlock(machine, children(clause).find(({ type }) => type === 'block') ?? null, scope)
}

function runFor(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const values = evaluate(machine, node.childForFieldName('right'), scope)
  const items =
    values.kind === 'list' && values.items.length > 0 ? values.items.slice(0, 2000) : [unknown]
  for (const item of items) {
    assign(machine, node.childForFieldName('left'), item, scope, node)
    runBlock(machine, node.childForFieldName('body'), scope)
  }
}

/** Looks at a function that is handed the result of a foreign one, by `errcheck` or as a result type, for how it tests it. */
export function testByFunction(
  machine: Machine,
  checker: PyValue | undefined,
  foreign: ForeignFunction,
): void {
  if (checker?.kind !== 'def') return
  const [first] = children(checker.node.childForFieldName('parameters'))
  if (first?.type !== 'identifier') return
  const result: ForeignResult = {
    foreign,
    tests: [],
    at: { file: checker.file, line: lineOf(checker.node) },
    isChecker: true,
  }
  machine.found.results.push(result)
  const own: Scope = {
    names: new Map([[first.text, { kind: 'result', result }]]),
    parent: checker.scope,
  }
  const before = machine.file
  machine.file = checker.file
  runBlock(machine, checker.node.childForFieldName('body'), own)
  machine.file = before
}

export function isUnclear(tests: readonly unknown[]): boolean {
  return tests.includes(unclear)
}
