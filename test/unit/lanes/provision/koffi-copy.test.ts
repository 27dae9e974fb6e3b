import t from 'tap'
import { isNeeded } from '../../../../src/lanes/provision/koffi-copy.ts'

const cases = [
  ['package.json', true],
  ['index.cjs', true],
  ['LICENSE.txt', true],
  ['src/koffi/index.cjs', true],
  ['src/koffi/src/static.cjs', true],
  ['src/koffi/src/ffi.cc', false],
  ['src/koffi/src/ffi.hh', false],
  ['src/koffi/CMakeLists.txt', false],
  ['doc/index.js', false],
  ['vendor/node-addon-api/napi.h', false],
  ['lib/native/base.js', false],
  ['cnoke.cjs', false],
  ['index.d.ts', false],
  ['README.md', false],
] as const

for (const [path, needed] of cases)
  t.equal(isNeeded(path), needed, `isNeeded() ${needed ? 'takes' : 'leaves'} ${path}`)
