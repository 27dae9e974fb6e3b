import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { createExclusive } from '../../../src/os/exclusive.ts'

async function overlapOf(keys: readonly (string | undefined)[]): Promise<number> {
  const exclusive = createExclusive()
  let now = 0
  let most = 0
  await Promise.all(
    keys.map(key =>
      exclusive.run(key, async () => {
        most = Math.max(most, ++now)
        await wait(5)
        now--
      }),
    ),
  )
  return most
}

t.test('run() lets work of one key come one after the other', async t => {
  t.equal(await overlapOf(['COM3', 'COM3', 'COM3']), 1)
  t.equal(await overlapOf(['COM3', 'COM4']), 2)
  t.equal(await overlapOf([undefined, undefined, undefined]), 3)
})

t.test('run() goes on after work that failed', async t => {
  const exclusive = createExclusive()
  await t.rejects(
    exclusive.run('COM3', async () => {
      throw new Error('no')
    }),
    /no/,
  )
  t.equal(await exclusive.run('COM3', async () => 'next'), 'next')
})
