import fc from 'fast-check'
import t from 'tap'
import { matrixOf } from '../../../src/result/matrix.ts'
import { mergeRuns } from '../../../src/result/merge.ts'
import { orderedUnion } from '../../../src/result/ordered-union.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import type { RunFile, RunResult } from '../../../src/result/run-file.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

function cellCount(results: readonly RunResult[]): number {
  return results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0)
}

/** The part of a run that one machine might have recorded. */
function part(run: RunFile, keep: (result: RunResult) => boolean, startedAt: string): RunFile {
  const results = run.results.filter(keep)
  const lanes = new Set(results.map(result => result.lane))
  return {
    ...run,
    meta: { startedAt, durationMs: 1000 },
    planned: cellCount(results),
    lanes: run.lanes.filter(lane => lanes.has(lane.id) || lane.status === 'unavailable'),
    results,
  }
}

const direct = mergeRuns([everyOutcome])
const byLane = direct.lanes.map((lane, index) =>
  part(direct, result => result.lane === lane.id, `2026-01-0${index + 1}T00:00:00.000Z`),
)
const [firstPart, ...otherParts] = byLane
if (!firstPart) throw new Error('The fixture has no lanes')

/** The same run with one cell changed and another Node. */
function again(
  run: RunFile,
  lane: string,
  step: string,
  outcome: RunFile['results'][number]['cells'][number]['outcome'],
  node: string,
): RunFile {
  return {
    ...run,
    meta: { startedAt: '2026-02-01T00:00:00.000Z', durationMs: 1 },
    lanes: run.lanes.map(one =>
      one.id === lane
        ? {
            ...one,
            environments: one.environments.map(own => ({ ...own, facts: { ...own.facts, node } })),
          }
        : one,
    ),
    results: run.results.map(result =>
      result.lane === lane && result.probe === 'correct'
        ? {
            ...result,
            ok: result.ok.filter(id => id !== step),
            cells: [...result.cells.filter(cell => cell.step !== step), { step, outcome }],
          }
        : result,
    ),
  }
}

t.test('mergeRuns() of one run keeps every cell', async t => {
  t.equal(cellCount(direct.results), everyOutcome.planned)
  t.equal(direct.planned, everyOutcome.planned)
  const key = ({ lane, probe, step }: { lane: string; probe: string; step: string }): string =>
    `${lane} ${probe} ${step}`
  const before = new Map(matrixOf(everyOutcome).cells.map(cell => [key(cell), cell]))
  for (const cell of matrixOf(direct).cells) t.same(cell, before.get(key(cell)), key(cell))
})

t.test('mergeRuns() of the lanes of a run is the run', async t => {
  t.same({ ...mergeRuns([firstPart, ...otherParts]), meta: direct.meta }, direct)
})

t.test('mergeRuns() of the probes of a run has the cells of the run', async t => {
  const parts = direct.probes.map((probe, index) => ({
    ...part(
      direct,
      result => result.probe === probe.id,
      `2026-01-0${(index % 9) + 1}T00:00:00.000Z`,
    ),
    lanes: direct.lanes,
    probes: direct.probes.filter(one => one.id === probe.id || one.id === probe.control),
  }))
  const [first, ...rest] = parts
  if (!first) throw new Error('The fixture has no probes')
  const merged = mergeRuns([first, ...rest])
  t.same(merged.results, direct.results)
  t.same(merged.probes, direct.probes)
})

t.test('mergeRuns() does not depend on the order of the runs', async t => {
  const runs = [
    ...byLane,
    again(direct, 'wine-x64', 'get-state', { kind: 'win32-error', code: 87, status: 0 }, '24.1.0'),
  ]
  const expected = JSON.stringify(mergeRuns([firstPart, ...runs.slice(1)]))
  fc.assert(
    fc.property(fc.shuffledSubarray(runs, { minLength: runs.length }), ([first, ...rest]) => {
      if (first) t.equal(JSON.stringify(mergeRuns([first, ...rest])), expected)
    }),
    { numRuns: 30 },
  )
})

t.test('mergeRuns() in two goes is mergeRuns() at once', async t => {
  const other = again(direct, 'wine-x64', 'get-state', { kind: 'ok' }, '24.1.0')
  const third = again(
    direct,
    'wine-x64',
    'get-state',
    { kind: 'timed-out', limitMs: 5000 },
    '18.0.0',
  )
  t.same(
    mergeRuns([mergeRuns([direct, other]), third]).results,
    mergeRuns([direct, other, third]).results,
  )
})

