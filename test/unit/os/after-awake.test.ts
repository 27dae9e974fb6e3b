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
  const began = performance.now()
  const called = new Promise<number>(resolve => {
    afterAwake(1500, () => {
      resolve(performance.now() - began)
    })
  })
  // To its timers, a process that is stopped and one that waits in a call are the same.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000)
  const afterMs = await called
  t.ok(afterMs >= 2000 + 1500 - 500, `after ${Math.round(afterMs)} ms`)
})
