import { deviationFrom, type DeclaredInWords } from '../../../src/result/upgrade-declarations.ts'
import type {
  RunCell,
  RunFile,
  RunLane,
  RunProbe,
  RunResult,
  RunStep,
  Seen,
} from '../../../src/result/run-file.ts'
import { runSchemaVersion } from '../../../src/result/run-file.ts'

type HandleSeen = NonNullable<Seen['handles']>[number]
/** A cell without its step; steps that are not listed ended `ok`. */
type Told = Omit<RunCell, 'step'>

const STATUS_INVALID_HANDLE = 0xc0000008
const STATUS_OBJECT_TYPE_MISMATCH = 0xc0000024

function lane(
  id: string,
  engine: RunLane['engine'],
  architecture: RunLane['architecture'],
  kernel: RunLane['kernel'],
  extras: Partial<RunLane> = {},
): RunLane {
  return {
    id,
    engine,
    architecture,
    kernel,
    host: 'koffi',
    pointerBytes: architecture === 'ia32' ? 4 : 8,
    status: 'measured',
    environments: [
      {
        facts: { node: '22.23.2', koffi: '3.3.4', wine: '8.0' },
        calibration: { uint32_t: '0xfffffffe' },
      },
    ],
    ...extras,
  }
}

const lanes: readonly RunLane[] = [
  lane('wine-x64', 'wine', 'x64', 'native'),
  lane('wine-x64-tagged', 'wine', 'x64', 'tagged'),
  lane('wine-ia32', 'wine', 'ia32', 'native'),
  lane('sim-x64', 'sim', 'x64', 'simulated', {
    environments: [
      { facts: { node: '20.20.2', koffi: '3.3.4' } },
      { facts: { node: '24.1.0', koffi: '3.3.4' } },
    ],
  }),
  lane('windows-arm64', 'windows', 'arm64', 'native', {
    status: 'dirty',
    reason: 'the control ended otherwise than a loopback should',
    remedy: 'look for another program that uses COM3',
    environments: [{ facts: { node: '24.1.0', os: '10.0.26100' } }],
  }),
  lane('windows-x64', 'windows', 'x64', 'native', {
    status: 'unavailable',
    reason: 'this machine does not run Windows',
    remedy: 'run it on Windows and merge the run files',
    environments: [],
  }),
]

function step(
  sequence: string,
  id: string,
  operation: string,
  title: string,
  group: string,
): RunStep {
  return { sequence, id, operation, title, group }
}

const steps: readonly RunStep[] = [
  step('serial', 'open', 'CreateFileW', 'open the port for overlapped I/O', 'open'),
  step('serial', 'file-type', 'GetFileType', 'the port is a character device', 'identify'),
  step('serial', 'create-read-event', 'CreateEventW', 'event for reads, manual reset', 'events'),
  step('serial', 'get-state', 'GetCommState', 'read the settings', 'configure'),
  step('serial', 'modem-status', 'GetCommModemStatus', 'read the modem lines', 'lines'),
  step('serial', 'write', 'WriteFile', 'write a message', 'write'),
  step('serial', 'write-result', 'GetOverlappedResult', 'all bytes went out', 'write'),
  step('serial', 'read', 'ReadFile', 'read what is there', 'read'),
  step('serial', 'read-wait', 'ReadFile', 'read before anything is there', 'read'),
  step(
    'serial',
    'read-wait-result',
    'GetOverlappedResult',
    'the waiting read gets the message',
    'read',
  ),
  step('serial', 'close', 'CloseHandle', 'close the port', 'close'),
  step('heap', 'heap-create', 'HeapCreate', 'make a heap', 'heap'),
  step('heap', 'heap-alloc', 'HeapAlloc', 'take memory from it', 'heap'),
  step('heap', 'heap-free', 'HeapFree', 'give it back', 'heap'),
]

const port = 'every HANDLE'

