import t from 'tap'
import {
  createEvent,
  simulate,
  wait,
} from '../../../../support/child/kernels/simulated/simulation.ts'

t.test('a manual-reset event stays set, an auto-reset event is used up by a wait', async t => {
  const simulation = simulate()
  for (const [manual, second] of [
    [true, 0n],
    [false, 258n],
  ] as const) {
    const event = createEvent(simulation, manual)
    t.equal(wait(simulation, event), 258n)
    simulation.call('SetEvent', { hEvent: event })
    t.same([wait(simulation, event), wait(simulation, event)], [0n, second])
    simulation.call('ResetEvent', { hEvent: event })
    t.equal(wait(simulation, event), 258n)
  }
})

t.test(
  'CreateEventW takes an initial state, gives named events a second handle, and sets the last error to 0',
  async t => {
    const simulation = simulate()
    t.equal(wait(simulation, simulation.call('CreateEventW', { bInitialState: 1 }).returned), 0n)
    const first = simulation.call('CreateEventW', {
      lpName: simulation.text('name'),
      bManualReset: 1,
    })
    const second = simulation.call('CreateEventW', { lpName: simulation.text('name') })
    t.same([first.code, second.code], [0, 183])
    simulation.call('SetEvent', { hEvent: second.returned })
    t.equal(wait(simulation, first.returned), 0n)
  },
)

t.test('a wait takes simulated time, not real time', async t => {
  const simulation = simulate()
  const event = createEvent(simulation)
  const real = performance.now()
  const began = simulation.kernel.nowUs()
  t.equal(wait(simulation, event, 60_000), 258n)
  t.ok(simulation.kernel.nowUs() - began >= 60_000_000, 'a minute has passed for the program')
  t.ok(performance.now() - real < 30_000, 'and none for us')
})

t.test('a wait for what never comes ends as a wait for ever', async t => {
  const simulation = simulate()
  t.throws(() => wait(simulation, createEvent(simulation), 0xffffffff), {
    name: 'Death',
    kind: 'waits-for-ever',
  })
})

t.test('Sleep lets time pass', async t => {
  const simulation = simulate()
  const began = simulation.kernel.nowUs()
  simulation.call('Sleep', { dwMilliseconds: 250 })
  t.ok(simulation.kernel.nowUs() - began >= 250_000)
})
