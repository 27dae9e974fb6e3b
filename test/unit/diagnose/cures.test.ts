import t from 'tap'
import { cureFor } from '../../../src/diagnose/cure-for.ts'
import { wordsFor } from '../../../src/diagnose/about-call.ts'
import { symptomOf } from '../../../src/diagnose/options/index.ts'
import { mistakeIds } from '../../../src/mistakes/index.ts'
import type { CureLanguage } from '../../../src/mistakes/cures/cure.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'

/** What a right cure has in each language: sizes, a failure value and a handle as wide as a pointer. */
const rights: Readonly<Partial<Record<CureLanguage, readonly RegExp[]>>> = {
  vbnet: [/As UIntPtr/, /port\.IsInvalid/, /ByVal hFile As IntPtr|hFile As SafeFileHandle/],
  powershell: [/UIntPtr Internal/, /-eq \[IntPtr\]-1/, /IntPtr hFile/],
  ahk: [/3 \* A_PtrSize/, /, "Ptr"\)\nif \(handle = -1\)/, /"Ptr", hFile/],
  java: [/ULONG_PTR Internal/, /INVALID_HANDLE_VALUE\.equals/, /HANDLE hFile/],
  lua: [/uintptr_t Internal/, /ffi\.cast\('void \*', -1\)/, /void \* hFile/],
  cffi: [/uintptr_t Internal/, /ffi\.cast\('HANDLE', -1\)/, /HANDLE hFile/],
  mql: [/long Internal/, /handle == -1/, /long hFile/],
}

t.test('the cures about declarations are in the language at hand', async t => {
  const failed: Symptom['failed'] = [{ call: 'PurgeComm', outcome: '6' }]
  for (const [ffiName, [struct, sentinel, handle]] of Object.entries(rights)) {
    const of = (mistake: Parameters<typeof cureFor>[0]): string =>
      cureFor(mistake, { failed, ok: [], ffiName })?.lines.join('\n') ?? ''
    t.match(of('struct-layout-shrunk'), struct, ffiName)
    t.match(of('sentinel-mismatch'), sentinel, ffiName)
    t.match(of('arg-truncated'), handle, ffiName)
  }
})

