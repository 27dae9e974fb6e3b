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
} from '../../../../support/child/kernels/simulated/simulation.ts'

const MAX = 0xffffffff

t.test('a synchronous read ends as its time-outs say', async t => {
  // interval, multiplier, constant; what waits; bytes asked for; what comes; after how many milliseconds
  const rows: readonly (readonly [number, number, number, string, number, string, number])[] = [
    [MAX, 0, 0, '', 4, '', 0],
    [MAX, 0, 0, 'ab', 4, 'ab', 0],
    [MAX, 0, 0, 'abcdef', 4, 'abcd', 0],
    [0, 0, 300, '', 4, '', 300],
    [0, 0, 300, 'ab', 4, 'ab', 300],
    [0, 0, 300, 'abcd', 4, 'abcd', 0],
    [0, 100, 100, '', 3, '', 400],
    [200, 0, 0, 'ab', 4, 'ab', 200],
    [200, 0, 600, '', 4, '', 600],
    [200, 0, 600, 'ab', 4, 'ab', 200],
    [MAX, MAX, 300, '', 4, '', 300],
    [MAX, MAX, 300, 'ab', 4, 'ab', 300],
    [MAX, 0, 300, 'ab', 4, 'ab', 300],
    [0, 0, 0, 'abcd', 4, 'abcd', 0],
  ]
  for (const [interval, multiplier, constant, there, wanted, data, afterMs] of rows) {
    const simulation = simulate()
    const port = open(simulation).returned
    setTimeouts(simulation, port, interval, multiplier, constant)
    if (there !== '') write(simulation, port, there)
    const came = read(simulation, port, wanted)
    const title = `(${interval}, ${multiplier}, ${constant}) with '${there}', ${wanted} asked`
    t.match(came, { failed: false, data, code: 0x2badc0de }, title)
    t.ok(
      came.elapsedMs >= afterMs && came.elapsedMs < afterMs + 190,
      `${title}: ${came.elapsedMs} ms`,
    )
  }
})

t.test('an overlapped read ends as its time-outs say', async t => {
  // as above; ReadFile's code (0 for success); GetOverlappedResult's code, or 'never'; bytes
  const rows: readonly (readonly [
    number,
    number,
    number,
    string,
    number,
    number,
    number | 'never',
    number,
  ])[] = [
    [MAX, 0, 0, '', 4, 997, 'never', 0],
    [MAX, 0, 0, 'ab', 4, 0, 0, 2],
    [MAX, 0, 0, 'abcdef', 4, 0, 0, 4],
    [0, 0, 300, '', 4, 997, 1460, 0],
    [0, 0, 300, 'ab', 4, 997, 0, 2],
    [0, 0, 300, 'abcd', 4, 997, 0, 4],
    [200, 0, 0, 'ab', 4, 997, 0, 2],
    [200, 0, 0, '', 4, 997, 'never', 0],
    [MAX, MAX, 300, 'ab', 4, 997, 'never', 0],
    [MAX, 0, 300, 'ab', 4, 997, 0, 2],
    [0, 0, 0, 'abcd', 4, 997, 0, 4],
    [0, 0, 0, 'ab', 4, 997, 'never', 0],
  ]
  for (const [interval, multiplier, constant, there, wanted, code, end, count] of rows) {
    const simulation = simulate()
    const port = open(simulation, { overlapped: true }).returned
    setTimeouts(simulation, port, interval, multiplier, constant)
    if (there !== '') write(simulation, port, there, simulation.struct('OVERLAPPED'))
    const overlapped = simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) })
    const title = `(${interval}, ${multiplier}, ${constant}) with '${there}', ${wanted} asked`
    t.equal(read(simulation, port, wanted, overlapped).code, code === 0 ? 0x2badc0de : code, title)
    if (end === 'never') {
      simulation.call('Sleep', { dwMilliseconds: 2000 })
      t.equal(result(simulation, port, overlapped, false).code, 996, `${title}: still waits`)
    } else
      t.match(
        result(simulation, port, overlapped),
        { failed: end !== 0, code: end === 0 ? 0x2badc0de : end, count },
        `${title}: ends`,
      )
  }
})

t.test('a write goes out at once, and comes back', async t => {
  const simulation = simulate()
  const port = open(simulation).returned
  t.match(write(simulation, port, 'hello'), { failed: false, count: 5 })
  t.match(read(simulation, port, 5), { data: 'hello' })
})

t.test('an overlapped write sets its event, and looks at it no further', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  const event = createEvent(simulation)
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
  t.match(write(simulation, port, 'hello', overlapped), { failed: false, count: 5 })
  t.equal(wait(simulation, event), 0n)
  t.same(
    [
      simulation.field('OVERLAPPED', overlapped, 'Internal'),
      simulation.field('OVERLAPPED', overlapped, 'InternalHigh'),
    ],
    [0n, 5n],
  )
  t.match(
    write(simulation, port, 'x', simulation.struct('OVERLAPPED', { hEvent: 0x7770 })),
    { failed: false },
    'one that is none',
  )
  t.match(
    write(simulation, port, 'x', simulation.struct('OVERLAPPED', { hEvent: port })),
    { failed: false },
    'one of another kind',
  )
})

