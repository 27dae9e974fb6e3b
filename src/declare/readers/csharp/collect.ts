import type { PointerBytes } from '../../win32/architecture.ts'
import { findChecks, type SentinelComparison } from './checks.ts'
import {
  attributesOf,
  childrenOf,
  expressionOf,
  lineOf,
  marshalOf,
  parametersOf,
  typeRefOf,
  type Attribute,
  type Expression,
  type Marshal,
  type Parameter,
  type SyntaxNode,
  type TypeRef,
} from './syntax.ts'

export interface CsField {
  readonly name: string
  readonly type: TypeRef
  readonly line: number
  readonly marshal?: Marshal | undefined
  readonly offset?: Expression | undefined
  /** Elements of a `fixed` buffer. */
  readonly fixed?: Expression | undefined
}

interface Place {
  readonly file: string
  readonly line: number
  /** The only width of a pointer for which `#if` leaves it. */
  readonly only?: PointerBytes | undefined
}

interface CsSignature {
  readonly result: TypeRef
  readonly resultMarshal?: Marshal | undefined
  readonly parameters: readonly Parameter[]
}

export interface CsType extends Place {
  readonly kind: 'struct' | 'class' | 'enum' | 'delegate' | 'interface'
  readonly name: string
  /** Names of the types around it, outermost first. */
  readonly path: readonly string[]
  readonly bases: readonly TypeRef[]
  readonly layout?: Attribute | undefined
  readonly fields: readonly CsField[]
  readonly signature?: CsSignature
  /** Of a delegate: `UnmanagedFunctionPointer`. */
  readonly pointer?: Attribute | undefined
}

export interface CsMethod extends Place, CsSignature {
  readonly name: string
  readonly path: readonly string[]
  readonly imported: Attribute
}

interface CsConstant {
  readonly name: string
  readonly owner: string
  readonly value: Expression
}

/** What a file of C# says of foreign functions, without its tree. */
export interface CsFile {
  readonly file: string
  readonly types: readonly CsType[]
  readonly methods: readonly CsMethod[]
  readonly constants: readonly CsConstant[]
  readonly aliases: ReadonlyMap<string, { readonly type: TypeRef; readonly line: number }>
  readonly checks: readonly SentinelComparison[]
}

interface Collector {
  readonly file: string
  readonly types: CsType[]
  readonly methods: CsMethod[]
  readonly constants: CsConstant[]
  readonly aliases: Map<string, { readonly type: TypeRef; readonly line: number }>
  readonly checks: SentinelComparison[]
}

/** Collects the declarations of a parsed file. */
export function collectFile(file: string, root: SyntaxNode): CsFile {
  const made: Collector = {
    file,
    types: [],
    methods: [],
    constants: [],
    aliases: new Map(),
    checks: [],
  }
  collectMembers(made, root, [], undefined)
  return made
}

/** Deeper nesting is not written by hand. */
const deepest = 60

function collectMembers(
  made: Collector,
  node: SyntaxNode,
  path: readonly string[],
  only: PointerBytes | undefined,
  depth = 0,
): void {
  if (depth > deepest) return
  for (const child of childrenOf(node)) collectMember(made, child, path, only, depth)
}

function collectMember(
  made: Collector,
  node: SyntaxNode,
  path: readonly string[],
  only: PointerBytes | undefined,
  depth: number,
): void {
  const into = (inner: SyntaxNode, names = path, meant = only): void =>
    collectMembers(made, inner, names, meant, depth + 1)
  switch (node.type) {
    case 'using_directive':
      return collectAlias(made, node)
    case 'namespace_declaration':
    case 'file_scoped_namespace_declaration':
    case 'declaration_list':
    case 'preproc_region':
    case 'ERROR':
    case 'global_statement':
      return into(node)
    case 'preproc_if':
    case 'preproc_elif':
      return collectConditional(made, node, path, only, depth)
    case 'preproc_else':
      return into(node)
    case 'class_declaration':
    case 'struct_declaration':
    case 'record_declaration':
    case 'interface_declaration':
    case 'enum_declaration': {
      made.types.push(typeOf(made.file, node, path, only))
      const body = node.childForFieldName('body')
      if (body) into(body, [...path, node.childForFieldName('name')?.text ?? ''])
      return
    }
    case 'delegate_declaration':
      made.types.push(delegateOf(made.file, node, path, only))
      return
    case 'field_declaration':
      return collectConstants(made, node, path.at(-1) ?? '')
    case 'enum_member_declaration':
      return collectEnumMember(made, node, path.at(-1) ?? '')
    case 'method_declaration':
    case 'local_function_statement':
      collectMethod(made, node, path, only)
      break
    default:
  }
  made.checks.push(...findChecks(node, made.file, path))
}

