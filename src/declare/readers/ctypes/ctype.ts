/** A type of ctypes. Widths are those of CPython on Windows. */
export type CtypesType =
  | {
      readonly kind: 'scalar'
      readonly name: string
      readonly class: 'signed' | 'unsigned' | 'float'
      readonly bytes: number | 'pointer'
    }
  | { readonly kind: 'void'; readonly name: string }
  /** `c_void_p`, `c_char_p`, `c_wchar_p`, and pointers to something. */
  | {
      readonly kind: 'pointer'
      readonly name: string
      readonly to?: CtypesType
      readonly text?: 1 | 2
      /** What it points at is zero. */
      readonly isNew?: true
      /** What it points at is one variable. */
      readonly isVariable?: true
    }
  | {
      readonly kind: 'array'
      readonly name: string
      readonly of: CtypesType
      readonly length: number | undefined
    }
  | StructType
  | {
      readonly kind: 'callback'
      readonly name: string
      readonly convention: 'stdcall' | 'cdecl'
      readonly result: CtypesType | undefined
      readonly parameters: readonly CtypesType[] | undefined
    }
  /** A Python function as a result type: ctypes takes the result for a C int and hands it over. */
  | { readonly kind: 'callable'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string }

/** A Structure or Union; fields may be set after the class was made. */
export interface StructType {
  readonly kind: 'struct'
  readonly name: string
  readonly isUnion: boolean
  /** Of the other byte order than the processor: a format of a file or a network, none of Windows. */
  readonly isSwapped?: boolean
  /** The class that it is made from, whose fields come first. */
  readonly base?: StructType
  readonly file: string
  readonly line: number
  fields: readonly StructField[] | undefined
  /** Whether `_fields_` was set to something that is not known. */
  isUnclear?: boolean
  pack: number
  anonymous: readonly string[]
  /** Whether the program makes one, and so decides how much memory it has; else it looks at those of others. */
  isMade?: boolean
}

export interface StructField {
  readonly name: string
  readonly type: CtypesType
  readonly bits?: number
  readonly file: string
  readonly line: number
}

function scalar(
  name: string,
  kind: 'signed' | 'unsigned' | 'float',
  bytes: number | 'pointer',
): CtypesType {
  return { kind: 'scalar', name, class: kind, bytes }
}

const basic: Readonly<Record<string, CtypesType>> = Object.fromEntries(
  [
    scalar('c_bool', 'unsigned', 1),
    scalar('c_byte', 'signed', 1),
    scalar('c_ubyte', 'unsigned', 1),
    scalar('c_char', 'signed', 1),
    scalar('c_wchar', 'unsigned', 2),
    scalar('c_short', 'signed', 2),
    scalar('c_ushort', 'unsigned', 2),
    scalar('c_int', 'signed', 4),
    scalar('c_uint', 'unsigned', 4),
    scalar('c_long', 'signed', 4),
    scalar('c_ulong', 'unsigned', 4),
    scalar('c_longlong', 'signed', 8),
    scalar('c_ulonglong', 'unsigned', 8),
    scalar('c_int8', 'signed', 1),
    scalar('c_uint8', 'unsigned', 1),
    scalar('c_int16', 'signed', 2),
    scalar('c_uint16', 'unsigned', 2),
    scalar('c_int32', 'signed', 4),
    scalar('c_uint32', 'unsigned', 4),
    scalar('c_int64', 'signed', 8),
    scalar('c_uint64', 'unsigned', 8),
    scalar('c_size_t', 'unsigned', 'pointer'),
    scalar('c_ssize_t', 'signed', 'pointer'),
    scalar('c_float', 'float', 4),
    scalar('c_double', 'float', 8),
    scalar('c_longdouble', 'float', 8),
    scalar('HRESULT', 'signed', 4),
    scalar('c_time_t', 'signed', 8),
  ].map(type => [type.name, type] as const),
)

const pointers: Readonly<Record<string, CtypesType>> = {
  c_void_p: { kind: 'pointer', name: 'c_void_p' },
  c_voidp: { kind: 'pointer', name: 'c_voidp' },
  c_char_p: { kind: 'pointer', name: 'c_char_p', text: 1 },
  c_wchar_p: { kind: 'pointer', name: 'c_wchar_p', text: 2 },
  py_object: { kind: 'unknown', name: 'py_object' },
}

/** Names of `ctypes` that are types. */
export const ctypesTypes: Readonly<Record<string, CtypesType>> = { ...basic, ...pointers }

/** Characters of a name that was put together. */
const longestName = 200

/** `T * n`; the length may not be known before the program runs. */
export function arrayOf(of: CtypesType, length: number | undefined): CtypesType {
  return { kind: 'array', name: `${of.name} * ${length ?? '?'}`.slice(0, longestName), of, length }
}
