import t from 'tap'
import { cureFor } from '../../../src/diagnose/cure-for.ts'
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
