import type { PointerBytes } from '../../win32/architecture.ts'
import { openWidthTable } from '../../widths/table.ts'
import {
  plainTypeIn,
  sizedType,
  windowsType,
  type PlainType,
  type PlainTypes,
} from '../common/plain-types.ts'
import {
  layStruct,
  scalar,
  unknown,
  voidType,
  type Sized,
  type SourceField,
} from '../common/program.ts'
import type { CDeclarations, CRef, CStruct } from './declared.ts'

/** A dialect: what its own type names are, and what else it knows. */
export interface CDialect {
  readonly plain: PlainTypes
  /** Types that are texts, with the bytes of a character. */
  readonly texts?: Readonly<Record<string, 1 | 2>>
  /** Whether the names of the Windows headers are known without a typedef. */
  readonly knowsWindows: boolean
  /** Whether arrays are passed by reference, written `int &list[]`, which is one address. */
  readonly arraysByReference?: true
  /** Packing where nothing is said. */
  readonly pack?: number
}

/** C as compilers for Windows have it: long has 32 bits. */
export const cOfWindows: CDialect['plain'] = {
  char: ['signed', 1],
  'signed char': ['signed', 1],
  'unsigned char': ['unsigned', 1],
  bool: ['unsigned', 1],
  _Bool: ['unsigned', 1],
  wchar_t: ['unsigned', 2],
  char16_t: ['unsigned', 2],
  float: ['float', 4],
  double: ['float', 8],
  'long double': ['float', 8],
  intptr_t: ['signed', 'pointer'],
  uintptr_t: ['unsigned', 'pointer'],
  size_t: ['unsigned', 'pointer'],
  ssize_t: ['signed', 'pointer'],
  ptrdiff_t: ['signed', 'pointer'],
  int8_t: ['signed', 1],
  uint8_t: ['unsigned', 1],
  int16_t: ['signed', 2],
  uint16_t: ['unsigned', 2],
  int32_t: ['signed', 4],
  uint32_t: ['unsigned', 4],
  int64_t: ['signed', 8],
  uint64_t: ['unsigned', 8],
}

/** https://www.mql5.com/en/docs/basis/types: bool has 1 byte, long 8, a string is passed as UTF-16, before build 600 as ANSI. */
export const mql: CDialect = {
  arraysByReference: true,
  plain: {
    string: ['pointer', 'pointer'],
    char: ['signed', 1],
    uchar: ['unsigned', 1],
    bool: ['unsigned', 1],
    short: ['signed', 2],
    ushort: ['unsigned', 2],
    int: ['signed', 4],
    uint: ['unsigned', 4],
    color: ['unsigned', 4],
    long: ['signed', 8],
    ulong: ['unsigned', 8],
    datetime: ['signed', 8],
    float: ['float', 4],
    double: ['float', 8],
  },
  knowsWindows: false,
  pack: 1,
}

/** Types of pieces of C, by what the pieces define. */
export class CTypes {
  /** A name may be defined once for each width of a pointer, by conditions of the host. */
  private readonly typedefs: ReadonlyMap<string, readonly CRef[]>
  private readonly structs: ReadonlyMap<string, CStruct>
  private readonly enums: ReadonlySet<string>
  private readonly constants: ReadonlyMap<string, string>
  private readonly dialect: CDialect
  private readonly laid = new Map<string, Sized>()
  private readonly open = new Set<string>()

  private readonly all: CTypes | undefined

  /** `all` knows what other files define; what a file defines itself comes first. */
  constructor(pieces: readonly CDeclarations[], dialect: CDialect, all?: CTypes) {
    this.dialect = dialect
    this.all = all
    const typedefs = new Map<string, CRef[]>()
    for (const { name, type } of pieces.flatMap(piece => piece.typedefs))
      typedefs.set(name, [...(typedefs.get(name) ?? []), type])
    this.typedefs = typedefs
    this.structs = new Map(
      pieces.flatMap(piece =>
        piece.structs.flatMap(struct => struct.names.map(name => [name, struct] as const)),
      ),
    )
    this.enums = new Set(pieces.flatMap(({ enums }) => [...enums]))
    this.constants = new Map(pieces.flatMap(({ constants }) => [...constants]))
  }

  /** A type as it is passed: an array is an address. */
  parameter(ref: CRef, pointerBytes: PointerBytes): Sized {
    const isOne = this.dialect.arraysByReference && ref.pointers > 0
    const pointers = isOne ? ref.pointers : ref.pointers + 1
    return ref.dimensions.length > 0
      ? this.value({ ...ref, dimensions: [], pointers }, pointerBytes)
      : this.value(ref, pointerBytes)
  }

