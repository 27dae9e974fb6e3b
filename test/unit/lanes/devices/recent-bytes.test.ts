import t from 'tap'
import { keepRecentBytes } from '../../../../src/lanes/devices/recent-bytes.ts'

const cases = [
  { title: 'nothing', pieces: [], kept: '' },
  { title: 'less than the limit', pieces: ['ab', 'c'], kept: 'abc' },
  { title: 'exactly the limit', pieces: ['abcd', 'efgh'], kept: 'abcdefgh' },
  { title: 'one piece too long', pieces: ['0123456789'], kept: '23456789' },
  {
    title: 'more than twice the limit',
    pieces: ['0123', '4567', '89ab', 'cdef', 'ghij'],
    kept: 'cdefghij',
  },
  { title: 'empty pieces', pieces: ['', 'a', ''], kept: 'a' },
]

for (const { title, pieces, kept } of cases) {
  t.test(`keepRecentBytes() keeps the newest bytes: ${title}`, async t => {
    const recent = keepRecentBytes(8)
    for (const piece of pieces) recent.add(Buffer.from(piece))
    t.equal(recent.all().toString(), kept)
    recent.clear()
    t.equal(recent.all().length, 0)
    recent.add(Buffer.from('z'))
    t.equal(recent.all().toString(), 'z')
  })
}

t.test('keepRecentBytes() keeps a stream of single bytes whole', async t => {
  const recent = keepRecentBytes(100_000)
  for (let index = 0; index < 50_000; index++) recent.add(Buffer.of(index % 251))
  const all = recent.all()
  t.equal(all.length, 50_000)
  t.ok(all.every((byte, index) => byte === index % 251))
})
