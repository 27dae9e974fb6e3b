import { sentinelOf } from '../../failures.ts'
import type { FailureTest, Value } from '../../model.ts'
import {
  childrenOf,
  isFunctionNode,
  lineOf,
  nameOf,
  parseJavaScript,
  part,
  parts,
  type JavaScriptNode,
} from './syntax.ts'

/** A call whose result is tested for failure, before it is known how the function was declared. */
export interface FoundComparison {
  readonly function: string
  readonly tests: readonly FailureTest[]
  readonly line: number
}

/**
 * Finds, in JavaScript, results of functions with a known failure value that are compared with constants. Only what can
 * be read off the source is told: where any test is not a constant, the call is left alone.
 */
export function findComparisons(source: string): FoundComparison[] {
  work = 0
  const program = /\b(func|stdcall|cdecl)\b|===?|!/.test(source)
    ? parseJavaScript(source)
    : undefined
  if (!program) return []
  try {
    return compareIn(program, source)
  } catch {
    return []
  }
}

function compareIn(program: JavaScriptNode, source: string): FoundComparison[] {
  const names = collectNames(program)
  const found: FoundComparison[] = []
  for (const scope of scopesOf(program)) {
    for (const { variable, call, node } of assignmentsIn(scope, names.functions)) {
      const tests = testsOf(variable, scope, names.constants, source)
      if (tests && tests.length > 0) found.push({ function: call, tests, line: lineOf(node) })
    }
  }
  return found
}

interface Names {
  readonly functions: ReadonlyMap<string, string>
  readonly constants: ReadonlyMap<string, JavaScriptNode>
}

/** What the module calls its functions (`const open = lib.func('CreateFileW', …)`), and its constants. */
function collectNames(program: JavaScriptNode): Names {
  const functions = new Map<string, string>()
  const constants = new Map<string, JavaScriptNode>()
  const walk = (node: JavaScriptNode): void => {
    const target =
      node.type === 'VariableDeclarator'
        ? part(node, 'id')
        : node.type === 'Property'
          ? part(node, 'key')
          : node.type === 'AssignmentExpression'
            ? part(node, 'left')
            : undefined
    const value = part(
      node,
      node.type === 'VariableDeclarator'
        ? 'init'
        : node.type === 'AssignmentExpression'
          ? 'right'
          : 'value',
    )
    const name = nameOf(target)
    if (name && value) {
      const declared = declaredName(value)
      if (declared) functions.set(name, declared)
      else if (node.type === 'VariableDeclarator') constants.set(name, value)
    }
    for (const child of childrenOf(node)) walk(child)
  }
  walk(program)
  return { functions, constants }
}

