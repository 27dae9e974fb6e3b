import { childrenOf, lineOf, type SyntaxNode } from '../common/grammar.ts'

/** A type as C# writes it. */
export interface TypeRef {
  /** Last part of the name, without namespace and type arguments. */
  readonly name: string
  readonly spelled: string
  readonly pointers: number
  readonly isArray: boolean
  readonly isFunction: boolean
  /** Of a function pointer: what it points at. */
  readonly pointsAt?: PointedAt
}

/** The signature of `delegate* unmanaged<int, bool>`. */
export interface PointedAt {
  readonly result: TypeRef
  readonly parameters: readonly { name: string; type: TypeRef; isByRef: boolean }[]
  readonly isCdecl: boolean
}

export function pointedAt(type: SyntaxNode): PointedAt {
  const convention = childrenOf(type, 'calling_convention')[0]?.text ?? ''
  return {
    result: typeRefOf(type.childForFieldName('returns') ?? type.namedChildren.at(-1)),
    parameters: childrenOf(type, 'function_pointer_parameter').map((parameter, index) => ({
      name: `arg${index + 1}`,
      type: typeRefOf(parameter.childForFieldName('type')),
      isByRef: /^(ref|out|in)\b/.test(parameter.text),
    })),
    isCdecl: /cdecl/i.test(convention),
  }
}

export function typeRefOf(node: SyntaxNode | null | undefined): TypeRef {
  const spelled = node?.text.replace(/\s+/g, ' ').slice(0, 100) ?? 'void'
  let [at, pointers, isArray] = [node ?? undefined, 0, false]
  for (;;) {
    if (at?.type === 'pointer_type') pointers += 1
    else if (at?.type === 'array_type') isArray = true
    else if (!at || !/^(nullable|ref|scoped)_type$/.test(at.type)) break
    at = at.childForFieldName('type') ?? at.namedChildren[0] ?? undefined
  }
  return {
    name: at ? lastName(at) : 'void',
    spelled,
    pointers,
    isArray,
    isFunction: at?.type === 'function_pointer_type',
    ...(at?.type === 'function_pointer_type' && { pointsAt: pointedAt(at) }),
  }
}

/** `IntPtr` of `System.IntPtr`, `Span` of `Span<byte>`. */
export function lastName(node: SyntaxNode): string {
  if (/^(qualified_name|alias_qualified_name|member_access_expression)$/.test(node.type)) {
    const name = node.childForFieldName('name')
    if (name) return lastName(name)
  }
  if (node.type === 'generic_name') return node.namedChildren[0]?.text ?? node.text
  return node.text.slice(0, 200)
}

/** A constant expression, kept without its tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'name'; readonly name: string; readonly of?: string }
  | {
      readonly kind: 'operation'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  /** A cast, or an object made of one value: `(IntPtr)(-1)`, `new IntPtr(-1)`. */
  | { readonly kind: 'cast'; readonly type: string; readonly value: Expression }
  | { readonly kind: 'sizeof'; readonly type: TypeRef }
  | { readonly kind: 'other' }

const other: Expression = { kind: 'other' }

/** Nobody nests a constant deeper. */
const deepest = 40

export function expressionOf(node: SyntaxNode | null | undefined, depth = 0): Expression {
  if (!node || depth > deepest) return other
  const inner = (child: SyntaxNode | null | undefined): Expression => expressionOf(child, depth + 1)
  switch (node.type) {
    case 'integer_literal':
      return numberOf(node.text)
    case 'string_literal':
      return { kind: 'text', value: node.text.slice(1, -1) }
    case 'verbatim_string_literal':
      return { kind: 'text', value: node.text.slice(2, -1) }
    case 'raw_string_literal':
    case 'interpolated_string_expression': {
      const parts = childrenOf(node)
      return parts.some(({ type }) => type === 'interpolation')
        ? other
        : {
            kind: 'text',
            value: parts
              .flatMap(({ type, text }) => (type.endsWith('content') ? text : []))
              .join(''),
          }
    }
    case 'invocation_expression': {
      const [named] = argumentsOf(node)
      const target = node.childForFieldName('function')
      return target?.text === 'nameof' && named ? { kind: 'text', value: lastName(named) } : other
    }
    case 'null_literal':
    case 'default_expression':
      return node.type === 'null_literal' ? { kind: 'null' } : { kind: 'number', value: 0n }
    case 'identifier':
    case 'boolean_literal':
      return { kind: 'name', name: node.text }
    case 'member_access_expression':
    case 'qualified_name': {
      const owner = node.childForFieldName('expression') ?? node.childForFieldName('qualifier')
      return { kind: 'name', name: lastName(node), ...(owner && { of: lastName(owner) }) }
    }
    case 'parenthesized_expression':
    case 'checked_expression':
    case 'unchecked_expression':
      return inner(node.namedChildren[0])
    case 'prefix_unary_expression': {
      const value = inner(node.namedChildren[0])
      const sign = node.child(0)?.text
      if (sign === '+') return value
      return sign === '-' || sign === '~'
        ? {
            kind: 'operation',
            operator: sign === '-' ? '-' : '^',
            left: { kind: 'number', value: sign === '-' ? 0n : -1n },
            right: value,
          }
        : other
    }
    case 'binary_expression': {
      const operator = node.childForFieldName('operator')?.text ?? node.child(1)?.text ?? ''
      return {
        kind: 'operation',
        operator,
        left: inner(node.childForFieldName('left')),
        right: inner(node.childForFieldName('right')),
      }
    }
    case 'cast_expression':
      return {
        kind: 'cast',
        type: typeRefOf(node.childForFieldName('type')).name,
        value: inner(node.childForFieldName('value')),
      }
    case 'object_creation_expression': {
      const [only, ...more] = argumentsOf(node)
      return only && more.length === 0
        ? {
            kind: 'cast',
            type: typeRefOf(node.childForFieldName('type')).name,
            value: inner(only),
          }
        : other
    }
    case 'sizeof_expression':
      return { kind: 'sizeof', type: typeRefOf(node.namedChildren[0]) }
    default:
      return other
  }
}

