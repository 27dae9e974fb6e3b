import type { CType } from './c-types.ts'

/**
 * What kind of thing a value of a type names, as far as its width is concerned.
 *
 * - `kernel`: 32 significant bits, sign-extended; may be cut and widened again
 *   (https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication)
 * - `registry`: a kernel handle or one of the predefined constants
 * - `pointer-like`: an address in disguise; a cut loses it as soon as it lies above 4 GiB
 */
export type HandleFamily = 'kernel' | 'registry' | 'pointer-like'

interface Win32Type {
  /** The C type that has the true width. */
  readonly c: CType
  readonly family?: HandleFamily
  /** What a pointer points at: a type of this table or a struct. */
  readonly pointsTo?: string
}

/** The Win32 types that the prototypes and structs use, spelled as in the Windows headers. */
export const win32Types = {
  VOID: { c: 'void' },
  BOOL: { c: 'int32_t' },
  BYTE: { c: 'uint8_t' },
  CHAR: { c: 'int8_t' },
  WCHAR: { c: 'uint16_t' },
  WORD: { c: 'uint16_t' },
  USHORT: { c: 'uint16_t' },
  LONG: { c: 'int32_t' },
  LSTATUS: { c: 'int32_t' },
  NTSTATUS: { c: 'int32_t' },
  UINT: { c: 'uint32_t' },
  ULONG: { c: 'uint32_t' },
  DWORD: { c: 'uint32_t' },
  REGSAM: { c: 'uint32_t' },
  ULONG_PTR: { c: 'uintptr_t' },
  SIZE_T: { c: 'uintptr_t' },
  PROCESS_MITIGATION_POLICY: { c: 'int32_t' },
  HANDLE: { c: 'void *', family: 'kernel' },
  HKEY: { c: 'void *', family: 'registry' },
  HMODULE: { c: 'void *', family: 'pointer-like' },
  HDEVINFO: { c: 'void *', family: 'pointer-like' },
  HWND: { c: 'void *' },
  FARPROC: { c: 'void *' },
  PVOID: { c: 'void *' },
  LPVOID: { c: 'void *' },
  LPCVOID: { c: 'void *' },
  LPSTR: { c: 'void *' },
  LPCSTR: { c: 'void *' },
  LPWSTR: { c: 'void *' },
  LPCWSTR: { c: 'void *' },
  PCWSTR: { c: 'void *' },
  PWSTR: { c: 'void *' },
  LPBYTE: { c: 'void *' },
  PBYTE: { c: 'void *' },
  LPDWORD: { c: 'void *', pointsTo: 'DWORD' },
  PDWORD: { c: 'void *', pointsTo: 'DWORD' },
  LPHANDLE: { c: 'void *', pointsTo: 'HANDLE' },
  PHKEY: { c: 'void *', pointsTo: 'HKEY' },
  LPDCB: { c: 'void *', pointsTo: 'DCB' },
  LPCOMMTIMEOUTS: { c: 'void *', pointsTo: 'COMMTIMEOUTS' },
  LPCOMSTAT: { c: 'void *', pointsTo: 'COMSTAT' },
  LPCOMMPROP: { c: 'void *', pointsTo: 'COMMPROP' },
  LPOVERLAPPED: { c: 'void *', pointsTo: 'OVERLAPPED' },
  LPSECURITY_ATTRIBUTES: { c: 'void *', pointsTo: 'SECURITY_ATTRIBUTES' },
  LPWIN32_FIND_DATAW: { c: 'void *', pointsTo: 'WIN32_FIND_DATAW' },
  'const GUID *': { c: 'void *', pointsTo: 'GUID' },
  PSP_DEVINFO_DATA: { c: 'void *', pointsTo: 'SP_DEVINFO_DATA' },
  PSP_DEVICE_INTERFACE_DATA: { c: 'void *', pointsTo: 'SP_DEVICE_INTERFACE_DATA' },
  PSP_DEVICE_INTERFACE_DETAIL_DATA_W: {
    c: 'void *',
    pointsTo: 'SP_DEVICE_INTERFACE_DETAIL_DATA_W',
  },
} as const satisfies Record<string, Win32Type>

/** A Win32 type name of the table. */
export type Win32TypeName = keyof typeof win32Types

/** The row of a Win32 type. */
export function win32Type(name: Win32TypeName): Win32Type {
  return win32Types[name]
}

/** Whether a text is a Win32 type name of the table. */
export function isWin32Type(text: string): text is Win32TypeName {
  return Object.hasOwn(win32Types, text)
}
