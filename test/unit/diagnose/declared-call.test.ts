import t from 'tap'
import { declaredCall } from '../../../src/diagnose/declared-call.ts'
import { symptomOf, type SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'

const rows: readonly (readonly [MistakeId, Partial<SymptomOptions>, string | undefined])[] = [
  ['return-truncated', { failed: ['GetProcAddress=126'] }, 'GetModuleHandleW'],
  ['return-truncated', { failed: ['GetProcAddress=126'], ok: ['LoadLibraryW'] }, 'LoadLibraryW'],
  ['return-truncated', { failed: ['FindNextFileW=6'] }, 'FindFirstFileW'],
  ['return-truncated', { failed: ['GlobalLock=6'] }, 'GlobalAlloc'],
  ['return-truncated', { failed: ['VirtualAlloc=crash'] }, 'VirtualAlloc'],
  ['arg-truncated', { failed: ['GetProcAddress=126'] }, 'GetProcAddress'],
  ['arg-truncated', { failed: ['SetWindowLong=crash'], arch: 'x64' }, 'SetWindowLongPtrW'],
  ['arg-truncated', { failed: ['GetClassLongA=crash'] }, 'GetClassLongPtrA'],
  ['too-wide', { failed: ['SetWindowLongW=crash'], arch: 'ia32' }, 'SetWindowLongW'],
  ['arg-truncated', { failed: ['crash'] }, undefined],
]

t.test('the function whose declaration cures', async t => {
  for (const [mistake, options, expected] of rows)
    t.equal(
      declaredCall(mistake, symptomOf({ failed: [], ok: [], seen: [], ...options })),
      expected,
      `${mistake}, ${JSON.stringify(options)}`,
    )
})
