import type { PointerBytes } from '../../win32/architecture.ts'
import { plainTypeIn } from '../common/plain-types.ts'
import { layStruct, scalar, unknown, type Sized, type SourceField } from '../common/program.ts'
import type { VbDelegate, VbFile, VbStruct } from './syntax.ts'
import { net, netMarshal, vba } from './plain-types.ts'
import type { VbType } from './typed.ts'

const scalars = /^(signed|unsigned|pointer)$/

/** The types of one dialect of Visual Basic, with what the files of a program define. */
export class VbTypes {
  private readonly isNet: boolean
  /** `#If` may define one for each width of a pointer. */
  private readonly structs = new Map<string, VbStruct[]>()
  private readonly delegates = new Map<string, VbDelegate>()
  private readonly enums: ReadonlySet<string>
  private readonly constants: ReadonlyMap<string, string>
  private readonly open = new Set<string>()

  constructor(files: readonly VbFile[], isNet: boolean) {
    this.isNet = isNet
    for (const struct of files.flatMap(file => file.structs)) {
      const key = struct.name.toLowerCase()
      this.structs.set(key, [...(this.structs.get(key) ?? []), struct])
    }
    for (const one of files.flatMap(file => file.delegates))
      this.delegates.set(one.name.toLowerCase(), one)
    this.enums = new Set(files.flatMap(({ enums }) => [...enums]))
    this.constants = new Map(files.flatMap(({ constants }) => [...constants]))
  }

  delegate(type: string): VbDelegate | undefined {
    return this.delegates.get(type)
  }

  /** A parameter as the function sees it: ByRef is what VBA takes where nothing is said, ByVal what VB.NET takes. */
  parameter(type: VbType, charWidth: 1 | 2, pointerBytes: PointerBytes): Sized {
    const value = this.passed(type, charWidth, pointerBytes)
    const isByRef = type.passing === 'byref' || (!type.passing && !this.isNet)
    const spelled = `${isByRef ? 'ByRef' : 'ByVal'} ${type.spelled}`
    // Arrays and texts of unstated length are addresses in any case.
    if (type.bounds !== undefined)
      return {
        ...scalar(spelled, 'pointer', pointerBytes),
        ...(!this.isNet && { kind: 'unknown' as const }),
        ...(this.isNet && scalars.test(value.kind) && { to: value }),
      }
    if (type.type === 'any') return scalar(spelled, 'pointer', pointerBytes)
    if (!isByRef || value.kind === 'unknown')
      return {
        ...value,
        spelled,
        ...(value.kind === 'struct' && !this.isNet && { kind: 'unknown' as const }),
      }
    return {
      ...scalar(spelled, 'pointer', pointerBytes),
      ...(value.text ? { text: value.text } : { to: value }),
    }
  }

  /** A result: an array is the address of what describes it. */
  result(type: VbType, charWidth: 1 | 2, pointerBytes: PointerBytes): Sized {
    return type.bounds === undefined
      ? this.passed(type, charWidth, pointerBytes)
      : scalar(type.spelled, 'pointer', pointerBytes)
  }

  /** A value as it is passed: an object of a class goes by its address. */
  private passed(type: VbType, charWidth: 1 | 2, pointerBytes: PointerBytes): Sized {
    const value = this.value(type, charWidth, pointerBytes)
    const isClass = this.structs.get(type.type)?.some(struct => struct.isClass)
    return isClass && value.kind === 'struct'
      ? { ...scalar(type.spelled, 'pointer', pointerBytes), to: value }
      : value
  }

