import { type Graph, type Node } from './castxml.ts'

/** What a type is, apart from its name. Widths in bytes on the target that was read. */
export type TypeShape =
  | { readonly kind: 'alias'; readonly of: string }
  | { readonly kind: 'void' }
  | { readonly kind: 'signed' | 'unsigned' | 'float'; readonly bytes: number }
  | { readonly kind: 'pointer'; readonly to: string }
  | { readonly kind: 'array'; readonly length: number; readonly of: string }
  | {
      readonly kind: 'struct'
      readonly bytes: number
      readonly align: number
      readonly fields: readonly FieldShape[]
    }
  | {
      readonly kind: 'function'
      readonly result: string
      readonly parameters: readonly ParameterShape[]
      readonly convention: Convention
    }

export type Convention = 'stdcall' | 'cdecl' | 'variadic'

interface FieldShape {
  readonly name: string
  readonly type: string
  /** Offset and, for bit fields, width, both in bits. */
  readonly offsetBits: number
  readonly bitWidth: number
}

interface ParameterShape {
  readonly name: string
  readonly type: string
}

/** The declarations of one target: types by name, functions by name. */
export interface Description {
  readonly types: Map<string, TypeShape>
  readonly functions: Map<string, Extract<TypeShape, { kind: 'function' }>>
}

/** Collects the functions of `graph` that `wanted` accepts, all named types of its headers, and every type these reach. */
export function describe(
  graph: Graph,
  wanted: (name: string, stdcall: boolean) => boolean,
): Description {
  const description: Description = { types: new Map(), functions: new Map() }
  const context = { graph, description }
  for (const node of graph.values()) {
    const name = node.attributes['name'] ?? ''
    if (
      node.tag === 'Function' &&
      node.attributes['inline'] !== '1' &&
      wanted(name, isStdcall(node))
    ) {
      description.functions.set(name, describeFunction(node, context))
    } else if (isNamedType(node)) nameOf(node.attributes['id'] ?? '', context)
  }
  return description
}

interface Context {
  readonly graph: Graph
  readonly description: Description
}

// COM interfaces are thousands of structs of function pointers, which nobody declares by hand.
const isCom = /(Vtbl|_FWD_DEFINED__)$|^(I|DI|_I)[A-Z][a-z]\w+$/
const isCompiler = /^_*(m\d+[a-z]*|mmask\d+|builtin_\w+|v\d+[a-z]+)(_u)?$|^_?_?(int128|uint128)/

function isNamedType({ tag, attributes }: Node): boolean {
  const name = attributes['name'] ?? ''
  return (
    (tag === 'Typedef' || tag === 'Struct' || tag === 'Union') &&
    attributes['context'] === '_1' &&
    name !== '' &&
    attributes['file'] !== 'f0' &&
    !isCom.test(name) &&
    !isCompiler.test(name)
  )
}

function isStdcall(node: Node): boolean {
  return node.attributes['attributes']?.includes('__stdcall__') ?? false
}

function describeFunction(node: Node, context: Context): Extract<TypeShape, { kind: 'function' }> {
  const parameters = node.children.filter(child => child.tag === 'Argument')
  const variadic = node.children.some(child => child.tag === 'Ellipsis')
  return {
    kind: 'function',
    result: nameOf(node.attributes['returns'] ?? '', context),
    parameters: parameters.map(({ attributes }) => ({
      name: attributes['name'] ?? '',
      type: nameOf(attributes['type'] ?? '', context),
    })),
    convention: variadic ? 'variadic' : isStdcall(node) ? 'stdcall' : 'cdecl',
  }
}

