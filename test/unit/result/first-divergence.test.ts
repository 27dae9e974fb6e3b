import t from 'tap'
import {
  firstDivergences,
  quietLanes,
  wrongDeclarations,
} from '../../../src/result/first-divergence.ts'
import { declaredRows, type DeclaredRow } from '../../../src/result/declared-rows.ts'
import { isStructName } from '../../../src/declare/win32/structs.ts'
import { deviationFrom } from '../../../src/result/upgrade-declarations.ts'
import type { Matrix, MatrixCell } from '../../../src/result/matrix.ts'
import type { RunLane, RunProbe, Seen } from '../../../src/result/run-file.ts'

type Row = DeclaredRow

const lane = (
  id: string,
  pointerBytes: 4 | 8,
  status: RunLane['status'] = 'measured',
): RunLane => ({
  id,
  engine: 'sim',
  architecture: pointerBytes === 4 ? 'ia32' : 'x64',
  kernel: 'simulated',
  host: 'koffi',
  pointerBytes,
  status,
  environments: [],
})
function wordsOf(name: string): Pick<Row, 'declared' | 'true'> {
  if (name === 'sentinel') return { declared: 'zero', true: 'all-ones' }
  return isStructName(name)
    ? { declared: '4 bytes at 0', true: '8 bytes at 0' }
    : { declared: 'uint32_t', true: 'HANDLE (void *)' }
}

function row(name: string, position: string, pointerBytes: 4 | 8 = 8): Row {
  const found = deviationFrom({ pointerBytes, function: name, position, ...wordsOf(name) })
  const [made] = found ? declaredRows({ deviations: [found] }) : []
  if (!made) throw new Error(`There is no deviation of ${name} ${position}`)
  return made
}
const seen: Seen = { returned: '0x0', shape: 'number', lastError: 6, ntStatus: 0, elapsedUs: 1 }

const steps = [
  ['open', 'CreateFileW'],
  ['event', 'CreateEventW'],
  ['purge', 'PurgeComm'],
  ['read', 'ReadFile'],
].map(([id = '', operation = '']) => ({
  sequence: 'serial',
  id,
  operation,
  title: id,
  group: 'open',
}))

function six(step: string, more: Partial<MatrixCell> = {}): MatrixCell {
  return {
    lane: 'a',
    probe: 'own',
    step,
    outcome: { kind: 'win32-error', code: 6, status: 0 },
    verdict: { kind: 'invalid-handle' },
    held: 'surprise',
    seen,
    ...more,
  }
}

function quiet(step: string, tolerated = false, more: Partial<MatrixCell> = {}): MatrixCell {
  return {
    lane: 'a',
    probe: 'own',
    step,
    outcome: { kind: 'ok' },
    verdict: tolerated ? { kind: 'tolerated', because: 'kernel-handle' } : { kind: 'same' },
    held: 'as-claimed',
    ...more,
  }
}

function matrix(
  cells: readonly MatrixCell[],
  declarations: readonly Row[],
  lanes: readonly RunLane[] = [lane('a', 8)],
): Matrix {
  const probe: RunProbe = {
    id: 'own',
    probe: 'own',
    title: '',
    mechanism: 'arg-truncated',
    width: true,
    sequence: 'serial',
    device: 'loopback',
    addresses: 'as-they-come',
    control: 'correct',
    why: '',
    seenIn: [],
    deviations: declarations.map(({ pointerBytes, deviation }) => ({ pointerBytes, deviation })),
  }
  return { lanes, probes: [probe], steps, cells, summary: [] }
}

const lost = (name: string, position: string): Partial<MatrixCell> => ({
  cause: 'tag-lost',
  seen: { ...seen, losses: [{ function: name, position, value: '0x1' }] },
})
const bad = (position: string, openedBy: string): NonNullable<Seen['handles']> => [
  { position, passed: '0x1', alive: false, passedAlive: false, fileType: 0, openedBy },
]

