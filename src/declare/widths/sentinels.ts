/**
 * What a function returns when it failed: `all-ones` is INVALID_HANDLE_VALUE (every bit of a pointer set), `zero` is
 * NULL, `either` says that both mean "no handle".
 */
export type Sentinel = 'all-ones' | 'zero' | 'either'

interface Group {
  readonly sentinel: Sentinel
  /** Header, as Microsoft's documentation files it. */
  readonly header: string
  readonly functions: readonly string[]
}

/** Kept by hand from the section "Return value" of the page of each function; the headers do not say it. */
const groups: readonly Group[] = [
  {
    sentinel: 'all-ones',
    header: 'fileapi',
    functions: [
      'CreateFileA',
      'CreateFileW',
      'CreateFile2',
      'FindFirstFileA',
      'FindFirstFileW',
      'FindFirstFileExA',
      'FindFirstFileExW',
      'FindFirstVolumeA',
      'FindFirstVolumeW',
      'FindFirstStreamW',
      'FindFirstFileNameW',
      'FindFirstChangeNotificationA',
      'FindFirstChangeNotificationW',
    ],
  },
  {
    sentinel: 'all-ones',
    header: 'winbase',
    functions: [
      'ReOpenFile',
      'OpenFileById',
      'CreateFileTransactedA',
      'CreateFileTransactedW',
      'CreateMailslotA',
      'CreateMailslotW',
      'CreateNamedPipeA',
      'CreateActCtxA',
      'CreateActCtxW',
      'FindFirstVolumeMountPointA',
      'FindFirstVolumeMountPointW',
      'FindFirstFileTransactedA',
      'FindFirstFileTransactedW',
    ],
  },
  { sentinel: 'all-ones', header: 'namedpipeapi', functions: ['CreateNamedPipeW'] },
  { sentinel: 'all-ones', header: 'consoleapi', functions: ['CreateConsoleScreenBuffer'] },
  { sentinel: 'either', header: 'processenv', functions: ['GetStdHandle'] },
  { sentinel: 'all-ones', header: 'tlhelp32', functions: ['CreateToolhelp32Snapshot'] },
  {
    sentinel: 'all-ones',
    header: 'setupapi',
    functions: [
      'SetupDiGetClassDevsA',
      'SetupDiGetClassDevsW',
      'SetupDiGetClassDevsExA',
      'SetupDiGetClassDevsExW',
      'SetupDiCreateDeviceInfoList',
      'SetupDiCreateDeviceInfoListExA',
      'SetupDiCreateDeviceInfoListExW',
      'SetupDiOpenDevRegKey',
      'SetupDiCreateDevRegKeyA',
      'SetupDiCreateDevRegKeyW',
      'SetupDiOpenClassRegKey',
      'SetupDiOpenClassRegKeyExA',
      'SetupDiOpenClassRegKeyExW',
      'SetupDiOpenDeviceInterfaceRegKey',
      'SetupDiCreateDeviceInterfaceRegKeyA',
      'SetupDiCreateDeviceInterfaceRegKeyW',
      'SetupOpenInfFileA',
      'SetupOpenInfFileW',
      'SetupOpenMasterInf',
      'SetupOpenFileQueue',
    ],
  },
  { sentinel: 'all-ones', header: 'icmpapi', functions: ['IcmpCreateFile', 'Icmp6CreateFile'] },
  { sentinel: 'all-ones', header: 'winspool', functions: ['FindFirstPrinterChangeNotification'] },
  {
    sentinel: 'all-ones',
    header: 'winsock2',
    functions: ['socket', 'accept', 'WSASocketA', 'WSASocketW', 'WSAAccept'],
  },
  {
    sentinel: 'zero',
    header: 'synchapi',
    functions: [
      'CreateEventA',
      'CreateEventW',
      'CreateEventExA',
      'CreateEventExW',
      'OpenEventA',
      'OpenEventW',
      'CreateMutexA',
      'CreateMutexW',
      'CreateMutexExA',
      'CreateMutexExW',
      'OpenMutexW',
      'CreateSemaphoreW',
      'CreateSemaphoreExW',
      'OpenSemaphoreW',
      'CreateWaitableTimerW',
      'CreateWaitableTimerExW',
      'OpenWaitableTimerW',
    ],
  },
  {
    sentinel: 'zero',
    header: 'winbase',
    functions: [
      'OpenMutexA',
      'CreateSemaphoreA',
      'OpenSemaphoreA',
      'CreateWaitableTimerA',
      'CreateFileMappingA',
      'OpenFileMappingA',
      'CreateJobObjectA',
      'OpenJobObjectA',
      'GlobalAlloc',
      'GlobalLock',
      'LocalAlloc',
      'LocalLock',
      'RegisterEventSourceA',
      'RegisterEventSourceW',
      'OpenEventLogA',
      'OpenEventLogW',
      'FindResourceA',
      'BeginUpdateResourceA',
      'BeginUpdateResourceW',
      'CreateFiber',
    ],
  },
  {
    sentinel: 'zero',
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
    sentinel: 'zero',
    header: 'memoryapi',
    functions: [
      'CreateFileMappingW',
      'OpenFileMappingW',
      'MapViewOfFile',
      'MapViewOfFileEx',
      'VirtualAlloc',
      'VirtualAllocEx',
    ],
  },
  { sentinel: 'zero', header: 'ioapiset', functions: ['CreateIoCompletionPort'] },
  { sentinel: 'zero', header: 'jobapi2', functions: ['CreateJobObjectW', 'OpenJobObjectW'] },
  {
    sentinel: 'zero',
    header: 'libloaderapi',
    functions: [
      'LoadLibraryA',
      'LoadLibraryW',
      'LoadLibraryExA',
      'LoadLibraryExW',
      'GetModuleHandleA',
      'GetModuleHandleW',
      'GetProcAddress',
      'FindResourceW',
      'FindResourceExW',
      'LoadResource',
      'LockResource',
    ],
  },
  {
    sentinel: 'zero',
    header: 'heapapi',
    functions: ['HeapCreate', 'HeapAlloc', 'HeapReAlloc', 'GetProcessHeap'],
  },
  { sentinel: 'zero', header: 'threadpoollegacyapiset', functions: ['CreateTimerQueue'] },
  {
    sentinel: 'zero',
    header: 'winsvc',
    functions: [
      'OpenSCManagerA',
      'OpenSCManagerW',
      'OpenServiceA',
      'OpenServiceW',
      'CreateServiceA',
      'CreateServiceW',
      'RegisterServiceCtrlHandlerA',
      'RegisterServiceCtrlHandlerW',
      'RegisterServiceCtrlHandlerExA',
      'RegisterServiceCtrlHandlerExW',
    ],
  },
  {
    sentinel: 'zero',
    header: 'winhttp',
    functions: ['WinHttpOpen', 'WinHttpConnect', 'WinHttpOpenRequest'],
  },
  {
    sentinel: 'zero',
    header: 'wininet',
    functions: [
      'InternetOpenA',
      'InternetOpenW',
      'InternetOpenUrlA',
      'InternetOpenUrlW',
      'InternetConnectA',
      'InternetConnectW',
      'HttpOpenRequestA',
      'HttpOpenRequestW',
    ],
  },
  {
    sentinel: 'zero',
    header: 'winuser',
    functions: [
      'CreateWindowExA',
      'CreateWindowExW',
      'FindWindowA',
      'FindWindowW',
      'FindWindowExA',
      'FindWindowExW',
      'GetDC',
      'GetDCEx',
      'GetWindowDC',
      'SetWindowsHookExA',
      'SetWindowsHookExW',
      'LoadIconA',
      'LoadIconW',
      'LoadCursorA',
      'LoadCursorW',
      'LoadImageA',
      'LoadImageW',
      'CreateMenu',
      'CreatePopupMenu',
      'GetClipboardData',
      'SetClipboardData',
      'RegisterDeviceNotificationA',
      'RegisterDeviceNotificationW',
      'SetWinEventHook',
      'OpenDesktopA',
      'OpenDesktopW',
      'OpenInputDesktop',
      'OpenWindowStationA',
      'OpenWindowStationW',
    ],
  },
  {
    sentinel: 'zero',
    header: 'wingdi',
    functions: [
      'CreateCompatibleDC',
      'CreateCompatibleBitmap',
      'CreateDIBSection',
      'CreateSolidBrush',
      'CreatePen',
      'CreateFontA',
      'CreateFontW',
      'CreateDCA',
      'CreateDCW',
    ],
  },
  {
    sentinel: 'zero',
    header: 'winevt',
    functions: ['EvtQuery', 'EvtSubscribe', 'EvtOpenLog', 'EvtCreateRenderContext'],
  },
  {
    sentinel: 'zero',
    header: 'wincrypt',
    functions: ['CertOpenStore', 'CertOpenSystemStoreA', 'CertOpenSystemStoreW'],
  },
]

const byFunction: ReadonlyMap<
  string,
  { readonly sentinel: Sentinel; readonly documentation: string }
> = new Map(
  groups.flatMap(({ sentinel, header, functions }) =>
    functions.map(
      name => [name, { sentinel, documentation: documentationAddress(header, name) }] as const,
    ),
  ),
)

function documentationAddress(header: string, name: string): string {
  return `https://learn.microsoft.com/en-us/windows/win32/api/${header}/nf-${header}-${name.toLowerCase()}`
}

/** Names of all functions whose failure value is known. */
export const sentinelFunctions: readonly string[] = [...byFunction.keys()]

/** What the function returns when it fails and the page that says so; undefined where it is not on record. */
export function sentinelOf(
  functionName: string,
): { readonly sentinel: Sentinel; readonly documentation: string } | undefined {
  return byFunction.get(functionName)
}
