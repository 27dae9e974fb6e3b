import t from 'tap'
import { isNeeded } from '../../../../src/lanes/provision/koffi-copy.ts'

const cases = [
  ['', true],
  ['/package.json', true],
  ['/index.cjs', true],
  ['/LICENSE.txt', true],
  ['/src', true],
  ['/src/koffi', true],
  ['/src/koffi/index.cjs', true],
  ['/src/koffi/src/static.cjs', true],
  ['/src/koffi/src/ffi.cc', false],
  ['/src/koffi/src/ffi.hh', false],
  ['/src/koffi/CMakeLists.txt', false],
  ['/doc', false],
  ['/vendor', false],
  ['/vendor/node-addon-api/napi.h', false],
  ['/lib', false],
  ['/cnoke.cjs', false],
  ['/index.d.ts', false],
  ['/README.md', false],
] as const

for (const [path, needed] of cases) {
  const verb = needed ? 'takes' : 'leaves'
  t.equal(isNeeded(path), needed, `isNeeded() ${verb} ${path === '' ? 'the folder itself' : path}`)
  t.equal(isNeeded(path.replaceAll('/', '\\')), needed, `the same as Windows spells it`)
}