function probe(
  id: string,
  title: string,
  mechanism: RunProbe['mechanism'],
  extras: Partial<RunProbe> = {},
): RunProbe {
  return {
    id,
    probe: id.split('@')[0] ?? id,
    ...(id.includes('@') ? { scene: id.split('@')[1] ?? '' } : {}),
    title,
    mechanism,
    width: true,
    sequence: 'serial',
    device: 'loopback',
    addresses: 'as-they-come',
    control: 'correct',
    why: `Why ${title} matters to ${port}.`,
    seenIn: [],
    deviations: [],
    ...extras,
  }
}

/** Converts deviations from their texts. */
function deviations(rows: readonly DeclaredInWords[]): RunProbe['deviations'] {
  return rows.flatMap(row => deviationFrom(row) ?? [])
}

function narrowHandles(declared: string): RunProbe['deviations'] {
  const operations = new Set(
    steps
      .filter(({ sequence, operation }) => sequence === 'serial' && operation !== 'CreateEventW')
      .map(({ operation }) => operation),
  )
  return deviations(
    [...operations].map(operation => ({
      pointerBytes: 8,
      function: operation,
      position: operation === 'CreateFileW' ? 'returns' : 'hFile',
      declared,
      true: 'HANDLE (void *)',
    })),
  )
}

const probes: readonly RunProbe[] = [
  probe('correct', 'everything declared right', 'control', { width: false }),
  probe('correct@missing', 'everything declared right', 'control', {
    width: false,
    device: 'missing',
    control: 'correct@missing',
  }),
  probe('correct@heap', 'everything declared right', 'control', {
    width: false,
    sequence: 'heap',
    device: 'none',
    control: 'correct@heap',
  }),
  probe('handle-u32', 'every HANDLE declared as uint32_t', 'arg-truncated', {
    deviations: narrowHandles('uint32_t'),
    seenIn: [
      {
        title: 'serialport stores the HANDLE of a port in an int',
        url: 'https://github.com/serialport/bindings-cpp/blob/19820c3/src/serialport_win.cpp#L226',
      },
    ],
  }),
  probe(
    'overlapped-32',
    'OVERLAPPED with ULONG_PTR as uint32_t, leftovers behind it',
    'struct-layout-shrunk',
    {
      deviations: deviations([
        {
          pointerBytes: 8,
          function: 'OVERLAPPED',
          position: 'Internal',
          declared: '4 bytes at 0',
          true: '8 bytes at 0',
        },
        {
          pointerBytes: 8,
          function: 'OVERLAPPED',
          position: 'hEvent',
          declared: '8 bytes at 16',
          true: '8 bytes at 24',
        },
        {
          pointerBytes: 8,
          function: 'OVERLAPPED',
          position: 'size',
          declared: '24 bytes',
          true: '32 bytes',
        },
      ]),
      seenIn: [
        {
          title: 'pyserial de43290c: the fix, released in 2.6',
          url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
        },
      ],
    },
  ),
  probe(
    'upper-half-garbage',
    'leftovers in the upper half of every HANDLE argument',
    'arg-upper-garbage',
    { deviations: narrowHandles('void *, upper-garbage') },
  ),
  probe('sentinel-u32', 'a failed open compared with 0xFFFFFFFF', 'sentinel-mismatch', {
    device: 'missing',
    control: 'correct@missing',
    deviations: deviations([
      {
        pointerBytes: 8,
        function: 'sentinel',
        position: 'INVALID_HANDLE_VALUE',
        declared: 'uint32-ones',
        true: 'all-ones',
      },
    ]),
  }),
  probe('handle-mishaps', 'handles closed, confused and never made', 'closed-handle', {
    width: false,
    program: 'closes the port before it is done with it',
  }),
  probe('handle-i8', 'a HANDLE declared as int8_t', 'return-truncated'),
  probe('heap-u32', 'a heap declared as uint32_t', 'return-truncated', {
    sequence: 'heap',
    device: 'none',
    control: 'correct@heap',
  }),
]

