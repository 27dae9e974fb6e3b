import type { PointerBytes } from '../../win32/architecture.ts'
import type { CsFile, CsType } from './declared.ts'
import type { Expression, TypeRef } from './syntax.ts'

/** Where a name stands: the same name may mean another thing in another file or type. */
export interface Site {
  readonly file: string
  readonly path: readonly string[]
}

/** What the files of a program call their types and constants. */
export interface Names {
  type(name: string, site: Site): CsType | undefined
  alias(name: string, site: Site): TypeRef | undefined
  /** The value of a constant expression; undefined for what is none. */
  evaluate(expression: Expression | undefined, sizes: Sizes): bigint | undefined
  text(expression: Expression | undefined): string | undefined
}

/** What `sizeof` and `IntPtr.Size` are. */
interface Sizes {
  readonly pointerBytes: PointerBytes
  readonly sizeOf?: (type: TypeRef) => number | undefined
}

export function namesOf(files: readonly CsFile[]): Names {
  const types = group(files.flatMap(file => file.types.map(type => [type.name, type] as const)))
  const constants = group(
    files.flatMap(file =>
      file.constants.map(one => [one.name, { ...one, file: file.file }] as const),
    ),
  )
  const aliases = new Map(files.map(file => [file.file, file.aliases]))
  const constant = (name: string, owner: string | undefined): Expression | undefined => {
    const all = constants.get(name) ?? []
    const own = owner === undefined ? all : all.filter(one => one.owner === owner)
    return (own[0] ?? all[0])?.value
  }
  const resolve = (
    expression: Expression | undefined,
    sizes: Sizes,
    depth: number,
  ): bigint | undefined => {
    if (!expression || depth > 24) return undefined
    const inner = (one: Expression | undefined): bigint | undefined =>
      resolve(one, sizes, depth + 1)
    switch (expression.kind) {
      case 'number':
        return expression.value
      case 'name':
        return known(expression, sizes) ?? inner(constant(expression.name, expression.of))
      case 'cast':
        return cast(inner(expression.value), expression.type, sizes.pointerBytes)
      case 'operation':
        return operate(expression.operator, inner(expression.left), inner(expression.right))
      case 'sizeof': {
        const bytes = sizes.sizeOf?.(expression.type)
        return bytes === undefined ? undefined : BigInt(bytes)
      }
      default:
        return undefined
    }
  }
  return {
    type: (name, site) => nearest(types.get(name) ?? [], site),
    alias: (name, { file }) => aliases.get(file)?.get(name)?.type,
    evaluate: (expression, sizes) => resolve(expression, sizes, 0),
    text: expression => textOf(expression, constant, 0),
  }
}

/** A text, a constant that is one, or a sum of them. */
function textOf(
  expression: Expression | undefined,
  constant: (name: string, owner: string | undefined) => Expression | undefined,
  depth: number,
): string | undefined {
  if (depth > 8) return undefined
  const inner = (one: Expression | undefined): string | undefined =>
    textOf(one, constant, depth + 1)
  switch (expression?.kind) {
    case 'text':
      return expression.value
    case 'name':
      return inner(constant(expression.name, expression.of))
    case 'operation': {
      const [left, right] = [inner(expression.left), inner(expression.right)]
      return expression.operator === '+' && left !== undefined && right !== undefined
        ? left + right
        : undefined
    }
    default:
      return undefined
  }
}

function group<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const made = new Map<string, T[]>()
  for (const [name, value] of entries) {
    const own = made.get(name)
    if (own) own.push(value)
    else made.set(name, [value])
  }
  return made
}

/** The one of the same type, of the same file, or the only one there is. */
function nearest(candidates: readonly CsType[], { file, path }: Site): CsType | undefined {
  if (candidates.length < 2) return candidates[0]
  const here = candidates.filter(one => one.file === file)
  const shared = (one: CsType): number => {
    let count = 0
    while (count < one.path.length && one.path[count] === path[count]) count += 1
    return one.path.length === count ? count : -1
  }
  const inside = (here.length > 0 ? here : candidates)
    .map(one => ({ one, near: shared(one) }))
    .filter(({ near }) => near >= 0)
    .sort((left, right) => right.near - left.near)
  const [best] = inside
  if (best && (best.near > 0 || here.length > 0)) return best.one
  return inside.length === 1 ? best?.one : undefined
}

function known(
  { name, of }: Extract<Expression, { kind: 'name' }>,
  { pointerBytes }: Sizes,
): bigint | undefined {
  const key = of === undefined ? name : `${of}.${name}`
  switch (key) {
    case 'IntPtr.Zero':
    case 'UIntPtr.Zero':
    case 'nint.Zero':
    case 'nuint.Zero':
      return 0n
    case 'IntPtr.Size':
    case 'UIntPtr.Size':
    case 'nint.Size':
      return BigInt(pointerBytes)
    case 'uint.MaxValue':
    case 'UInt32.MaxValue':
      return 0xffffffffn
    case 'int.MaxValue':
    case 'Int32.MaxValue':
      return 0x7fffffffn
    case 'UIntPtr.MaxValue':
      return 2n ** BigInt(8 * pointerBytes) - 1n
    default:
      return undefined
  }
}

const widths: Readonly<Record<string, readonly [bits: number | 'pointer', signed: boolean]>> = {
  sbyte: [8, true],
  byte: [8, false],
  short: [16, true],
  ushort: [16, false],
  int: [32, true],
  Int32: [32, true],
  uint: [32, false],
  UInt32: [32, false],
  long: [64, true],
  Int64: [64, true],
  ulong: [64, false],
  UInt64: [64, false],
  IntPtr: ['pointer', true],
  nint: ['pointer', true],
  UIntPtr: ['pointer', false],
  nuint: ['pointer', false],
}

function cast(
  value: bigint | undefined,
  type: string,
  pointerBytes: PointerBytes,
): bigint | undefined {
  const width = Object.hasOwn(widths, type) ? widths[type] : undefined
  if (value === undefined || !width) return value
  const bits = width[0] === 'pointer' ? 8 * pointerBytes : width[0]
  return width[1] ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)
}

function operate(
  operator: string,
  left: bigint | undefined,
  right: bigint | undefined,
): bigint | undefined {
  if (left === undefined || right === undefined) return undefined
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return BigInt.asIntN(64, left * right)
    case '/':
      return right === 0n ? undefined : left / right
    case '|':
      return left | right
    case '&':
      return left & right
    case '^':
      return left ^ right
    case '<<':
      return right >= 0n && right < 64n ? BigInt.asIntN(64, left << right) : undefined
    default:
      return undefined
  }
}
