import { assign } from './assignments.ts'
import { callValue } from './calls.ts'
import { defineClass, defineFunction } from './definitions.ts'
import { expectedBy, isForExpected } from './exceptions.ts'
import { evaluate } from './expressions.ts'
import { importModules, importNames } from './imports.ts'
import { depthLimit, ExpectedFailure, isExhausted, placeIn, type Interpreter } from './machine.ts'
import { truthByName } from './named-width.ts'
import { compareValues, truthOf } from './operators.ts'
import type { PythonNode } from './syntax.ts'
import { itemsOf, unknown, type PyValue, type Scope } from './value.ts'

/**
 * Looks at the statements of a block in order. Nothing is run: both branches count where a condition is not known.
 * True where the block ends the function or loop around it for certain.
 */
export function runBlock(
  machine: Interpreter,
  block: PythonNode | undefined,
  scope: Scope,
): boolean {
  if (block && block.type !== 'block' && block.type !== 'module') {
    // The body of a lambda.
    machine.frames.at(-1)?.returned.push(evaluate(machine, block, scope))
    return true
  }
  for (const statement of block?.children ?? [])
    if (runStatement(machine, statement, scope)) return true
  return false
}

function runStatement(machine: Interpreter, node: PythonNode, scope: Scope): boolean {
  if (machine.depth > depthLimit || isExhausted(machine)) return false
  machine.depth += 1
  try {
    return runKnown(machine, node, scope)
  } finally {
    machine.depth -= 1
  }
}

function runKnown(machine: Interpreter, node: PythonNode, scope: Scope): boolean {
  switch (node.type) {
    case 'expression_statement':
      for (const child of node.children) runExpression(machine, child, scope)
      return false
    case 'import_statement':
      importModules(machine, node, scope)
      return false
    case 'import_from_statement':
      importNames(machine, node, scope)
      return false
    case 'class_definition':
      defineClass(machine, node, scope)
      return false
    case 'function_definition':
      defineFunction(machine, node, scope)
      return false
    case 'decorated_definition':
      runDecorated(machine, node, scope)
      return false
    case 'if_statement':
      return runIf(machine, node, scope)
    case 'match_statement':
      return runMatch(machine, node, scope)
    case 'try_statement':
      return runTry(machine, node, scope)
    case 'for_statement':
      runFor(machine, node, scope)
      return false
    case 'while_statement':
      evaluate(machine, node.field('condition'), scope)
      runBlock(machine, node.field('body'), scope)
      return false
    case 'with_statement':
      return runWith(machine, node, scope)
    case 'return_statement':
      machine.frames.at(-1)?.returned.push(evaluate(machine, node.children[0], scope))
      return true
    case 'raise_statement':
      for (const child of node.children) evaluate(machine, child, scope)
      return true
    case 'continue_statement':
    case 'break_statement':
      return true
    case 'global_statement':
      scope.globals = new Set([...(scope.globals ?? []), ...node.children.map(({ text }) => text)])
      return false
    default:
      for (const child of node.children)
        if (child.type === 'block') runBlock(machine, child, scope)
        else evaluate(machine, child, scope)
      return false
  }
}

function runExpression(machine: Interpreter, node: PythonNode, scope: Scope): PyValue {
  if (node.type !== 'assignment') {
    const value = evaluate(machine, node, scope)
    if (value.kind === 'result' && node.type === 'call') value.result.isRead = false
    return value
  }
  if (machine.depth > depthLimit) return unknown
  const right = node.field('right')
  machine.depth += 1
  const value =
    right?.type === 'assignment'
      ? runExpression(machine, right, scope)
      : evaluate(machine, right, scope)
  machine.depth -= 1
  if (right || !node.field('type')) assign(machine, node.field('left'), value, scope, node)
  return value
}

function runDecorated(machine: Interpreter, node: PythonNode, scope: Scope): void {
  const inner = node.field('definition')
  if (!inner) return
  runStatement(machine, inner, scope)
  const name = inner.field('name')?.text ?? ''
  const decorators = node.children.filter(({ type }) => type === 'decorator').reverse()
  for (const decorator of decorators) {
    const callee = evaluate(machine, decorator.children[0], scope)
    const made = scope.names.get(name)
    if (!made) return
    const value = callValue(machine, callee, {
      values: [made],
      keywords: new Map(),
      node: decorator,
      at: placeIn(machine, decorator),
    })
    const isCallback = value.kind === 'instance' && value.type.kind === 'callback'
    if (isCallback || (callee.kind === 'def' && value.kind === 'foreign'))
      scope.names.set(name, value)
  }
}

/** Runs a branch of which it is not known whether it is taken. */
function maybe<T>(machine: Interpreter, isUnsure: boolean, run: () => T): T {
  if (!isUnsure) return run()
  machine.unsure += 1
  try {
    return run()
  } finally {
    machine.unsure -= 1
  }
}

