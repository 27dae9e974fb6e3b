import t from 'tap'
import { topicsOf } from '../../../src/explain/topics/index.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { nearNames } from '../../../src/text/near-names.ts'

const all = topicsOf(await loadProbes()).map(({ name }) => name)

for (const { words, near } of [
  { words: 'overlaped-32', near: 'overlapped-32' },
  { words: 'struct-layuot', near: 'struct-layout' },
  { words: 'garbage', near: 'arg-upper-garbage' },
  { words: 'STATUS_INVALID_HANDEL', near: 'STATUS_INVALID_HANDLE' },
  { words: 'xyzzy', near: '' },
]) {
  t.test(`nearNames() offers something for ${words}`, async t => {
    const names = nearNames(all, words)
    t.ok(names.length > 0 && names.length <= 3)
    if (near !== '') t.ok(names.includes(near), names.join(', '))
  })
}
