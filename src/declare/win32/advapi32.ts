import type { Prototype } from './prototype.ts'

/** Exports of advapi32.dll. The Reg functions return the error code; they do not set the last error. */
export const advapi32 = {
  RegOpenKeyExW: {
    library: 'advapi32',
    header: 'winreg',
    returns: 'LSTATUS',
    failure: 'returns-code',
    parameters: {
      hKey: 'HKEY',
      lpSubKey: 'LPCWSTR',
      ulOptions: 'DWORD',
      samDesired: 'REGSAM',
      phkResult: 'PHKEY',
    },
  },
  RegQueryInfoKeyW: {
    library: 'advapi32',
    header: 'winreg',
    returns: 'LSTATUS',
    failure: 'returns-code',
    parameters: {
      hKey: 'HKEY',
      lpClass: 'LPWSTR',
      lpcchClass: 'LPDWORD',
      lpReserved: 'LPDWORD',
      lpcSubKeys: 'LPDWORD',
      lpcbMaxSubKeyLen: 'LPDWORD',
      lpcbMaxClassLen: 'LPDWORD',
      lpcValues: 'LPDWORD',
      lpcbMaxValueNameLen: 'LPDWORD',
      lpcbMaxValueLen: 'LPDWORD',
      lpcbSecurityDescriptor: 'LPDWORD',
      lpftLastWriteTime: 'PVOID',
    },
  },
  RegEnumValueW: {
    library: 'advapi32',
    header: 'winreg',
    returns: 'LSTATUS',
    failure: 'returns-code',
    parameters: {
      hKey: 'HKEY',
      dwIndex: 'DWORD',
      lpValueName: 'LPWSTR',
      lpcchValueName: 'LPDWORD',
      lpReserved: 'LPDWORD',
      lpType: 'LPDWORD',
      lpData: 'LPBYTE',
      lpcbData: 'LPDWORD',
    },
  },
  RegCloseKey: {
    library: 'advapi32',
    header: 'winreg',
    returns: 'LSTATUS',
    failure: 'returns-code',
    closes: 'hKey',
    parameters: { hKey: 'HKEY' },
  },
} as const satisfies Record<string, Prototype>
