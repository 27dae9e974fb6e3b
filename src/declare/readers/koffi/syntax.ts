import { parse, type Node } from 'acorn'

/** A node of the syntax tree with its children open to anyone who looks; acorn's own types name each kind apart. */
export interface JavaScriptNode extends Node {
  readonly [key: string]: unknown
}

/** Reads JavaScript as a module and, failing that, as a script; undefined for what is neither. */
export function parseJavaScript(source: string): JavaScriptNode | undefined {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(source, {
        ecmaVersion: 'latest',
        sourceType,
        locations: true,
        allowHashBang: true,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
      }) as unknown as JavaScriptNode
    } catch {
      /* the other kind, or no JavaScript at all: Node will say so when it loads the file */
    }
  }
  return undefined
}

function isNode(value: unknown): value is JavaScriptNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { type?: unknown }).type === 'string'
  )
}

/** The nodes right below a node, in source order. */
export function childrenOf(node: JavaScriptNode): JavaScriptNode[] {
  return Object.values(node).flatMap(value =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )
}

/** A child of a node by its name in the tree. */
export function part(node: JavaScriptNode | undefined, name: string): JavaScriptNode | undefined {
  const value = node?.[name]
  return isNode(value) ? value : undefined
}

export function parts(node: JavaScriptNode | undefined, name: string): JavaScriptNode[] {
  const value = node?.[name]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Name of an identifier or of a member that is not computed. */
export function nameOf(node: JavaScriptNode | undefined): string | undefined {
  if (node?.type === 'Identifier') return String(node['name'])
  if (node?.type === 'MemberExpression' && node['computed'] !== true)
    return nameOf(part(node, 'property'))
  if (node?.type === 'ChainExpression') return nameOf(part(node, 'expression'))
  return undefined
}

export function lineOf(node: JavaScriptNode): number {
  return node.loc?.start.line ?? 0
}

export function isFunctionNode(node: JavaScriptNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  )
}

/** Names that a pattern binds. */
export function boundNames(pattern: JavaScriptNode | undefined): string[] {
  switch (pattern?.type) {
    case undefined:
      return []
    case 'Identifier':
      return [String(pattern['name'])]
    case 'Property':
      return boundNames(part(pattern, 'value'))
    case 'AssignmentPattern':
      return boundNames(part(pattern, 'left'))
    case 'RestElement':
      return boundNames(part(pattern, 'argument'))
    default:
      return childrenOf(pattern ?? ({} as JavaScriptNode)).flatMap(boundNames)
  }
}