t.test(
  'mergeRuns() keeps both outcomes of a lane that was measured twice, and where each was seen',
  async t => {
    const other = again(
      direct,
      'wine-x64',
      'write',
      { kind: 'win32-error', code: 6, status: 0xc0000008 },
      '24.1.0',
    )
    const merged = mergeRuns([direct, other])
    t.same(parseRun(JSON.stringify(merged), 'merged'), merged, 'a run file')
    const lane = merged.lanes.find(({ id }) => id === 'wine-x64')
    t.same(
      lane?.environments.map(({ facts }) => facts['node']),
      ['22.23.2', '24.1.0'],
    )
    const cell = merged.results
      .find(result => result.lane === 'wine-x64' && result.probe === 'correct')
      ?.cells.find(({ step }) => step === 'write')
    t.same(cell, {
      step: 'write',
      outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 },
      variants: [
        { outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 }, environments: [1] },
        { outcome: { kind: 'ok' }, environments: [0] },
      ],
    })
    const flaky = matrixOf(merged).cells.filter(one => one.lane === 'wine-x64' && one.variants)
    t.same(
      flaky.map(one => [one.probe, one.step]),
      [['correct', 'write']],
    )
  },
)

t.test(
  'matrixOf() holds each outcome of a flaky cell against the control of the same environment',
  async t => {
    const fails = { kind: 'win32-error', code: 50, status: 0 } as const
    const lanes = direct.lanes.filter(({ id }) => id === 'wine-x64')
    const only = {
      ...direct,
      lanes,
      results: direct.results.filter(
        ({ lane, probe }) => lane === 'wine-x64' && ['correct', 'overlapped-32'].includes(probe),
      ),
    }
    const other = { ...again(only, 'wine-x64', 'write', fails, '24.1.0') }
    const both = {
      ...other,
      results: other.results.map(result =>
        result.probe === 'correct'
          ? result
          : {
              ...result,
              ok: result.ok.filter(id => id !== 'write'),
              cells: [...result.cells, { step: 'write', outcome: fails }],
            },
      ),
    }
    const cell = matrixOf(mergeRuns([only, both])).cells.find(
      ({ probe, step }) => probe === 'overlapped-32' && step === 'write',
    )
    t.same(
      cell?.variants?.map(({ verdict, held }) => [verdict.kind, held]),
      [
        ['unsupported', 'as-claimed'],
        ['same', 'as-claimed'],
      ],
    )
  },
)

t.test('mergeRuns() prefers a clean recording of a lane to a dirty one', async t => {
  const clean = {
    ...direct,
    meta: { ...direct.meta, startedAt: '2025-01-01T00:00:00.000Z' },
    lanes: direct.lanes.map(lane =>
      lane.id === 'windows-arm64' ? { ...lane, status: 'measured' as const } : lane,
    ),
    results: direct.results.map(result =>
      result.lane === 'windows-arm64'
        ? { ...result, ok: [...result.ok, ...result.cells.map(({ step }) => step)], cells: [] }
        : result,
    ),
  }
  const merged = mergeRuns([direct, clean])
  t.equal(merged.lanes.find(({ id }) => id === 'windows-arm64')?.status, 'measured')
  t.same(
    merged.results.filter(({ lane }) => lane === 'windows-arm64').flatMap(({ cells }) => cells),
    [],
  )
})

t.test('mergeRuns() does not hide cells that were planned and lost', async t => {
  t.equal(mergeRuns([{ ...direct, planned: direct.planned + 3 }]).planned, direct.planned + 3)
})

const unions: readonly {
  readonly lists: readonly (readonly string[])[]
  readonly union: string
}[] = [
  { lists: [], union: '' },
  { lists: [['a', 'b', 'c']], union: 'abc' },
  {
    lists: [
      ['a', 'b'],
      ['a', 'x', 'b'],
    ],
    union: 'axb',
  },
  {
    lists: [
      ['a', 'x', 'b'],
      ['a', 'b'],
    ],
    union: 'axb',
  },
  {
    lists: [
      ['a', 'b'],
      ['a', 'b', 'c'],
    ],
    union: 'abc',
  },
  {
    lists: [
      ['a', 'b'],
      ['z', 'a', 'b'],
    ],
    union: 'zab',
  },
]
for (const { lists, union } of unions) {
  t.test(`orderedUnion() of ${JSON.stringify(lists)} is ${union}`, async t => {
    t.equal(orderedUnion(lists, value => value).join(''), union)
  })
}