/** The values of the arguments of a call. */
export function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  const list = node.childForFieldName('arguments')
  return list
    ? childrenOf(list, 'argument').flatMap(argument => argument.namedChildren.at(-1) ?? [])
    : []
}

function numberOf(text: string): Expression {
  const plain = text.replace(/_/g, '').replace(/[uUlL]+$/, '')
  return /^(0[xX][0-9a-fA-F]{1,16}|0[bB][01]{1,64}|\d{1,20})$/.test(plain)
    ? { kind: 'number', value: BigInt(plain) }
    : other
}

/** An attribute: `[DllImport("kernel32", SetLastError = true)]`. */
export interface Attribute {
  /** Without `Attribute` at its end. */
  readonly name: string
  readonly positional: readonly Expression[]
  readonly named: ReadonlyMap<string, Expression>
  /** Whether it is about the result: `[return: …]`. */
  readonly isReturn: boolean
}

export function attributesOf(node: SyntaxNode): Attribute[] {
  return childrenOf(node, 'attribute_list').flatMap(list => {
    const target = childrenOf(list, 'attribute_target_specifier')[0]?.text ?? ''
    return childrenOf(list, 'attribute').map(attribute => {
      const positional: Expression[] = []
      const named = new Map<string, Expression>()
      const [given] = childrenOf(attribute, 'attribute_argument_list')
      for (const argument of given ? childrenOf(given, 'attribute_argument') : []) {
        const name = argument.childForFieldName('name')
        const value = expressionOf(argument.namedChildren.at(-1))
        if (name && argument.namedChildren.length > 1) named.set(name.text, value)
        else positional.push(value)
      }
      return {
        name: lastName(attribute.childForFieldName('name') ?? attribute).replace(/Attribute$/, ''),
        positional,
        named,
        isReturn: target.startsWith('return'),
      }
    })
  })
}

/** `MarshalAs(UnmanagedType.U4, SizeConst = 3)`, taken apart. */
export interface Marshal {
  readonly as: string
  readonly count?: Expression | undefined
  readonly element?: string | undefined
}

export function marshalOf(attributes: readonly Attribute[], isReturn = false): Marshal | undefined {
  const found = attributes.find(one => one.name === 'MarshalAs' && one.isReturn === isReturn)
  const as = found?.positional[0]
  if (!found || !as) return undefined
  const element = found.named.get('ArraySubType')
  return {
    as: as.kind === 'name' ? as.name : '',
    count: found.named.get('SizeConst'),
    element: element?.kind === 'name' ? element.name : undefined,
  }
}

export interface Parameter {
  readonly name: string
  readonly type: TypeRef
  readonly isByRef: boolean
  readonly marshal?: Marshal | undefined
}

/** The parameters of a method or delegate. The grammar leaves a `params` parameter without a node of its own. */
export function parametersOf(node: SyntaxNode): Parameter[] {
  const list = node.childForFieldName('parameters')
  if (!list) return []
  const made = childrenOf(list, 'parameter').map(parameter => {
    const modifiers = childrenOf(parameter, 'modifier').map(({ text }) => text)
    return {
      name: parameter.childForFieldName('name')?.text ?? '',
      type: typeRefOf(parameter.childForFieldName('type')),
      isByRef: modifiers.some(modifier => /^(ref|out|in|readonly)$/.test(modifier)),
      marshal: marshalOf(attributesOf(parameter)),
    }
  })
  const rest = list.childForFieldName('type')
  return rest
    ? [...made, { name: 'rest', type: typeRefOf(rest), isByRef: false, marshal: undefined }]
    : made
}

export { childrenOf, lineOf, type SyntaxNode }
