import t from 'tap'
import { measuredWith } from '../../../src/declare/ffi/probed.ts'

const cut = ['handle-u32', 'handle-i32']

t.test('an FFI that was measured is cited itself', async t => {
  t.equal(
    measuredWith('koffi', 'koffi', cut, ['x64', 'arm64']),
    'measured with koffi 3.3.4 in Node.js',
  )
  t.equal(
    measuredWith('ffi-napi', 'ffi-napi', cut, ['x64']),
    'measured with ffi-napi 4.0.3 (libffi) in Node.js',
  )
})

t.test('for ctypes the same library underneath is cited, and said to be another one', async t => {
  t.equal(
    measuredWith('ctypes', 'ctypes', cut, ['x64', 'ia32']),
    'measured with ffi-napi 4.0.3 (libffi) in Node.js (libffi, on which ctypes stands; ctypes itself was not measured)',
  )
})

t.test('where only another FFI was measured, it is named as that', async t => {
  t.equal(
    measuredWith('no-such-ffi', 'That', cut, ['x64']),
    'measured with koffi 3.3.4 in Node.js, not with That',
  )
  t.equal(measuredWith(undefined, undefined, cut, ['x64']), 'measured with koffi 3.3.4 in Node.js')
  t.equal(
    measuredWith('ffi-napi', 'ffi-napi', cut, ['x64', 'arm64']),
    'measured with ffi-napi 4.0.3 (libffi) in Node.js on x64; with koffi 3.3.4 in Node.js on arm64, not with ffi-napi',
  )
})

t.test('what nobody measured is not cited', async t => {
  t.equal(measuredWith('koffi', 'koffi', ['no-such-probe'], ['x64']), undefined)
})
