import t from 'tap'
import { deviceKinds } from '../../../src/devices/index.ts'
import { fitTo } from '../../../src/program/on-device.ts'
import { pyserial } from '../../../src/program/sequences/pyserial.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'

for (const sequence of [serial, pyserial]) {
  for (const device of deviceKinds) {
    t.test(
      `fitTo(${device}) leaves no step of ${sequence.id} waiting for one that is gone`,
      async t => {
        const steps = fitTo(device)(sequence.steps)
        const ids = steps.map(({ id }) => id)
        for (const step of steps)
          for (const id of step.after ?? [])
            t.ok(
              ids.indexOf(id) >= 0 && ids.indexOf(id) < ids.indexOf(step.id),
              `${step.id} comes after ${id}`,
            )
        t.ok(steps.length > 0)
      },
    )
  }
}

t.test('fitTo() changes nothing for a serial port', async t => {
  for (const device of ['loopback', 'com', 'missing', 'busy'] as const)
    t.same(fitTo(device)(serial.steps), serial.steps, device)
})

t.test('fitTo(event) makes an event wherever the device would be opened', async t => {
  const steps = fitTo('event')(serial.steps)
  t.same(
    steps.filter(step => step.function === 'CreateFileW'),
    [],
  )
  t.same(
    steps.filter(step => step.opens).map(({ function: name, keep }) => [name, keep]),
    [
      ['CreateEventW', 'port'],
      ['CreateEventW', 'syncPort'],
    ],
  )
})

t.test(
  'fitTo(pipe) leaves out the waits that only a serial port ends, and expects a pipe',
  async t => {
    const steps = fitTo('pipe')(serial.steps)
    t.same(steps.find(({ id }) => id === 'file-type')?.checks, [{ kind: 'returned', equals: 3 }])
    const dropped = serial.steps.filter(step => !steps.some(({ id }) => id === step.id))
    t.ok(dropped.some(({ id }) => id === 'read-timeout'))
    t.notOk(
      dropped.some(({ id }) =>
        ['write', 'read', 'read-wait', 'cancel-io-ex', 'get-state'].includes(id),
      ),
    )
  },
)