const behind: readonly (readonly [
  title: string,
  cell: MatrixCell,
  rows: readonly Row[],
  expected: Row | undefined,
])[] = [
  [
    'the place where a tag was lost',
    six('read', lost('ReadFile', 'hFile')),
    [row('CreateFileW', 'returns'), row('ReadFile', 'lpBuffer'), row('ReadFile', 'hFile')],
    row('ReadFile', 'hFile'),
  ],
  [
    'hEvent of the struct that the call takes',
    six('read', { cause: 'struct-layout' }),
    [
      row('ReadFile', 'hFile'),
      row('DCB', 'hEvent'),
      row('OVERLAPPED', 'Internal'),
      row('OVERLAPPED', 'hEvent'),
    ],
    row('OVERLAPPED', 'hEvent'),
  ],
  [
    'the sentinel',
    six('purge', { cause: 'sentinel-used' }),
    [row('PurgeComm', 'hFile'), row('sentinel', 'INVALID_HANDLE_VALUE')],
    row('sentinel', 'INVALID_HANDLE_VALUE'),
  ],
  [
    'anything else of the function',
    six('purge'),
    [row('CreateFileW', 'returns'), row('PurgeComm', 'convention')],
    row('PurgeComm', 'convention'),
  ],
  [
    'a struct that the function takes',
    six('read'),
    [row('CreateFileW', 'returns'), row('COMSTAT', 'size'), row('OVERLAPPED', 'size')],
    row('OVERLAPPED', 'size'),
  ],
  [
    'the result that the handle came from',
    six('read', { cause: 'tag-lost', seen: { ...seen, handles: bad('hFile', 'event') } }),
    [row('CreateFileW', 'returns'), row('CreateEventW', 'returns')],
    row('CreateEventW', 'returns'),
  ],
  [
    'the first that is wrong',
    six('purge'),
    [row('ReadFile', 'hFile'), row('WriteFile', 'hFile')],
    row('ReadFile', 'hFile'),
  ],
  [
    'nothing where all is right on this width',
    six('purge'),
    [row('ReadFile', 'hFile', 4)],
    undefined,
  ],
]

for (const [title, cell, rows, expected] of behind) {
  t.test(`firstDivergences() names ${title}`, async t => {
    const [first] = firstDivergences(matrix([quiet('open'), cell, six('read')], rows), 'own')
    t.equal(first?.cell.step, cell.step, 'the first that diverges')
    t.same(first?.declaration, expected)
  })
}

t.test('firstDivergences() joins lanes that tell the same, in the order of the lanes', async t => {
  const lanes = [lane('a', 8), lane('b', 8), lane('c', 8), lane('d', 4)]
  const cells = [
    six('read'),
    six('purge', { lane: 'b' }),
    six('read', { lane: 'c' }),
    quiet('read', false, { lane: 'd' }),
  ]
  t.same(
    firstDivergences(matrix(cells, [], lanes), 'own').map(({ cell, lanes: own }) => [
      cell.step,
      ...own,
    ]),
    [
      ['read', 'a', 'c'],
      ['purge', 'b'],
    ],
  )
})

t.test('firstDivergences() passes over what is tolerated, unsupported or not reached', async t => {
  const cells = [
    quiet('open', true),
    { ...six('event'), verdict: { kind: 'unsupported' as const } },
    { ...six('purge'), verdict: { kind: 'not-reached' as const } },
  ]
  t.same(firstDivergences(matrix(cells, []), 'own'), [])
})

t.test(
  'quietLanes() tells right from tolerated, and leaves out what diverged or was not judged',
  async t => {
    const lanes = ['a', 'b', 'c', 'd'].map(id => lane(id, 8))
    const cells = [
      quiet('open'),
      quiet('open', true, { lane: 'b' }),
      quiet('open', false, { lane: 'c' }),
      six('read', { lane: 'c' }),
      { ...six('read', { lane: 'd' }), verdict: { kind: 'not-judged' as const } },
    ]
    t.same(quietLanes(matrix(cells, [], lanes), 'own'), [
      { lane: 'a', because: [] },
      { lane: 'b', because: ['kernel-handle'] },
    ])
  },
)

t.test('wrongDeclarations() counts the widths that were measured', async t => {
  const rows = [row('ReadFile', 'hFile', 8), row('ReadFile', 'hFile', 4)]
  t.same(wrongDeclarations(matrix([], rows, [lane('a', 8)]), 'own'), [rows[0]])
  t.same(wrongDeclarations(matrix([], rows, [lane('a', 8, 'unavailable'), lane('b', 4)]), 'own'), [
    rows[1],
  ])
})
