/**
 * Functions of runtimes and libraries behind the one of Windows that they call on the registry.
 * https://github.com/python/cpython/blob/main/PC/winreg.c
 * https://github.com/dotnet/runtime/blob/main/src/libraries/Microsoft.Win32.Registry/src/Microsoft/Win32/RegistryKey.cs
 * https://github.com/java-native-access/jna/blob/master/contrib/platform/src/com/sun/jna/platform/win32/Advapi32Util.java
 * https://github.com/gentoo90/winreg-rs/blob/master/src/reg_key.rs
 */
export const registryFunctions: readonly (readonly [call: string, ...names: readonly string[]])[] =
  [
    [
      'RegOpenKeyExW',
      'winreg.OpenKey',
      'RegistryKey.OpenSubKey',
      'RegistryKey.InternalOpenSubKey',
      'Advapi32Util.registryKeyExists',
      '.open_subkey',
      'registry.OpenKey',
    ],
    ['RegConnectRegistryW', 'winreg.ConnectRegistry', 'RegistryKey.OpenRemoteBaseKey'],
    [
      'RegQueryValueExW',
      'winreg.QueryValue',
      'RegistryKey.GetValue',
      'RegistryKey.InternalGetValue',
      'Advapi32Util.registryValueExists',
      'Advapi32Util.registryGetStringValue',
      'Advapi32Util.registryGetIntValue',
      'Advapi32Util.registryGetValue(',
    ],
    [
      'RegEnumKeyExW',
      'winreg.EnumKey',
      'RegistryKey.GetSubKeyNames',
      'RegistryKey.InternalGetSubKeyNames',
      'Advapi32Util.registryGetKeys',
    ],
    [
      'RegEnumValueW',
      'winreg.EnumValue',
      'RegistryKey.GetValueNames',
      'Advapi32Util.registryGetValues',
    ],
    ['RegSetValueExW', 'winreg.SetValue', 'RegistryKey.SetValue', 'Advapi32Util.registrySet'],
    [
      'RegCreateKeyExW',
      'winreg.CreateKey',
      'RegistryKey.CreateSubKey',
      'Advapi32Util.registryCreateKey',
      '.create_subkey',
    ],
    ['RegCloseKey', 'winreg.CloseKey', 'Advapi32Util.registryCloseKey'],
  ]
