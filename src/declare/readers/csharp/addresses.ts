import type { PointerBytes } from '../../win32/architecture.ts'
import { descendants } from './checks.ts'
import type { CsAddress } from './declared.ts'
import {
  argumentsOf,
  childrenOf,
  expressionOf,
  lastName,
  lineOf,
  pointedAt,
  typeRefOf,
  type Expression,
  type SyntaxNode,
} from './syntax.ts'

/** What gives the address of an export. */
const finder = /^(GetProcAddress|GetExport|TryGetExport|GetFunctionPointer)$/

/**
 * Exports that a member of a type calls by their address: through a delegate (GetDelegateForFunctionPointer) or a
 * function pointer. Addresses from elsewhere, such as tables of COM, name no export.
 */
export function findAddresses(
  member: SyntaxNode,
  file: string,
  path: readonly string[],
  only: PointerBytes | undefined,
): CsAddress[] {
  if (!/GetProcAddress|GetExport|GetFunctionPointer/.test(member.text)) return []
  const nodes = descendants(member)
  const held = heldAddresses(nodes)
  const entryOf = (value: SyntaxNode | undefined): Expression | undefined =>
    value && (exportIn(value) ?? held.get(value.text))
  const place = (node: SyntaxNode): Pick<CsAddress, 'file' | 'line' | 'path' | 'only'> => ({
    file,
    path,
    only,
    line: lineOf(node),
  })
  return nodes.flatMap((node): CsAddress[] => {
    if (node.type === 'cast_expression') {
      const type = node.childForFieldName('type')
      const entry = entryOf(node.childForFieldName('value') ?? undefined)
      return type?.type === 'function_pointer_type' && entry
        ? [{ ...place(node), entry, signature: pointedAt(type), isCdecl: pointedAt(type).isCdecl }]
        : []
    }
    const target = node.type === 'invocation_expression' ? node.childForFieldName('function') : null
    if (!target || lastName(target) !== 'GetDelegateForFunctionPointer') return []
    const [address, type] = argumentsOf(node)
    const entry = entryOf(address)
    const delegate = delegateOf(target, type)
    return entry && delegate ? [{ ...place(node), entry, delegate: typeRefOf(delegate).name }] : []
  })
}

/** The name of the export whose address a call finds: its last argument that is not `out`. */
function exportIn(node: SyntaxNode): Expression | undefined {
  const target = node.type === 'invocation_expression' ? node.childForFieldName('function') : null
  if (!target || !finder.test(lastName(target))) return undefined
  const given = argumentsOf(node)
  return expressionOf(lastName(target) === 'TryGetExport' ? given[1] : given.at(-1))
}

/** Addresses that variables hold: `var p = GetProcAddress(…)`, `TryGetExport(library, name, out var p)`. */
function heldAddresses(nodes: readonly SyntaxNode[]): ReadonlyMap<string, Expression> {
  const held = new Map<string, Expression>()
  for (const node of nodes) {
    const entry = exportIn(node)
    if (!entry) continue
    const { parent } = node
    const name =
      parent?.type === 'variable_declarator'
        ? parent.childForFieldName('name')
        : parent?.type === 'assignment_expression'
          ? parent.childForFieldName('left')
          : argumentsOf(node)[2]
    if (name) held.set(name.type === 'declaration_expression' ? lastWord(name) : name.text, entry)
  }
  return held
}

function lastWord(node: SyntaxNode): string {
  return node.childForFieldName('name')?.text ?? node.text
}

/** `<Close>` or `typeof(Close)`. */
function delegateOf(target: SyntaxNode, argument: SyntaxNode | undefined): SyntaxNode | undefined {
  const name = target.childForFieldName('name') ?? target
  const [list] = childrenOf(name, 'type_argument_list')
  const given = list?.namedChildren[0]
  if (given) return given
  return argument?.type === 'typeof_expression'
    ? (argument.childForFieldName('type') ?? argument.namedChildren[0] ?? undefined)
    : undefined
}
