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

t.test('a late far end answers late', async t => {
  const simulation = simulate({ peer: { kind: 'late', delayMs: 150 } })
  const port = open(simulation).returned
  setTimeouts(simulation, port, 0, 0, 50)
  write(simulation, port, 'abcd')
  t.match(read(simulation, port, 4), { data: '' })
  setTimeouts(simulation, port, 0, 0, 1000)
  const came = read(simulation, port, 4)
  t.match(came, { data: 'abcd' })
  t.ok(came.elapsedMs > 50 && came.elapsedMs < 900, `${came.elapsedMs} ms`)
})

t.test('a silent far end says nothing, one that says all twice says it twice', async t => {
  for (const [kind, data] of [
    ['silent', ''],
    ['twice', 'abab'],
  ] as const) {
    const simulation = simulate({ peer: { kind } })
    const port = open(simulation).returned
    setTimeouts(simulation, port, 0, 0, 20)
    t.match(write(simulation, port, 'ab'), { count: 2 })
    t.equal(read(simulation, port, 10).data, data)
  }
})

t.test('a noisy far end speaks unasked', async t => {
  const simulation = simulate({ peer: { kind: 'noise', bytesPerSecond: 1000 } })
  const port = open(simulation).returned
  setTimeouts(simulation, port, 0, 0, 100)
  const { count } = read(simulation, port, 1000)
  t.ok(count >= 80 && count <= 400, `${count} bytes in 100 ms`)
})

t.test('a stalled far end takes what the wire holds and no more', async t => {
  const simulation = simulate({ peer: { kind: 'stalled' } })
  const port = open(simulation).returned
  setTimeouts(simulation, port, 0, 0, 0, 0, 500)
  t.match(write(simulation, port, 'x'.repeat(20000)), { failed: false, count: 15360 })
  const began = simulation.kernel.nowUs()
  t.match(write(simulation, port, 'x'), { failed: false, count: 0 })
  t.ok(simulation.kernel.nowUs() - began >= 500_000)
})

t.test('a write that nobody takes ends in 1460, or with what was taken', async t => {
  const simulation = simulate({ peer: { kind: 'stalled' } })
  const port = open(simulation, { overlapped: true }).returned
  setTimeouts(simulation, port, 0, 0, 0, 0, 500)
  for (const [size, end] of [
    [20000, { failed: false, count: 15360 }],
    [10, { failed: true, code: 1460, count: 0 }],
  ] as const) {
    const overlapped = simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) })
    t.match(write(simulation, port, 'x'.repeat(size), overlapped), { code: 997 })
    t.match(result(simulation, port, overlapped), end)
  }
})

const unplug = { kind: 'echo', unplugOn: 'BYE' } as const

t.test('after the cable was pulled each function answers as under Wine', async t => {
  const simulation = simulate({ peer: unplug })
  const hFile = open(simulation).returned
  setTimeouts(simulation, hFile, 0, 0, 300)
  t.match(write(simulation, hFile, 'BYE'), { failed: false })
  const gone = { failed: true, code: 21, status: 0xc00000a3 }
  t.match(write(simulation, hFile, 'x'), gone)
  for (const name of [
    'ClearCommError',
    'SetCommBreak',
    'ClearCommBreak',
    'TransmitCommChar',
    'FlushFileBuffers',
  ] as const)
    t.match(simulation.call(name, { hFile }), gone, name)
  for (const dwFunc of [1, 2, 3, 4, 5, 6, 8, 9])
    t.match(
      simulation.call('EscapeCommFunction', { hFile, dwFunc }),
      gone,
      `EscapeCommFunction ${dwFunc}`,
    )
  t.match(
    simulation.call('GetCommState', { hFile, lpDCB: simulation.struct('DCB') }),
    gone,
    'GetCommState',
  )
  const lines = simulation.bytes(4)
  t.match(simulation.call('GetCommModemStatus', { hFile, lpModemStat: lines }), gone)
  t.equal(simulation.number(lines), 0n)
  for (const name of ['SetupComm', 'PurgeComm', 'SetCommMask', 'CancelIo', 'CancelIoEx'] as const)
    t.equal(simulation.call(name, { hFile }).returned, 1n, name)
  t.equal(simulation.call('EscapeCommFunction', { hFile, dwFunc: 7 }).returned, 1n)
  t.equal(simulation.call('GetFileType', { hFile }).returned, 2n)
  const came = read(simulation, hFile, 4)
  t.match(came, { failed: false, data: '' })
  t.ok(came.elapsedMs >= 300, 'a synchronous read waits for its time-out')
  t.match(
    open(simulation),
    { returned: simulation.allOnes, code: 2 },
    'the port can not be opened again',
  )
  t.equal(simulation.call('CloseHandle', { hObject: hFile }).returned, 1n)
  t.match(
    simulation.call('CloseHandle', { hObject: hFile }),
    { code: 6 },
    'error 6 comes from the program alone',
  )
})

t.test('pulling the cable ends a waiting read with 109, or with what it has', async t => {
  for (const [before, end] of [
    ['', { failed: true, code: 109, status: 0xc000014b, count: 0 }],
    ['abc', { failed: false, count: 3 }],
  ] as const) {
    const simulation = simulate({ peer: unplug })
    const port = open(simulation, { overlapped: true }).returned
    const event = createEvent(simulation)
    const overlapped = simulation.struct('OVERLAPPED', { hEvent: event })
    const other = simulation.struct('OVERLAPPED', { hEvent: createEvent(simulation) })
    read(simulation, port, 4, overlapped)
    if (before !== '') write(simulation, port, before, other)
    t.equal(wait(simulation, event), 258n)
    write(simulation, port, 'BYE', other)
    t.equal(wait(simulation, event), 0n)
    t.match(result(simulation, port, overlapped), end, `'${before}' before`)
  }
})

t.test('a synchronous read without time-outs waits for ever when the cable is pulled', async t => {
  const simulation = simulate({ peer: unplug })
  const port = open(simulation).returned
  write(simulation, port, 'BYE')
  t.throws(() => read(simulation, port, 4), { name: 'Death', kind: 'waits-for-ever' })
})

t.test('the device of a plan says which far end there is', async t => {
  const simulation = simulate({ device: 'unplugged' })
  const port = open(simulation).returned
  t.match(write(simulation, port, 'hello'), { failed: false })
  write(simulation, port, 'UNPLUG')
  t.match(write(simulation, port, 'hello'), { code: 21 })
})
