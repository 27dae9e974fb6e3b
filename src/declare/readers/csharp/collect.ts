import type { PointerBytes } from '../../win32/architecture.ts'
import { findAddresses } from './addresses.ts'
import { findChecks, type SentinelComparison } from './checks.ts'
import type { CsAddress, CsConstant, CsFile, CsMethod, CsType } from './declared.ts'
import {
  attributesOf,
  childrenOf,
  expressionOf,
  lineOf,
  typeRefOf,
  type SyntaxNode,
  type TypeRef,
} from './syntax.ts'
import { deepest, delegateOf, signatureOf, typeOf } from './type-declarations.ts'

interface Collector {
  readonly file: string
  readonly types: CsType[]
  readonly methods: CsMethod[]
  readonly constants: CsConstant[]
  readonly aliases: Map<string, { readonly type: TypeRef; readonly line: number }>
  readonly checks: SentinelComparison[]
  readonly addresses: CsAddress[]
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
    addresses: [],
  }
  collectMembers(made, root, [], undefined)
  return made
}

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
      made.addresses.push(...findAddresses(node, made.file, path, only))
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
  made.addresses.push(...findAddresses(node, made.file, path, only))
}

function collectAlias(made: Collector, node: SyntaxNode): void {
  const name = node.childForFieldName('name')
  const type = node.namedChildren.at(-1)
  if (name && type && node.namedChildren.length > 1)
    made.aliases.set(name.text, { type: typeRefOf(type), line: lineOf(node) })
}

/** https://learn.microsoft.com/en-us/dotnet/api/system.runtime.interopservices.unmanagedcallconvattribute */
const cdecl = /\bUnmanagedCallConv(Attribute)?\b[^;]{0,300}\bCallConvCdecl\b/

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
    isCdecl: attributes.some(({ name }) => name === 'UnmanagedCallConv') && cdecl.test(node.text),
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
