import t from 'tap'
import { assess, isGood, strictProfile } from '../../../src/result/assess.ts'
import { diffRuns, isRegression } from '../../../src/result/diff.ts'
import { covers, markText, parseMark } from '../../../src/result/mark.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { runSchemaVersion, type RunCell, type RunFile } from '../../../src/result/run-file.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const before = matrixOf(everyOutcome)
const six = { kind: 'win32-error', code: 6, status: 0xc0000008 } as const

function edit(
  run: RunFile,
  lane: string,
  probe: string,
  step: string,
  change: Partial<RunCell>,
): RunFile {
  return {
    ...run,
    results: run.results.map(result => {
      if (result.lane !== lane || result.probe !== probe) return result
      const cell = result.cells.find(one => one.step === step) ?? {
        step,
        outcome: { kind: 'ok' } as const,
      }
      return {
        ...result,
        ok: result.ok.filter(id => id !== step),
        cells: [...result.cells.filter(one => one.step !== step), { ...cell, ...change }],
      }
    }),
  }
}

const cases: readonly {
  readonly title: string
  readonly after: RunFile
  readonly kinds: readonly string[]
  readonly fails: boolean
}[] = [
  { title: 'the same run', after: everyOutcome, kinds: [], fails: false },
  {
    title: 'a step that fails now',
    after: edit(everyOutcome, 'wine-ia32', 'handle-u32', 'write', { outcome: six }),
    kinds: ['regression'],
    fails: true,
  },
  {
    title: 'a step that crashes where it failed',
    after: edit(everyOutcome, 'wine-x64', 'overlapped-32', 'read-wait', {
      outcome: { kind: 'crashed', exitCode: 5, signal: null },
      claim: { verdicts: ['invalid-handle', 'crashed'] },
    }),
    kinds: ['regression'],
    fails: true,
  },
  {
    title: 'a surprise that is gone',
    after: edit(everyOutcome, 'wine-x64', 'handle-mishaps', 'write-result', {
      outcome: { kind: 'ok' },
    }),
    kinds: ['repaired'],
    fails: false,
  },
  {
    title: 'a claimed failure that does not happen any more',
    after: edit(everyOutcome, 'sim-x64', 'upper-half-garbage', 'write', {
      outcome: { kind: 'ok' },
    }),
    kinds: ['regression'],
    fails: true,
  },
  {
    title: 'another error within the claim',
    after: edit(everyOutcome, 'wine-x64', 'handle-mishaps', 'read-wait-result', {
      outcome: { kind: 'win32-error', code: 87, status: 0 },
    }),
    kinds: ['changed'],
    fails: false,
  },
  {
    title: 'a step that is no more',
    after: {
      ...everyOutcome,
      results: everyOutcome.results.map(result =>
        result.lane === 'wine-ia32' && result.probe === 'correct'
          ? { ...result, ok: result.ok.filter(id => id !== 'close') }
          : result,
      ),
    },
    kinds: ['gone'],
    fails: true,
  },
  {
    title: 'a lane that was not measured',
    after: {
      ...everyOutcome,
      results: everyOutcome.results.filter(({ lane }) => lane !== 'sim-x64'),
    },
    kinds: [],
    fails: false,
  },
  {
    title: 'a probe that was not measured',
    after: {
      ...everyOutcome,
      results: everyOutcome.results.filter(({ probe }) => probe !== 'heap-u32'),
    },
    kinds: [],
    fails: false,
  },
]
for (const { title, after, kinds, fails } of cases) {
  t.test(`diffRuns() of ${title}`, async t => {
    const diff = diffRuns(before, matrixOf(after))
    t.same(
      diff.cells.map(change => change.kind),
      kinds,
    )
    t.equal(isRegression(diff), fails)
  })
}

t.test('diffRuns() names what it could not compare, and changes of the environment', async t => {
  const fewer = {
    ...everyOutcome,
    results: everyOutcome.results.filter(
      ({ lane, probe }) => lane !== 'sim-x64' && probe !== 'heap-u32',
    ),
    lanes: everyOutcome.lanes.map(lane =>
      lane.id === 'wine-x64'
        ? {
            ...lane,
            environments: lane.environments.map(one => ({
              ...one,
              facts: { ...one.facts, koffi: '9.9.9' },
            })),
          }
        : lane,
    ),
  }
  const diff = diffRuns(before, matrixOf(fewer))
  t.same(diff.uncompared, { gone: ['wine-x64/heap-u32', 'sim-x64'], added: [] })
  t.same(diff.environments, [{ lane: 'wine-x64', name: 'koffi', before: '3.3.4', after: '9.9.9' }])
})

t.test('diffRuns() puts new failures before repaired ones', async t => {
  const repaired = edit(everyOutcome, 'wine-x64', 'handle-mishaps', 'write-result', {
    outcome: { kind: 'ok' },
  })
  t.same(
    diffRuns(
      before,
      matrixOf(edit(repaired, 'wine-ia32', 'handle-u32', 'write', { outcome: six })),
    ).cells.map(change => change.kind),
    ['regression', 'repaired'],
  )
})

