import type { PointerBytes } from '../../win32/architecture.ts'
import {
  layStruct,
  scalar,
  unknown,
  voidType,
  type Sized,
  type SourceField,
  type TypeOn,
} from '../common/program.ts'
import type { CsField, CsType } from './collect.ts'
import type { Names, Site } from './names.ts'
import type { Attribute, Marshal, TypeRef } from './syntax.ts'

export type CharSet = 'Ansi' | 'Unicode'

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
    const plain = plainType(ref, use, pointerBytes)
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
    const fixed = Object.hasOwn(marshalledAs, as) ? marshalledAs[as] : undefined
    if (fixed) return scalar(spelled, fixed[0], fixed[1] === 'pointer' ? pointerBytes : fixed[1])
    if (Object.hasOwn(texts, as))
      return { ...pointer(spelled, pointerBytes), text: textWidth(as, use.charSet) }
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

/** CharSet of an attribute; Ansi is what C# takes where nothing is said, Auto is Unicode in every Windows of today. */
export function charSetOf(attribute: Attribute | undefined): CharSet {
  const said = attribute?.named.get('CharSet')
  return said?.kind === 'name' && /^(Unicode|Auto)$/.test(said.name) ? 'Unicode' : 'Ansi'
}

function pointer(spelled: string, pointerBytes: PointerBytes, to?: Sized): Sized {
  return { ...scalar(spelled, 'pointer', pointerBytes), ...(to && { to }) }
}

function arrayOf(spelled: string, element: Sized, count: number): Sized {
  const bytes = element.bytes * count
  return { spelled: `${spelled}[${count}]`, kind: 'struct', bytes, align: element.align }
}

const marshalledAs: Readonly<
  Record<string, readonly ['signed' | 'unsigned' | 'float' | 'pointer', number | 'pointer']>
> = {
  Bool: ['signed', 4],
  VariantBool: ['signed', 2],
  I1: ['signed', 1],
  U1: ['unsigned', 1],
  I2: ['signed', 2],
  U2: ['unsigned', 2],
  I4: ['signed', 4],
  U4: ['unsigned', 4],
  Error: ['signed', 4],
  I8: ['signed', 8],
  U8: ['unsigned', 8],
  R4: ['float', 4],
  R8: ['float', 8],
  SysInt: ['signed', 'pointer'],
  SysUInt: ['unsigned', 'pointer'],
  FunctionPtr: ['pointer', 'pointer'],
  Interface: ['pointer', 'pointer'],
  IUnknown: ['pointer', 'pointer'],
  IDispatch: ['pointer', 'pointer'],
  SafeArray: ['pointer', 'pointer'],
  LPStruct: ['pointer', 'pointer'],
  CustomMarshaler: ['pointer', 'pointer'],
  AsAny: ['pointer', 'pointer'],
}

const texts: Readonly<Record<string, true>> = {
  LPStr: true,
  LPWStr: true,
  LPTStr: true,
  BStr: true,
  TBStr: true,
  AnsiBStr: true,
  LPUTF8Str: true,
}

function textWidth(as: string, charSet: CharSet): 1 | 2 {
  if (as === 'LPTStr' || as === 'TBStr') return charSet === 'Unicode' ? 2 : 1
  return as === 'LPWStr' || as === 'BStr' ? 2 : 1
}

type Plain = readonly ['signed' | 'unsigned' | 'float', number | 'pointer']

const plain: Readonly<Record<string, Plain>> = {
  sbyte: ['signed', 1],
  SByte: ['signed', 1],
  byte: ['unsigned', 1],
  Byte: ['unsigned', 1],
  short: ['signed', 2],
  Int16: ['signed', 2],
  ushort: ['unsigned', 2],
  UInt16: ['unsigned', 2],
  int: ['signed', 4],
  Int32: ['signed', 4],
  uint: ['unsigned', 4],
  UInt32: ['unsigned', 4],
  long: ['signed', 8],
  Int64: ['signed', 8],
  ulong: ['unsigned', 8],
  UInt64: ['unsigned', 8],
  nint: ['signed', 'pointer'],
  IntPtr: ['signed', 'pointer'],
  nuint: ['unsigned', 'pointer'],
  UIntPtr: ['unsigned', 'pointer'],
  float: ['float', 4],
  Single: ['float', 4],
  double: ['float', 8],
  Double: ['float', 8],
  bool: ['signed', 4],
  Boolean: ['signed', 4],
  CLong: ['signed', 4],
  CULong: ['unsigned', 4],
}

function plainType(
  { name, spelled }: TypeRef,
  { charSet }: Use,
  pointerBytes: PointerBytes,
): Sized | undefined {
  const found = Object.hasOwn(plain, name) ? plain[name] : undefined
  if (found) return scalar(spelled, found[0], found[1] === 'pointer' ? pointerBytes : found[1])
  const width = charSet === 'Unicode' ? 2 : 1
  switch (name) {
    case 'void':
      return voidType
    case 'char':
    case 'Char':
      return scalar(spelled, 'unsigned', width)
    case 'string':
    case 'String':
    case 'StringBuilder':
      return { ...pointer(spelled, pointerBytes), text: width }
    default:
      return undefined
  }
}

function isHandleName(name: string): boolean {
  return /^(Safe\w*Handle\w*|SafeBuffer|CriticalHandle\w*|HandleRef|GCHandle)$/.test(name)
}

/** Enums of the framework that stand in declarations of Windows functions; they are int. */
const enums =
  /^(FileAccess|FileShare|FileMode|FileOptions|FileAttributes|FileSystemRights|RegistryHive|RegistryRights|SocketFlags|SocketType|ProtocolType|AddressFamily|ProcessPriorityClass|ThreadPriorityLevel|Keys|ConsoleKey|VarEnum|PipeOptions|HandleInheritability|SecurityInfos|ControlFlags)$/

function frameworkType({ name, spelled }: TypeRef, pointerBytes: PointerBytes): Sized {
  if (
    isHandleName(name) ||
    /^(Span|ReadOnlySpan|Delegate|MulticastDelegate|WaitHandle|Array)$/.test(name)
  )
    return pointer(spelled, pointerBytes)
  if (enums.test(name)) return scalar(spelled, 'signed', 4)
  const struct = (bytes: number, align: number): Sized => ({
    spelled,
    kind: 'struct',
    bytes,
    align,
  })
  switch (name) {
    case 'Guid':
      return struct(16, 4)
    case 'decimal':
    case 'Decimal':
      return struct(16, 4)
    case 'BitVector32':
      return struct(4, 4)
    case 'FILETIME':
    case 'Point':
    case 'Size':
      return struct(8, 4)
    case 'NativeOverlapped':
      return struct(pointerBytes === 8 ? 32 : 20, pointerBytes)
    default:
      return unknown(spelled)
  }
}
