import type { PointerBytes } from '../../win32/architecture.ts'
import { plainTypeIn, type PlainTypes } from '../common/plain-types.ts'
import { scalar, unknown, voidType, type Sized } from '../common/program.ts'
import type { TypeRef } from './syntax.ts'

/** How characters and texts are passed. */
export type CharSet = 'Ansi' | 'Unicode'

export function pointer(spelled: string, pointerBytes: PointerBytes, to?: Sized): Sized {
  return { ...scalar(spelled, 'pointer', pointerBytes), ...(to && { to }) }
}

export function arrayOf(spelled: string, element: Sized, count: number): Sized {
  const bytes = element.bytes * count
  return { spelled: `${spelled}[${count}]`, kind: 'struct', bytes, align: element.align }
}

const marshalledAs: PlainTypes = {
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

/** What MarshalAs says of a single value; undefined for what is laid out in place, and for what it leaves to the default. */
export function marshalledType(
  as: string,
  spelled: string,
  charSet: CharSet,
  pointerBytes: PointerBytes,
): Sized | undefined {
  const fixed = plainTypeIn(marshalledAs, as, spelled, pointerBytes)
  if (fixed) return fixed
  return Object.hasOwn(texts, as)
    ? { ...pointer(spelled, pointerBytes), text: textWidth(as, charSet) }
    : undefined
}

function textWidth(as: string, charSet: CharSet): 1 | 2 {
  if (as === 'LPTStr' || as === 'TBStr') return charSet === 'Unicode' ? 2 : 1
  return as === 'LPWStr' || as === 'BStr' ? 2 : 1
}

const plain: PlainTypes = {
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

export function plainType(
  { name, spelled }: TypeRef,
  charSet: CharSet,
  pointerBytes: PointerBytes,
): Sized | undefined {
  const found = plainTypeIn(plain, name, spelled, pointerBytes)
  if (found) return found
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

export function isHandleName(name: string): boolean {
  return /^(Safe\w*Handle\w*|SafeBuffer|CriticalHandle\w*|HandleRef|GCHandle)$/.test(name)
}

/** Enums of the framework that stand in declarations of Windows functions; they are int. */
const enums =
  /^(FileAccess|FileShare|FileMode|FileOptions|FileAttributes|FileSystemRights|RegistryHive|RegistryRights|SocketFlags|SocketType|ProtocolType|AddressFamily|ProcessPriorityClass|ThreadPriorityLevel|Keys|ConsoleKey|VarEnum|PipeOptions|HandleInheritability|SecurityInfos|ControlFlags)$/

export function frameworkType({ name, spelled }: TypeRef, pointerBytes: PointerBytes): Sized {
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
