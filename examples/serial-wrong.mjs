// A binding of a serial port with three mistakes that 32-bit programs forgive.
import koffi from 'koffi'

const kernel32 = koffi.load('kernel32.dll')

// hEvent lies at 24 in a 64-bit process, not at 16: Internal and InternalHigh are as wide as a pointer.
koffi.struct('OVERLAPPED', {
  Internal: 'uint32_t',
  InternalHigh: 'uint32_t',
  Offset: 'uint32_t',
  OffsetHigh: 'uint32_t',
  hEvent: 'void *',
})

// HANDLE as int32_t: the upper half is lost on the way. Windows tolerates that for kernel handles.
export const PurgeComm = kernel32.func('int __stdcall PurgeComm(int32_t hFile, uint32_t dwFlags)')

// HMODULE is an address: it is lost where a library lies above 4 GiB.
export const FreeLibrary = kernel32.func('int __stdcall FreeLibrary(uint32_t hLibModule)')

export const ReadFile = kernel32.func(
  'int __stdcall ReadFile(void *hFile, void *lpBuffer, uint32_t nNumberOfBytesToRead, void *lpNumberOfBytesRead, OVERLAPPED *lpOverlapped)',
)
