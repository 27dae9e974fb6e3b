import { sentinelOf } from '../../failures.ts'
import {
  argumentsOf,
  childrenOf,
  expressionOf,
  lastName,
  lineOf,
  typeRefOf,
  type Expression,
  type SyntaxNode,
} from './syntax.ts'

/** A comparison of a result, before its constants are resolved. */
interface CsTest {
  readonly spelled: string
  readonly value: Expression
  /** The result was cut to 32 bits before it was compared. */
  readonly isCut: boolean
}

/** A call whose result is compared with constants in the same method. */
export interface SentinelComparison {
  readonly method: string
  /** The type that is named before it: `Native` in `Native.CreateFile(…)`. */
  readonly owner?: string
  readonly file: string
  readonly line: number
  readonly path: readonly string[]
  readonly tests: readonly CsTest[]
}

/** Whether a function of that name, with or without A or W, has a failure value of its own. */
function hasSentinel(name: string): boolean {
  return ['', 'W', 'A'].some(suffix => sentinelOf(`${name}${suffix}`) !== undefined)
}

/** Methods of `IntPtr` that give the same value as another type. */
const conversion = /^To(Int|UInt)(32|64)$|^ToPointer$/

/** A method that holds more was made by a program. */
const mostNodes = 20_000

/**
 * Results of functions with a known failure value that are compared with constants in a member of a type. Where any
 * look at the result is not understood, the call is left alone.
 */
export function findChecks(
  node: SyntaxNode,
  file: string,
  path: readonly string[],
): SentinelComparison[] {
  if (!mayCheck(node.text)) return []
  const nodes = descendants(node)
  const looks = looksIn(nodes)
  return nodes.flatMap((call): SentinelComparison[] => {
    if (call.type !== 'invocation_expression') return []
    const target = call.childForFieldName('function')
    const method = target ? lastName(target) : ''
    if (!hasSentinel(method)) return []
    const holder = holderOf(call)
    const tests = holder && testsOf(looks, call, holder)
    if (!tests || tests.length === 0) return []
    const before = target?.childForFieldName('expression')
    const owner = before && { owner: lastName(before) }
    return [{ method, ...owner, file, path, line: lineOf(call), tests }]
  })
}