  /** A value by itself: a result, a field, what a reference refers to. */
  value(type: VbType, charWidth: 1 | 2, pointerBytes: PointerBytes, depth = 0): Sized {
    const { spelled } = type
    const marshal = this.isNet
      ? /unmanagedtype\.(\w+)/i.exec(type.attributes)?.[1]?.toLowerCase()
      : undefined
    const plain =
      plainTypeIn(netMarshal, marshal ?? '', spelled, pointerBytes) ??
      plainTypeIn(this.isNet ? net : vba, type.type, spelled, pointerBytes)
    if (plain) return plain
    switch (type.type) {
      case 'string':
      case 'stringbuilder':
        return { ...scalar(spelled, 'pointer', pointerBytes), text: textWidth(marshal, charWidth) }
      case 'char':
        return scalar(spelled, 'unsigned', charWidth)
      case 'variant':
        return { spelled, kind: 'struct', bytes: pointerBytes === 8 ? 24 : 16, align: pointerBytes }
      case 'guid':
        if (this.isNet) return { spelled, kind: 'struct', bytes: 16, align: 4 }
        break
      case 'nativeoverlapped':
        return { spelled, kind: 'struct', bytes: pointerBytes === 8 ? 32 : 20, align: pointerBytes }
      default:
    }
    if (/^safe\w*handle$/.test(type.type) || this.delegates.has(type.type))
      return scalar(spelled, 'pointer', pointerBytes)
    const struct = this.structs
      .get(type.type)
      ?.findLast(({ only }) => only === undefined || only === pointerBytes)
    if (struct) return this.structValue(struct, spelled, pointerBytes, depth)
    return this.enums.has(type.type) ? scalar(spelled, 'signed', 4) : unknown(spelled)
  }

  private structValue(
    struct: VbStruct,
    spelled: string,
    pointerBytes: PointerBytes,
    depth: number,
  ): Sized {
    const key = struct.name.toLowerCase()
    if (this.open.has(key) || depth > 16) return unknown(spelled)
    this.open.add(key)
    const laid = layStruct(
      {
        fields: this.fields(struct, pointerBytes, depth + 1),
        pack: this.pack(struct)(pointerBytes),
      },
      pointerBytes,
    )
    this.open.delete(key)
    return laid
      ? { spelled, kind: 'struct', bytes: laid.bytes, align: laid.align }
      : unknown(spelled)
  }

  /** The bytes of the members of a struct, without the gaps between them. */
  unpadded(name: string, pointerBytes: PointerBytes): number | undefined {
    const struct = this.structs
      .get(name.toLowerCase())
      ?.findLast(({ only }) => only === undefined || only === pointerBytes)
    return (
      struct &&
      layStruct({ fields: this.fields(struct, pointerBytes), pack: 1 }, pointerBytes)?.bytes
    )
  }

  /** VB6 and 32-bit VBA lay nothing out at more than 4 bytes. */
  pack({ attributes }: VbStruct): (pointerBytes: PointerBytes) => number | undefined {
    const said = /pack\s*:=\s*(\d+)/i.exec(attributes)?.[1]
    return pointerBytes =>
      said === undefined
        ? this.isNet || pointerBytes === 8
          ? undefined
          : 4
        : Number(said) || undefined
  }

