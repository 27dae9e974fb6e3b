import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { afterAwake } from '../../../src/os/after-awake.ts'

t.test('afterAwake() calls after the time, and not when called off', async t => {
  const began = performance.now()
  let calls = 0
  const callOff = afterAwake(50, () => {
    calls++
  })
  callOff()
  await new Promise<void>(resolve => {
    afterAwake(300, resolve)
  })
  t.ok(performance.now() - began >= 295)
  t.equal(calls, 0)
  await wait(10)
})

t.test('afterAwake() does not count what was slept', async t => {
  let now = 0
  const called = new Promise<number>(resolve => {
    afterAwake(
      1500,
      () => {
        resolve(now)
      },
      // To its timers, a process that is stopped and one that waits in a call are the same: they see a jump.
      () => {
        const at = now
        now += now === 0 ? 60_000 : 250
        return at
      },
    )
  })
  t.equal(await called, 60_000 + 5 * 250, 'of the jump, half a second counts')
})
