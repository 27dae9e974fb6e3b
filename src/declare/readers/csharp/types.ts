import type { PointerBytes } from '../../win32/architecture.ts'
import {
  layStruct,
  scalar,
  unknown,
  type Sized,
  type SourceField,
  type TypeOn,
} from '../common/program.ts'
import type { CsField, CsType } from './declared.ts'
import {
  arrayOf,
  frameworkType,
  isHandleName,
  marshalledType,
  plainType,
  pointer,
  type CharSet,
} from './plain-types.ts'
import type { Names, Site } from './names.ts'
import type { Attribute, Marshal, TypeRef } from './syntax.ts'

/** Where a type is used, as far as the marshaller asks. */
export interface Use extends Site {
  readonly charSet: CharSet
  readonly at: 'parameter' | 'result' | 'field'
  readonly isByRef?: boolean
}

/**
 * What the marshaller of .NET makes of types: bool has 4 bytes, char is as wide as CharSet says, long has 64 bits.
 * https://learn.microsoft.com/en-us/dotnet/framework/interop/blittable-and-non-blittable-types
 * https://learn.microsoft.com/en-us/dotnet/framework/interop/default-marshalling-behavior
 */
export class Marshaller {
  readonly names: Names
  private readonly laid = new Map<string, ReturnType<typeof layStruct> | 'open'>()

  constructor(names: Names) {
    this.names = names
  }

  /** The type of a value as the function sees it. */
  type(ref: TypeRef, marshal: Marshal | undefined, use: Use): TypeOn {
    return pointerBytes => {
      const type = this.resolve(ref, marshal, use, pointerBytes, 0)
      if (!use.isByRef || type.kind === 'unknown') return type
      // A class is passed by its address already; by reference that is a pointer to a pointer.
      return pointer(`ref ${ref.spelled}`, pointerBytes, type)
    }
  }

  private resolve(
    ref: TypeRef,
    marshal: Marshal | undefined,
    use: Use,
    pointerBytes: PointerBytes,
    depth: number,
  ): Sized {
    if (depth > 24) return unknown(ref.spelled)
    const marshalled = marshal && this.marshalled(ref, marshal, use, pointerBytes, depth)
    if (marshalled) return marshalled
    if (ref.isFunction) return pointer(ref.spelled, pointerBytes)
    if (ref.pointers > 0) {
      const inner = this.resolve(
        { ...ref, pointers: ref.pointers - 1 },
        undefined,
        use,
        pointerBytes,
        depth + 1,
      )
      const isKnown = inner.kind !== 'unknown' && inner.kind !== 'void'
      return pointer(ref.spelled, pointerBytes, isKnown ? inner : undefined)
    }
    if (ref.isArray) {
      const element = this.resolve(
        { ...ref, isArray: false },
        undefined,
        use,
        pointerBytes,
        depth + 1,
      )
      return pointer(ref.spelled, pointerBytes, element.kind === 'unknown' ? undefined : element)
    }
    const plain = plainType(ref, use.charSet, pointerBytes)
    return plain ?? this.named(ref, use, pointerBytes, depth)
  }

  /** What MarshalAs says, where it says something else than the default. */
  private marshalled(
    ref: TypeRef,
    { as, count, element }: Marshal,
    use: Use,
    pointerBytes: PointerBytes,
    depth: number,
  ): Sized | undefined {
    const spelled = `[MarshalAs(UnmanagedType.${as})] ${ref.spelled}`
    const single = marshalledType(as, spelled, use.charSet, pointerBytes)
    if (single) return single
    if (as === 'ByValTStr' || as === 'ByValArray') {
      const elements = this.names.evaluate(count, { pointerBytes })
      const one =
        as === 'ByValTStr'
          ? scalar('char', 'unsigned', use.charSet === 'Unicode' ? 2 : 1)
          : this.elementOf(ref, element, use, pointerBytes, depth)
      if (elements === undefined || one.kind === 'unknown') return unknown(spelled)
      return arrayOf(spelled, one, Number(elements))
    }
    return undefined
  }

  private elementOf(
    ref: TypeRef,
    element: string | undefined,
    use: Use,
    pointerBytes: PointerBytes,
    depth: number,
  ): Sized {
    const marshal = element === undefined ? undefined : { as: element }
    return this.resolve({ ...ref, isArray: false }, marshal, use, pointerBytes, depth + 1)
  }

