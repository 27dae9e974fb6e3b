import t from 'tap'
import { gatherEvidence } from '../../../src/child/evidence.ts'
import { createHistory } from '../../../src/child/history.ts'
import { simulatedKernel } from '../../../src/child/kernels/simulated/kernel.ts'
import { writeUnsigned } from '../../../src/child/memory.ts'
import { small, smallPlan } from '../../support/child/small-plan.ts'

const garbage = 0x5eed0bad00000000n

function scene() {
  const kernel = simulatedKernel(smallPlan({ steps: [] }))
  const history = createHistory()
  const event = kernel.call('CreateEventW', [0n, 1n, 0n, 0n])
  history.keep('event', { kept: event, true: event, openedBy: 'event' })
  return { kernel, history, event }
}

t.test(
  'gatherEvidence() tells what was passed from what is true, and whether either is alive',
  async t => {
    const { kernel, history, event } = scene()
    history.keep('port', { kept: event, true: event, openedBy: 'open' })
    const { handles } = gatherEvidence(
      kernel,
      history,
      small.purge,
      [garbage | event, 8n],
      undefined,
    )
    t.same(handles, [
      {
        position: 'hFile',
        passed: `0x${(garbage | event).toString(16)}`,
        true: `0x${event.toString(16)}`,
        alive: true,
        passedAlive: false,
        fileType: 0,
        openedBy: 'open',
      },
    ])
  },
)

t.test('gatherEvidence() tells the history of a handle', async t => {
  const { kernel, history, event } = scene()
  history.keep('port', { kept: event, true: event, openedBy: 'open' })
  history.close('port', 'close')
  kernel.call('CloseHandle', [event])
  t.match(gatherEvidence(kernel, history, small.purge, [event, 8n], undefined).handles, [
    { alive: false, passedAlive: false, closedBy: 'close' },
  ])
  const failed = createHistory()
  failed.keep('port', { kept: -1, true: 0xffffffffffffffffn, openedBy: 'open', openFailedWith: 2 })
  t.match(
    gatherEvidence(kernel, failed, small.purge, [0xffffffffffffffffn, 8n], undefined).handles,
    [{ passed: '0xffffffffffffffff', openFailedWith: 2 }],
  )
})

t.test('gatherEvidence() looks for the event where the callee does', async t => {
  const { kernel, history, event } = scene()
  const address = kernel.memory.base + 64n
  writeUnsigned(kernel.memory, 64 + 16, 8, event)
  writeUnsigned(kernel.memory, 64 + 24, 8, 0xfdfdfdfdn)
  const { handles } = gatherEvidence(
    kernel,
    history,
    small.read,
    [0x40n, 0n, 4n, 0n, address],
    event,
  )
  t.match(
    handles.find(({ position }) => position === 'lpOverlapped.hEvent'),
    {
      passed: '0xfdfdfdfd',
      passedAlive: false,
      meant: `0x${event.toString(16)}`,
      true: `0x${event.toString(16)}`,
      openedBy: 'event',
      alive: true,
    },
  )
})

t.test('gatherEvidence() reads no memory outside the plan', async t => {
  const { kernel, history } = scene()
  for (const address of [
    0n,
    1n,
    kernel.memory.base - 1n,
    kernel.memory.base + BigInt(kernel.memory.bytes.length) - 31n,
    0xffffffffffffffffn,
  ]) {
    const { handles } = gatherEvidence(
      kernel,
      history,
      small.read,
      [0x40n, 0n, 4n, 0n, address],
      undefined,
    )
    t.same(
      handles.map(({ position }) => position),
      ['hFile'],
      `0x${address.toString(16)}`,
    )
  }
})

t.test('gatherEvidence() is about handles alone', async t => {
  const { kernel, history } = scene()
  t.same(
    gatherEvidence(kernel, history, { ...small.event }, [0n, 1n, 0n, 0n], undefined).handles,
    [],
  )
})
