import t from 'tap'
import {
  createEvent,
  open,
  simulate,
  untouched,
  wait,
} from '../../../../support/child/kernels/simulated/simulation.ts'

const invalid = { failed: true, code: 6, status: 0xc0000008 }
const mismatch = { failed: true, code: 6, status: 0xc0000024 }

t.test('handles are multiples of 4, the lowest free one first, and used again', async t => {
  const simulation = simulate()
  const [one, two, three] = [
    createEvent(simulation),
    createEvent(simulation),
    createEvent(simulation),
  ]
  t.same([one % 4n, two - one, three - two], [0n, 4n, 4n])
  t.equal(simulation.call('CloseHandle', { hObject: two }).returned, 1n)
  t.match(simulation.call('SetEvent', { hEvent: two }), invalid, 'a closed handle names nothing')
  t.match(simulation.call('CloseHandle', { hObject: two }), invalid, 'nor can it be closed again')
  t.equal(createEvent(simulation), two, 'until its number is given out again')
})

t.test('the two low bits of a handle do not count', async t => {
  const simulation = simulate()
  const event = createEvent(simulation)
  for (const bits of [1n, 2n, 3n])
    t.equal(simulation.call('SetEvent', { hEvent: event | bits }).returned, 1n)
})

t.test('handles like those of NT have 32 significant bits, sign-extended', async t => {
  const simulation = simulate()
  const event = createEvent(simulation)
  for (const upper of [1n, 0x5eed0badn, 0xffffffffn, 0x80000000n])
    t.match(
      simulation.call('SetEvent', { hEvent: (upper << 32n) | event }),
      invalid,
      `upper half ${upper.toString(16)}`,
    )
})

t.test('high handles keep their upper half, and a cut one names nothing', async t => {
  const simulation = simulate({ policy: { kernelHandles: 'high', pointerLike: 'low' } })
  const event = createEvent(simulation)
  t.ok(event > 0xffffffffn)
  t.equal(simulation.call('SetEvent', { hEvent: event }).returned, 1n)
  t.match(
    simulation.call('SetEvent', { hEvent: BigInt.asUintN(32, event) }),
    invalid,
    'cut and zero-extended',
  )
})

t.test('high handles are low where a pointer has 4 bytes', async t => {
  const simulation = simulate({
    pointerBytes: 4,
    policy: { kernelHandles: 'high', pointerLike: 'high' },
  })
  const event = createEvent(simulation)
  t.ok(event < 0x10000n)
  t.equal(simulation.call('SetEvent', { hEvent: event }).returned, 1n)
})

t.test('pseudo handles stand for the process, the thread and its tokens', async t => {
  for (const pointerBytes of [8, 4] as const) {
    const simulation = simulate({ pointerBytes })
    const pseudo = (value: bigint): bigint => BigInt.asUintN(8 * pointerBytes, value)
    t.equal(simulation.call('GetCurrentProcess', {}).returned, pseudo(-1n))
    t.not(simulation.call('GetProcessId', { Process: pseudo(-1n) }).returned, 0n)
    t.match(
      simulation.call('GetProcessId', { Process: pseudo(-2n) }),
      mismatch,
      'a thread is no process',
    )
    for (const value of [-1n, -2n, -4n, -5n, -6n])
      t.equal(
        simulation.call('GetHandleInformation', {
          hObject: pseudo(value),
          lpdwFlags: simulation.bytes(4),
        }).returned,
        1n,
        `${value} is a handle`,
      )
    for (const value of [-3n, -7n])
      t.match(
        simulation.call('GetHandleInformation', {
          hObject: pseudo(value),
          lpdwFlags: simulation.bytes(4),
        }),
        invalid,
        `${value} is none`,
      )
    t.equal(
      simulation.call('CloseHandle', { hObject: pseudo(-1n) }).returned,
      1n,
      'closing one does nothing, and well',
    )
    t.equal(wait(simulation, pseudo(-1n)), 258n, 'the process has not ended')
    t.match(
      simulation.call('ReadFile', { hFile: pseudo(-1n) }),
      mismatch,
      'I/O sees that it is no file',
    )
    t.match(
      simulation.call('PurgeComm', { hFile: pseudo(-1n) }),
      invalid,
      'an ioctl takes -1 for no handle at all',
    )
  }
})

t.test(
  'a zero-extended pseudo handle names nothing on 64 bits, but CloseHandle lets it pass',
  async t => {
    const simulation = simulate()
    const cut = 0xffffffffn
    t.match(
      simulation.call('GetHandleInformation', { hObject: cut, lpdwFlags: simulation.bytes(4) }),
      invalid,
    )
    t.match(simulation.call('GetProcessId', { Process: cut }), invalid)
    t.match(
      simulation.call('DuplicateHandle', {
        hSourceProcessHandle: cut,
        hSourceHandle: createEvent(simulation),
        hTargetProcessHandle: cut,
        lpTargetHandle: simulation.bytes(8),
      }),
      invalid,
    )
    t.equal(simulation.call('CloseHandle', { hObject: cut }).returned, 1n)
  },
)

