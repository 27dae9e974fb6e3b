import t from 'tap'
import { topicsOf } from '../../../src/explain/topics/index.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { similarNames } from '../../../src/text/near-names.ts'

const all = topicsOf(await loadProbes()).map(({ name }) => name)

for (const { words, near } of [
  { words: 'overlaped-32', near: 'overlapped-32' },
  { words: 'struct-layuot', near: 'struct-layout' },
  { words: 'garbage', near: 'arg-upper-garbage' },
  { words: 'STATUS_INVALID_HANDEL', near: 'STATUS_INVALID_HANDLE' },
  { words: 'xyzzy', near: '' },
]) {
  t.test(`similarNames() offers what is near to ${words}, and nothing far-fetched`, async t => {
    const names = similarNames(all, words)
    t.ok(names.length <= 3)
    if (near === '') t.same(names, [])
    else t.ok(names.includes(near), names.join(', '))
  })
}
