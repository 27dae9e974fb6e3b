import { gated } from './patterns/gated.ts'
import type { FeatureValue } from '../mistakes/features.ts'

type CallGroup = FeatureValue<'call'>

/** Win32 functions by what they do with a handle; the names a message may contain. A trailing A or W does not matter. */
const groups: Readonly<Record<Exclude<CallGroup, 'other'>, readonly string[]>> = {
  open: [
    'CreateFile',
    'OpenCommPort',
    'CreateNamedPipe',
    'CreateEvent',
    'CreateMutex',
    'OpenProcess',
    'OpenSCManager',
    'OpenService',
  ],
  handle: [
    'GetFileType',
    'GetHandleInformation',
    'SetupComm',
    'GetCommState',
    'SetCommState',
    'GetCommProperties',
    'GetCommTimeouts',
    'SetCommTimeouts',
    'GetCommMask',
    'SetCommMask',
    'PurgeComm',
    'ClearCommError',
    'SetCommBreak',
    'ClearCommBreak',
    'EscapeCommFunction',
    'GetCommModemStatus',
    'TransmitCommChar',
    'FlushFileBuffers',
    'CancelIo',
    'SetFileTime',
    'SetEvent',
    'ResetEvent',
    'GetFileSize',
    'SetFilePointer',
  ],
  overlapped: [
    'ReadFile',
    'WriteFile',
    'GetOverlappedResult',
    'WaitCommEvent',
    'CancelIoEx',
    'DeviceIoControl',
    'ReadDirectoryChanges',
  ],
  wait: ['WaitForSingleObject', 'WaitForMultipleObjects'],
  close: ['CloseHandle'],
  enumerate: [
    'SetupDiClassGuidsFromName',
    'SetupDiGetClassDevs',
    'SetupDiEnumDeviceInfo',
    'SetupDiEnumDeviceInterfaces',
    'SetupDiGetDeviceInstanceId',
    'SetupDiGetDeviceInterfaceDetail',
    'SetupDiGetDeviceRegistryProperty',
    'SetupDiOpenDevRegKey',
    'SetupDiDestroyDeviceInfoList',
    'HidD_GetPreparsedData',
    'HidP_GetCaps',
  ],
  find: [
    ...['FindFirstFile', 'FindNextFile', 'FindClose', '_findfirst', '_findnext'],
    ...['_findnext32', '_findnext64', '_findnexti64', '_wfindnext', '_wfindnext64'],
  ],
  module: [
    'LoadLibrary',
    'LoadLibraryEx',
    'GetModuleHandle',
    'GetModuleHandleEx',
    'GetModuleFileName',
    'GetProcAddress',
    'FreeLibrary',
    'SetWindowsHookEx',
  ],
  memory: [
    'GlobalAlloc',
    'GlobalLock',
    'SetClipboardData',
    'GetClipboardData',
    'HeapCreate',
    'HeapAlloc',
    'HeapValidate',
    'HeapDestroy',
    'LocalFree',
    'VirtualAlloc',
    'VirtualFree',
    'VirtualProtect',
    'VirtualQuery',
    'CreateFileMapping',
    'OpenFileMapping',
    'MapViewOfFile',
    'UnmapViewOfFile',
  ],
  process: [
    'GetCurrentProcess',
    'GetProcessId',
    'DuplicateHandle',
    'ReadProcessMemory',
    'WriteProcessMemory',
    'IsWow64Process',
    'OpenProcessToken',
    'VirtualQueryEx',
    'VirtualAllocEx',
    'VirtualFreeEx',
    'VirtualProtectEx',
    'MiniDumpWriteDump',
    'GetThreadContext',
    'SetThreadContext',
    'CreateRemoteThread',
    'EnumProcessModules',
    'EnumProcessModulesEx',
    'GetModuleBaseName',
    'GetModuleFileNameEx',
    'GetModuleInformation',
  ],
  console: [
    'GetConsoleMode',
    'SetConsoleMode',
    'WriteConsole',
    'ReadConsole',
    'GetConsoleScreenBufferInfo',
    'SetConsoleTextAttribute',
    'GetStdHandle',
    'FillConsoleOutputCharacter',
    'GenerateConsoleCtrlEvent',
  ],
  window: [
    'CreateWindowEx',
    'DefWindowProc',
    'CallWindowProc',
    'CallNextHookEx',
    'SendMessage',
    'IsWindowVisible',
    'GetWindowText',
    'GetWindowTextLength',
    'GetWindowThreadProcessId',
    'EnumChildWindows',
    'FindWindow',
    'FindWindowEx',
    'SetWindowLongPtr',
    'SetWindowLong',
    'ExtractIcon',
    'DestroyIcon',
    'BitBlt',
    'SHBrowseForFolder',
  ],
  registry: ['RegOpenKeyEx', 'RegQueryInfoKey', 'RegEnumValue', 'RegQueryValueEx', 'RegCloseKey'],
  stdio: ['CreateProcess', '_make_inheritable', '_get_handles', 'Popen'],
}

const byName = new Map(
  Object.entries(groups).flatMap(([group, names]) =>
    names.map(name => [name.toLowerCase(), group as CallGroup] as const),
  ),
)

function plain(name: string): string {
  const lower = name.toLowerCase()
  return byName.has(lower) ? lower : lower.replace(/[aw]$/, '')
}

/** The group of a function; `other` for one that no group names. */
export function groupOf(name: string): CallGroup {
  const known = byName.get(plain(name))
  if (known) return known
  // GetConsoleScreenBufferInfoEx, GetNumberOfConsoleInputEvents and similar functions take a console handle, or no handle.
  return /^[A-Z][a-z]+(?:NumberOf|Current)?Console/.test(name) ? 'console' : 'other'
}

/** Whether the name is that of a function the groups know. */
export function isKnownCall(name: string): boolean {
  return byName.has(plain(name))
}

/** A function by its name without the A or W of its two forms, so that both compare equal. */
export function callKey(name: string): string {
  const key = plain(name)
  // People may name anything; what every object has would be found in each record of calls.
  return Object.hasOwn(Object.prototype, key) ? `${key}()` : key
}

/** Functions of runtimes that hand standard streams to a child. */
export const startsChild = gated(
  /_make_inheritable/,
  /_get_handles/,
  /_execute_child/,
  /Command::/,
  /Stdio::/,
  /spawn\(\)/,
  /os\/exec/,
  /exec\.Command/,
  /fork\/exec/,
  /StartWithCreateProcess/,
  /subprocess\./,
  /Popen\.__init__/,
  /create_subprocess/,
  /child_process/,
  /Process\.Start/,
  /Runtime\.exec/,
  /ProcessBuilder/,
  /\bcmd\.(?:Run|Start)/,
  /\bpopen/,
)
