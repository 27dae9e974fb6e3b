import { arrayOf, ctypesTypes, type CtypesType, type StructType } from './ctype.ts'

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

function makeWintypes(): Record<string, CtypesType> {
  const types: Record<string, CtypesType> = {}
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

function makeWintypesStructs(
  types: Readonly<Record<string, CtypesType>>,
): Record<string, CtypesType> {
  const unknown: CtypesType = { kind: 'unknown', name: '' }
  const struct = (
    name: string,
    fields: readonly (readonly [string, CtypesType | undefined])[],
  ): StructType => ({
    kind: 'struct',
    name,
    isUnion: false,
    file: '',
    line: 0,
    pack: 0,
    anonymous: [],
    fields: fields.map(([field, type]) => ({
      name: field,
      type: type ?? unknown,
      line: 0,
      file: '',
    })),
  })
  const named = (name: string): CtypesType | undefined => types[name]
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
  const find = (name: string, character: CtypesType | undefined): StructType =>
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
  const to = (name: string, target: StructType): CtypesType => ({
    kind: 'pointer',
    name,
    to: target,
  })
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

/** Names of `ctypes.wintypes`. */
export const wintypes: Readonly<Record<string, CtypesType>> = makeWintypes()