  /** A type that the program names itself. */
  private named(ref: TypeRef, use: Use, pointerBytes: PointerBytes, depth: number): Sized {
    const alias = this.names.alias(ref.name, use)
    if (alias && alias.name !== ref.name)
      return {
        ...this.resolve(alias, undefined, use, pointerBytes, depth + 1),
        spelled: ref.spelled,
      }
    const found = this.names.type(ref.name, use)
    if (!found) return frameworkType(ref, pointerBytes)
    switch (found.kind) {
      case 'enum': {
        const [base] = found.bases
        return base
          ? { ...this.resolve(base, undefined, use, pointerBytes, depth + 1), spelled: ref.spelled }
          : scalar(ref.spelled, 'signed', 4)
      }
      case 'delegate':
      case 'interface':
        return pointer(ref.spelled, pointerBytes)
      case 'class':
        if (this.isHandle(found)) return pointer(ref.spelled, pointerBytes)
        if (use.at !== 'field') {
          const inner = found.layout && this.structType(found, ref.spelled, pointerBytes)
          return inner ? pointer(ref.spelled, pointerBytes, inner) : unknown(ref.spelled)
        }
        return this.structType(found, ref.spelled, pointerBytes)
      case 'struct':
        return this.structType(found, ref.spelled, pointerBytes)
      default:
        return found.kind satisfies never
    }
  }

  /** A class that .NET passes as the handle that it holds. */
  private isHandle(type: CsType, depth = 0): boolean {
    const [base] = type.bases
    if (!base || depth > 8) return false
    if (isHandleName(base.name)) return true
    const above = this.names.type(base.name, type)
    return above !== undefined && above !== type && this.isHandle(above, depth + 1)
  }

  private structType(type: CsType, spelled: string, pointerBytes: PointerBytes): Sized {
    const laid = this.lay(type, pointerBytes)
    if (!laid) return unknown(spelled)
    const [only] = laid.fields
    // A struct around one value is that value.
    if (
      laid.fields.length === 1 &&
      only &&
      only.type.kind !== 'struct' &&
      only.type.bytes === laid.bytes
    )
      return { ...only.type, spelled, align: laid.align }
    return { spelled, kind: 'struct', bytes: laid.bytes, align: laid.align }
  }

  /** Where the fields of a struct lie; undefined where that is not known, or where it holds itself. */
  lay(type: CsType, pointerBytes: PointerBytes): ReturnType<typeof layStruct> {
    const key = `${type.file}\0${type.line}\0${type.name}\0${pointerBytes}`
    const known = this.laid.get(key)
    if (known === 'open') return undefined
    if (known || this.laid.has(key)) return known
    this.laid.set(key, 'open')
    const made = layStruct({ fields: this.fields(type), ...this.layoutOf(type) }, pointerBytes)
    this.laid.set(key, made)
    return made
  }

  fields(type: CsType): SourceField[] {
    return type.fields.map(field => ({
      name: field.name,
      line: field.line,
      type: pointerBytes => this.fieldType(field, type, pointerBytes),
      offset: toNumber(this.names.evaluate(field.offset, { pointerBytes: 8 })),
    }))
  }

  private fieldType(field: CsField, type: CsType, pointerBytes: PointerBytes): Sized {
    const use: Use = {
      file: type.file,
      path: [...type.path, type.name],
      charSet: charSetOf(type.layout),
      at: 'field',
    }
    if (field.fixed) {
      const count = this.names.evaluate(field.fixed, { pointerBytes })
      // A fixed buffer lies there as C# has it: char has 2 bytes, bool has 1.
      const element = fixedElement(
        field.type,
        this.resolve(field.type, undefined, { ...use, charSet: 'Unicode' }, pointerBytes, 1),
      )
      return count === undefined || element.kind === 'unknown'
        ? unknown(field.type.spelled)
        : arrayOf(`fixed ${field.type.spelled}`, element, Number(count))
    }
    return this.resolve(field.type, field.marshal, use, pointerBytes, 1)
  }

  layoutOf({ layout }: CsType): { pack?: number | undefined; size?: number | undefined } {
    const of = (name: string): number | undefined =>
      toNumber(this.names.evaluate(layout?.named.get(name), { pointerBytes: 8 }))
    return { pack: of('Pack') || undefined, size: of('Size') || undefined }
  }
}

function fixedElement({ name }: TypeRef, type: Sized): Sized {
  return /^(bool|Boolean)$/.test(name) ? scalar(name, 'unsigned', 1) : type
}

function toNumber(value: bigint | undefined): number | undefined {
  return value === undefined || value < 0n || value > 2n ** 31n ? undefined : Number(value)
}

/**
 * CharSet of an attribute; Ansi is what C# takes where nothing is said, Auto is Unicode in every Windows of today. A
 * constant of the program may be either, by its conditions.
 */
export function charSetOf(attribute: Attribute | undefined): CharSet {
  const said = attribute?.named.get('CharSet')
  return said?.kind === 'name' && !/^(Ansi|None)$/.test(said.name) ? 'Unicode' : 'Ansi'
}
