import t from 'tap'
import { askFfi, sourceOf } from '../../../src/declare/ffi/measured.ts'

const minusOne = { declared: 'int32_t', value: 'minus-one' } as const

t.test('the same declaration is right in one FFI and wrong in another', async t => {
  t.match(askFfi({ ffi: 'koffi', architecture: 'x64', ...minusOne }), {
    kind: 'measured',
    becomes: 'true',
    lane: 'wine-x64',
  })
  t.match(askFfi({ ffi: 'ffi-napi', architecture: 'x64', ...minusOne }), {
    kind: 'measured',
    becomes: 'zeros',
    arrives: ['0xffffffff'],
    lane: 'wine-x64-ffi-napi',
  })
  t.match(askFfi({ ffi: 'ffi-napi', architecture: 'ia32', ...minusOne }), { becomes: 'true' })
})

t.test('ctypes is answered for by libffi, and the answer says so', async t => {
  const found = askFfi({ ffi: 'ctypes', architecture: 'x64', ...minusOne })
  t.match(found, {
    kind: 'measured',
    becomes: 'zeros',
    standsFor: /ctypes itself was not measured/,
  })
  t.match(sourceOf(found), /^measured with ffi-napi .*libffi.*in wine-x64-ffi-napi$/)
  t.match(
    askFfi({ ffi: 'ctypes', architecture: 'arm64', ...minusOne }),
    { becomes: 'true', lane: 'wine-arm64-node-ffi', standsFor: /libffi/ },
    'ffi-napi has no build for arm64',
  )
})

t.test('what nobody measured is not concluded from another FFI or architecture', async t => {
  for (const question of [
    { ffi: 'csharp', architecture: 'x64' },
    { ffi: 'ffi-napi', architecture: 'arm64' },
    { ffi: 'csharp', architecture: 'arm64' },
    { ffi: 'constructor', architecture: 'x64' },
  ] as const) {
    const found = askFfi({ ...question, ...minusOne })
    t.same(found, { kind: 'not-measured' }, `${question.ffi} ${question.architecture}`)
    t.equal(sourceOf(found), 'not measured')
  }
})

t.test('a value that the FFI refuses, and one that loses its upper half', async t => {
  const wide = { declared: 'uint32_t', value: 'wide', architecture: 'x64' } as const
  t.match(askFfi({ ffi: 'ffi-napi', ...wide }), { becomes: 'refused', arrives: [] })
  t.match(askFfi({ ffi: 'koffi', ...wide }), { becomes: 'cut', arrives: ['0xd0'] })
})

t.test('koffi 2 saturates a Number of 2^31 or more in an int32, and koffi 3 does not', async t => {
  const question = { declared: 'int32_t', value: 'uint32-ones' } as const
  for (const [architecture, arrives] of [
    ['x64', '0xffffffff80000000'],
    ['ia32', '0x80000000'],
  ] as const) {
    const found = askFfi({ ffi: 'koffi2', architecture, ...question })
    t.match(found, { kind: 'measured', becomes: 'other', arrives: [arrives] })
    t.match(askFfi({ ffi: 'koffi', architecture, ...question }), { becomes: 'true' })
  }
})
