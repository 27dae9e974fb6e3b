import t from 'tap'
import {
  createEvent,
  open,
  read,
  result,
  simulate,
  write,
  type Simulation,
} from '../../../../support/child/kernels/simulated/simulation.ts'

const path = '\\\\.\\pipe\\simulated'

function serve(simulation: Simulation, overlapped = false): bigint {
  return simulation.call('CreateNamedPipeW', {
    lpName: simulation.text(path),
    dwOpenMode: overlapped ? 0x40000003 : 3,
    nMaxInstances: 1,
  }).returned
}

function peek(
  simulation: Simulation,
  pipe: bigint,
): { readonly failed: boolean; readonly code: number; readonly total: bigint } {
  const total = simulation.bytes(4)
  const called = simulation.call('PeekNamedPipe', { hNamedPipe: pipe, lpTotalBytesAvail: total })
  return { ...called, total: simulation.number(total) }
}

t.test('bytes go from one end of a pipe to the other', async t => {
  const simulation = simulate()
  const server = serve(simulation)
  const client = open(simulation, { path: path.toUpperCase() }).returned
  t.match(write(simulation, client, 'hello'), { failed: false, count: 5 })
  t.match(peek(simulation, server), { failed: false, total: 5n })
  t.equal(read(simulation, server, 3).data, 'hel')
  t.equal(read(simulation, server, 64).data, 'lo')
  write(simulation, server, 'back')
  t.equal(read(simulation, client, 64).data, 'back')
})

t.test('PeekNamedPipe shows bytes and leaves them', async t => {
  const simulation = simulate()
  const server = serve(simulation)
  write(simulation, open(simulation, { path }).returned, 'hello')
  const [buffer, count, left] = [simulation.bytes(3), simulation.bytes(4), simulation.bytes(4)]
  simulation.call('PeekNamedPipe', {
    hNamedPipe: server,
    lpBuffer: buffer,
    nBufferSize: 3,
    lpBytesRead: count,
    lpBytesLeftThisMessage: left,
  })
  t.same(
    [simulation.contentAt(buffer, 3).toString('latin1'), simulation.number(count)],
    ['hel', 3n],
  )
  t.equal(read(simulation, server, 5).data, 'hello')
})

t.test('an end that nobody has connected to is listening', async t => {
  const simulation = simulate()
  const server = serve(simulation)
  t.match(write(simulation, server, 'x'), { code: 536, status: 0xc00000b3 })
  t.match(read(simulation, server, 1), { code: 536 })
  t.match(peek(simulation, server), { code: 230 })
})

t.test('one server end serves one client', async t => {
  const simulation = simulate()
  serve(simulation)
  t.match(open(simulation, { path }), { failed: false })
  t.match(open(simulation, { path }), { code: 231, status: 0xc00000ac })
  t.match(simulation.call('CreateNamedPipeW', { lpName: simulation.text('C:\\x') }), {
    failed: true,
    code: 123,
    status: 0xc0000033,
  })
})

t.test('the other end can read what was sent before a close, and no more', async t => {
  const simulation = simulate()
  const server = serve(simulation)
  const client = open(simulation, { path }).returned
  write(simulation, server, 'last')
  simulation.call('CloseHandle', { hObject: server })
  t.equal(read(simulation, client, 64).data, 'last')
  t.match(read(simulation, client, 64), { code: 109, status: 0xc000014b })
  t.match(write(simulation, client, 'x'), { code: 232, status: 0xc00000b1 })
  t.match(peek(simulation, client), { code: 109 })
  t.match(open(simulation, { path }), { code: 2 }, 'the name is free again')
})

t.test('an overlapped read waits for the other end, and needs a true event', async t => {
  const simulation = simulate()
  const server = serve(simulation, true)
  const client = open(simulation, { path, overlapped: true }).returned
  const event = createEvent(simulation)
  const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
  t.match(read(simulation, server, 5, overlapped), { code: 997 })
  write(simulation, client, 'hello', simulation.struct('OVERLAPPED'))
  t.match(result(simulation, server, overlapped), { failed: false, count: 5 })
  const wrong = simulation.struct('OVERLAPPED', { hEvent: 0x7770 })
  t.match(
    write(simulation, client, 'x', wrong),
    { code: 6 },
    'unlike a port, a pipe looks at the event of a write',
  )
  t.match(read(simulation, server, 1, wrong), { code: 6 })
  read(simulation, server, 5, overlapped)
  simulation.call('CloseHandle', { hObject: client })
  t.match(result(simulation, server, overlapped), { code: 109 })
})

t.test('a read with nobody left to send waits for ever', async t => {
  const simulation = simulate()
  const server = serve(simulation)
  open(simulation, { path })
  t.throws(() => read(simulation, server, 1), { name: 'Death', kind: 'waits-for-ever' })
})
