import t from 'tap'
import { readRecords } from '../../../../../src/declare/readers/koffi/read-records.ts'
import { recordLimit } from '../../../../../src/declare/readers/koffi/record.ts'
import { failuresOf } from '../../../../../src/declare/readers/koffi/sentences.ts'

const target = {
  target: 'port.mjs',
  root: '/somewhere',
  modules: ['file:///somewhere/port.mjs'],
  sources: new Map(),
  notCovered: [],
  architectures: ['x64'],
} as const

t.test('a target that declares more than is read is said to have done so', async t => {
  let stops = 0
  const reader = readRecords(() => {
    stops += 1
  })
  // The child ends itself after its last record, before it could say that it was done.
  reader.take(Buffer.from('{"kind":"loaded","file":"port.mjs"}\n'.repeat(recordLimit - 1)))
  reader.take(Buffer.from(`{"kind":"too-many","limit":${recordLimit}}\n`))
  const report = { records: reader.records, end: reader.end(), exitCode: 0, startError: null }
  t.same(failuresOf([['x64', report]], target, { call: [], limitMs: 30_000 }), [
    '"port.mjs" made more than 100000 declarations on x64; the rest was not audited',
  ])
  t.equal(stops, 0)
})

t.test('a target that ends its process says no more than what it wrote', async t => {
  const reader = readRecords(() => undefined)
  reader.take(Buffer.from('{"kind":"loaded","file":"port.mjs"}\n'))
  t.equal(reader.end(), 'ended-early')
})
