import type { Diagnosis } from './classes.ts'
import type { Exemplar } from './exemplar.ts'
import type { Features } from './features.ts'
import { lookAlikes } from './look-alikes.ts'

const gh = 'https://github.com/'

/** A documented case. Nothing is filled in that its source does not say. */
export function known(id: string, place: string, diagnosis: Diagnosis, title: string, features: Features): Exemplar {
  return { id, class: diagnosis, source: 'case', title, url: place.startsWith('http') ? place : `${gh}${place}`, features }
}

const x64 = ['only-64'] as const
const py = ['ctypes'] as const
const py7 = ['ctypes-old'] as const

/** Public cases of handle width, each read from its thread or commit. Those without `outcome` are latent: found by review, no failure seen. */
const widthCases: readonly Exemplar[] = [
  known('py-pyserial-overlapped', 'pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31', 'struct-layout-shrunk', 'pyserial 2.5: ULONG_PTR as c_ulong in OVERLAPPED', { outcome: ['6'], call: ['overlapped'], width: x64, siblings: ['ok'], open: ['succeeded'], layout: ['wrong'], ffi: py7, before: ['first'] }),
  known('py-pyserial-hdevinfo', 'pyserial/pyserial/commit/7c305c56ee93d7fdef96ec3da1dc7001db1f492c', 'return-truncated', 'pyserial list_ports: HDEVINFO as c_int', { outcome: ['6', 'other-code'], call: ['enumerate'], width: x64, ffi: py7 }),
  known('py-pyserial-cbsize', 'pyserial/pyserial/commit/251e5cec9b35492464e50e3b9b5c14972d7791c7', 'struct-size-constant', 'pyserial list_ports: cbSize 5 on 64 bits', { outcome: ['1784', '87'], call: ['enumerate'], width: x64, ffi: py7 }),
  known('py-pyserial-head-sentinel', 'pyserial/pyserial/blob/master/serial/tools/list_ports_windows.py', 'sentinel-mismatch', 'pyserial list_ports: INVALID_HANDLE_VALUE is 0', { call: ['enumerate'], width: ['both'], ffi: py }),
  known('py-winunicode-32', 'Drekin/win-unicode-console/issues/32', 'arg-upper-garbage', 'win-unicode-console: console calls without argtypes', { outcome: ['6'], call: ['console'], width: x64, rhythm: ['sometimes'], value: ['small'], ffi: py7 }),
  known('py-ptk-930', 'prompt-toolkit/python-prompt-toolkit/pull/930', 'arg-upper-garbage', 'prompt_toolkit 1.0: a handle as a plain int', { outcome: ['6', 'crash'], call: ['console'], width: x64, rhythm: ['sometimes'], value: ['small'], ffi: py7 }),
  known('py-colorama-43', 'eliben/pss/pull/7', 'arg-upper-garbage', 'colorama in pss: no argtypes', { outcome: ['6', 'wrong-result'], call: ['console'], width: x64, ffi: py7 }),
  known('py-pysetupdi-1', 'gwangyi/pysetupdi/issues/1', 'return-truncated', 'pysetupdi: default int results', { outcome: ['6'], call: ['enumerate'], width: x64, ffi: py7 }),
  known('py-watchdog-123', 'gorakhargosh/watchdog/issues/123', 'sentinel-mismatch', 'watchdog: INVALID_HANDLE_VALUE is 0xFFFFFFFF', { outcome: ['6'], call: ['overlapped'], width: x64, value: ['ones'], open: ['failed'], ffi: py7 }),
  known('py-xlconv-159', 'JacobDev1/xl-converter/issues/159', 'sentinel-mismatch', 'xl-converter: an int -1 compared with HANDLE(-1).value', { outcome: ['6'], call: ['handle'], value: ['ones'], open: ['failed'], ffi: py, rhythm: ['always'] }),
  known('py-pyperclip-25', 'asweigart/pyperclip/issues/25', 'return-truncated', 'pyperclip 1.5: GlobalLock without restype', { outcome: ['crash', '6'], call: ['memory'], width: x64, value: ['zero', 'cut-address'], ffi: py7 }),
  known('py-cpython-74472', 'python/cpython/issues/74472', 'arg-overflow-raise', 'FreeLibrary with an undeclared HMODULE', { outcome: ['overflow', '6', 'other-code'], call: ['module'], width: x64, value: ['address'], ffi: py7 }),
  known('py-esky-59', 'cloudmatrix/esky/pull/59', 'arg-truncated', 'esky: HMODULE as int', { call: ['module'], width: x64, ffi: py7 }),
  known('py-xpra-2876', 'Xpra-org/xpra/issues/2876', 'arg-overflow-raise', 'xpra: undeclared HMODULE argument', { outcome: ['overflow'], call: ['window', 'module'], width: x64, ffi: py }),
  known('py-pysciter-69', 'sciter-sdk/pysciter/issues/69', 'arg-overflow-raise', 'pysciter: LPARAM undeclared in a window procedure', { outcome: ['overflow'], call: ['window'], width: x64, ffi: py, hint: ['callback'] }),
  known('py-pywinauto-641', 'pywinauto/pywinauto/pull/648', 'arg-overflow-raise', 'pywinauto: HWND undeclared', { outcome: ['overflow'], call: ['window'], width: x64, rhythm: ['sometimes'], ffi: py }),
  known('py-dpgdnd-1', 'IvanNazaruk/DearPyGui-DragAndDrop/issues/1', 'arg-overflow-raise', 'DearPyGui-DragAndDrop: HWND undeclared in a callback', { outcome: ['overflow'], call: ['window'], width: x64, rhythm: ['sometimes'], value: ['dirty-upper', 'address'], ffi: py, hint: ['callback'] }),
  known('py-edmc-1805', 'EDCD/EDMarketConnector/issues/1805', 'arg-overflow-raise', 'EDMarketConnector: HWND undeclared in a callback', { outcome: ['overflow'], call: ['window'], width: x64, rhythm: ['sometimes'], ffi: py, hint: ['callback'] }),
  known('py-auroraview-433', 'loonghao/auroraview/issues/433', 'arg-overflow-raise', 'auroraview: window functions undeclared', { outcome: ['overflow'], call: ['window'], rhythm: ['always'], ffi: py }),
  known('py-pystray-pywebview', 'moses-palmer/pystray/issues/90', 'shared-prototype-pollution', 'pystray and pywebview share windll', { outcome: ['overflow', 'other-code'], call: ['module', 'window'], width: x64, ffi: py, hint: ['module'] }),
  known('py-pywinusb-7', 'rene-aguirre/pywinusb/issues/7', 'field-narrowed', 'pywinusb: preparsed data in a c_ulong', { outcome: ['wrong-result', 'crash'], call: ['enumerate'], width: x64, ffi: py7 }),
  known('py-accessiweather-698', 'Orinks/AccessiWeather/pull/698', 'return-truncated', 'AccessiWeather: default results', { call: ['open', 'window'], width: x64, ffi: py }),
  known('cs-hidlib-118', 'mikeobrien/HidLibrary/pull/118', 'struct-layout-shrunk', 'HidLibrary: OVERLAPPED of five int', { call: ['overlapped'], width: x64, layout: ['wrong'], ffi: ['pinvoke'] }),
  known('cs-hidlib-28', 'mikeobrien/HidLibrary/pull/28', 'narrowing-throws', 'HidLibrary: handle.ToInt32()', { outcome: ['overflow'], call: ['open'], width: x64, ffi: ['pinvoke'] }),
  known('cs-nlog-730', 'NLog/NLog/pull/732', 'sentinel-mismatch', 'NLog: INVALID_HANDLE compared as Int32', { outcome: ['6', 'wrong-result'], call: ['open', 'handle'], width: x64, open: ['failed'], ffi: ['pinvoke'] }),
  known('cs-pwsh-3544', 'PowerShell/PowerShell/pull/3544', 'sentinel-mismatch', 'PowerShell: INVALID_HANDLE_VALUE is zero', { outcome: ['wrong-result'], call: ['process'], width: ['both'], value: ['ones'], ffi: ['pinvoke'] }),
  known('cs-pinvoke-302', 'dotnet/pinvoke/issues/302', 'pseudo-handle', 'dotnet/pinvoke: GetCurrentProcess is taken for invalid', { outcome: ['wrong-result'], call: ['process'], width: ['both'], value: ['ones'], ffi: ['pinvoke'] }),
  known('cs-rt-123685', 'dotnet/runtime/pull/123685', 'arg-upper-garbage', '.NET tests: int for pointers of CreateFile', { call: ['open'], width: x64, ffi: ['pinvoke'] }),
  known('cs-gmkh-6', 'gmamaladze/globalmousekeyhook/issues/6', 'arg-truncated', 'globalmousekeyhook: int wParam', { call: ['window'], width: x64, ffi: ['pinvoke'] }),
  known('cs-lparam-family', 'AvaloniaUI/Avalonia/pull/9209', 'narrowing-throws', 'Avalonia and others: lParam.ToInt32()', { outcome: ['overflow'], call: ['window'], width: x64, rhythm: ['sometimes'], ffi: ['pinvoke'], hint: ['callback'] }),
  known('cs-avalonia-1144', 'AvaloniaUI/Avalonia/pull/1144', 'arg-truncated', 'Avalonia: SetWindowLongPtr with uint', { call: ['window'], width: x64, ffi: ['pinvoke'] }),
  known('ps-poshint-4', 'adamdriscoll/PoshInternals/issues/4', 'narrowing-throws', 'PoshInternals: [int] of a pointer', { outcome: ['overflow'], call: ['other'], width: x64, ffi: ['pinvoke'] }),
  known('vba-msdocs-290', 'MicrosoftDocs/office-developer-client-docs/issues/290', 'return-truncated', 'Office sample: As Long for a pointer', { outcome: ['crash'], call: ['window'], width: x64, ffi: ['vba'] }),
  known('vba-vcs-418', 'joyfullservice/msaccess-vcs-addin/issues/418', 'field-narrowed', 'msaccess-vcs-addin: Dim As Long for a LongPtr', { outcome: ['refused'], call: ['open'], width: x64, ffi: ['vba'] }),
  known('js-bun-25886', 'oven-sh/bun/pull/25886', 'number-encoding', 'Bun: GDI handles as ptr', { outcome: ['wrong-result', '6'], call: ['window'], width: x64, rhythm: ['sometimes'], ffi: ['js'] }),
  known('js-bun-34765', 'oven-sh/bun/pull/34765', 'sentinel-mismatch', 'Bun tests: a check that can never fire', { outcome: ['6'], call: ['overlapped'], value: ['ones'], open: ['failed'], ffi: ['js'] }),
  known('js-nodewin32-16', 'waitingsong/node-win32-api/issues/16', 'arg-upper-garbage', 'node-win32-api: HWND as int', { outcome: ['crash'], call: ['window'], width: x64, rhythm: ['sometimes'], ffi: ['js'] }),
  known('ahk-com-25', 'maul-esel/COM-Classes/issues/25', 'arg-truncated', 'COM-Classes: UInt for HWND', { call: ['window'], width: x64, ffi: ['ahk'] }),
  known('pas-tasksched-10', 'jrathlev/Delphi-WinTaskSched/issues/10', 'field-narrowed', 'WinTaskSched: DWORD for SC_HANDLE', { call: ['open'], width: x64, ffi: ['native'] }),
  known('pas-bold-9', 'bero/BoldForDelphi/issues/9', 'arg-truncated', 'BoldForDelphi: LongInt(@r) as lParam', { outcome: ['crash'], call: ['window'], width: x64, value: ['cut-address'], ffi: ['native'] }),
  known('pas-tothpaul-7', 'tothpaul/Delphi/issues/7', 'arg-truncated', 'Execute.SChannel: a pointer as Integer', { call: ['other'], width: x64, ffi: ['native'] }),
  known('pas-bdiff-11', 'ddabapps/bdiff/issues/11', 'return-truncated', 'BDiff: Integer(GetStdHandle)', { call: ['console'], width: x64, ffi: ['native'] }),
  known('go-81249', 'golang/go/issues/81249', 'return-upper-undefined', 'x/sys: the full register of a 32-bit result', { outcome: ['wrong-result'], call: ['other'], width: x64, ffi: ['go'] }),
  known('rs-winapi-299', 'retep998/winapi-rs/issues/299', 'hkey-not-sign-extended', 'winapi-rs: HKEY constants', { outcome: ['wrong-result'], call: ['registry'], width: x64, ffi: ['rust'] }),
  known('rs-cc-739', 'rust-lang/cc-rs/pull/739', 'hkey-not-sign-extended', 'cc-rs: HKLM zero-extended, it worked', { call: ['registry'], width: x64, ffi: ['rust'] }),
  known('rs-sdl2-1365', 'Rust-SDL2/rust-sdl2/issues/1365', 'field-narrowed', 'rust-sdl2: HWND in a c_int', { call: ['window'], width: x64, ffi: ['rust'] }),
  known('rb-chef-11472', 'chef/chef/pull/11472', 'arg-overflow-raise', 'Chef: LPARAM as long', { outcome: ['overflow'], call: ['window'], width: x64, value: ['address'], ffi: ['other'] }),
  known('rb-ffi-262', 'ffi/ffi/issues/262', 'type-alias', 'ruby-ffi: long for a pointer', { outcome: ['wrong-result'], call: ['other'], width: x64, value: ['cut-address'], ffi: ['other'] }),
  known('lua-lfs-3', 'sonoro1234/luafilesystem/pull/3', 'return-truncated', 'luafilesystem: _findfirst as int', { outcome: ['crash'], call: ['find'], width: x64, rhythm: ['sometimes'], ffi: ['other'] }),
  known('java-swtext-2', 'cnfree/SWT-Win32-Extension/issues/2', 'arg-truncated', 'SWT-Win32-Extension: int for every handle', { outcome: ['wrong-result', 'crash'], call: ['window'], width: x64, ffi: ['java'] }),
  known('hs-win32-53', 'haskell/win32/issues/53', 'type-alias', 'Haskell Win32: 32-bit aliases', { outcome: ['wrong-result', 'crash'], call: ['window'], width: x64, ffi: ['other'] }),
  known('ada-gwindows-4', 'zertovitch/gwindows/pull/4', 'type-alias', 'GWindows: C long for handles', { call: ['window', 'registry'], width: x64, ffi: ['native'] }),
  known('d-eventcore-53', 'vibe-d/eventcore/pull/53', 'field-narrowed', 'eventcore: handles in 32 bits', { outcome: ['crash'], call: ['other'], width: x64, rhythm: ['sometimes'], ffi: ['native'] }),
  known('d-druntime-84', 'dlang/druntime/pull/84', 'struct-layout-shrunk', 'druntime: OVERLAPPED with DWORD members', { call: ['overlapped'], width: x64, layout: ['wrong'], ffi: ['native'] }),
  known('zig-457', 'ziglang/zig/pull/457', 'sentinel-mismatch', 'Zig: INVALID_HANDLE_VALUE of a fixed size', { call: ['open'], width: ['only-64', 'only-32'], ffi: ['native'] }),
  known('nim-21106', 'nim-lang/Nim/pull/21106', 'return-truncated', 'Nim: _get_osfhandle as cint', { call: ['other'], width: x64, ffi: ['native'] }),
  known('pl-unicode-8', 'xaicron/p5-win32-unicode/pull/8', 'sentinel-mismatch', 'Win32::Unicode: one constant for two shapes', { outcome: ['wrong-result'], call: ['open', 'find'], value: ['ones', 'ones-32'], ffi: ['other'] }),
  known('pl-tk-92', 'eserte/perl-tk/issues/92', 'field-narrowed', 'Perl/Tk: unsigned long for pointers', { outcome: ['crash'], call: ['window'], width: x64, ffi: ['native'] }),
  known('cl-cffi-42', 'cffi/cffi/pull/42', 'type-alias', 'CFFI: :long of 8 bytes', { call: ['other'], width: x64, ffi: ['other'] }),
  known('c-openzfs-18', 'openzfsonwindows/openzfs/issues/18', 'field-narrowed', 'OpenZFS: CreateFile kept in an int', { call: ['open'], width: x64, value: ['small'], ffi: ['native'] }),
  known('c-ptrtoulong', 'MicrosoftDocs/win32/pull/112', 'arg-truncated', 'PtrToUlong in a window call', { outcome: ['crash'], call: ['window'], width: x64, rhythm: ['sometimes'], value: ['cut-address'], ffi: ['native'] })
]

/** All documented cases: of handle width, and those that only look so. */
export const cases: readonly Exemplar[] = [...widthCases, ...lookAlikes]
