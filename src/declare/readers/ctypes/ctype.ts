import type { PointerBytes } from '../../win32/architecture.ts'
import { layOut, type Unplaced } from '../../layout.ts'
import type { DeclaredType } from '../../model.ts'

/** A type of ctypes. Widths are those of CPython on Windows. */
export type CType =
  | {
      readonly kind: 'scalar'
      readonly name: string
      readonly class: 'signed' | 'unsigned' | 'float'
      readonly bytes: number | 'pointer'
    }
  | { readonly kind: 'void'; readonly name: string }
  /** `c_void_p`, `c_char_p`, `c_wchar_p`, and pointers to something. */
  | { readonly kind: 'pointer'; readonly name: string; readonly to?: CType; readonly text?: 1 | 2 }
  | {
      readonly kind: 'array'
      readonly name: string
      readonly of: CType
      readonly length: number | undefined
    }
  | StructType
  | {
      readonly kind: 'callback'
      readonly name: string
      readonly convention: 'stdcall' | 'cdecl'
      readonly result: CType | undefined
      readonly parameters: readonly CType[] | undefined
    }
  /** A Python function as a result type: ctypes takes the result for a C int and hands it over. */
  | { readonly kind: 'callable'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string }

/** A Structure or Union; fields may be set after the class was made. */
export interface StructType {
  readonly kind: 'struct'
  readonly name: string
  readonly isUnion: boolean
  readonly file: string
  readonly line: number
  fields: readonly StructField[] | undefined
  pack: number
  anonymous: readonly string[]
}

export interface StructField {
  readonly name: string
  readonly type: CType
  readonly bits?: number
  readonly line: number
}

function scalar(
  name: string,
  kind: 'signed' | 'unsigned' | 'float',
  bytes: number | 'pointer',
): CType {
  return { kind: 'scalar', name, class: kind, bytes }
}

