// The same binding, declared as the Windows headers declare it.
import koffi from 'koffi'

const kernel32 = koffi.load('kernel32.dll')

koffi.struct('OVERLAPPED', {
  Internal: 'uintptr_t',
  InternalHigh: 'uintptr_t',
  Offset: 'uint32_t',
  OffsetHigh: 'uint32_t',
  hEvent: 'void *',
})

export const PurgeComm = kernel32.func('int __stdcall PurgeComm(void *hFile, uint32_t dwFlags)')

export const FreeLibrary = kernel32.func('int __stdcall FreeLibrary(void *hLibModule)')

export const ReadFile = kernel32.func(
  'int __stdcall ReadFile(void *hFile, void *lpBuffer, uint32_t nNumberOfBytesToRead, void *lpNumberOfBytesRead, OVERLAPPED *lpOverlapped)',
)
