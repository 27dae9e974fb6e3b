import {
  boundNames,
  childrenOf,
  isFunctionNode,
  lineOf,
  nameOf,
  parseJavaScript,
  part,
  parts,
  type JavaScriptNode,
} from './syntax.ts'

/**
 * Many bindings declare a function when it is first called:
 * `Beep.native ??= kernel32.func('Beep', BOOL, [DWORD, DWORD])`. Loading such a module declares nothing. This adds to
 * the end of a module those declarations of its functions that consist of names of the module alone, so that they are
 * made and recorded without the functions around them being called. What needs a variable of its function stays
 * unseen and is told as such.
 */
export function addLateDeclarations(source: string, file: string): string {
  if (!/\.(func|stdcall|cdecl|struct|union|pack|alias|proto)\b/.test(source)) return source
  const program = parseJavaScript(source)
  if (!program) return source
  const found: string[] = []
  const add: Found = (line, expression) => {
    const place = `${JSON.stringify(file)}, ${line}`
    found.push(
      expression === undefined ? `unseen(${place})` : `late(${place}, () => (${expression}))`,
    )
  }
  // Generated code can be nested deeper than the stack is; nobody declares anything down there.
  try {
    visit(program, [], source, add)
  } catch {
    return source
  }
  if (found.length === 0) return source
  const audit = `globalThis[Symbol.for(${JSON.stringify(auditSymbol)})]`
  return `${source}\n;{ const audit = ${audit}; ${found.map(call => `audit.${call}`).join('; ')} }\n`
}

/** Under which symbol the child offers `late`, `unseen` and `koffi` to the code of the target. */
export const auditSymbol = 'handle-width.audit'

/** Names of one function, with what a constant of it was set to. */
type Scope = ReadonlyMap<string, JavaScriptNode | undefined>
type Found = (line: number, expression: string | undefined) => void

const declaring = new Set(['func', 'stdcall', 'cdecl', 'fastcall', 'thiscall'])
const typing = new Set(['struct', 'union', 'pack', 'alias', 'proto', 'pointer', 'opaque'])

function visit(node: JavaScriptNode, scopes: readonly Scope[], source: string, found: Found): void {
  const inner = isFunctionNode(node) ? [...scopes, scopeOf(node)] : scopes
  if (inner.length > 0 && isDeclaration(node)) {
    found(lineOf(node), render(node, inner, source, 0))
    return
  }
  for (const child of childrenOf(node)) visit(child, inner, source, found)
}

/** Whether a call declares a function or a type with koffi, as far as its form tells. */
export function isDeclaration(node: JavaScriptNode): boolean {
  const callee = part(node, 'callee')
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false
  const method = nameOf(callee) ?? ''
  const [first] = parts(node, 'arguments')
  if (declaring.has(method))
    return (
      first?.type === 'Literal' || first?.type === 'TemplateLiteral' || first?.type === 'Identifier'
    )
  return (
    typing.has(method) && nameOf(part(callee, 'object')) === 'koffi' && first?.type === 'Literal'
  )
}

/** Everything that is bound anywhere in the function; blocks count as the function, which only makes the audit more careful. */
function scopeOf(node: JavaScriptNode): Scope {
  const scope = new Map<string, JavaScriptNode | undefined>()
  for (const parameter of parts(node, 'params'))
    for (const name of boundNames(parameter)) scope.set(name, undefined)
  const collect = (inner: JavaScriptNode): void => {
    if (inner.type === 'VariableDeclarator') {
      const init = part(inner, 'id')?.type === 'Identifier' ? part(inner, 'init') : undefined
      for (const name of boundNames(part(inner, 'id'))) scope.set(name, init)
    }
    if (inner.type === 'FunctionDeclaration' || inner.type === 'ClassDeclaration')
      scope.set(nameOf(part(inner, 'id')) ?? '', undefined)
    if (inner.type === 'CatchClause')
      for (const name of boundNames(part(inner, 'param'))) scope.set(name, undefined)
    if (!isFunctionNode(inner)) for (const child of childrenOf(inner)) collect(child)
  }
  for (const child of childrenOf(node)) if (child.type === 'BlockStatement') collect(child)
  return scope
}

const impossible = new Set([
  'ThisExpression',
  'Super',
  'AwaitExpression',
  'YieldExpression',
  'PrivateIdentifier',
  'MetaProperty',
  'AssignmentExpression',
  'UpdateExpression',
])

/** The expression with names of the functions replaced by what they were set to; undefined if that cannot be done. */
function render(
  node: JavaScriptNode,
  scopes: readonly Scope[],
  source: string,
  depth: number,
): string | undefined {
  if (impossible.has(node.type) || isFunctionNode(node) || depth > 8) return undefined
  if (node.type === 'Identifier') {
    const scope = scopes.findLast(candidate => candidate.has(String(node['name'])))
    if (!scope) return String(node['name'])
    const init = scope.get(String(node['name']))
    const text = init && render(init, scopes, source, depth + 1)
    return text === undefined ? undefined : `(${text})`
  }
  let text = ''
  let at = node.start
  for (const child of freeParts(node)) {
    const rendered = render(child, scopes, source, depth)
    if (rendered === undefined) return undefined
    text += source.slice(at, child.start) + rendered
    at = child.end
  }
  return text + source.slice(at, node.end)
}

/** Children in which identifiers are uses of variables, not names of properties. */
function freeParts(node: JavaScriptNode): JavaScriptNode[] {
  const property = part(node, 'property')
  const key = part(node, 'key')
  return childrenOf(node)
    .filter(
      child =>
        !(
          node['computed'] !== true &&
          ((child === property && child.type !== 'PrivateIdentifier') ||
            (child === key && node['shorthand'] !== true))
        ),
    )
    .filter((child, index, all) => all.findIndex(other => other.start === child.start) === index)
    .sort((left, right) => left.start - right.start)
}