function declaredName(value: JavaScriptNode): string | undefined {
  if (
    value.type !== 'CallExpression' ||
    !/^(func|stdcall|cdecl)$/.test(nameOf(part(value, 'callee')) ?? '')
  )
    return undefined
  const texts = parts(value, 'arguments').flatMap(argument =>
    argument.type === 'Literal' && typeof argument['value'] === 'string' ? [argument['value']] : [],
  )
  return texts
    .map(text => /([A-Za-z_]\w*)\s*\(/.exec(text)?.[1] ?? text)
    .find(text => sentinelOf(text))
}

/** The module and each function, each to be read without the functions inside it. */
function scopesOf(program: JavaScriptNode): JavaScriptNode[] {
  const inner = (node: JavaScriptNode): JavaScriptNode[] =>
    childrenOf(node).flatMap(child => [...(isFunctionNode(child) ? [child] : []), ...inner(child)])
  return [program, ...inner(program)]
}

/** A module in which that many nodes would have to be looked at was made by a program. */
const maxWork = 3_000_000
let work = 0

/** A module holds more than is looked at. */
export class TooMuchToCompare extends Error {}

function* ownNodes(scope: JavaScriptNode): Generator<JavaScriptNode> {
  for (const child of childrenOf(scope)) {
    work += 1
    if (work > maxWork) throw new TooMuchToCompare()
    yield child
    if (!isFunctionNode(child)) yield* ownNodes(child)
  }
}

interface Assignment {
  readonly variable: string
  readonly call: string
  readonly node: JavaScriptNode
}

function* assignmentsIn(
  scope: JavaScriptNode,
  functions: ReadonlyMap<string, string>,
): Generator<Assignment> {
  for (const node of ownNodes(scope)) {
    const [target, value] =
      node.type === 'VariableDeclarator'
        ? [part(node, 'id'), part(node, 'init')]
        : node.type === 'AssignmentExpression' && node['operator'] === '='
          ? [part(node, 'left'), part(node, 'right')]
          : []
    const called = value?.type === 'CallExpression' ? nameOf(part(value, 'callee')) : undefined
    if (target?.type !== 'Identifier' || !called) continue
    const call = functions.get(called) ?? called
    if (sentinelOf(call)) yield { variable: String(target['name']), call, node }
  }
}

/** All tests of a variable in the scope; undefined where one of them is not understood. */
function testsOf(
  variable: string,
  scope: JavaScriptNode,
  constants: ReadonlyMap<string, JavaScriptNode>,
  source: string,
): FailureTest[] | undefined {
  const tests: FailureTest[] = []
  const isIt = (node: JavaScriptNode | undefined): boolean =>
    node?.type === 'Identifier' && node['name'] === variable
  for (const node of ownNodes(scope)) {
    if (
      node.type === 'BinaryExpression' &&
      /^[=!]==?$/.test(String(node['operator'])) &&
      (isIt(part(node, 'left')) || isIt(part(node, 'right')))
    ) {
      const value = evaluate(
        isIt(part(node, 'left')) ? part(node, 'right') : part(node, 'left'),
        constants,
        0,
      )
      if (!value) return undefined
      tests.push({
        spelled: source.slice(node.start, node.end),
        value,
        loose: String(node['operator']).length === 2,
      })
    }
    // `if (handle)` may as well ask whether there is one to close; only `!handle` is a test for failure.
    if (node.type === 'UnaryExpression' && node['operator'] === '!' && isIt(part(node, 'argument')))
      tests.push({ spelled: `!${variable}`, value: { kind: 'falsy' }, loose: true })
    // A test in a function of its own, or of a converted value, is not understood.
    if (
      node.type === 'CallExpression' &&
      /valid|check|assert|BigInt|asIntN|asUintN/i.test(nameOf(part(node, 'callee')) ?? '') &&
      mentions(node, isIt)
    )
      return undefined
    if (
      node.type === 'BinaryExpression' &&
      /^[<>]/.test(String(node['operator'])) &&
      mentions(node, isIt)
    )
      return undefined
  }
  return tests
}

function mentions(node: JavaScriptNode, isIt: (node: JavaScriptNode) => boolean): boolean {
  return childrenOf(node).some(child => isIt(child) || mentions(child, isIt))
}

function evaluate(
  node: JavaScriptNode | undefined,
  constants: ReadonlyMap<string, JavaScriptNode>,
  depth: number,
): Value | undefined {
  if (!node || depth > 8) return undefined
  const inner = (child: JavaScriptNode | undefined): Value | undefined =>
    evaluate(child, constants, depth + 1)
  switch (node.type) {
    case 'Literal':
      return literal(node)
    case 'Identifier':
      return inner(constants.get(String(node['name'])))
    case 'UnaryExpression': {
      const value = node['operator'] === '-' ? inner(part(node, 'argument')) : undefined
      return value && 'value' in value ? { kind: value.kind, value: -value.value } : undefined
    }
    case 'CallExpression':
      return evaluateCall(node, inner)
    default:
      return undefined
  }
}

function literal(node: JavaScriptNode): Value | undefined {
  const { value } = node
  if (value === null && node['raw'] === 'null') return { kind: 'null' }
  if (typeof value === 'bigint') return { kind: 'bigint', value }
  return typeof value === 'number' && Number.isInteger(value)
    ? { kind: 'number', value: BigInt(value) }
    : undefined
}

/** `BigInt(-1)`, `BigInt.asUintN(64, -1n)`. */
function evaluateCall(
  node: JavaScriptNode,
  inner: (child: JavaScriptNode | undefined) => Value | undefined,
): Value | undefined {
  const values = parts(node, 'arguments').map(inner)
  const [first, second] = values
  const name = nameOf(part(node, 'callee'))
  if (name === 'BigInt' && first && 'value' in first) return { kind: 'bigint', value: first.value }
  if (!first || !second || !('value' in first) || !('value' in second)) return undefined
  if (name === 'asUintN')
    return { kind: 'bigint', value: BigInt.asUintN(Number(first.value), second.value) }
  return name === 'asIntN'
    ? { kind: 'bigint', value: BigInt.asIntN(Number(first.value), second.value) }
    : undefined
}