const basic: Readonly<Record<string, CType>> = Object.fromEntries(
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

const pointers: Readonly<Record<string, CType>> = {
  c_void_p: { kind: 'pointer', name: 'c_void_p' },
  c_char_p: { kind: 'pointer', name: 'c_char_p', text: 1 },
  c_wchar_p: { kind: 'pointer', name: 'c_wchar_p', text: 2 },
  py_object: { kind: 'unknown', name: 'py_object' },
}

/** Names of `ctypes` that are types. */
export const ctypesTypes: Readonly<Record<string, CType>> = { ...basic, ...pointers }

/** `ctypes.wintypes`: which type of ctypes each name stands for (CPython, Lib/ctypes/wintypes.py). */
const wintypesNames: Readonly<Record<string, readonly string[]>> = {
  c_byte: ['BYTE', 'BOOLEAN'],
  c_ushort: ['WORD', 'ATOM', 'LANGID', 'USHORT'],
  c_ulong: ['DWORD', 'COLORREF', 'LCTYPE', 'LCID', 'LGRPID', 'OLE_HANDLE', 'ULONG'],
  c_char: ['CHAR'],
  c_wchar: ['WCHAR'],
  c_uint: ['UINT'],
  c_int: ['INT', 'HFILE'],
  c_double: ['DOUBLE'],
  c_float: ['FLOAT'],
  c_long: ['BOOL', 'LONG'],
  c_short: ['SHORT', 'VARIANT_BOOL'],
  c_longlong: ['LARGE_INTEGER', '_LARGE_INTEGER'],
  c_ulonglong: ['ULARGE_INTEGER', '_ULARGE_INTEGER'],
  c_size_t: ['WPARAM'],
  c_ssize_t: ['LPARAM'],
  c_void_p: [
    'HANDLE',
    'HACCEL',
    'HBITMAP',
    'HBRUSH',
    'HCOLORSPACE',
    'HDC',
    'HDESK',
    'HDWP',
    'HENHMETAFILE',
    'HFONT',
    'HGDIOBJ',
    'HGLOBAL',
    'HHOOK',
    'HICON',
    'HINSTANCE',
    'HKEY',
    'HKL',
    'HLOCAL',
    'HMENU',
    'HMETAFILE',
    'HMODULE',
    'HMONITOR',
    'HPALETTE',
    'HPEN',
    'HRGN',
    'HRSRC',
    'HSTR',
    'HTASK',
    'HWINSTA',
    'HWND',
    'SC_HANDLE',
    'SERVICE_STATUS_HANDLE',
    'LPVOID',
    'LPCVOID',
    'HCURSOR',
  ],
  c_char_p: ['LPSTR', 'LPCSTR'],
  c_wchar_p: ['LPWSTR', 'LPCWSTR', 'LPOLESTR', 'LPCOLESTR'],
}

const pointerNames: Readonly<Record<string, string>> = {
  LPBOOL: 'BOOL',
  PBOOL: 'BOOL',
  PBOOLEAN: 'BOOLEAN',
  LPBYTE: 'BYTE',
  PBYTE: 'BYTE',
  PCHAR: 'CHAR',
  LPCOLORREF: 'COLORREF',
  LPDWORD: 'DWORD',
  PDWORD: 'DWORD',
  PFLOAT: 'FLOAT',
  LPHANDLE: 'HANDLE',
  PHANDLE: 'HANDLE',
  PHKEY: 'HKEY',
  LPHKL: 'HKL',
  LPINT: 'INT',
  PINT: 'INT',
  PLARGE_INTEGER: 'LARGE_INTEGER',
  PLCID: 'LCID',
  LPLONG: 'LONG',
  PLONG: 'LONG',
  PSHORT: 'SHORT',
  LPUINT: 'UINT',
  PUINT: 'UINT',
  PULARGE_INTEGER: 'ULARGE_INTEGER',
  PULONG: 'ULONG',
  PUSHORT: 'USHORT',
  PWCHAR: 'WCHAR',
  LPWORD: 'WORD',
  PWORD: 'WORD',
}

function makeWintypes(): Record<string, CType> {
  const types: Record<string, CType> = {}
  for (const [base, names] of Object.entries(wintypesNames)) {
    const type = ctypesTypes[base]
    for (const name of names) if (type) types[name] = { ...type, name }
  }
  for (const [name, target] of Object.entries(pointerNames)) {
    const to = types[target]
    types[name] = { kind: 'pointer', name, ...(to && { to }) }
  }
  return { ...types, ...makeWintypesStructs(types) }
}

function makeWintypesStructs(types: Readonly<Record<string, CType>>): Record<string, CType> {
  const unknown: CType = { kind: 'unknown', name: '' }
  const struct = (
    name: string,
    fields: readonly (readonly [string, CType | undefined])[],
  ): StructType => ({
    kind: 'struct',
    name,
    isUnion: false,
    file: '',
    line: 0,
    pack: 0,
    anonymous: [],
    fields: fields.map(([field, type]) => ({ name: field, type: type ?? unknown, line: 0 })),
  })
  const named = (name: string): CType | undefined => types[name]
  const long = named('LONG')
  const dword = named('DWORD')
  const short = named('SHORT')
  const rect = struct('RECT', [
    ['left', long],
    ['top', long],
    ['right', long],
    ['bottom', long],
  ])
  const point = struct('POINT', [
    ['x', long],
    ['y', long],
  ])
  const size = struct('SIZE', [
    ['cx', long],
    ['cy', long],
  ])
  const filetime = struct('FILETIME', [
    ['dwLowDateTime', dword],
    ['dwHighDateTime', dword],
  ])
  const message = struct('MSG', [
    ['hWnd', named('HWND')],
    ['message', named('UINT')],
    ['wParam', named('WPARAM')],
    ['lParam', named('LPARAM')],
    ['time', dword],
    ['pt', point],
  ])
  const find = (name: string, character: CType | undefined): StructType =>
    struct(name, [
      ['dwFileAttributes', dword],
      ['ftCreationTime', filetime],
      ['ftLastAccessTime', filetime],
      ['ftLastWriteTime', filetime],
      ['nFileSizeHigh', dword],
      ['nFileSizeLow', dword],
      ['dwReserved0', dword],
      ['dwReserved1', dword],
      ['cFileName', arrayOf(character ?? unknown, 260)],
      ['cAlternateFileName', arrayOf(character ?? unknown, 14)],
    ])
  const coord = struct('_COORD', [
    ['X', short],
    ['Y', short],
  ])
  const smallRect = struct('SMALL_RECT', [
    ['Left', short],
    ['Top', short],
    ['Right', short],
    ['Bottom', short],
  ])
  const [findA, findW] = [
    find('WIN32_FIND_DATAA', named('CHAR')),
    find('WIN32_FIND_DATAW', named('WCHAR')),
  ]
  const to = (name: string, target: StructType): CType => ({ kind: 'pointer', name, to: target })
  return {
    RECT: rect,
    tagRECT: rect,
    _RECTL: rect,
    RECTL: rect,
    POINT: point,
    tagPOINT: point,
    POINTL: point,
    SIZE: size,
    SIZEL: size,
    FILETIME: filetime,
    MSG: message,
    tagMSG: message,
    _COORD: coord,
    SMALL_RECT: smallRect,
    _SMALL_RECT: smallRect,
    WIN32_FIND_DATAA: findA,
    WIN32_FIND_DATAW: findW,
    PRECT: to('PRECT', rect),
    LPRECT: to('LPRECT', rect),
    PPOINT: to('PPOINT', point),
    LPPOINT: to('LPPOINT', point),
    PSIZE: to('PSIZE', size),
    LPSIZE: to('LPSIZE', size),
    PFILETIME: to('PFILETIME', filetime),
    LPFILETIME: to('LPFILETIME', filetime),
    PMSG: to('PMSG', message),
    LPMSG: to('LPMSG', message),
    PSMALL_RECT: to('PSMALL_RECT', smallRect),
    PWIN32_FIND_DATAA: to('PWIN32_FIND_DATAA', findA),
    LPWIN32_FIND_DATAA: to('LPWIN32_FIND_DATAA', findA),
    PWIN32_FIND_DATAW: to('PWIN32_FIND_DATAW', findW),
    LPWIN32_FIND_DATAW: to('LPWIN32_FIND_DATAW', findW),
  }
}

/** Characters of a name that was put together. */
const longestName = 200

/** `T * n`; the length may not be known before the program runs. */
export function arrayOf(of: CType, length: number | undefined): CType {
  return { kind: 'array', name: `${of.name} * ${length ?? '?'}`.slice(0, longestName), of, length }
}

/** Names of `ctypes.wintypes`. */
export const wintypes: Readonly<Record<string, CType>> = makeWintypes()

/** Size and alignment on Windows, in bytes; undefined where a part of it is not known. */
export function layoutCType(
  type: CType,
  pointerBytes: PointerBytes,
  depth = 0,
): { readonly bytes: number; readonly align: number } | undefined {
  // A struct that holds itself is refused by Python; here it just has no layout.
  if (depth > deepestType) return undefined
  switch (type.kind) {
    case 'scalar': {
      const bytes = type.bytes === 'pointer' ? pointerBytes : type.bytes
      return { bytes, align: bytes }
    }
    case 'pointer':
    case 'callback':
      return { bytes: pointerBytes, align: pointerBytes }
    case 'callable':
      return { bytes: 4, align: 4 }
    case 'array': {
      const of = layoutCType(type.of, pointerBytes, depth + 1)
      return of && type.length !== undefined && of.bytes * type.length <= maxBytes
        ? { bytes: of.bytes * type.length, align: of.align }
        : undefined
    }
    case 'struct':
      return layoutStruct(type, pointerBytes, depth)
    default:
      return undefined
  }
}

/** Where a field of a Structure lies. Bytes. */
interface PlacedField {
  readonly field: StructField
  readonly offset: number
  readonly bytes: number
}

interface StructLayout {
  readonly bytes: number
  readonly align: number
  readonly fields: readonly PlacedField[]
}

/** Types in types, beyond which nothing is laid out. */
const deepestType = 32
/** Nothing on Windows is larger. */
const maxBytes = 2 ** 31

/**
 * Layouts that are known, by width of a pointer and by the list of fields, which a class shares with the one it inherits
 * them from: a struct in a struct, four times on each level, is laid out once and not a million times.
 */
const layouts = { 4: new WeakMap<object, Kept>(), 8: new WeakMap<object, Kept>() } as const

interface Kept {
  readonly isUnion: boolean
  readonly pack: number
  readonly layout: StructLayout
}

/** Lays a Structure out as CPython does on Windows: like Microsoft's compiler. Undefined where the width of a field is not known. */
export function layoutStruct(
  struct: StructType,
  pointerBytes: PointerBytes,
  depth = 0,
): StructLayout | undefined {
  const { fields, isUnion, pack } = struct
  if (!fields) return undefined
  const kept = layouts[pointerBytes].get(fields)
  if (kept?.isUnion === isUnion && kept.pack === pack) return kept.layout
  const layout = placeFields({ ...struct, fields }, pointerBytes, depth)
  if (layout) layouts[pointerBytes].set(fields, { isUnion, pack, layout })
  return layout
}

function placeFields(
  struct: StructType & { readonly fields: readonly StructField[] },
  pointerBytes: PointerBytes,
  depth: number,
): StructLayout | undefined {
  const members: (Unplaced & { readonly field: StructField })[] = []
  for (const field of struct.fields) {
    const inner = layoutCType(field.type, pointerBytes, depth + 1)
    if (!inner) return undefined
    members.push({ ...inner, bits: field.bits, field })
  }
  const { offsets, bytes, align } = layOut(members, {
    isUnion: struct.isUnion,
    ...(struct.pack > 0 && { pack: struct.pack }),
  })
  const fields = members.map((member, index) => ({
    field: member.field,
    offset: offsets[index] ?? 0,
    bytes: member.bytes,
  }))
  return bytes <= maxBytes ? { bytes, align, fields } : undefined
}

/** A type of ctypes in the words of the rules. */
export function declaredCType(
  type: CType | undefined,
  pointerBytes: PointerBytes,
  depth = 3,
): DeclaredType {
  if (!type) return { spelled: 'None', kind: 'void', bytes: 0 }
  const layout = layoutCType(type, pointerBytes)
  const bytes = layout?.bytes ?? 0
  switch (type.kind) {
    case 'void':
      return { spelled: type.name, kind: 'void', bytes: 0 }
    case 'scalar':
      return { spelled: type.name, kind: type.class, bytes }
    case 'callable':
      return {
        spelled: `${type.name} (a Python callable: ctypes takes the result for a C int)`,
        kind: 'signed',
        bytes: 4,
      }
    case 'pointer':
      return {
        spelled: type.name,
        kind: 'pointer',
        bytes,
        ...(type.text && { text: type.text }),
        ...(type.to && depth > 0 && { to: declaredCType(type.to, pointerBytes, depth - 1) }),
      }
    case 'callback':
      return { spelled: type.name, kind: 'pointer', bytes }
    case 'array':
    case 'struct':
      return layout
        ? { spelled: type.name, kind: 'struct', bytes }
        : { spelled: type.name, kind: 'unknown', bytes: 0 }
    default:
      return { spelled: type.name, kind: 'unknown', bytes: 0 }
  }
}
