import t from 'tap'
import { inParallel } from '../../../src/os/parallel.ts'

const wait = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds)
  })

t.test(
  'inParallel() keeps the order of the items and never does more at once than it may',
  async t => {
    for (const limit of [1, 2, 3, 50]) {
      let running = 0
      let most = 0
      const results = await inParallel([5, 1, 4, 2, 3, 0], limit, async (item, index) => {
        most = Math.max(most, ++running)
        await wait(2 * item)
        running--
        return `${index}:${item}`
      })
      t.same(results, ['0:5', '1:1', '2:4', '3:2', '4:3', '5:0'])
      t.equal(most, Math.min(limit, 6), `${limit} at most`)
    }
  },
)

t.test('inParallel() of nothing is nothing', async t => {
  t.same(await inParallel([], 3, async () => 1), [])
})

t.test('inParallel() rejects with the first failure', async t => {
  await t.rejects(
    inParallel([1, 2, 3], 2, async item => {
      if (item === 2) throw new Error('two')
      return item
    }),
    { message: 'two' },
  )
})
