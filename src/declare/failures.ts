import { handleFailures } from './handle-failures.ts'
import { names } from './names.ts'

/**
 * What a function that returns a handle or an address returns when it failed: `all-ones` is INVALID_HANDLE_VALUE (every
 * bit of a pointer set), `zero` is NULL, `either` says that both mean "no handle".
 */
export type Sentinel = 'all-ones' | 'zero' | 'either'

/** How a function says that it failed. What is no code sets the last error. */
export type Failure =
  | Sentinel
  /** returns 0, as FALSE or as a count */
  | 'false'
  /** returns 0xFFFFFFFF (WAIT_FAILED) */
  | 'wait-failed'
  /** returns FILE_TYPE_UNKNOWN (0) and sets a last error other than NO_ERROR */
  | 'zero-and-error'
  /** returns a Win32 error code; 0 is success; the last error is not used */
  | 'returns-code'
  /** cannot fail */
  | 'never'

interface Group {
  readonly failure: Failure
  /** Header, as Microsoft's documentation files it. */
  readonly header: string
  readonly functions: readonly string[]
}

/** Kept by hand from the section "Return value" of the page of each function; the headers do not say it. */
const groups: readonly Group[] = [
  ...handleFailures,
  {
    failure: 'all-ones',
    header: 'fileapi',
    functions: names(`
      CreateFileA CreateFileW CreateFile2 FindFirstFileA FindFirstFileW FindFirstFileExA
      FindFirstFileExW FindFirstVolumeA FindFirstVolumeW FindFirstStreamW FindFirstFileNameW
      FindFirstChangeNotificationA FindFirstChangeNotificationW
    `),
  },
  {
    failure: 'all-ones',
    header: 'winbase',
    functions: names(`
      ReOpenFile OpenFileById CreateFileTransactedA CreateFileTransactedW CreateMailslotA
      CreateMailslotW CreateNamedPipeA CreateActCtxA CreateActCtxW FindFirstVolumeMountPointA
      FindFirstVolumeMountPointW FindFirstFileTransactedA FindFirstFileTransactedW
    `),
  },
  { failure: 'all-ones', header: 'namedpipeapi', functions: ['CreateNamedPipeW'] },
  { failure: 'all-ones', header: 'consoleapi', functions: ['CreateConsoleScreenBuffer'] },
  { failure: 'either', header: 'processenv', functions: ['GetStdHandle'] },
  { failure: 'all-ones', header: 'tlhelp32', functions: ['CreateToolhelp32Snapshot'] },
  {
    failure: 'all-ones',
    header: 'setupapi',
    functions: names(`
      SetupDiGetClassDevsA SetupDiGetClassDevsW SetupDiGetClassDevsExA SetupDiGetClassDevsExW
      SetupDiCreateDeviceInfoList SetupDiCreateDeviceInfoListExA SetupDiCreateDeviceInfoListExW
      SetupDiOpenDevRegKey SetupDiCreateDevRegKeyA SetupDiCreateDevRegKeyW SetupDiOpenClassRegKey
      SetupDiOpenClassRegKeyExA SetupDiOpenClassRegKeyExW SetupDiOpenDeviceInterfaceRegKey
      SetupDiCreateDeviceInterfaceRegKeyA SetupDiCreateDeviceInterfaceRegKeyW SetupOpenInfFileA
      SetupOpenInfFileW SetupOpenMasterInf SetupOpenFileQueue
    `),
  },
  { failure: 'all-ones', header: 'icmpapi', functions: ['IcmpCreateFile', 'Icmp6CreateFile'] },
  { failure: 'all-ones', header: 'winspool', functions: ['FindFirstPrinterChangeNotification'] },
  {
    failure: 'all-ones',
    header: 'winsock2',
    functions: ['socket', 'accept', 'WSASocketA', 'WSASocketW', 'WSAAccept'],
  },
  {
    failure: 'zero',
    header: 'synchapi',
    functions: names(`
      CreateEventA CreateEventW CreateEventExA CreateEventExW OpenEventA OpenEventW CreateMutexA
      CreateMutexW CreateMutexExA CreateMutexExW OpenMutexW CreateSemaphoreW CreateSemaphoreExW
      OpenSemaphoreW CreateWaitableTimerW CreateWaitableTimerExW OpenWaitableTimerW
    `),
  },
  {
    failure: 'zero',
    header: 'winbase',
    functions: names(`
      OpenMutexA CreateSemaphoreA OpenSemaphoreA CreateWaitableTimerA CreateFileMappingA
      OpenFileMappingA CreateJobObjectA OpenJobObjectA GlobalAlloc GlobalLock LocalAlloc LocalLock
      RegisterEventSourceA RegisterEventSourceW OpenEventLogA OpenEventLogW FindResourceA
      BeginUpdateResourceA BeginUpdateResourceW CreateFiber
    `),
  },
  {
    failure: 'zero',
    header: 'processthreadsapi',
    functions: [
      'OpenProcess',
      'OpenThread',
      'CreateThread',
      'CreateRemoteThread',
      'CreateRemoteThreadEx',
    ],
  },
  {
    failure: 'zero',
    header: 'memoryapi',
    functions: names(`
      CreateFileMappingW OpenFileMappingW MapViewOfFile MapViewOfFileEx VirtualAlloc VirtualAllocEx
    `),
  },
  { failure: 'zero', header: 'ioapiset', functions: ['CreateIoCompletionPort'] },
  { failure: 'zero', header: 'jobapi2', functions: ['CreateJobObjectW', 'OpenJobObjectW'] },
  {
    failure: 'zero',
    header: 'libloaderapi',
    functions: names(`
      LoadLibraryA LoadLibraryW LoadLibraryExA LoadLibraryExW GetModuleHandleA GetModuleHandleW
      GetProcAddress FindResourceW FindResourceExW LoadResource LockResource
    `),
  },
  {
    failure: 'zero',
    header: 'heapapi',
    functions: ['HeapCreate', 'HeapAlloc', 'HeapReAlloc', 'GetProcessHeap'],
  },
  { failure: 'zero', header: 'threadpoollegacyapiset', functions: ['CreateTimerQueue'] },
  {
    failure: 'zero',
    header: 'winsvc',
    functions: names(`
      OpenSCManagerA OpenSCManagerW OpenServiceA OpenServiceW CreateServiceA CreateServiceW
      RegisterServiceCtrlHandlerA RegisterServiceCtrlHandlerW RegisterServiceCtrlHandlerExA
      RegisterServiceCtrlHandlerExW
    `),
  },
  {
    failure: 'zero',
    header: 'winhttp',
    functions: ['WinHttpOpen', 'WinHttpConnect', 'WinHttpOpenRequest'],
  },
  {
    failure: 'zero',
    header: 'wininet',
    functions: names(`
      InternetOpenA InternetOpenW InternetOpenUrlA InternetOpenUrlW InternetConnectA
      InternetConnectW HttpOpenRequestA HttpOpenRequestW
    `),
  },
  {
    failure: 'zero',
    header: 'winuser',
    functions: names(`
      CreateWindowExA CreateWindowExW FindWindowA FindWindowW FindWindowExA FindWindowExW GetDC
      GetDCEx GetWindowDC SetWindowsHookExA SetWindowsHookExW LoadIconA LoadIconW LoadCursorA
      LoadCursorW LoadImageA LoadImageW CreateMenu CreatePopupMenu GetClipboardData SetClipboardData
      RegisterDeviceNotificationA RegisterDeviceNotificationW SetWinEventHook OpenDesktopA
      OpenDesktopW OpenInputDesktop OpenWindowStationA OpenWindowStationW
    `),
  },
  {
    failure: 'zero',
    header: 'wingdi',
    functions: names(`
      CreateCompatibleDC CreateCompatibleBitmap CreateDIBSection CreateSolidBrush CreatePen
      CreateFontA CreateFontW CreateDCA CreateDCW
    `),
  },
  {
    failure: 'zero',
    header: 'winevt',
    functions: ['EvtQuery', 'EvtSubscribe', 'EvtOpenLog', 'EvtCreateRenderContext'],
  },
  {
    failure: 'zero',
    header: 'wincrypt',
    functions: ['CertOpenStore', 'CertOpenSystemStoreA', 'CertOpenSystemStoreW'],
  },
  { failure: 'false', header: 'namedpipeapi', functions: ['PeekNamedPipe'] },
  {
    failure: 'false',
    header: 'handleapi',
    functions: ['CloseHandle', 'DuplicateHandle', 'GetHandleInformation'],
  },
  { failure: 'zero-and-error', header: 'fileapi', functions: ['GetFileType'] },
  { failure: 'never', header: 'processthreadsapi', functions: ['GetCurrentProcess'] },
  {
    failure: 'false',
    header: 'processthreadsapi',
    functions: ['GetProcessId', 'SetProcessMitigationPolicy'],
  },
  { failure: 'false', header: 'synchapi', functions: ['SetEvent', 'ResetEvent'] },
  { failure: 'wait-failed', header: 'synchapi', functions: ['WaitForSingleObject'] },
  { failure: 'never', header: 'synchapi', functions: ['Sleep'] },
  {
    failure: 'false',
    header: 'winbase',
    functions: names(`
      SetupComm GetCommState SetCommState GetCommProperties GetCommTimeouts SetCommTimeouts
      GetCommMask SetCommMask WaitCommEvent PurgeComm ClearCommError SetCommBreak ClearCommBreak
      EscapeCommFunction GetCommModemStatus TransmitCommChar
    `),
  },
  {
    failure: 'false',
    header: 'fileapi',
    functions: ['ReadFile', 'WriteFile', 'FlushFileBuffers', 'FindNextFileW', 'FindClose'],
  },
  {
    failure: 'false',
    header: 'ioapiset',
    functions: ['GetOverlappedResult', 'CancelIo', 'CancelIoEx'],
  },
  { failure: 'never', header: 'errhandlingapi', functions: ['SetLastError', 'GetLastError'] },
  { failure: 'false', header: 'libloaderapi', functions: ['GetModuleFileNameW', 'FreeLibrary'] },
  { failure: 'false', header: 'heapapi', functions: ['HeapValidate', 'HeapDestroy'] },
  {
    failure: 'returns-code',
    header: 'winreg',
    functions: ['RegOpenKeyExW', 'RegQueryInfoKeyW', 'RegEnumValueW', 'RegCloseKey'],
  },
  {
    failure: 'false',
    header: 'setupapi',
    functions: names(`
      SetupDiClassGuidsFromNameW SetupDiEnumDeviceInfo SetupDiGetDeviceInstanceIdW
      SetupDiEnumDeviceInterfaces SetupDiGetDeviceInterfaceDetailW SetupDiDestroyDeviceInfoList
    `),
  },
]

const byFunction: ReadonlyMap<string, Group> = new Map(
  groups.flatMap(group => group.functions.map(name => [name, group] as const)),
)

/** Microsoft's page about a function that this header declares. */
export function documentationOf(name: string, header: string): string {
  return `https://learn.microsoft.com/en-us/windows/win32/api/${header}/nf-${header}-${name.toLowerCase()}`
}

/** How a function fails, and the header whose documentation says so; undefined where it is not on record. */
export function failureOf(
  name: string,
): { readonly failure: Failure; readonly header: string } | undefined {
  return byFunction.get(name)
}

function isSentinel(failure: Failure | undefined): failure is Sentinel {
  return failure === 'all-ones' || failure === 'zero' || failure === 'either'
}

/** Functions that return a handle or an address and of which it is on record what they return when they fail. */
export const sentinelFunctions: readonly string[] = [...byFunction.keys()].filter(
  name => sentinelOf(name) !== undefined,
)

/** What a function that returns a handle or an address returns when it fails; undefined for others. */
export function sentinelOf(name: string): Sentinel | undefined {
  const failure = byFunction.get(name)?.failure
  return isSentinel(failure) ? failure : undefined
}