t.test('a struct is shown as the one that the failing call takes', async t => {
  const of = (call: string, ffiName: 'pinvoke' | 'vba' | 'ruby' | 'ctypes'): string =>
    cureFor('struct-layout-shrunk', {
      failed: [{ call, outcome: '87' }],
      ok: [],
      ffiName,
    })?.lines.join('\n') ?? ''
  t.match(
    of('SHGetFileInfoW', 'pinvoke'),
    /^\/\/ SHFILEINFOW: 696 bytes, in a 32-bit process 692\n/,
  )
  t.match(of('SHGetFileInfoW', 'pinvoke'), /^\/\/ +8 +4 {2}iIcon +int$/m)
  t.match(of('SHGetFileInfoW', 'vba'), /^' +0 +0 {2}hIcon +HICON, as wide as a pointer$/m)
  t.match(of('Process32First', 'ruby'), /^# +16 +12 {2}th32DefaultHeapID +ULONG_PTR, as wide/m)
  const list = of('SetupDiEnumDeviceInterfaces', 'ctypes')
  t.match(list, /^# SP_DEVINFO_DATA: 32 /)
  t.match(list, /^# SP_DEVICE_INTERFACE_DATA: 32 /m)
  t.match(of('DeviceCapabilitiesW', 'pinvoke').split('\n').length < 40, true)
  for (const call of ['ReadFile', 'PurgeComm', ''])
    t.match(of(call, 'ctypes'), /class OVERLAPPED/, `${call}: the collection has lines`)
})

function symptom(
  failed: string,
  ffi: string,
  ok: readonly string[] = [],
  arch: 'x64' | 'ia32' = 'x64',
): Symptom {
  return symptomOf({ failed: [failed], ok, seen: [], ffi, arch })
}

t.test('the lines are about the call that failed, or the open before it', async t => {
  const overlapped = /FILE_FLAG_OVERLAPPED/
  const port = /COM3|\\\\\.\\/
  for (const [mistake, failed, ok, right, wrong] of [
    ['bad-parameter', 'ReadFile=87', [], overlapped, /ReadFile\.argtypes/],
    ['bad-parameter', 'DeviceIoControl=87', [], overlapped, /argtypes/],
    ['bad-parameter', 'VirtualAllocEx=5', ['OpenProcess'], /VirtualAllocEx\.argtypes/, overlapped],
    ['bad-parameter', 'SetCommState=87', [], /SetCommState\.argtypes/, overlapped],
    ['bad-parameter', 'WSASend=10022', [], /WSASend\.argtypes/, overlapped],
    ['busy', 'CreateFileW=5', [], port, /argtypes/],
    ['busy', 'CreateFileW=32', [], /CreateFileW\.argtypes/, port],
    ['busy', 'OpenClipboard=5', [], /OpenClipboard\.argtypes[^]*# it fails with 0;/, port],
    ['busy', 'bind=10048', [], /bind\.argtypes[^]*SOCKET_ERROR.*WSAGetLastError/, port],
    ['failed-open', 'ReadFile=6', ['CreateFileW'], port, /argtypes/],
    ['failed-open', 'OpenProcess=5', [], /OpenProcess\.argtypes[^]*# it fails with NULL/, port],
    ['failed-open', 'ControlService=6', ['OpenServiceW'], /OpenServiceW\.argtypes/, port],
  ] as const) {
    const lines = cureFor(mistake, symptom(failed, 'ctypes', ok))?.lines.join('\n')
    t.match(lines, right, `${mistake} ${failed}`)
    t.notMatch(lines, wrong, `${mistake} ${failed}`)
  }
})

t.test('lines about ports are for ports', async t => {
  for (const failed of ['5', 'CreateFileW=5'])
    t.match(cureFor('busy', symptom(failed, 'ctypes'))?.lines.join('\n'), /COM10/, failed)
  for (const failed of ['32', '10048'])
    t.equal(cureFor('busy', symptom(failed, 'ctypes')), undefined)
})

t.test('the words are about the call that failed', async t => {
  for (const [mistake, failed, ok, title, cure] of [
    ['bad-parameter', 'SetCommTimeouts=87', [], /other than the handle/, /Get function/],
    ['bad-parameter', 'LogonUserW=1385', [], /^a parameter is/, /of LogonUserW: flags/],
    ['bad-parameter', 'OpenThread=87', [], /^a parameter is/, /^(?!.*Get function)/],
    ['busy', 'CreateFileW=5', [], /the port open/, /close the other program/],
    ['busy', 'CreateFileW=32', [], /does not share it/, /share modes/],
    ['busy', '32', [], /does not share it/, /share modes/],
    ['busy', '10048', [], /^what was asked for is in use$/, /try again; check the result/],
    ['busy', '5', [], /the port open/, /close the other program/],
    ['busy', 'OpenClipboard=5', [], /or the process has no right/, /GetOpenClipboardWindow/],
    ['busy', 'SetThreadDesktop=170', [], /asks for is in use$/, /call SetThreadDesktop again/],
    ['failed-open', 'OpenProcess=5', [], /^OpenProcess failed, and its own/, /NULL/],
    ['failed-open', 'CreateFileW=2', [], /^CreateFileW failed/, /INVALID_HANDLE_VALUE/],
    ['failed-open', 'ReadFile=6', ['CreateFileW'], /the program went on/, /result of the open/],
    ['process-bitness', 'ReadProcessMemory=299', [], /other process/, /target process/],
    ['process-bitness', 'LoadLibraryW=193', [], /^the DLL, .* another bitness/, /load the DLL/],
    ['process-bitness', 'LoadLibraryW=126', [], /is not there in the bitness/, /DLL is missing/],
    ['process-bitness', '193', [], /^the DLL/, /load the DLL/],
    ['process-bitness', '11', [], /^the DLL/, /load the DLL/],
    ['failed-open', 'OpenProcess=crash', [], /the program went on/, /the result of the open/],
    [
      'failed-open',
      'ControlService=6',
      ['OpenSCManagerW', 'OpenServiceW'],
      /went on/,
      /OpenServiceW/,
    ],
    ['bad-parameter', '87', [], /other than the handle/, /^check the arguments besides/],
    ['bad-parameter', '740', [], /^ERROR_ELEVATION_REQUIRED says/, /accounts, privileges/],
    ['bad-parameter', '10054', [], /^WSAECONNRESET says/, /the other side/],
    ['driver', '112', [], /^ERROR_DISK_FULL says/, /the disk is full/],
    ['driver', '31', [], /^the driver or the device/, /driver/],
    ['failed-open', 'LoadLibraryW=1114', [], /^LoadLibraryW failed/, /NULL/],
    ['failed-open', '1114', [], /^ERROR_DLL_INIT_FAILED says/, /refused to start/],
    ['unplugged', '233', [], /^ERROR_PIPE_NOT_CONNECTED says/, /other end of the pipe/],
    ['unplugged', '1167', [], /^the device was/, /./],
    ['process-bitness', 'CreateProcessW=193', [], /is no program/, /start a program/],
    ['process-bitness', 'SetWindowLongPtrW=127', [], /64-bit DLLs alone/, /call SetWindowLongW/],
    ['process-bitness', 'RegOpenKeyExW=2', [], /registry/, /KEY_WOW64_64KEY/],
  ] as const) {
    const words = wordsFor(mistake, symptom(failed, 'ctypes', ok))
    t.match(words.title, title, `${mistake} ${failed}`)
    t.match(words.cure, cure, `${mistake} ${failed}`)
  }
})

t.test('a string is an input, and a buffer for one is a pointer', async t => {
  for (const [ffi, buffer, input] of [
    ['koffi', /\['void \*', 'void \*', 'int'\]/, /\['str16', 'str16'\]/],
    ['C#', /IntPtr lpString,/, /string lpClassName/],
    ['ctypes', /HANDLE, ctypes\.c_void_p, ctypes\.c_int\]/, /LPCWSTR, wintypes\.LPCWSTR\]/],
  ] as const) {
    const of = (call: string): string | undefined =>
      cureFor('arg-truncated', symptom(`${call}=crash`, ffi))?.lines.join('\n')
    t.match(of('GetWindowTextW'), buffer, ffi)
    t.match(of('FindWindowW'), input, ffi)
  }
})

t.test('no FFI of JavaScript gets the code of another', async t => {
  const failures = ['SetTimer=crash', 'CreateFileW=2', 'ReadFile=87', 'OpenProcess=6'] as const
  for (const [ffi, own] of [
    ['koffi', /^const SetTimer = koffi\.load/],
    ['Bun', /dlopen\('user32\.dll'[^]*FFIType\.u64/],
    ['Deno', /Deno\.dlopen[^]*'pointer'/],
    ['node:ffi', /ffi\.dlopen[^]*'pointer'/],
    ['ffi-napi', /ffi\.Library\('user32', \{ SetTimer: \['size_t'/],
    ['ffi-rs', /^$/],
    ['js-ctypes', /^$/],
    ['n-api', /^$/],
  ] as const) {
    const lines = cureFor('arg-truncated', symptom('SetTimer=crash', ffi))?.lines.join('\n')
    t.match(lines, own, ffi)
    if (ffi === 'koffi') continue
    for (const failed of failures)
      for (const mistake of mistakeIds) {
        const cure = cureFor(mistake, symptom(failed, ffi))
        t.notMatch(`${cure?.language} ${cure?.lines.join()}`, /koffi/, `${ffi} ${mistake}`)
      }
  }
})
