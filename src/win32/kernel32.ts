import type { Prototype } from './prototype.ts'

/** Exports of kernel32.dll, as the Windows headers declare them. */
export const kernel32 = {
  CreateFileW: {
    library: 'kernel32', header: 'fileapi', returns: 'HANDLE', failure: 'all-ones',
    parameters: { lpFileName: 'LPCWSTR', dwDesiredAccess: 'DWORD', dwShareMode: 'DWORD', lpSecurityAttributes: 'LPSECURITY_ATTRIBUTES', dwCreationDisposition: 'DWORD', dwFlagsAndAttributes: 'DWORD', hTemplateFile: 'HANDLE' }
  },
  CreateNamedPipeW: {
    library: 'kernel32', header: 'namedpipeapi', returns: 'HANDLE', failure: 'all-ones',
    parameters: { lpName: 'LPCWSTR', dwOpenMode: 'DWORD', dwPipeMode: 'DWORD', nMaxInstances: 'DWORD', nOutBufferSize: 'DWORD', nInBufferSize: 'DWORD', nDefaultTimeOut: 'DWORD', lpSecurityAttributes: 'LPSECURITY_ATTRIBUTES' }
  },
  PeekNamedPipe: {
    library: 'kernel32', header: 'namedpipeapi', returns: 'BOOL', failure: 'zero',
    parameters: { hNamedPipe: 'HANDLE', lpBuffer: 'LPVOID', nBufferSize: 'DWORD', lpBytesRead: 'LPDWORD', lpTotalBytesAvail: 'LPDWORD', lpBytesLeftThisMessage: 'LPDWORD' }
  },
  CloseHandle: { library: 'kernel32', header: 'handleapi', returns: 'BOOL', failure: 'zero', closes: 'hObject', parameters: { hObject: 'HANDLE' } },
  DuplicateHandle: {
    library: 'kernel32', header: 'handleapi', returns: 'BOOL', failure: 'zero',
    parameters: { hSourceProcessHandle: 'HANDLE', hSourceHandle: 'HANDLE', hTargetProcessHandle: 'HANDLE', lpTargetHandle: 'LPHANDLE', dwDesiredAccess: 'DWORD', bInheritHandle: 'BOOL', dwOptions: 'DWORD' }
  },
  GetHandleInformation: { library: 'kernel32', header: 'handleapi', returns: 'BOOL', failure: 'zero', parameters: { hObject: 'HANDLE', lpdwFlags: 'LPDWORD' } },
  GetFileType: { library: 'kernel32', header: 'fileapi', returns: 'DWORD', failure: 'zero-and-error', parameters: { hFile: 'HANDLE' } },
  GetCurrentProcess: { library: 'kernel32', header: 'processthreadsapi', returns: 'HANDLE', failure: 'never', parameters: {} },
  GetProcessId: { library: 'kernel32', header: 'processthreadsapi', returns: 'DWORD', failure: 'zero', parameters: { Process: 'HANDLE' } },
  SetProcessMitigationPolicy: {
    library: 'kernel32', header: 'processthreadsapi', returns: 'BOOL', failure: 'zero',
    parameters: { MitigationPolicy: 'PROCESS_MITIGATION_POLICY', lpBuffer: 'PVOID', dwLength: 'SIZE_T' }
  },
  CreateEventW: {
    library: 'kernel32', header: 'synchapi', returns: 'HANDLE', failure: 'zero',
    parameters: { lpEventAttributes: 'LPSECURITY_ATTRIBUTES', bManualReset: 'BOOL', bInitialState: 'BOOL', lpName: 'LPCWSTR' }
  },
  SetEvent: { library: 'kernel32', header: 'synchapi', returns: 'BOOL', failure: 'zero', parameters: { hEvent: 'HANDLE' } },
  ResetEvent: { library: 'kernel32', header: 'synchapi', returns: 'BOOL', failure: 'zero', parameters: { hEvent: 'HANDLE' } },
  WaitForSingleObject: { library: 'kernel32', header: 'synchapi', returns: 'DWORD', failure: 'wait-failed', parameters: { hHandle: 'HANDLE', dwMilliseconds: 'DWORD' } },
  Sleep: { library: 'kernel32', header: 'synchapi', returns: 'VOID', failure: 'never', parameters: { dwMilliseconds: 'DWORD' } },
  SetupComm: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', dwInQueue: 'DWORD', dwOutQueue: 'DWORD' } },
  GetCommState: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpDCB: 'LPDCB' } },
  SetCommState: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpDCB: 'LPDCB' } },
  GetCommProperties: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpCommProp: 'LPCOMMPROP' } },
  GetCommTimeouts: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpCommTimeouts: 'LPCOMMTIMEOUTS' } },
  SetCommTimeouts: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpCommTimeouts: 'LPCOMMTIMEOUTS' } },
  GetCommMask: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpEvtMask: 'LPDWORD' } },
  SetCommMask: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', dwEvtMask: 'DWORD' } },
  WaitCommEvent: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpEvtMask: 'LPDWORD', lpOverlapped: 'LPOVERLAPPED' } },
  PurgeComm: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', dwFlags: 'DWORD' } },
  ClearCommError: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpErrors: 'LPDWORD', lpStat: 'LPCOMSTAT' } },
  SetCommBreak: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE' } },
  ClearCommBreak: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE' } },
  EscapeCommFunction: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', dwFunc: 'DWORD' } },
  GetCommModemStatus: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpModemStat: 'LPDWORD' } },
  TransmitCommChar: { library: 'kernel32', header: 'winbase', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', cChar: 'CHAR' } },
  ReadFile: {
    library: 'kernel32', header: 'fileapi', returns: 'BOOL', failure: 'zero',
    parameters: { hFile: 'HANDLE', lpBuffer: 'LPVOID', nNumberOfBytesToRead: 'DWORD', lpNumberOfBytesRead: 'LPDWORD', lpOverlapped: 'LPOVERLAPPED' }
  },
  WriteFile: {
    library: 'kernel32', header: 'fileapi', returns: 'BOOL', failure: 'zero',
    parameters: { hFile: 'HANDLE', lpBuffer: 'LPCVOID', nNumberOfBytesToWrite: 'DWORD', lpNumberOfBytesWritten: 'LPDWORD', lpOverlapped: 'LPOVERLAPPED' }
  },
  FlushFileBuffers: { library: 'kernel32', header: 'fileapi', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE' } },
  GetOverlappedResult: {
    library: 'kernel32', header: 'ioapiset', returns: 'BOOL', failure: 'zero',
    parameters: { hFile: 'HANDLE', lpOverlapped: 'LPOVERLAPPED', lpNumberOfBytesTransferred: 'LPDWORD', bWait: 'BOOL' }
  },
  CancelIo: { library: 'kernel32', header: 'ioapiset', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE' } },
  CancelIoEx: { library: 'kernel32', header: 'ioapiset', returns: 'BOOL', failure: 'zero', parameters: { hFile: 'HANDLE', lpOverlapped: 'LPOVERLAPPED' } },
  SetLastError: { library: 'kernel32', header: 'errhandlingapi', returns: 'VOID', failure: 'never', parameters: { dwErrCode: 'DWORD' } },
  GetLastError: { library: 'kernel32', header: 'errhandlingapi', returns: 'DWORD', failure: 'never', parameters: {} },
  FindFirstFileW: { library: 'kernel32', header: 'fileapi', returns: 'HANDLE', failure: 'all-ones', pointerLike: true, parameters: { lpFileName: 'LPCWSTR', lpFindFileData: 'LPWIN32_FIND_DATAW' } },
  FindNextFileW: { library: 'kernel32', header: 'fileapi', returns: 'BOOL', failure: 'zero', pointerLike: true, parameters: { hFindFile: 'HANDLE', lpFindFileData: 'LPWIN32_FIND_DATAW' } },
  FindClose: { library: 'kernel32', header: 'fileapi', returns: 'BOOL', failure: 'zero', pointerLike: true, closes: 'hFindFile', parameters: { hFindFile: 'HANDLE' } },
  LoadLibraryW: { library: 'kernel32', header: 'libloaderapi', returns: 'HMODULE', failure: 'zero', parameters: { lpLibFileName: 'LPCWSTR' } },
  GetProcAddress: { library: 'kernel32', header: 'libloaderapi', returns: 'FARPROC', failure: 'zero', parameters: { hModule: 'HMODULE', lpProcName: 'LPCSTR' } },
  GetModuleFileNameW: { library: 'kernel32', header: 'libloaderapi', returns: 'DWORD', failure: 'zero', parameters: { hModule: 'HMODULE', lpFilename: 'LPWSTR', nSize: 'DWORD' } },
  FreeLibrary: { library: 'kernel32', header: 'libloaderapi', returns: 'BOOL', failure: 'zero', closes: 'hLibModule', parameters: { hLibModule: 'HMODULE' } },
  GetProcessHeap: { library: 'kernel32', header: 'heapapi', returns: 'HANDLE', failure: 'zero', pointerLike: true, parameters: {} },
  HeapCreate: { library: 'kernel32', header: 'heapapi', returns: 'HANDLE', failure: 'zero', pointerLike: true, parameters: { flOptions: 'DWORD', dwInitialSize: 'SIZE_T', dwMaximumSize: 'SIZE_T' } },
  HeapAlloc: { library: 'kernel32', header: 'heapapi', returns: 'LPVOID', failure: 'zero', pointerLike: true, parameters: { hHeap: 'HANDLE', dwFlags: 'DWORD', dwBytes: 'SIZE_T' } },
  HeapValidate: { library: 'kernel32', header: 'heapapi', returns: 'BOOL', failure: 'zero', pointerLike: true, parameters: { hHeap: 'HANDLE', dwFlags: 'DWORD', lpMem: 'LPCVOID' } },
  HeapDestroy: { library: 'kernel32', header: 'heapapi', returns: 'BOOL', failure: 'zero', pointerLike: true, closes: 'hHeap', parameters: { hHeap: 'HANDLE' } },
  VirtualAlloc: { library: 'kernel32', header: 'memoryapi', returns: 'LPVOID', failure: 'zero', parameters: { lpAddress: 'LPVOID', dwSize: 'SIZE_T', flAllocationType: 'DWORD', flProtect: 'DWORD' } }
} as const satisfies Record<string, Prototype>