/** The C spelling of a type, which is its key; describes it on the way. `fallback` names anonymous types. */
function nameOf(id: string, context: Context, fallback?: string): string {
  const node = context.graph.get(id)
  if (!node) return 'void'
  const { attributes } = node
  const of = () => nameOf(attributes['type'] ?? '', context, fallback)
  switch (node.tag) {
    case 'ElaboratedType':
      return of()
    case 'CvQualifiedType':
      return attributes['const'] ? defineConst(of(), context) : of()
    case 'PointerType':
      return define(pointerName(of()), { kind: 'pointer', to: of() }, context)
    case 'ArrayType':
      return defineArray(node, of(), context)
    case 'FunctionType':
      return defineFunctionType(node, context)
    case 'Typedef':
      return defineTypedef(node, context)
    case 'Enumeration':
      return define(
        attributes['name'] || fallback || 'int',
        { kind: 'signed', bytes: bits(attributes['size']) },
        context,
      )
    case 'Struct':
    case 'Union':
      return defineRecord(node, context, fallback)
    case 'FundamentalType':
      return define(attributes['name'] ?? '', fundamental(node), context)
    default:
      return 'void'
  }
}

/** `const T` stands before the type, for a pointer behind it, as in C. */
function defineConst(of: string, context: Context): string {
  return define(of.endsWith('*') ? `${of} const` : `const ${of}`, { kind: 'alias', of }, context)
}

function pointerName(to: string): string {
  return to.endsWith('*') ? `${to}*` : `${to} *`
}

function bits(text: string | undefined): number {
  return Number(text ?? 0) / 8
}

function define(name: string, shape: TypeShape, { description }: Context): string {
  // A void under that name is the place that a typedef keeps for itself.
  if ((description.types.get(name)?.kind ?? 'void') === 'void') description.types.set(name, shape)
  return name
}

function fundamental({ attributes }: Node): TypeShape {
  const name = attributes['name'] ?? ''
  if (name === 'void') return { kind: 'void' }
  const bytes = bits(attributes['size'])
  if (/float|double/.test(name)) return { kind: 'float', bytes }
  return { kind: /unsigned|bool/i.test(name) ? 'unsigned' : 'signed', bytes }
}

function defineArray(node: Node, of: string, context: Context): string {
  const length = node.attributes['max'] ? Number(node.attributes['max']) + 1 : 0
  const name = `${of}[${length}]`
  return define(name, { kind: 'array', length, of }, context)
}

function defineFunctionType(node: Node, context: Context): string {
  const shape = describeFunction(node, context)
  const name = `${shape.result} (${shape.parameters.map(({ type }) => type).join(', ')})`
  return define(name, shape, context)
}

function defineTypedef({ attributes }: Node, context: Context): string {
  const name = attributes['name'] ?? ''
  if (context.description.types.has(name)) return name
  // Reserve the name first: a struct may point to itself through its typedef.
  context.description.types.set(name, { kind: 'void' })
  const of = nameOf(attributes['type'] ?? '', context, name)
  if (of === name) return name
  context.description.types.set(name, { kind: 'alias', of })
  return name
}

function defineRecord(node: Node, context: Context, fallback: string | undefined): string {
  const { attributes } = node
  const name = attributes['name'] || fallback || `anonymous${attributes['id']}`
  const known = context.description.types.get(name)
  if (known && known.kind !== 'void') return name
  const shape = {
    kind: 'struct',
    bytes: bits(attributes['size']),
    align: bits(attributes['align']),
    fields: [],
  } as const
  context.description.types.set(name, shape)
  if (isCom.test(name)) return name
  context.description.types.set(name, { ...shape, fields: fieldsOf(node, name, 0, context) })
  return name
}

/** Fields in the order of the header; members of anonymous structs and unions count as the struct's own. */
function fieldsOf(record: Node, owner: string, baseBits: number, context: Context): FieldShape[] {
  const members = (record.attributes['members'] ?? '').split(' ').map(id => context.graph.get(id))
  return members.flatMap(member => {
    if (member?.tag !== 'Field') return []
    const { name = '', type = '', offset = '0', bits: bitWidth = '0' } = member.attributes
    const offsetBits = baseBits + Number(offset)
    const inner = context.graph.get(type)
    if (name === '')
      return inner?.tag === 'Union' || inner?.tag === 'Struct'
        ? fieldsOf(inner, owner, offsetBits, context)
        : []
    return [
      {
        name,
        type: nameOf(type, context, `${owner}::${name}`),
        offsetBits,
        bitWidth: Number(bitWidth),
      },
    ]
  })
}