function runIf(machine: Interpreter, node: PythonNode, scope: Scope): boolean {
  let isUnsure = false
  let everyEnds = true
  for (const clause of [node, ...node.fieldsOf('alternative')]) {
    const condition = clause.field('condition')
    const is = condition
      ? (truthOf(evaluate(machine, condition, scope)) ?? truthByName(machine, condition))
      : true
    if (is === false) continue
    isUnsure ||= is === undefined
    const block = clause.field(condition ? 'consequence' : 'body')
    const ends = maybe(machine, isUnsure, () => runBlock(machine, block, scope))
    everyEnds &&= ends
    if (is === true) return everyEnds
  }
  return false
}

function runMatch(machine: Interpreter, node: PythonNode, scope: Scope): boolean {
  const subject = evaluate(machine, node.field('subject'), scope)
  let isUnsure = false
  for (const clause of (node.field('body') ?? node).children) {
    if (clause.type !== 'case_clause') continue
    const patterns = clause.children.filter(({ type }) => type === 'case_pattern')
    const is = patterns.length === 1 ? fits(machine, patterns[0], subject, scope) : undefined
    if (is === false) continue
    isUnsure ||= is === undefined
    const ends = maybe(machine, isUnsure, () =>
      runBlock(machine, clause.field('consequence'), scope),
    )
    if (is === true && !clause.field('guard')) return ends && !isUnsure
  }
  return false
}

/** Whether a value fits a pattern: a text or number, several of them, or what fits all. */
function fits(
  machine: Interpreter,
  pattern: PythonNode | undefined,
  subject: PyValue,
  scope: Scope,
): boolean | undefined {
  if (pattern?.text === '_') return true
  const [first] = pattern?.children ?? []
  if (first?.type === 'union_pattern') {
    const each = first.children.map(one => sameAs(machine, one, subject, scope))
    return each.includes(true) ? true : each.includes(undefined) ? undefined : false
  }
  return sameAs(machine, first, subject, scope)
}

function sameAs(
  machine: Interpreter,
  node: PythonNode | undefined,
  subject: PyValue,
  scope: Scope,
): boolean | undefined {
  return node?.type === 'string' || node?.type === 'integer'
    ? truthOf(compareValues(subject, evaluate(machine, node, scope), '=='))
    : undefined
}

function runTry(machine: Interpreter, node: PythonNode, scope: Scope): boolean {
  const handlers = node.children.filter(({ type }) => /^except(_group)?_clause$/.test(type))
  const rest = node.children.filter(({ type }) => /^(else|finally)_clause$/.test(type))
  const expects = expectedBy(handlers)
  const ends = runBody(machine, node, scope, expects)
  const failed = ends === 'failed'
  for (const handler of handlers) {
    if (!failed && isForExpected(handler, node.field('body'))) continue
    const block = handler.children.find(({ type }) => type === 'block')
    // What a handler declares counts; the names it binds do only when it is known to run.
    const own: Scope = failed ? scope : { names: new Map<string, PyValue>(), parent: scope }
    maybe(machine, !failed, () => runBlock(machine, block, own))
  }
  for (const clause of rest)
    if (!failed || clause.type === 'finally_clause')
      runBlock(
        machine,
        clause.children.find(({ type }) => type === 'block'),
        scope,
      )
  return ends === true && handlers.length === 0
}

function runBody(
  machine: Interpreter,
  node: PythonNode,
  scope: Scope,
  expects: ReturnType<typeof expectedBy>,
): boolean | 'failed' {
  const { depth, frames } = machine
  const count = frames.length
  const { expected } = machine
  const before = { ...expected }
  if (expects.ImportError) expected.ImportError += 1
  if (expects.AttributeError) expected.AttributeError += 1
  try {
    return runBlock(machine, node.field('body'), scope)
  } catch (error) {
    if (!(error instanceof ExpectedFailure) || !expects[error.exception]) throw error
    machine.depth = depth
    frames.length = count
    return 'failed'
  } finally {
    Object.assign(expected, before)
  }
}

/** Items of a loop beyond which nothing is followed, and work after which a loop that declared nothing is left. */
const mostItems = 5000
const mostIdleSteps = 100_000

function runFor(machine: Interpreter, node: PythonNode, scope: Scope): void {
  const known = itemsOf(evaluate(machine, node.field('right'), scope))
  const items = known && known.length > 0 ? known.slice(0, mostItems) : [unknown]
  const { met, steps } = machine
  for (const item of items) {
    if (machine.met === met && machine.steps - steps > mostIdleSteps) return
    maybe(machine, !known?.length, () => {
      assign(machine, node.field('left'), item, scope, node)
      runBlock(machine, node.field('body'), scope)
    })
  }
}

function runWith(machine: Interpreter, node: PythonNode, scope: Scope): boolean {
  for (const child of node.children) if (child.type !== 'block') evaluate(machine, child, scope)
  return runBlock(machine, node.field('body'), scope)
}
