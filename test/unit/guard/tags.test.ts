import t from 'tap'
import { makeStates, makeTags, mark } from '../../../src/guard/tags.ts'

t.test('a tag leaves a number a number and a bigint a bigint', async t => {
  const tags = makeTags(makeStates())
  const [number, big] = [tags.put(0xd0), tags.put(0xd4n)]
  t.equal(number, mark * 2 ** 32 + 0xd0)
  t.ok(Number.isSafeInteger(number))
  t.equal(big, (BigInt(mark) << 32n) + 0xd4n)
  t.equal(tags.take(number ?? 0), 0xd0)
  t.equal(tags.take(big ?? 0), 0xd4n)
  t.equal(tags.take(BigInt(number ?? 0)), 0xd0n, 'whatever it was turned into')
  t.equal(
    tags.take(Number(number) + 1),
    0xd1,
    'with the lowest bit set, as for an event that posts no completion',
  )
  t.equal(tags.put(0xd0), number, 'the same handle is the same value')
  t.equal(tags.count(), 2)
})

t.test('what is no handle of the kernel gets no tag', async t => {
  const tags = makeTags(makeStates())
  for (const value of [
    0,
    -1,
    -6,
    3,
    0xffffffff,
    2 ** 32,
    2 ** 53,
    1.5,
    Number.NaN,
    0n,
    -1n,
    0xffffffffffffffffn,
    0x7ff6_0000_0000n,
    0xfffffffcn,
  ])
    t.equal(tags.put(value), undefined, String(value))
})

t.test('only what was given out is taken for tagged', async t => {
  const tags = makeTags(makeStates())
  const tagged = Number(tags.put(0xd0))
  for (const value of [tagged + 4, 0xd0, tagged + 2 ** 32, -tagged, BigInt(tagged) << 1n])
    t.equal(tags.take(value), undefined, String(value))
  t.ok(tags.isFollowed(0xd0))
  t.notOk(tags.isFollowed(0xd4))
  t.notOk(tags.isFollowed(tagged))
})

t.test(
  'a plain value that the program may know is not followed, a closed handle still loses its tag',
  async t => {
    const tags = makeTags(makeStates())
    const tagged = Number(tags.put(0xd0))
    tags.expose(0xd0)
    t.notOk(tags.isFollowed(0xd0))
    t.ok(tags.isOpen(0xd0))
    tags.close(0xd0)
    t.notOk(tags.isOpen(0xd0))
    t.equal(tags.take(tagged), 0xd0)
    tags.put(0xd0)
    t.ok(tags.isFollowed(0xd0), 'anew, after the number was given out again')
  },
)

t.test('threads share what they know', async t => {
  const states = makeStates()
  const [one, other] = [makeTags(states), makeTags(states)]
  t.equal(other.take(one.put(0xd0) ?? 0), 0xd0)
  other.close(0xd0)
  t.notOk(one.isOpen(0xd0))
})