function six(
  handle: Partial<HandleSeen>,
  extras: {
    readonly status?: number
    readonly losses?: NonNullable<Seen['losses']>
    readonly claim?: RunCell['claim']
  } = {},
): Told {
  const status = extras.status ?? STATUS_INVALID_HANDLE
  const evidence: HandleSeen = {
    position: 'hFile',
    passed: '0xd0',
    true: '0xd0',
    alive: true,
    passedAlive: false,
    fileType: 2,
    openedBy: 'open',
    ...handle,
  }
  return {
    outcome: { kind: 'win32-error', code: 6, status },
    ...(extras.claim ? { claim: extras.claim } : {}),
    seen: {
      returned: '0x0',
      shape: 'number',
      lastError: 6,
      ntStatus: status,
      elapsedUs: 12.5,
      handles: [evidence],
      ...(extras.losses ? { losses: extras.losses } : {}),
    },
  }
}

const unsupported: Told = { outcome: { kind: 'win32-error', code: 50, status: 0xc00000bb } }
const notReached = (after: string): Told => ({ outcome: { kind: 'not-reached', after } })
const lucky: Told = { outcome: { kind: 'ok' }, harmless: 'kernel-handle' }
const serialIds = steps.filter(({ sequence }) => sequence === 'serial').map(({ id }) => id)
const afterOpen = serialIds.slice(1)
const takingPort = afterOpen.filter(id => id !== 'create-read-event')

function each(ids: readonly string[], told: Told): Record<string, Told> {
  return Object.fromEntries(ids.map(id => [id, told]))
}

function result(laneId: string, probeId: string, told: Readonly<Record<string, Told>>): RunResult {
  const sequence = probes.find(({ id }) => id === probeId)?.sequence
  const ids = steps.filter(one => one.sequence === sequence).map(({ id }) => id)
  const cells = ids.flatMap(id => (told[id] ? [{ step: id, ...told[id] }] : []))
  return { lane: laneId, probe: probeId, ok: ids.filter(id => !told[id]), cells }
}

const dirtyUpper = { passed: '0xdeadbeef000000d0' }
const claimSix = (...causes: NonNullable<RunCell['claim']>['causes'] & {}): RunCell['claim'] => ({
  verdicts: ['invalid-handle'],
  causes,
})
const missing: Told = { outcome: { kind: 'win32-error', code: 2, status: 0xc0000034 } }

function commonResults(id: string, wide: boolean, tagged: boolean): RunResult[] {
  const claim = claimSix('struct-layout')
  const event = six(
    {
      position: 'lpOverlapped.hEvent',
      passed: '0xcccccccccccccccc',
      meant: '0xd4',
      true: '0xd4',
      openedBy: 'create-read-event',
      fileType: 0,
    },
    claim ? { claim } : {},
  )
  const garbageClaim = claimSix('upper-half-dirty')
  const garbage = six(dirtyUpper, garbageClaim ? { claim: garbageClaim } : {})
  const tagClaim = claimSix('tag-lost', 'upper-half-dirty')
  const lost = six(
    { passed: '0xd0', true: '0x5afe0001000000d0' },
    {
      losses: [{ function: 'GetFileType', position: 'hFile', value: '0xd0' }],
      ...(tagClaim ? { claim: tagClaim } : {}),
    },
  )
  const sentinelClaim = claimSix('sentinel-used')
  const sentinel = six(
    {
      passed: '0xffffffffffffffff',
      true: '0xffffffffffffffff',
      alive: false,
      passedAlive: true,
      openFailedWith: 2,
    },
    sentinelClaim ? { claim: sentinelClaim } : {},
  )
  return [
    result(id, 'correct', { 'modem-status': unsupported }),
    result(id, 'correct@missing', { open: missing, ...each(afterOpen, notReached('open')) }),
    result(
      id,
      'handle-u32',
      !wide
        ? { 'modem-status': unsupported }
        : tagged
          ? each(takingPort, lost)
          : { ...each([...takingPort, 'open'], lucky), 'modem-status': unsupported },
    ),
    result(
      id,
      'overlapped-32',
      wide
        ? {
            'modem-status': unsupported,
            'read-wait': event,
            'read-wait-result': {
              ...notReached('read-wait'),
              claim: { verdicts: ['not-reached', 'same'] },
            },
          }
        : { 'modem-status': unsupported },
    ),
    result(
      id,
      'upper-half-garbage',
      wide ? each(takingPort, garbage) : { 'modem-status': unsupported },
    ),
    result(
      id,
      'sentinel-u32',
      wide
        ? {
            open: missing,
            ...each(
              takingPort.filter(step => step !== 'close'),
              sentinel,
            ),
            'create-read-event': {
              outcome: { kind: 'ok' },
              claim: { verdicts: ['same', 'wrong-data'] },
            },
            close: { outcome: { kind: 'ok' }, claim: { verdicts: ['same', 'wrong-data'] } },
          }
        : { open: missing, ...each(afterOpen, notReached('open')) },
    ),
  ]
}