function collectAlias(made: Collector, node: SyntaxNode): void {
  const name = node.childForFieldName('name')
  const type = node.namedChildren.at(-1)
  if (name && type && node.namedChildren.length > 1)
    made.aliases.set(name.text, { type: typeRefOf(type), line: lineOf(node) })
}

const wide =
  /^(_?WIN64|_?X64|_?x64|AMD64|AnyCPU64|(TARGET|PLATFORM|ARCH|IS)?_?(64BIT|BIT64|X64|x64)|UNITY_64)$/
const narrow = /^(_?X86|_?x86|(TARGET|PLATFORM|ARCH|IS)?_?(32BIT|BIT32|X86|x86))$/

/** The width of a pointer that a condition of `#if` asks for; undefined for conditions about other things. */
function widthAsked(condition: string): PointerBytes | undefined {
  const [, not, symbol = ''] = /^\(?\s*(!?)\s*\(?\s*(\w+)\s*\)?\s*\)?$/.exec(condition) ?? []
  const asked = wide.test(symbol) ? 8 : narrow.test(symbol) ? 4 : undefined
  return asked && not ? otherWidth(asked) : asked
}

function otherWidth(width: PointerBytes): PointerBytes {
  return width === 8 ? 4 : 8
}

function collectConditional(
  made: Collector,
  node: SyntaxNode,
  path: readonly string[],
  only: PointerBytes | undefined,
  depth: number,
): void {
  const condition = node.childForFieldName('condition')
  const asked = widthAsked(condition?.text ?? '')
  for (const child of childrenOf(node)) {
    if (condition && child.id === condition.id) continue
    const isOther = child.type.startsWith('preproc_el')
    const width = asked && isOther ? otherWidth(asked) : asked
    if (isOther) collectMembers(made, child, path, width ?? only, depth + 1)
    else collectMember(made, child, path, width ?? only, depth + 1)
  }
}

const kinds: Readonly<Record<string, CsType['kind']>> = {
  class_declaration: 'class',
  struct_declaration: 'struct',
  record_declaration: 'class',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
}

function typeOf(
  file: string,
  node: SyntaxNode,
  path: readonly string[],
  only: PointerBytes | undefined,
): CsType {
  const [bases] = childrenOf(node, 'base_list')
  const body = node.childForFieldName('body')
  const kind = kinds[node.type] ?? 'class'
  return {
    kind,
    file,
    path,
    line: lineOf(node.childForFieldName('name') ?? node),
    only,
    name: node.childForFieldName('name')?.text ?? '',
    bases: bases ? childrenOf(bases).map(typeRefOf) : [],
    layout: attributesOf(node).find(({ name }) => name === 'StructLayout'),
    fields: body && (kind === 'struct' || kind === 'class') ? fieldsOf(body) : [],
  }
}

