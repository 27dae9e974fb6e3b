import t from 'tap'
import {
  open,
  simulate,
  type Simulation,
} from '../../../../support/child/kernels/simulated/simulation.ts'

interface Row {
  readonly path: string
  readonly simulation: Simulation
  readonly code: number
  readonly status: number
}

t.test('CreateFileW tells why a path can not be opened', async t => {
  const port = simulate()
  const rows: readonly Row[] = [
    { path: '\\\\.\\COM8', simulation: port, code: 2, status: 0xc0000034 },
    { path: 'COM8', simulation: port, code: 2, status: 0xc0000034 },
    { path: '\\\\.\\COM7\\x', simulation: port, code: 3, status: 0xc000003a },
    { path: '', simulation: port, code: 3, status: 0 },
    { path: 'C:\\windows\\nosuch', simulation: port, code: 2, status: 0xc0000034 },
    { path: 'C:\\nosuch\\x', simulation: port, code: 3, status: 0xc000003a },
    { path: 'C:\\windows', simulation: port, code: 5, status: 0xc00000ba },
    { path: '\\\\.\\pipe\\nosuch', simulation: port, code: 2, status: 0xc0000034 },
    {
      path: '\\\\.\\COM7',
      simulation: simulate({ device: 'missing' }),
      code: 2,
      status: 0xc0000034,
    },
    { path: '\\\\.\\COM7', simulation: simulate({ device: 'busy' }), code: 5, status: 0xc0000022 },
    {
      path: '\\\\.\\COM7',
      simulation: simulate({ device: 'none', path: '' }),
      code: 2,
      status: 0xc0000034,
    },
  ]
  for (const { path, simulation, code, status } of rows) {
    t.match(
      open(simulation, { path }),
      { returned: simulation.allOnes, failed: true, code, status },
      `${path}, ${code}`,
    )
    t.equal(simulation.kernel.lastTrueHandle(), simulation.allOnes)
  }
})

t.test('CreateFileW opens a port by its name, whatever its case, as often as wanted', async t => {
  const simulation = simulate()
  for (const path of ['\\\\.\\COM7', '\\\\.\\com7', 'COM7', '\\\\?\\COM7'])
    t.match(open(simulation, { path }), { failed: false, code: 0 }, path)
  t.match(
    open(simulate({ path: '\\\\.\\COM33' }), { path: 'COM33' }),
    { code: 2 },
    'beyond COM9 the prefix is needed',
  )
})

t.test('CreateFileW looks at the disposition', async t => {
  const simulation = simulate()
  for (const [disposition, expected] of [
    [0, { code: 87 }],
    [1, { code: 80 }],
    [2, { failed: false, code: 183 }],
    [3, { failed: false, code: 0 }],
    [4, { failed: false, code: 183 }],
    [5, { failed: false, code: 0 }],
    [6, { code: 87 }],
  ] as const) {
    t.match(open(simulation, { disposition }), expected, `${disposition}`)
  }
})

t.test('CreateFileW follows the addresses it is given', async t => {
  const simulation = simulate()
  t.throws(() => simulation.call('CreateFileW', { lpFileName: 0x1234 }), {
    name: 'Death',
    kind: 'crashed',
    exitCode: 0xc0000005,
  })
  t.throws(
    () =>
      simulation.call('CreateFileW', {
        lpFileName: simulation.text('NUL'),
        lpSecurityAttributes: 0x1234,
      }),
    { name: 'Death', kind: 'crashed' },
  )
})

t.test('NUL takes everything and gives nothing', async t => {
  const simulation = simulate()
  const hFile = open(simulation, { path: 'NUL' }).returned
  const count = simulation.bytes(4)
  t.equal(
    simulation.call('WriteFile', {
      hFile,
      lpBuffer: simulation.ascii('abc'),
      nNumberOfBytesToWrite: 3,
      lpNumberOfBytesWritten: count,
    }).returned,
    1n,
  )
  t.equal(simulation.number(count), 3n)
  t.equal(
    simulation.call('ReadFile', {
      hFile,
      lpBuffer: simulation.bytes(3),
      nNumberOfBytesToRead: 3,
      lpNumberOfBytesRead: count,
    }).returned,
    1n,
  )
  t.equal(simulation.number(count), 0n)
  t.match(simulation.call('FlushFileBuffers', { hFile }), { code: 5, status: 0xc0000123 })
})

t.test('a file is read from where the last read ended', async t => {
  const simulation = simulate()
  const hFile = open(simulation, { path: 'C:\\Windows\\WIN.INI', access: 0x80000000 }).returned
  const buffer = simulation.bytes(6)
  const pieces = [6, 2].map(bytes => {
    simulation.call('ReadFile', { hFile, lpBuffer: buffer, nNumberOfBytesToRead: bytes })
    return simulation.contentAt(buffer, bytes).toString('latin1')
  })
  t.same(pieces, ['[mail]', '\r\n'])
  t.match(simulation.call('WriteFile', { hFile, lpBuffer: buffer, nNumberOfBytesToWrite: 1 }), {
    code: 5,
  })
  t.match(simulation.call('FlushFileBuffers', { hFile }), { code: 5, status: 0xc0000022 })
})
