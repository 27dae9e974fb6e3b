import t from 'tap'
import { initialDcb, settle } from '../../../../../src/child/kernels/simulated/line-settings.ts'
import {
  createEvent,
  open,
  setTimeouts,
  simulate,
} from '../../../../support/child/kernels/simulated/simulation.ts'

const wanted = { ...initialDcb, BaudRate: 115200, fBitFields: 1 }

t.test('settle() makes of a DCB what a pseudo-terminal under Wine makes of it', async t => {
  const rows: readonly (readonly [string, Record<string, number>, Record<string, number>])[] = [
    [
      '115200 8 N 1',
      {},
      { BaudRate: 115200, ByteSize: 8, Parity: 0, StopBits: 0, fBitFields: 0x1011 },
    ],
    ['a speed no terminal knows', { BaudRate: 12345 }, { BaudRate: 38400 }],
    ['a speed beyond all', { BaudRate: 4_000_000_000 }, { BaudRate: 38400 }],
    ['7E2', { ByteSize: 7, Parity: 2, StopBits: 2 }, { ByteSize: 8, Parity: 0, StopBits: 2 }],
    ['7O1', { ByteSize: 7, Parity: 1 }, { ByteSize: 8, Parity: 7 }],
    ['mark parity', { Parity: 3 }, { Parity: 8 }],
    ['one and a half stop bits', { StopBits: 1 }, { StopBits: 2 }],
    ['5 data bits', { ByteSize: 5 }, { ByteSize: 8 }],
    ['XON/XOFF both ways', { fBitFields: 0x301 }, { fBitFields: 0x1311 }],
    ['both handshakes', { fBitFields: 0x2005 }, { fBitFields: 0x1015 }],
    ['CTS alone', { fBitFields: 0x1005 }, { fBitFields: 0x1011 }],
    [
      'characters',
      { XonChar: 7, XoffChar: 8, EofChar: 34, ErrorChar: 33, EvtChar: 35 },
      { XonChar: 7, XoffChar: 8, EofChar: 34, ErrorChar: 0xff, EvtChar: 0 },
    ],
    ['a wrong DCBlength', { DCBlength: 27 }, { DCBlength: 28 }],
  ]
  for (const [what, asked, expected] of rows)
    t.match(settle({ ...wanted, ...asked }), expected, what)
})

t.test('settle() refuses what Wine refuses', async t => {
  const rows: readonly (readonly [string, Record<string, number>, number])[] = [
    ['6 data bits', { ByteSize: 6 }, 87],
    ['no data bits', { ByteSize: 0 }, 50],
    ['9 data bits', { ByteSize: 9 }, 50],
    ['parity 5', { Parity: 5 }, 50],
    ['stop bits 3', { StopBits: 3 }, 50],
    ['RTS toggle', { fBitFields: 0x3001 }, 50],
  ]
  for (const [what, asked, code] of rows) t.match(settle({ ...wanted, ...asked }), { code }, what)
})

t.test('SetCommState and GetCommState keep the settings beyond a close', async t => {
  for (const pointerBytes of [8, 4] as const) {
    const simulation = simulate({ pointerBytes })
    const first = open(simulation).returned
    t.equal(
      simulation.call('SetCommState', { hFile: first, lpDCB: simulation.struct('DCB', wanted) })
        .returned,
      1n,
    )
    simulation.call('CloseHandle', { hObject: first })
    const dcb = simulation.struct('DCB')
    simulation.call('GetCommState', { hFile: open(simulation).returned, lpDCB: dcb })
    t.equal(simulation.field('DCB', dcb, 'BaudRate'), 115200n)
    t.equal(
      simulation.field('DCB', dcb, 'fBitFields'),
      0xcdcd9011n,
      'the bits behind fAbortOnError stay as they were',
    )
    t.equal(simulation.field('DCB', dcb, 'wReserved'), 0xcdcdn, 'wReserved is not written')
  }
})

t.test('a DCB that a program laid out wrong is read where it really is', async t => {
  const simulation = simulate()
  const port = open(simulation).returned
  const shifted = simulation.struct('DCB', { ...wanted, ByteSize: 0 })
  t.match(simulation.call('SetCommState', { hFile: port, lpDCB: shifted }), {
    failed: true,
    code: 50,
  })
})