/** The fields of an instance, in their order; those of both halves of a conditional that is not about the architecture. */
function fieldsOf(body: SyntaxNode, depth = 0): CsField[] {
  if (depth > deepest) return []
  return childrenOf(body).flatMap(child => {
    if (/^preproc_(if|region)$/.test(child.type)) return fieldsOf(child, depth + 1)
    // An automatic property has a field behind it.
    if (child.type === 'property_declaration') return propertyField(child)
    if (child.type !== 'field_declaration') return []
    const modifiers = childrenOf(child, 'modifier').map(({ text }) => text)
    if (modifiers.some(one => one === 'static' || one === 'const')) return []
    const attributes = attributesOf(child)
    const [declaration] = childrenOf(child, 'variable_declaration')
    if (!declaration) return []
    const type = typeRefOf(declaration.childForFieldName('type'))
    const offset = attributes.find(({ name }) => name === 'FieldOffset')?.positional[0]
    return childrenOf(declaration, 'variable_declarator').map(declarator => ({
      name: declarator.childForFieldName('name')?.text ?? '',
      type,
      line: lineOf(declarator),
      marshal: marshalOf(attributes),
      offset,
      fixed: modifiers.includes('fixed') ? countOf(declarator) : undefined,
    }))
  })
}

function propertyField(node: SyntaxNode): CsField[] {
  const accessors = node.childForFieldName('accessors')
  const isAutomatic =
    accessors !== null &&
    childrenOf(accessors, 'accessor_declaration').every(one => !one.childForFieldName('body')) &&
    !childrenOf(node, 'modifier').some(({ text }) => text === 'static')
  return isAutomatic
    ? [
        {
          name: node.childForFieldName('name')?.text ?? '',
          type: typeRefOf(node.childForFieldName('type')),
          line: lineOf(node),
        },
      ]
    : []
}

function countOf(declarator: SyntaxNode): Expression | undefined {
  const [list] = childrenOf(declarator, 'bracketed_argument_list')
  return list ? expressionOf(childrenOf(list, 'argument')[0]?.namedChildren[0]) : undefined
}

function delegateOf(
  file: string,
  node: SyntaxNode,
  path: readonly string[],
  only: PointerBytes | undefined,
): CsType {
  const attributes = attributesOf(node)
  return {
    kind: 'delegate',
    file,
    path,
    only,
    line: lineOf(node.childForFieldName('name') ?? node),
    name: node.childForFieldName('name')?.text ?? '',
    bases: [],
    fields: [],
    signature: signatureOf(node, attributes),
    pointer: attributes.find(({ name }) => name === 'UnmanagedFunctionPointer'),
  }
}

function signatureOf(node: SyntaxNode, attributes: readonly Attribute[]): CsSignature {
  return {
    result: typeRefOf(node.childForFieldName('returns') ?? node.childForFieldName('type')),
    resultMarshal: marshalOf(attributes, true),
    parameters: parametersOf(node),
  }
}

function collectMethod(
  made: Collector,
  node: SyntaxNode,
  path: readonly string[],
  only: PointerBytes | undefined,
): void {
  const attributes = attributesOf(node)
  const imported = attributes.find(({ name }) => /^(DllImport|LibraryImport)$/.test(name))
  if (!imported) return
  made.methods.push({
    name: node.childForFieldName('name')?.text ?? '',
    file: made.file,
    line: lineOf(node.childForFieldName('name') ?? node),
    path,
    only,
    imported,
    ...signatureOf(node, attributes),
  })
}

function collectConstants(made: Collector, node: SyntaxNode, owner: string): void {
  const modifiers = childrenOf(node, 'modifier').map(({ text }) => text)
  if (!modifiers.some(one => one === 'const' || one === 'static')) return
  const [declaration] = childrenOf(node, 'variable_declaration')
  for (const declarator of declaration ? childrenOf(declaration, 'variable_declarator') : []) {
    const value = declarator.namedChildren[1]
    if (value)
      made.constants.push({
        name: declarator.childForFieldName('name')?.text ?? '',
        owner,
        value: expressionOf(value),
      })
  }
}

function collectEnumMember(made: Collector, node: SyntaxNode, owner: string): void {
  const value = node.childForFieldName('value')
  if (value)
    made.constants.push({
      name: node.childForFieldName('name')?.text ?? '',
      owner,
      value: expressionOf(value),
    })
}
