import t from 'tap'
import {
  createEvent,
  open,
  read,
  result,
  setTimeouts,
  simulate,
  wait,
  write,
  type Simulation,
} from '../../../../support/child/kernels/simulated/simulation.ts'

function waiting(simulation: Simulation, hFile: bigint): bigint {
  const comstat = simulation.struct('COMSTAT')
  simulation.call('ClearCommError', { hFile, lpErrors: simulation.bytes(4), lpStat: comstat })
  return simulation.field('COMSTAT', comstat, 'cbInQue')
}

t.test('ClearCommError counts what waits and clears seven bits of the flags', async t => {
  const simulation = simulate()
  const port = open(simulation).returned
  write(simulation, port, 'hello')
  const comstat = simulation.struct('COMSTAT')
  const errors = simulation.bytes(4)
  simulation.call('ClearCommError', { hFile: port, lpErrors: errors, lpStat: comstat })
  t.same(
    ['fBitFields', 'cbInQue', 'cbOutQue'].map(field => simulation.field('COMSTAT', comstat, field)),
    [0xcdcdcd80n, 5n, 0n],
  )
  t.equal(simulation.number(errors), 0n)
})

t.test('PurgeComm empties the input queue for RXCLEAR and RXABORT', async t => {
  for (const [flags, left] of [
    [0, 5n],
    [1, 5n],
    [2, 0n],
    [4, 5n],
    [8, 0n],
    [15, 0n],
    [16, 5n],
  ] as const) {
    const simulation = simulate()
    const port = open(simulation).returned
    write(simulation, port, 'hello')
    t.equal(simulation.call('PurgeComm', { hFile: port, dwFlags: flags }).returned, 1n)
    t.equal(waiting(simulation, port), left, `flags ${flags}`)
  }
})

t.test('PurgeComm leaves a waiting read alone', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) })
  read(simulation, port, 4, overlapped)
  simulation.call('PurgeComm', { hFile: port, dwFlags: 15 })
  t.match(result(simulation, port, overlapped, false), { code: 996, status: 0 })
})

t.test('PurgeComm makes room where nobody takes what is sent', async t => {
  const simulation = simulate({ peer: { kind: 'stalled' } })
  const port = open(simulation).returned
  setTimeouts(simulation, port, 0, 0, 0, 0, 500)
  write(simulation, port, 'x'.repeat(15000))
  t.equal(write(simulation, port, 'x'.repeat(1000)).count, 360)
  simulation.call('PurgeComm', { hFile: port, dwFlags: 4 })
  t.equal(write(simulation, port, 'x'.repeat(1000)).count, 1000)
})

t.test('a port here has no modem lines', async t => {
  const simulation = simulate()
  const hFile = open(simulation).returned
  for (const dwFunc of [3, 4, 5, 6])
    t.match(
      simulation.call('EscapeCommFunction', { hFile, dwFunc }),
      { code: 50, status: 0xc00000bb },
      `code ${dwFunc}`,
    )
  for (const dwFunc of [1, 2, 7, 8, 9])
    t.equal(simulation.call('EscapeCommFunction', { hFile, dwFunc }).returned, 1n, `code ${dwFunc}`)
  for (const dwFunc of [0, 10])
    t.match(
      simulation.call('EscapeCommFunction', { hFile, dwFunc }),
      { code: 87, status: 0 },
      `code ${dwFunc}`,
    )
  const lines = simulation.bytes(4)
  t.match(simulation.call('GetCommModemStatus', { hFile, lpModemStat: lines }), { code: 50 })
  t.equal(simulation.number(lines), 0n, 'the cell is written all the same')
})

t.test('SETXOFF holds back what is sent', async t => {
  const simulation = simulate()
  const port = open(simulation).returned
  setTimeouts(simulation, port, 0, 0, 50, 0, 500)
  simulation.call('EscapeCommFunction', { hFile: port, dwFunc: 1 })
  const began = simulation.kernel.nowUs()
  t.match(write(simulation, port, 'held'), { failed: false, count: 0 })
  t.ok(simulation.kernel.nowUs() - began >= 500_000, 'the write waits for its time-out')
  t.match(simulation.call('TransmitCommChar', { hFile: port, cChar: 0x51 }), {
    code: 32,
    status: 0xc0000043,
  })
  simulation.call('EscapeCommFunction', { hFile: port, dwFunc: 2 })
  simulation.call('TransmitCommChar', { hFile: port, cChar: 0x51 })
  t.equal(read(simulation, port, 4).data, 'Q', 'nothing of the held write is sent later')
})

t.test('WaitCommEvent with an event is given up soon, and tells no event', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  const event = createEvent(simulation)
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
  const mask = simulation.bytes(4)
  simulation.call('SetCommMask', { hFile: port, dwEvtMask: 1 })
  const waitFor = { hFile: port, lpEvtMask: mask, lpOverlapped: overlapped }
  t.match(simulation.call('WaitCommEvent', waitFor), { code: 997, status: 0x103 })
  t.match(
    simulation.call('WaitCommEvent', {
      ...waitFor,
      lpOverlapped: simulation.struct('OVERLAPPED', { hEvent: event }),
    }),
    { code: 87, status: 0xc000000d },
    'one at a time',
  )
  t.equal(wait(simulation, event, 10), 0n)
  t.match(result(simulation, port, overlapped), { code: 995, status: 0xc0000120 })
  t.equal(simulation.number(mask), 0n)
})

t.test('SetCommMask ends a wait', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  const event = createEvent(simulation)
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
  simulation.call('SetCommMask', { hFile: port, dwEvtMask: 1 })
  simulation.call('WaitCommEvent', {
    hFile: port,
    lpEvtMask: simulation.bytes(4),
    lpOverlapped: overlapped,
  })
  simulation.call('SetCommMask', { hFile: port, dwEvtMask: 0 })
  t.equal(wait(simulation, event), 0n)
  t.match(result(simulation, port, overlapped, false), { code: 995 })
})

t.test('WaitCommEvent without an event waits in the call', async t => {
  const simulation = simulate()
  const port = open(simulation).returned
  simulation.call('SetCommMask', { hFile: port, dwEvtMask: 1 })
  write(simulation, port, 'x')
  const mask = simulation.bytes(4)
  t.equal(simulation.call('WaitCommEvent', { hFile: port, lpEvtMask: mask }).returned, 1n)
  t.equal(simulation.number(mask), 1n)
})

t.test('WaitCommEvent refuses modem events, and an event that is none', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  for (const dwEvtMask of [8, 0x10, 0x20, 0x100]) {
    simulation.call('SetCommMask', { hFile: port, dwEvtMask })
    const overlapped = simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) })
    t.match(
      simulation.call('WaitCommEvent', {
        hFile: port,
        lpEvtMask: simulation.bytes(4),
        lpOverlapped: overlapped,
      }),
      { code: 50, status: 0xc00000bb },
    )
    t.equal(simulation.field('OVERLAPPED', overlapped, 'Internal'), 0xc00000bbn)
  }
  simulation.call('SetCommMask', { hFile: port, dwEvtMask: 1 })
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: 0x7770 })
  t.match(
    simulation.call('WaitCommEvent', {
      hFile: port,
      lpEvtMask: simulation.bytes(4),
      lpOverlapped: overlapped,
    }),
    { code: 6, status: 0xc0000008 },
  )
})
