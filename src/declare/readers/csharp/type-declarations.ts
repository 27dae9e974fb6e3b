import type { PointerBytes } from '../../win32/architecture.ts'
import type { CsField, CsSignature, CsType } from './declared.ts'
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
  type SyntaxNode,
} from './syntax.ts'

/** Deeper nesting is not written by hand. */
export const deepest = 60

const kinds: Readonly<Record<string, CsType['kind']>> = {
  class_declaration: 'class',
  struct_declaration: 'struct',
  record_declaration: 'class',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
}

/** A struct, a class, an interface or an enum. */
export function typeOf(
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

/** The field behind an automatic property; attributes with `field:` before them are its own. */
function propertyField(node: SyntaxNode): CsField[] {
  const attributes = attributesOf(node)
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
          line: lineOf(node.childForFieldName('name') ?? node),
          marshal: marshalOf(attributes),
          offset: attributes.find(({ name }) => name === 'FieldOffset')?.positional[0],
        },
      ]
    : []
}

function countOf(declarator: SyntaxNode): Expression | undefined {
  const [list] = childrenOf(declarator, 'bracketed_argument_list')
  return list ? expressionOf(childrenOf(list, 'argument')[0]?.namedChildren[0]) : undefined
}

export function delegateOf(
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

/** The result and the parameters of a method or a delegate. */
export function signatureOf(node: SyntaxNode, attributes: readonly Attribute[]): CsSignature {
  return {
    result: typeRefOf(node.childForFieldName('returns') ?? node.childForFieldName('type')),
    resultMarshal: marshalOf(attributes, true),
    parameters: parametersOf(node),
  }
}