  fields(struct: VbStruct, width: PointerBytes, depth = 0): SourceField[] {
    const charWidth = this.isNet ? charWidthOf(/charset\.(\w+)/i.exec(struct.attributes)?.[1]) : 1
    const meant = struct.fields.filter(({ only }) => only === undefined || only === width)
    return meant.map(field => ({
      name: field.name,
      line: field.line,
      type: pointerBytes => this.field(field, charWidth, pointerBytes, depth),
      offset: this.isNet
        ? this.number(/fieldoffset(?:attribute)?\s*\(\s*(\w+)/i.exec(field.attributes)?.[1])
        : undefined,
    }))
  }

  private field(field: VbType, charWidth: 1 | 2, pointerBytes: PointerBytes, depth: number): Sized {
    const isText = field.type === 'string'
    if (this.isNet && /byvaltstr|byvalarray/i.test(field.attributes)) {
      const count = this.number(/sizeconst\s*:=\s*(\w+)/i.exec(field.attributes)?.[1])
      const element = isText
        ? scalar('Char', 'unsigned', charWidth)
        : this.value({ ...field, attributes: '' }, charWidth, pointerBytes, depth)
      return arrayOf(field, element, count)
    }
    if (isText && field.length !== undefined)
      return arrayOf(
        field,
        scalar('Char', 'unsigned', 1),
        this.number(field.length),
        this.count(field.bounds) ?? 1,
      )
    const element = this.value(field, charWidth, pointerBytes, depth)
    if (field.bounds === undefined) return element
    return this.isNet
      ? scalar(field.spelled, 'pointer', pointerBytes)
      : arrayOf(field, element, this.count(field.bounds))
  }

  /** `0 To 15`, `15`, `1 To 2, 1 To 3`: how many elements that are. */
  private count(bounds: string | undefined): number | undefined {
    if (bounds === undefined) return undefined
    return bounds.split(',').reduce<number | undefined>((product, bound) => {
      const [low, high] = /\bto\b/i.test(bound) ? bound.split(/\bto\b/i) : ['0', bound]
      const [from, to] = [this.number(low), this.number(high)]
      return product === undefined || from === undefined || to === undefined
        ? undefined
        : product * (to - from + 1)
    }, 1)
  }

  /** A text, a constant that is one, or what `&` and `+` make of them; undefined for anything else. */
  text(expression: string, depth = 0): string | undefined {
    const said = expression.trim()
    if (depth > 8 || said.length > 300) return undefined
    const literal = /^"([^"]*)"$/.exec(said)?.[1]
    if (literal !== undefined) return literal
    const [, left, right] = /^("[^"]*"|[\w.]+)\s*[&+]\s*(.+)$/.exec(said) ?? []
    if (left !== undefined && right !== undefined) {
      const parts = [this.text(left, depth + 1), this.text(right, depth + 1)]
      return parts.includes(undefined) ? undefined : parts.join('')
    }
    const constant = /^[\w.]+$/.test(said)
      ? this.constants.get(lastPart(said).toLowerCase())
      : undefined
    return constant === undefined ? undefined : this.text(constant, depth + 1)
  }

  /** A whole number, a constant, or a sum of them; undefined for anything else. */
  number(text: string | undefined, depth = 0): number | undefined {
    const said = text?.trim() ?? ''
    if (depth > 16 || said.length > 200) return undefined
    if (/^u?intptr\.zero$/i.test(said) || (this.isNet && /^nothing$/i.test(said))) return 0
    const inner = (one: string | undefined): number | undefined => this.number(one, depth + 1)
    const literal = /^(-?\d{1,15}|&[hH][0-9a-fA-F]{1,16})[&%^]?$/.exec(said)?.[1]
    if (literal) return literal.startsWith('&') ? hex(literal.slice(2), said) : Number(literal)
    const [, left, operator, right] = /^(.+?)\s*([-+*])\s*(.+)$/.exec(said) ?? []
    if (operator) {
      const [a, b] = [inner(left), inner(right)]
      if (a === undefined || b === undefined) return undefined
      return operator === '+' ? a + b : operator === '-' ? a - b : a * b
    }
    if (said.startsWith('(') && said.endsWith(')')) return inner(said.slice(1, -1))
    const constant = this.constants.get(lastPart(said).toLowerCase())
    return constant === undefined ? undefined : inner(constant)
  }
}

function lastPart(text: string): string {
  return text.split('.').at(-1) ?? text
}

/** `&HFFFFFFFF` is the Long -1; `&HFFFFFFFF^` is a LongLong. */
function hex(digits: string, said: string): number {
  const value = BigInt(`0x${digits}`)
  return Number(
    said.endsWith('^')
      ? BigInt.asIntN(64, value)
      : BigInt.asIntN(digits.length <= 4 && !said.endsWith('&') ? 16 : 32, value),
  )
}

function arrayOf(
  { spelled, name }: VbType,
  element: Sized,
  count: number | undefined,
  times = 1,
): Sized {
  if (count === undefined || element.kind === 'unknown' || count < 0)
    return unknown(`${name} As ${spelled}`)
  return {
    spelled: `${spelled}(${count * times})`,
    kind: 'struct',
    bytes: element.bytes * count * times,
    align: element.align,
  }
}

function textWidth(marshal: string | undefined, charWidth: 1 | 2): 1 | 2 {
  if (marshal === 'lpstr') return 1
  return marshal === 'lpwstr' || marshal === 'bstr' ? 2 : charWidth
}

/** Bytes of a character by `Ansi`, `Unicode` or `Auto`. */
export function charWidthOf(said: string | undefined): 1 | 2 {
  return said && /^(unicode|auto)$/i.test(said) ? 2 : 1
}