const mishaps: Readonly<Record<string, Told>> = {
  'modem-status': unsupported,
  'get-state': six(
    { alive: false, closedBy: 'close' },
    { claim: { verdicts: ['invalid-handle'], causes: ['closed'] } },
  ),
  write: six(
    { passedAlive: true, fileType: 0 },
    {
      status: STATUS_OBJECT_TYPE_MISMATCH,
      claim: { verdicts: ['invalid-handle'], causes: ['wrong-kind'] },
    },
  ),
  'write-result': {
    outcome: { kind: 'wrong-data', field: 'transferred', expected: '24', actual: '0' },
  },
  read: six(
    { passed: '0x1234567', true: '0x1234567', alive: false },
    { claim: { verdicts: ['invalid-handle'], causes: ['never-a-handle'] } },
  ),
  'read-wait': {
    outcome: { kind: 'timed-out', limitMs: 5000 },
    claim: { verdicts: ['timed-out'] },
  },
  'read-wait-result': {
    outcome: { kind: 'win32-error', code: 996, status: 0 },
    claim: { verdicts: ['other-error'] },
    seen: {
      returned: '0x0',
      shape: 'number',
      lastError: 996,
      ntStatus: 0,
      elapsedUs: 3,
      memory: { readOverlapped: '00000000000000001000000000000000' },
      fences: { buffer: 'ff00ff00' },
    },
  },
  close: {
    outcome: { kind: 'ffi-rejected', message: 'Unexpected Number value, expected void *' },
    claim: { verdicts: ['other-error'] },
  },
}

const heap: Readonly<Record<string, Told>> = {
  'heap-create': { outcome: { kind: 'ok' }, harmless: 'low-address' },
  'heap-alloc': {
    outcome: { kind: 'crashed', exitCode: 5, signal: null },
    claim: { verdicts: ['crashed'] },
  },
  'heap-free': notReached('heap-alloc'),
}

const results: readonly RunResult[] = [
  ...commonResults('wine-x64', true, false),
  result('wine-x64', 'correct@heap', {}),
  result('wine-x64', 'handle-mishaps', mishaps),
  result('wine-x64', 'handle-i8', {
    'modem-status': { outcome: { kind: 'not-declared', reason: 'this FFI has no 8-bit result' } },
    'get-state': { outcome: { kind: 'win32-error', code: 87, status: 0xc000000d } },
  }),
  result('wine-x64', 'heap-u32', heap),
  ...commonResults('wine-x64-tagged', true, true),
  ...commonResults('wine-ia32', false, false),
  ...commonResults('sim-x64', true, false),
  result('sim-x64', 'handle-i8', {
    'modem-status': unsupported,
    read: {
      ...six({}),
      variants: [
        { ...six({}), environments: [0] },
        { outcome: { kind: 'ok' }, environments: [1] },
      ],
    },
  }),
  result('windows-arm64', 'correct', {
    read: { outcome: { kind: 'crashed', exitCode: null, signal: 'SIGSEGV' } },
    ...each(['read-wait', 'read-wait-result', 'close'], notReached('read')),
  }),
  result('windows-arm64', 'handle-u32', each(takingPort, lucky)),
]

/** A run that contains every outcome, verdict, claim and cause. The numbers are invented; recorded runs are under fixtures/runs. */
export const everyOutcome: RunFile = {
  schemaVersion: runSchemaVersion,
  tool: { name: 'handle-width', version: '0.1.0' },
  meta: { startedAt: '2026-01-02T03:04:05.000Z', durationMs: 4321 },
  planned: results.reduce((sum, one) => sum + one.ok.length + one.cells.length, 0),
  lanes: [...lanes],
  probes: [...probes],
  steps: [...steps],
  results: [...results],
}