t.test('DuplicateHandle makes a second handle of the same object', async t => {
  const simulation = simulate()
  const event = createEvent(simulation)
  const cell = simulation.bytes(8)
  const process = simulation.allOnes
  t.equal(
    simulation.call('DuplicateHandle', {
      hSourceProcessHandle: process,
      hSourceHandle: event,
      hTargetProcessHandle: process,
      lpTargetHandle: cell,
      bInheritHandle: 1,
      dwOptions: 2,
    }).returned,
    1n,
  )
  const copy = simulation.number(cell, 8)
  t.equal(simulation.kernel.lastTrueHandle(), copy, 'the kernel knows which handle it gave out')
  t.not(copy, event)
  const flags = simulation.bytes(4)
  simulation.call('GetHandleInformation', { hObject: copy, lpdwFlags: flags })
  t.equal(simulation.number(flags), 1n, 'HANDLE_FLAG_INHERIT')
  simulation.call('CloseHandle', { hObject: event })
  simulation.call('SetEvent', { hEvent: copy })
  t.equal(wait(simulation, copy), 0n, 'it outlives the first')
})

t.test(
  'DuplicateHandle with DUPLICATE_CLOSE_SOURCE gives the source back, or closes it',
  async t => {
    for (const [options, same] of [
      [3, true],
      [1, false],
    ] as const) {
      const simulation = simulate()
      const event = createEvent(simulation)
      const cell = simulation.bytes(8)
      const process = simulation.allOnes
      simulation.call('DuplicateHandle', {
        hSourceProcessHandle: process,
        hSourceHandle: event,
        hTargetProcessHandle: process,
        lpTargetHandle: cell,
        dwOptions: options,
      })
      t.equal(simulation.number(cell, 8) === event, same, `options ${options}`)
      t.equal(simulation.call('SetEvent', { hEvent: event }).failed, !same)
    }
  },
)

t.test('DuplicateHandle writes as many bytes as a handle has, and 0 first', async t => {
  for (const pointerBytes of [8, 4] as const) {
    const simulation = simulate({ pointerBytes })
    const cell = simulation.bytes(16)
    simulation.call('DuplicateHandle', {
      hSourceProcessHandle: 0x7770,
      hSourceHandle: 0x7770,
      hTargetProcessHandle: 0x7770,
      lpTargetHandle: cell,
    })
    t.equal(
      simulation.contentAt(cell, 16).toString('hex'),
      '00'.repeat(pointerBytes) + 'cd'.repeat(16 - pointerBytes),
    )
  }
})

t.test('GetFileType tells ports, pipes and files apart', async t => {
  const simulation = simulate()
  const pipe = simulation.call('CreateNamedPipeW', {
    lpName: simulation.text('\\\\.\\pipe\\p'),
    dwOpenMode: 3,
  }).returned
  const rows: readonly (readonly [string, bigint, bigint])[] = [
    ['a port', open(simulation).returned, 2n],
    ['NUL', open(simulation, { path: 'NUL' }).returned, 2n],
    ['a pipe', pipe, 3n],
    ['a file', open(simulation, { path: 'C:\\windows\\win.ini', access: 0x80000000 }).returned, 1n],
  ]
  for (const [what, handle, type] of rows) {
    t.equal(simulation.call('GetFileType', { hFile: handle }).returned, type, what)
    t.same(simulation.kernel.inspect(handle), { alive: true, fileType: Number(type) })
  }
  t.match(
    simulation.call('GetFileType', { hFile: createEvent(simulation) }),
    mismatch,
    'an event is no file',
  )
  t.same(simulation.kernel.inspect(0x7770n), { alive: false, fileType: 0 })
})

t.test('inspect() leaves the last error and the NTSTATUS alone', async t => {
  const simulation = simulate()
  simulation.call('SetEvent', { hEvent: 0x7770 })
  simulation.kernel.inspect(0x7774n)
  t.same([simulation.kernel.lastError(), simulation.kernel.ntStatus()], [6, 0xc0000008])
})

t.test('the NTSTATUS of a failure stays after a success, until it is preset', async t => {
  const simulation = simulate()
  const event = createEvent(simulation)
  simulation.call('SetEvent', { hEvent: 0x7770 })
  simulation.kernel.call('SetEvent', [event])
  t.same(
    [simulation.kernel.lastError(), simulation.kernel.ntStatus()],
    [6, 0xc0000008],
    'success touches neither',
  )
  simulation.kernel.preset(untouched)
  t.same([simulation.kernel.lastError(), simulation.kernel.ntStatus()], [untouched, 0])
})

t.test('SetLastError and GetLastError share the last error of the kernel', async t => {
  const simulation = simulate()
  simulation.call('SetLastError', { dwErrCode: 1234 })
  t.equal(simulation.kernel.lastError(), 1234)
  t.equal(simulation.kernel.call('GetLastError', []), 1234n)
})
