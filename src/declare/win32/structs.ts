import type { Win32TypeName } from './types.ts'

/** One member of a struct. `count` makes it an array. */
export interface Field {
  readonly name: string
  readonly type: Win32TypeName
  readonly count?: number
}

/** Alternatives that lie over one another; each is a list of fields laid out one after the other. */
export interface Union {
  readonly union: readonly (readonly Field[])[]
}

export type Member = Field | Union

/** The true structs, members in order, as in the Windows headers. */
export const structs = {
  /** https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped */
  OVERLAPPED: [
    { name: 'Internal', type: 'ULONG_PTR' },
    { name: 'InternalHigh', type: 'ULONG_PTR' },
    {
      union: [
        [
          { name: 'Offset', type: 'DWORD' },
          { name: 'OffsetHigh', type: 'DWORD' },
        ],
        [{ name: 'Pointer', type: 'PVOID' }],
      ],
    },
    { name: 'hEvent', type: 'HANDLE' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/winbase/ns-winbase-dcb; the 32 bits of fBinary … fDummy2 are one member here. */
  DCB: [
    { name: 'DCBlength', type: 'DWORD' },
    { name: 'BaudRate', type: 'DWORD' },
    { name: 'fBitFields', type: 'DWORD' },
    { name: 'wReserved', type: 'WORD' },
    { name: 'XonLim', type: 'WORD' },
    { name: 'XoffLim', type: 'WORD' },
    { name: 'ByteSize', type: 'BYTE' },
    { name: 'Parity', type: 'BYTE' },
    { name: 'StopBits', type: 'BYTE' },
    { name: 'XonChar', type: 'CHAR' },
    { name: 'XoffChar', type: 'CHAR' },
    { name: 'ErrorChar', type: 'CHAR' },
    { name: 'EofChar', type: 'CHAR' },
    { name: 'EvtChar', type: 'CHAR' },
    { name: 'wReserved1', type: 'WORD' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/winbase/ns-winbase-commtimeouts; milliseconds */
  COMMTIMEOUTS: [
    { name: 'ReadIntervalTimeout', type: 'DWORD' },
    { name: 'ReadTotalTimeoutMultiplier', type: 'DWORD' },
    { name: 'ReadTotalTimeoutConstant', type: 'DWORD' },
    { name: 'WriteTotalTimeoutMultiplier', type: 'DWORD' },
    { name: 'WriteTotalTimeoutConstant', type: 'DWORD' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/winbase/ns-winbase-comstat; the bits fCtsHold … fReserved are one member here. */
  COMSTAT: [
    { name: 'fBitFields', type: 'DWORD' },
    { name: 'cbInQue', type: 'DWORD' },
    { name: 'cbOutQue', type: 'DWORD' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/winbase/ns-winbase-commprop */
  COMMPROP: [
    { name: 'wPacketLength', type: 'WORD' },
    { name: 'wPacketVersion', type: 'WORD' },
    { name: 'dwServiceMask', type: 'DWORD' },
    { name: 'dwReserved1', type: 'DWORD' },
    { name: 'dwMaxTxQueue', type: 'DWORD' },
    { name: 'dwMaxRxQueue', type: 'DWORD' },
    { name: 'dwMaxBaud', type: 'DWORD' },
    { name: 'dwProvSubType', type: 'DWORD' },
    { name: 'dwProvCapabilities', type: 'DWORD' },
    { name: 'dwSettableParams', type: 'DWORD' },
    { name: 'dwSettableBaud', type: 'DWORD' },
    { name: 'wSettableData', type: 'WORD' },
    { name: 'wSettableStopParity', type: 'WORD' },
    { name: 'dwCurrentTxQueue', type: 'DWORD' },
    { name: 'dwCurrentRxQueue', type: 'DWORD' },
    { name: 'dwProvSpec1', type: 'DWORD' },
    { name: 'dwProvSpec2', type: 'DWORD' },
    { name: 'wcProvChar', type: 'WCHAR', count: 1 },
  ],
  /** https://learn.microsoft.com/en-us/previous-versions/windows/desktop/legacy/aa379560(v=vs.85) */
  SECURITY_ATTRIBUTES: [
    { name: 'nLength', type: 'DWORD' },
    { name: 'lpSecurityDescriptor', type: 'LPVOID' },
    { name: 'bInheritHandle', type: 'BOOL' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/guiddef/ns-guiddef-guid */
  GUID: [
    { name: 'Data1', type: 'ULONG' },
    { name: 'Data2', type: 'USHORT' },
    { name: 'Data3', type: 'USHORT' },
    { name: 'Data4', type: 'BYTE', count: 8 },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/setupapi/ns-setupapi-sp_devinfo_data; ClassGuid is spelled out as its 16 bytes, aligned to 4. */
  SP_DEVINFO_DATA: [
    { name: 'cbSize', type: 'DWORD' },
    { name: 'ClassGuid', type: 'DWORD', count: 4 },
    { name: 'DevInst', type: 'DWORD' },
    { name: 'Reserved', type: 'ULONG_PTR' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/setupapi/ns-setupapi-sp_device_interface_data */
  SP_DEVICE_INTERFACE_DATA: [
    { name: 'cbSize', type: 'DWORD' },
    { name: 'InterfaceClassGuid', type: 'DWORD', count: 4 },
    { name: 'Flags', type: 'DWORD' },
    { name: 'Reserved', type: 'ULONG_PTR' },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/setupapi/ns-setupapi-sp_device_interface_detail_data_w; cbSize 6 on ia32 (packed to 1), 8 on 64 bits. */
  SP_DEVICE_INTERFACE_DETAIL_DATA_W: [
    { name: 'cbSize', type: 'DWORD' },
    { name: 'DevicePath', type: 'WCHAR', count: 1 },
  ],
  /** https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-win32_find_dataw; a FILETIME is two DWORDs. */
  WIN32_FIND_DATAW: [
    { name: 'dwFileAttributes', type: 'DWORD' },
    { name: 'ftCreationTime', type: 'DWORD', count: 2 },
    { name: 'ftLastAccessTime', type: 'DWORD', count: 2 },
    { name: 'ftLastWriteTime', type: 'DWORD', count: 2 },
    { name: 'nFileSizeHigh', type: 'DWORD' },
    { name: 'nFileSizeLow', type: 'DWORD' },
    { name: 'dwReserved0', type: 'DWORD' },
    { name: 'dwReserved1', type: 'DWORD' },
    { name: 'cFileName', type: 'WCHAR', count: 260 },
    { name: 'cAlternateFileName', type: 'WCHAR', count: 14 },
  ],
} as const satisfies Record<string, readonly Member[]>

/** A struct of the table. */
export type StructName = keyof typeof structs

/** Names of all structs. */
export const structNames = Object.keys(structs) as StructName[]

/** Whether a text names a struct of the table. */
export function isStructName(text: string): text is StructName {
  return Object.hasOwn(structs, text)
}

/**
 * Structs that setupapi.h packs to 1 byte on 32-bit processors (pshpack1.h), so that their size is
 * not a multiple of the largest member there.
 */
export const packedOn32Bits: ReadonlySet<StructName> = new Set([
  'SP_DEVINFO_DATA',
  'SP_DEVICE_INTERFACE_DATA',
  'SP_DEVICE_INTERFACE_DETAIL_DATA_W',
])