  value(ref: CRef, pointerBytes: PointerBytes, depth = 0): Sized {
    const spelled = `${ref.words}${' *'.repeat(Math.min(ref.pointers, 4))}`.replace(/\* \*/g, '**')
    if (depth > 32) return unknown(spelled)
    const [dimension, ...dimensions] = ref.dimensions
    if (dimension !== undefined) {
      const element = this.value({ ...ref, dimensions }, pointerBytes, depth + 1)
      const count = dimension === '' || dimension === '?' ? 0 : this.number(dimension)
      return element.kind === 'unknown' || count === undefined
        ? unknown(spelled)
        : {
            spelled: `${spelled}[${dimension}]`,
            kind: 'struct',
            bytes: element.bytes * count,
            align: element.align,
          }
    }
    if (ref.isFunction) return scalar(spelled, 'pointer', pointerBytes)
    if (ref.pointers > 0) {
      const to = this.value({ ...ref, pointers: ref.pointers - 1 }, pointerBytes, depth + 1)
      const isKnown = to.kind !== 'unknown' && to.kind !== 'void' && to.bytes > 0
      return { ...scalar(spelled, 'pointer', pointerBytes), ...(isKnown && { to }) }
    }
    return { ...this.named(ref.words, pointerBytes, depth), spelled }
  }

  private named(words: string, pointerBytes: PointerBytes, depth: number): Sized {
    if (words === 'void' || words === 'VOID') return voidType
    const { plain, texts = {}, knowsWindows } = this.dialect
    const text = Object.hasOwn(texts, words) ? texts[words] : undefined
    if (text) return { ...scalar(words, 'pointer', pointerBytes), text }
    const own = plainTypeIn(plain, words, words, pointerBytes)
    if (own) return own
    if (/^(unsigned|signed|long|short|int|__int(8|16|32|64))\b/.test(words))
      return sizedType(words, integer(words), pointerBytes)
    const typedef = this.typedef(words, pointerBytes, depth)
    if (typedef) return typedef
    const struct = this.structs.get(words) ?? this.all?.structs.get(words)
    if (struct) return this.structType(words, struct, pointerBytes, depth)
    if (this.enums.has(words) || this.all?.enums.has(words)) return scalar(words, 'signed', 4)
    return knowsWindows ? windowsType(words, words, pointerBytes) : unknown(words)
  }

  /** What a typedef names: of several definitions, the one that is right for this width of a pointer, or the wider one where pointers are wide. */
  private typedef(words: string, pointerBytes: PointerBytes, depth: number): Sized | undefined {
    const found = (this.typedefs.get(words) ?? this.all?.typedefs.get(words) ?? [])
      .filter(ref => ref.words !== words)
      .slice(0, 8)
      .map(ref => this.value(ref, pointerBytes, depth + 1))
    if (found.length < 2) return found[0]
    const right = openWidthTable().type(words, architectureOf(pointerBytes))
    const byWidth = found.toSorted((left, right_) => left.bytes - right_.bytes)
    if (found.some(({ kind }) => kind === 'unknown')) return unknown(words)
    return (
      found.find(({ bytes }) => bytes === right?.bytes) ?? byWidth.at(pointerBytes === 8 ? -1 : 0)
    )
  }

  private structType(
    words: string,
    struct: CStruct,
    pointerBytes: PointerBytes,
    depth: number,
  ): Sized {
    const key = `${words} ${pointerBytes}`
    const known = this.laid.get(key)
    if (known) return known
    if (this.open.has(key)) return unknown(words)
    this.open.add(key)
    const laid = layStruct(
      {
        fields: this.fields(struct, depth + 1),
        isUnion: struct.isUnion,
        pack: struct.pack ?? this.dialect.pack,
      },
      pointerBytes,
    )
    this.open.delete(key)
    const made: Sized = laid
      ? { spelled: words, kind: 'struct', bytes: laid.bytes, align: laid.align }
      : unknown(words)
    this.laid.set(key, made)
    return made
  }

  fields(struct: CStruct, depth = 0): SourceField[] {
    return struct.members.map(({ name, type, line, bits }) => ({
      name,
      line,
      bits,
      type: pointerBytes => this.value(type, pointerBytes, depth),
    }))
  }

  private number(text: string, depth = 0): number | undefined {
    const said = text.trim().replace(/^\((.*)\)$/, '$1')
    if (depth > 8) return undefined
    if (/^(0[xX][0-9a-fA-F]+|\d+)[uUlL]*$/.test(said)) return Number(said.replace(/[uUlL]+$/, ''))
    const [, left, operator, right] = /^(\w+)\s*([-+*])\s*(\w+)$/.exec(said) ?? []
    if (operator) {
      const [a, b] = [this.number(left ?? '', depth + 1), this.number(right ?? '', depth + 1)]
      if (a === undefined || b === undefined) return undefined
      return operator === '+' ? a + b : operator === '-' ? a - b : a * b
    }
    const constant = this.constants.get(said) ?? this.all?.constants.get(said)
    return constant === undefined
      ? ({ MAX_PATH: 260 } as Record<string, number>)[said]
      : this.number(constant, depth + 1)
  }
}

function integer(words: string): PlainType {
  const kind = /\bunsigned\b/.test(words) ? 'unsigned' : 'signed'
  const [, bits] = /\b__int(8|16|32|64)\b/.exec(words) ?? []
  if (bits) return [kind, Number(bits) / 8]
  if (/long long/.test(words)) return [kind, 8]
  if (/short/.test(words)) return [kind, 2]
  return [kind, /char/.test(words) ? 1 : 4]
}

function architectureOf(pointerBytes: PointerBytes): 'x64' | 'ia32' {
  return pointerBytes === 8 ? 'x64' : 'ia32'
}
