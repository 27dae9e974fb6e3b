import t from 'tap'
import { cureFor } from '../../../src/diagnose/cure-for.ts'
import { cures } from '../../../src/mistakes/cures/index.ts'
import { moreLanguages } from '../../../src/mistakes/cures/cure.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'

/** What a right cure has in each language: sizes, a failure value and a handle as wide as a pointer. */
const rights: Readonly<Record<keyof typeof moreLanguages, readonly RegExp[]>> = {
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
  for (const [name, { more }] of Object.entries(cures))
    for (const lines of Object.values(more ?? {}))
      t.ok(
        lines.split('\n').every(line => line.length <= 130),
        `${name} is not wider than 130 columns`,
      )
})