t.test('a marked difference does not fail; a mark that no longer holds does', async t => {
  const mark = parseMark('wine-*/handle-u32/write: known in this version')
  const changed = diffRuns(
    before,
    matrixOf(edit(everyOutcome, 'wine-ia32', 'handle-u32', 'write', { outcome: six })),
    [mark],
  )
  t.equal(changed.cells[0]?.known, mark)
  t.equal(isRegression(changed), false)
  const unchanged = diffRuns(before, before, [mark])
  t.same(unchanged.stale, [mark])
  t.equal(isRegression(unchanged), true)
  t.same(
    diffRuns(before, before, [parseMark('windows-x64/*/*: not measured here')]).stale,
    [],
    'its place was not measured',
  )
})

t.test('assess() holds a matrix against a profile', async t => {
  t.equal(assess(before, strictProfile).surprises.length, 3)
  t.equal(isGood(assess(before, strictProfile)), false)
  const profile = {
    ...strictProfile,
    mayFailProbes: ['handle-i8'],
    ignore: [parseMark('wine-x64/handle-mishaps/write-result: the driver lies')],
  }
  const assessed = assess(before, profile)
  t.same([assessed.surprises.length, assessed.allowed.length, assessed.ignored.length], [0, 2, 1])
  t.equal(isGood(assessed), true)
  t.match(
    assess(before, {
      ...profile,
      requireLanes: ['windows-*', 'moon-*'],
      requireProbes: ['heap-u32', 'nothing'],
    }).missing,
    [
      'the required lane windows-arm64 is dirty: the control',
      'the required lane windows-x64 is unavailable: this machine',
      'the required lane moon-* is not part of this run',
      'the required probe heap-u32 was not measured in wine-x64-tagged',
      'the required probe heap-u32 was not measured in wine-ia32',
      'the required probe heap-u32 was not measured in sim-x64',
      'the required probe nothing is not part of this run',
    ],
  )
  const stale = assess(before, {
    ...profile,
    ignore: [...profile.ignore, parseMark('wine-ia32/*/*: nothing there')],
  })
  t.same(
    stale.stale.map(mark => mark.lane),
    ['wine-ia32'],
  )
  t.equal(isGood(stale), false)
})

t.test('parseMark() takes LANE/PROBE/STEP: REASON and says what is missing', async t => {
  const mark = parseMark(' wine-x64 / x'.replaceAll(' ', '') + '@missing/read-*: because: of that ')
  t.same(mark, { lane: 'wine-x64', probe: 'x@missing', step: 'read-*', reason: 'because: of that' })
  t.same(parseMark(markText(mark)), mark)
  for (const [text, message] of [
    ['wine-x64/x', /expected LANE\/PROBE\/STEP: REASON/],
    ['a/b/c', /gives no reason/],
    ['a/b/c:  ', /gives no reason/],
    ['', /expected/],
  ] as const)
    t.throws(() => parseMark(text), { message })
  t.equal(covers(mark, { lane: 'wine-x64', probe: 'x@missing', step: 'read-wait' }), true)
  t.equal(covers(mark, { lane: 'wine-x64', probe: 'x@missing', step: 'write' }), false)
  t.equal(
    covers(parseMark('a.c/*/*: dots are dots'), { lane: 'abc', probe: 'p', step: 's' }),
    false,
  )
})

t.test('parseRun() refuses newer files, and names the damaged place', async t => {
  const bad: readonly [unknown, RegExp][] = [
    [
      { ...everyOutcome, schemaVersion: 99 },
      new RegExp(
        `^Cannot read run file x\\.json: schemaVersion is 99, newest known is ${runSchemaVersion}; use a newer handle-width$`,
      ),
    ],
    [{ ...everyOutcome, schemaVersion: 0 }, /^Cannot read run file x\.json: schemaVersion: /],
    [
      { ...everyOutcome, results: [{ ...everyOutcome.results[0], lane: 'nowhere' }] },
      /results\[0\] names the lane "nowhere"/,
    ],
    [
      edit(everyOutcome, 'wine-x64', 'correct', 'write', {
        variants: [
          { outcome: { kind: 'ok' }, environments: [0] },
          { outcome: six, environments: [7] },
        ],
      }),
      /results\[0\]\.cells\[\d+\]\.variants names environment 7 of its lane, which has 1/,
    ],
    [
      edit(everyOutcome, 'wine-x64', 'correct', 'write', {
        outcome: { kind: 'win32-error', code: 1.5, status: 0 },
      }),
      /results\[0\]\.cells\[1\]\.outcome\.code: /,
    ],
    [[], /the top level/],
    [null, /the top level/],
    ['text', /the top level/],
  ]
  for (const [value, message] of bad)
    t.throws(() => parseRun(JSON.stringify(value), 'x.json'), { name: 'RunFileError', message })
  t.throws(() => parseRun(JSON.stringify(everyOutcome).slice(0, 5000), 'x.json'), {
    message: /it is not JSON, or it was cut/,
  })
})