t.test('time-outs and mask belong to an open, and read back as set', async t => {
  const simulation = simulate()
  const [one, two] = [open(simulation).returned, open(simulation).returned]
  setTimeouts(simulation, one, 0xffffffff, 2, 3, 4, 5)
  simulation.call('SetCommMask', { hFile: one, dwEvtMask: 0x1fb })
  const fields = [
    'ReadIntervalTimeout',
    'ReadTotalTimeoutMultiplier',
    'ReadTotalTimeoutConstant',
    'WriteTotalTimeoutMultiplier',
    'WriteTotalTimeoutConstant',
  ]
  for (const [port, values, mask] of [
    [one, [0xffffffffn, 2n, 3n, 4n, 5n], 0x1fbn],
    [two, [0n, 0n, 0n, 0n, 0n], 0n],
  ] as const) {
    const timeouts = simulation.struct('COMMTIMEOUTS')
    simulation.call('GetCommTimeouts', { hFile: port, lpCommTimeouts: timeouts })
    t.same(
      fields.map(field => simulation.field('COMMTIMEOUTS', timeouts, field)),
      values,
    )
    const cell = simulation.bytes(4)
    simulation.call('GetCommMask', { hFile: port, lpEvtMask: cell })
    t.equal(simulation.number(cell), mask)
  }
})

t.test('GetCommProperties fills all 64 bytes', async t => {
  const simulation = simulate()
  const properties = simulation.bytes(66)
  simulation.call('GetCommProperties', { hFile: open(simulation).returned, lpCommProp: properties })
  t.equal(simulation.field('COMMPROP', properties, 'dwMaxRxQueue'), 4096n)
  t.equal(
    simulation.contentAt(properties + 56n, 10).toString('hex'),
    '0000000000000000cdcd',
    'and no byte more',
  )
})

t.test('NULL is refused by each function in its own way', async t => {
  const simulation = simulate()
  const hFile = open(simulation).returned
  t.match(simulation.call('GetCommState', { hFile }), { code: 87, status: 0 })
  t.match(simulation.call('SetCommState', { hFile }), { code: 87, status: 0 })
  t.match(simulation.call('GetCommTimeouts', { hFile }), { code: 87, status: 0 })
  t.match(simulation.call('SetCommTimeouts', { hFile }), { code: 87, status: 0 })
  t.match(simulation.call('GetCommMask', { hFile }), { code: 1784, status: 0xc00000e8 })
  t.match(simulation.call('GetCommProperties', { hFile }), { code: 87, status: 0xc000000d })
  t.match(simulation.call('GetCommModemStatus', { hFile }), { code: 87, status: 0xc000000d })
  t.match(simulation.call('WaitCommEvent', { hFile }), { code: 87, status: 0xc000000d })
  t.equal(simulation.call('ClearCommError', { hFile }).returned, 1n, 'ClearCommError needs nothing')
})

t.test('what is no serial port answers as under Wine', async t => {
  const rows: readonly (readonly [
    string,
    (simulation: ReturnType<typeof simulate>) => bigint,
    number,
    number,
    number,
  ])[] = [
    ['an event', createEvent, 0xc0000024, 0xc0000024, 6],
    ['NUL', simulation => open(simulation, { path: 'NUL' }).returned, 0xc0000024, 0xc0000123, 5],
    [
      'a file',
      simulation => open(simulation, { path: 'C:\\windows\\win.ini', access: 0x80000000 }).returned,
      0xc0000024,
      0xc00000bb,
      50,
    ],
    [
      'a pipe',
      simulation =>
        simulation.call('CreateNamedPipeW', { lpName: simulation.text('\\\\.\\pipe\\p') }).returned,
      0xc00000bb,
      0xc00000bb,
      50,
    ],
  ]
  for (const [what, make, driver, server, serverCode] of rows) {
    const simulation = simulate()
    const hFile = make(simulation)
    for (const name of [
      'SetupComm',
      'PurgeComm',
      'ClearCommError',
      'SetCommBreak',
      'ClearCommBreak',
    ] as const)
      t.match(
        simulation.call(name, { hFile }),
        { failed: true, status: driver },
        `${name} on ${what}`,
      )
    t.match(
      simulation.call('GetCommState', { hFile, lpDCB: simulation.struct('DCB') }),
      { failed: true, status: driver },
      `GetCommState on ${what}`,
    )
    t.match(
      simulation.call('SetCommMask', { hFile }),
      { code: serverCode, status: server },
      `SetCommMask on ${what}`,
    )
    t.match(
      setTimeouts(simulation, hFile, 0, 0, 0),
      { code: serverCode, status: server },
      `SetCommTimeouts on ${what}`,
    )
  }
})

t.test('a port opened for writing alone refuses what asks the driver', async t => {
  const simulation = simulate()
  const hFile = open(simulation, { access: 0x40000000 }).returned
  t.match(simulation.call('PurgeComm', { hFile }), { code: 5, status: 0xc0000022 })
  t.match(
    simulation.call('ReadFile', { hFile, lpBuffer: simulation.bytes(4), nNumberOfBytesToRead: 4 }),
    { code: 5, status: 0xc0000022 },
  )
  t.equal(simulation.call('SetCommMask', { hFile }).returned, 1n)
})