t.test('an overlapped read refuses an event that is none', async t => {
  for (const pointerBytes of [8, 4] as const) {
    const simulation = simulate({ pointerBytes })
    const port = open(simulation, { overlapped: true }).returned
    const leftovers = BigInt.asUintN(8 * pointerBytes, 0xfdfdfdfdfdfdfdfdn)
    for (const hEvent of [0x7770n, 1n << 5n, leftovers]) {
      const overlapped = simulation.struct('OVERLAPPED', { hEvent })
      t.match(
        read(simulation, port, 4, overlapped),
        { failed: true, code: 6, status: 0xc0000008, count: 0 },
        `0x${hEvent.toString(16)}`,
      )
      t.equal(simulation.field('OVERLAPPED', overlapped, 'Internal'), 0x103n)
    }
    t.match(
      read(simulation, port, 4, simulation.struct('OVERLAPPED', { hEvent: port })),
      { code: 6, status: 0xc0000024 },
      'a port is no event',
    )
  }
})

t.test('a read without event sets the port itself', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  t.equal(wait(simulation, port), 0n, 'nothing is under way')
  const overlapped = simulation.struct('OVERLAPPED')
  read(simulation, port, 2, overlapped)
  t.equal(wait(simulation, port), 258n)
  write(
    simulation,
    port,
    'ab',
    simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) }),
  )
  t.equal(wait(simulation, port), 0n)
  t.match(result(simulation, port, overlapped), { count: 2 })
})

t.test('an overlapped handle wants an OVERLAPPED with an offset that is not negative', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  t.match(read(simulation, port, 4), { code: 87, status: 0xc000000d, count: 0 })
  t.match(write(simulation, port, 'ab'), { code: 87, status: 0xc000000d, count: 0 })
  t.match(read(simulation, port, 4, simulation.struct('OVERLAPPED', { OffsetHigh: 0x80000000 })), {
    code: 87,
    status: 0xc000000d,
  })
})

t.test('buffers nobody can touch are refused, not touched', async t => {
  const simulation = simulate()
  const hFile = open(simulation).returned
  t.match(simulation.call('ReadFile', { hFile, nNumberOfBytesToRead: 4 }), {
    code: 998,
    status: 0xc0000005,
  })
  t.match(simulation.call('WriteFile', { hFile, nNumberOfBytesToWrite: 4 }), {
    code: 1784,
    status: 0xc00000e8,
  })
  for (const name of ['ReadFile', 'WriteFile'] as const)
    t.equal(simulation.call(name, { hFile }).returned, 1n, `${name} of nothing needs no buffer`)
})

t.test('a pending read can be cancelled, and keeps what it has', async t => {
  for (const how of ['CancelIo', 'CancelIoEx', 'CancelIoEx of one'] as const) {
    const simulation = simulate()
    const port = open(simulation, { overlapped: true }).returned
    const event = createEvent(simulation)
    const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
    write(simulation, port, 'ab', simulation.struct('OVERLAPPED'))
    read(simulation, port, 4, overlapped)
    const cancelled =
      how === 'CancelIo'
        ? simulation.call('CancelIo', { hFile: port })
        : simulation.call('CancelIoEx', {
            hFile: port,
            lpOverlapped: how === 'CancelIoEx' ? 0n : overlapped,
          })
    t.equal(cancelled.returned, 1n, how)
    t.equal(wait(simulation, event), 0n)
    t.match(result(simulation, port, overlapped, false), {
      code: 995,
      status: 0xc0000120,
      count: 2,
    })
  }
})

t.test('cancelling nothing succeeds, but for one operation that is not there', async t => {
  const simulation = simulate()
  const hFile = open(simulation, { overlapped: true }).returned
  t.equal(simulation.call('CancelIo', { hFile }).returned, 1n)
  t.equal(simulation.call('CancelIoEx', { hFile }).returned, 1n)
  t.match(simulation.call('CancelIoEx', { hFile, lpOverlapped: simulation.struct('OVERLAPPED') }), {
    code: 1168,
    status: 0xc0000225,
  })
  t.equal(
    simulation.call('CancelIo', { hFile: createEvent(simulation) }).returned,
    1n,
    'even on an event',
  )
})

t.test('closing the port ends what is under way', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  const event = createEvent(simulation)
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
  read(simulation, port, 4, overlapped)
  simulation.call('CloseHandle', { hObject: port })
  t.equal(wait(simulation, event), 0n)
  t.equal(simulation.field('OVERLAPPED', overlapped, 'Internal'), 0x8000000an)
})

t.test('GetOverlappedResult uses up an auto-reset event', async t => {
  const simulation = simulate()
  const port = open(simulation, { overlapped: true }).returned
  const event = createEvent(simulation, false)
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
  setTimeouts(simulation, port, 0, 0, 50)
  read(simulation, port, 1, overlapped)
  t.match(result(simulation, port, overlapped), { code: 1460 })
  t.equal(wait(simulation, event), 258n)
})

t.test(
  'zeros where a 32-bit OVERLAPPED ends: the event the program waits for is never set',
  async t => {
    const simulation = simulate()
    const port = open(simulation, { overlapped: true }).returned
    const event = createEvent(simulation)
    const overlapped = simulation.struct('OVERLAPPED', { Offset: event })
    t.match(read(simulation, port, 4, overlapped), { code: 997 })
    write(
      simulation,
      port,
      'abcd',
      simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) }),
    )
    t.equal(wait(simulation, event, 5000), 258n)
  },
)
