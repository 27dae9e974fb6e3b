/**
 * The C texts whose declarations make up the table. Two texts because `winhttp.h` and `wininet.h`
 * cannot be read together.
 */
/** Names without A or W stand for the Unicode ones, as in every program of today. */
const windows10 = '#define UNICODE\n#define _UNICODE\n#define _WIN32_WINNT 0x0A00\n#define WINVER 0x0A00\n#define NTDDI_VERSION 0x0A000006\n'

const main = [
  'winsock2', 'ws2tcpip', 'windows', 'setupapi', 'cfgmgr32', 'winspool', 'shellapi', 'shlobj', 'shlwapi', 'psapi',
  'tlhelp32', 'winhttp', 'iphlpapi', 'icmpapi', 'bcrypt', 'ncrypt', 'dbghelp', 'winternl', 'winreg', 'winioctl',
  'hidsdi', 'commctrl', 'commdlg', 'wtsapi32', 'userenv', 'dwmapi', 'uxtheme', 'powrprof', 'winusb', 'wincrypt',
  'lm', 'mmsystem', 'sddl', 'aclapi', 'winevt', 'evntrace', 'pdh', 'wlanapi', 'newdev', 'devguid', 'dbt', 'mswsock',
  'imm', 'tapi', 'ras', 'oleauto', 'ole2', 'winscard', 'wintrust', 'softpub', 'winver', 'lmcons', 'magnification',
  'shellscalingapi', 'processthreadsapi', 'threadpoolapiset', 'xinput',
] as const

const internet = ['windows', 'wininet'] as const

/** Names of the headers, without `.h`, in the order in which they are read. */
export const headerSets = [main, internet] as const

/** The C text that includes a set of headers, for Windows 10. */
export function includeText(headers: readonly string[]): string {
  return windows10 + headers.map((header) => `#include <${header}.h>\n`).join('')
}

/** Import libraries of mingw-w64 that say which DLL exports a function, the likeliest first. */
export const importLibraries = [
  'kernel32', 'user32', 'gdi32', 'advapi32', 'shell32', 'ole32', 'oleaut32', 'setupapi', 'cfgmgr32', 'winspool', 'psapi',
  'ws2_32', 'winhttp', 'wininet', 'iphlpapi', 'bcrypt', 'ncrypt', 'crypt32', 'dbghelp', 'ntdll', 'hid', 'comctl32',
  'comdlg32', 'wtsapi32', 'userenv', 'dwmapi', 'uxtheme', 'powrprof', 'winusb', 'netapi32', 'winmm', 'wevtapi', 'pdh',
  'wlanapi', 'newdev', 'version', 'imm32', 'mswsock', 'rpcrt4', 'secur32', 'wintrust', 'winscard', 'mpr', 'credui',
  'msimg32', 'tapi32', 'rasapi32', 'shlwapi', 'urlmon', 'imagehlp', 'avrt', 'synchronization', 'shcore', 'propsys',
  'cabinet', 'wer', 'tdh', 'fwpuclnt', 'dnsapi', 'opengl32', 'xinput1_4', 'oleacc', 'virtdisk', 'ktmw32', 'authz',
] as const