function mayCheck(text: string): boolean {
  if (!/==|!=|Equals/.test(text)) return false
  for (const [, name = ''] of text.matchAll(/\b(\w{3,60})\s*\(/g))
    if (hasSentinel(name)) return true
  return false
}

/** The nodes of a member, in order, up to a number that nobody writes by hand. */
export function descendants(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  const waiting = [root]
  for (let node = waiting.pop(); node && found.length < mostNodes; node = waiting.pop()) {
    found.push(node)
    waiting.push(...childrenOf(node).reverse())
  }
  return found
}

/** Where the result of a call goes: a variable, or straight into a comparison. */
interface Holder {
  readonly name?: string
  readonly node: SyntaxNode
  /** The result was cut to 32 bits on its way there. */
  readonly isCut: boolean
}

function holderOf(call: SyntaxNode): Holder | undefined {
  let node = call
  for (let up = 0; up < 8; up += 1) {
    const { parent } = node
    if (!parent) return undefined
    if (/^(parenthesized_expression|cast_expression|await_expression)$/.test(parent.type)) {
      node = parent
      continue
    }
    const converted = conversionOn(parent, node)
    if (converted) {
      node = converted
      continue
    }
    if (parent.type === 'variable_declarator')
      return {
        name: parent.childForFieldName('name')?.text ?? '',
        node: parent,
        isCut: isCut(node),
      }
    if (parent.type === 'assignment_expression') {
      const left = parent.childForFieldName('left')
      return left && left.id !== node.id
        ? { name: plainName(left), node: parent, isCut: isCut(node) }
        : undefined
    }
    return parent.type === 'binary_expression' ? { node, isCut: isCut(node) } : undefined
  }
  return undefined
}

/** The call of a conversion of what stands before a dot, as in `h.ToInt32()`. */
function conversionOn(member: SyntaxNode, value: SyntaxNode): SyntaxNode | undefined {
  const { parent } = member
  return member.type === 'member_access_expression' &&
    member.childForFieldName('expression')?.id === value.id &&
    conversion.test(lastName(member)) &&
    parent?.type === 'invocation_expression'
    ? parent
    : undefined
}

function plainName(node: SyntaxNode): string {
  return node.text.replace(/^this\./, '')
}

/** Nodes that may compare a result, in order, by the id of its node or the name that holds it. */
type Looks = ReadonlyMap<number | string, readonly SyntaxNode[]>

/** An index, so that finding the looks at one result does not take a pass over all nodes. */
function looksIn(nodes: readonly SyntaxNode[]): Looks {
  const looks = new Map<number | string, SyntaxNode[]>()
  for (const node of nodes)
    for (const key of new Set(lookedAt(node).flatMap(resultKeys))) {
      const known = looks.get(key)
      if (known) known.push(node)
      else looks.set(key, [node])
    }
  return looks
}

/** A result with more looks at it is in generated code. */
const mostLooks = 100

function testsOf(looks: Looks, call: SyntaxNode, holder: Holder): CsTest[] | undefined {
  const byName = holder.name === undefined ? [] : (looks.get(holder.name) ?? [])
  const own = [...new Set([...(looks.get(holder.node.id) ?? []), ...byName])]
    // What stands before the call looks at another result.
    .filter(node => node.endIndex >= call.startIndex)
  if (own.length > mostLooks) return undefined
  const tests: CsTest[] = []
  for (const node of own.sort(
    (left, right) => left.startIndex - right.startIndex || right.endIndex - left.endIndex,
  )) {
    const test = testAt(node, holder)
    if (test === 'unclear') return undefined
    if (test) tests.push(test)
  }
  return tests
}

function testAt(node: SyntaxNode, holder: Holder): CsTest | 'unclear' | undefined {
  if (node.type === 'binary_expression') {
    const left = node.childForFieldName('left')
    const right = node.childForFieldName('right')
    const operator = node.childForFieldName('operator')?.text ?? node.child(1)?.text ?? ''
    const own = [left, right].find(side => side && isResult(side, holder))
    if (!own) return undefined
    if (operator !== '==' && operator !== '!=')
      return /^[<>]/.test(operator) ? 'unclear' : undefined
    const other = own.id === left?.id ? right : left
    return { spelled: shorten(node), value: expressionOf(other), isCut: holder.isCut || isCut(own) }
  }
  if (node.type === 'invocation_expression') {
    const target = node.childForFieldName('function')
    const owner = target?.childForFieldName('expression')
    if (target && owner && lastName(target) === 'Equals' && isResult(owner, holder))
      return {
        spelled: shorten(node),
        value: expressionOf(argumentsOf(node)[0]),
        isCut: holder.isCut || isCut(owner),
      }
    // A look in a method of its own.
    const isOwn = argumentsOf(node).some(argument => isResult(argument, holder))
    return target && isOwn && /valid|check|assert|throw|fail/i.test(lastName(target))
      ? 'unclear'
      : undefined
  }
  if (node.type === 'member_access_expression') {
    const owner = node.childForFieldName('expression')
    return owner && isResult(owner, holder) && /^Is(Invalid|Closed)$/.test(lastName(node))
      ? 'unclear'
      : undefined
  }
  if (node.type === 'is_pattern_expression') {
    const owner = node.childForFieldName('expression')
    return owner && isResult(owner, holder) ? 'unclear' : undefined
  }
  if (node.type === 'switch_statement' || node.type === 'switch_expression') {
    const value = node.childForFieldName('value') ?? node.namedChildren[0]
    return value && isResult(value, holder) ? 'unclear' : undefined
  }
  return undefined
}

function shorten(node: SyntaxNode): string {
  return node.text.replace(/\s+/g, ' ').slice(0, 120)
}

/** The values that a node of a kind that `testAt` knows may look at. */
function lookedAt(node: SyntaxNode): SyntaxNode[] {
  const fields: Readonly<Record<string, () => (SyntaxNode | null | undefined)[]>> = {
    binary_expression: () => [node.childForFieldName('left'), node.childForFieldName('right')],
    invocation_expression: () => [
      node.childForFieldName('function')?.childForFieldName('expression'),
      ...argumentsOf(node),
    ],
    member_access_expression: () => [node.childForFieldName('expression')],
    is_pattern_expression: () => [node.childForFieldName('expression')],
    switch_statement: () => [node.childForFieldName('value') ?? node.namedChildren[0]],
    switch_expression: () => [node.childForFieldName('value') ?? node.namedChildren[0]],
  }
  const found = Object.hasOwn(fields, node.type) ? (fields[node.type]?.() ?? []) : []
  return found.filter(one => one !== null && one !== undefined)
}

/** What a value may be known by: the numbers of its nodes without casts and conversions, and its name. */
function resultKeys(node: SyntaxNode): (number | string)[] {
  const keys: (number | string)[] = []
  let at: SyntaxNode | null | undefined = node
  for (let depth = 0; at && depth <= 6; depth += 1) {
    keys.push(at.id)
    if (at.type === 'identifier' || at.type === 'member_access_expression') keys.push(plainName(at))
    at = innerOf(at)
  }
  return keys
}

/** What stands in a cast, a conversion or brackets. */
function innerOf(node: SyntaxNode): SyntaxNode | null | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'checked_expression':
    case 'unchecked_expression':
      return node.namedChildren[0]
    case 'cast_expression':
      return node.childForFieldName('value')
    case 'invocation_expression': {
      const target = node.childForFieldName('function')
      return target && conversion.test(lastName(target))
        ? target.childForFieldName('expression')
        : undefined
    }
    default:
      return undefined
  }
}

/** The result itself, cast or converted or not. */
function isResult(node: SyntaxNode, { node: { id }, name }: Holder): boolean {
  const keys = resultKeys(node)
  return keys.includes(id) || (name !== undefined && keys.includes(name))
}

/** Whether one of the casts and conversions of a result cuts it to 32 bits. */
function isCut(node: SyntaxNode | null | undefined): boolean {
  if (!node) return false
  if (node.type === 'parenthesized_expression') return isCut(childrenOf(node)[0])
  if (node.type === 'cast_expression') {
    const { name } = typeRefOf(node.childForFieldName('type'))
    return /^u?int$|^U?Int32$/.test(name) || isCut(node.childForFieldName('value'))
  }
  const target = node.type === 'invocation_expression' ? node.childForFieldName('function') : null
  const method = target ? lastName(target) : ''
  return (
    conversion.test(method) &&
    (method.endsWith('32') || isCut(target?.childForFieldName('expression')))
  )
}
