import { placeOf } from '../../../src/declare/deviation.ts'
import t, { type Test } from 'tap'
import { wine } from '../../../src/lanes/engines/wine.ts'
import type { MatrixCell } from '../../../src/result/matrix.ts'
import { sameOutcome } from '../../../src/result/verdict.ts'
import { needs } from '../../support/require.ts'
import {
  cellsIn,
  recordLanes,
  reportedCells,
  unexplained,
  type Recorded,
} from '../../support/lanes/recorded.ts'

/** What every lane must show of these probes, on whatever engine. The kernels behind the engines are different; the claims are the same. */
const probes = [
  'correct',
  'overlapped-32',
  'upper-half-garbage',
  'handle-u32',
  'handle-i32',
  'sentinel-u32',
  'busy-port',
]

const there = await Promise.all(
  (['x64', 'ia32'] as const).map(architecture => wine.prepare(architecture, () => undefined)),
)
const missing = there.find(state => !state.ready)

function isSix({ outcome }: MatrixCell, status?: number): boolean {
  return (
    outcome.kind === 'win32-error' &&
    outcome.code === 6 &&
    (status === undefined || outcome.status === status)
  )
}

function sixes(recorded: Recorded, lane: string, probe: string): string[] {
  return cellsIn(recorded, lane, probe)
    .filter(cell => isSix(cell))
    .map(({ step }) => step)
}

/** Cells that ended otherwise than those of the control of their scene. */
function differing(recorded: Recorded, lane: string, probe: string, control = 'correct'): string[] {
  const right = new Map(cellsIn(recorded, lane, control).map(cell => [cell.step, cell.outcome]))
  return cellsIn(recorded, lane, probe).flatMap(({ step, outcome }) => {
    const other = right.get(step)
    return other && sameOutcome(outcome, other) ? [] : [step]
  })
}

const readsThatWait = [
  'read-wait',
  'read-timeout',
  'read-interval',
  'read-cancel-ex',
  'read-cancel',
  'read-abort',
]

function checkLanes(t: Test, engine: 'wine' | 'sim', recorded: Recorded): void {
  const { run } = recorded
  const lanes = run.lanes.map(({ id }) => id)
  t.same(lanes, [
    `${engine}-x64`,
    `${engine}-x64-tagged`,
    `${engine}-ia32`,
    `${engine}-ia32-tagged`,
  ])
  t.same(
    run.lanes.map(({ status }) => status),
    lanes.map(() => 'measured'),
    'every lane was measured',
  )
  t.equal(reportedCells(recorded), run.planned, 'planned = reported')
  t.same(
    recorded.matrix.cells
      .filter(({ held }) => held === 'surprise')
      .map(({ lane, probe, step }) => `${lane} ${probe} ${step}`),
    [],
    'all is as claimed',
  )
  t.equal(recorded.exitCode, 0)
  t.equal(recorded.stderr, '')

  for (const lane of lanes) {
    t.same(sixes(recorded, lane, 'correct'), [], `${lane}: no error 6 in the control`)
    const read = cellsIn(recorded, lane, 'correct').filter(({ step }) =>
      [
        'open',
        'write',
        'write-result',
        'read',
        'read-result',
        'read-wait-result',
        'sync-read',
      ].includes(step),
    )
    t.same(
      read.map(({ outcome }) => outcome.kind),
      Array.from({ length: 7 }, () => 'ok'),
      `${lane}: what was written came back, byte for byte`,
    )
  }

  const waiting = cellsIn(recorded, `${engine}-x64`, 'overlapped-32').filter(cell =>
    readsThatWait.includes(cell.step),
  )
  t.ok(
    waiting.length === readsThatWait.length &&
      waiting.every(cell => isSix(cell, 0xc0000008) && cell.cause === 'struct-layout'),
    'overlapped-32: each ReadFile that has to wait fails with 6 / C0000008',
  )
  const before = cellsIn(recorded, `${engine}-x64`, 'overlapped-32')
  const first = before.findIndex(cell => isSix(cell))
  t.match(
    recorded.run.steps.find(({ id }) => id === before[first]?.step),
    { operation: 'ReadFile' },
    'overlapped-32: ReadFile is the first to fail',
  )
  t.same(
    differing(recorded, `${engine}-x64`, 'overlapped-32').filter(step =>
      before.slice(0, first).some(cell => cell.step === step),
    ),
    [],
    'overlapped-32: all before it is as in the control',
  )

  t.same(
    takers(recorded, `${engine}-x64`).filter(
      step => !sixes(recorded, `${engine}-x64`, 'upper-half-garbage').includes(step),
    ),
    [],
    'upper-half-garbage: error 6 on every operation that takes the port',
  )

  for (const probe of ['handle-u32', 'handle-i32']) {
    t.same(differing(recorded, `${engine}-x64`, probe), [], `${probe}: as the control`)
    t.ok(
      cellsIn(recorded, `${engine}-x64`, probe).some(
        ({ verdict }) => verdict.kind === 'tolerated' && verdict.because === 'kernel-handle',
      ),
      `${probe}: and that is tolerated, with its reason`,
    )
    t.same(
      takers(recorded, `${engine}-x64-tagged`).filter(
        step => !sixes(recorded, `${engine}-x64-tagged`, probe).includes(step),
      ),
      [],
      `${probe}: the tagged kernel refuses every handle`,
    )
  }

  for (const lane of [`${engine}-ia32`, `${engine}-ia32-tagged`]) {
    for (const probe of ['overlapped-32', 'upper-half-garbage', 'handle-u32', 'handle-i32'])
      t.same(differing(recorded, lane, probe), [], `${lane}: ${probe} changes nothing`)
    t.same(
      differing(recorded, lane, 'sentinel-u32', 'correct@missing'),
      [],
      `${lane}: sentinel-u32 changes nothing`,
    )
  }

  const open = cellsIn(recorded, `${engine}-x64`, 'sentinel-u32').find(
    ({ step }) => step === 'open',
  )
  const next = cellsIn(recorded, `${engine}-x64`, 'sentinel-u32').find(cell => isSix(cell))
  t.match(open?.outcome, { kind: 'win32-error', code: 2 }, 'sentinel-u32: the open failed with 2')
  t.equal(next?.cause, 'sentinel-used', 'sentinel-u32: a later call reports 6')
  t.match(
    next?.seen?.handles?.find(({ openedBy }) => openedBy === 'open'),
    { openFailedWith: 2 },
    'sentinel-u32: and the cell of the 6 has both codes',
  )
}

/** Steps that take the port or an event and were reached by the control. */
function takers(recorded: Recorded, lane: string): string[] {
  const garbage = new Set(
    recorded.run.probes
      .find(({ id }) => id === 'upper-half-garbage')
      ?.deviations.map(({ deviation }) => placeOf(deviation).subject),
  )
  const operations = new Map(
    recorded.run.steps
      .filter(({ sequence }) => sequence === 'serial')
      .map(step => [step.id, step.operation]),
  )
  return cellsIn(recorded, lane, 'upper-half-garbage')
    .filter(
      ({ step, outcome }) =>
        outcome.kind !== 'not-reached' &&
        garbage.has(operations.get(step) ?? '') &&
        !['CreateFileW', 'GetOverlappedResult'].includes(operations.get(step) ?? ''),
    )
    .map(({ step }) => step)
}

let simulated: Recorded | undefined

t.test('the sim lanes show what every lane must show', async t => {
  simulated = await recordLanes(t, 'sim', probes)
  checkLanes(t, 'sim', simulated)
})

t.test(
  'the Wine lanes show what every lane must show, and the sim lanes agree with them',
  needs(
    'wine',
    missing === undefined,
    missing?.ready === false ? `${missing.reason} ${missing.remedy}` : '',
  ),
  async t => {
    const real = await recordLanes(t, 'wine', probes)
    checkLanes(t, 'wine', real)
    if (!simulated) throw new Error('The sim lanes were not recorded')
    t.same(
      unexplained(real.matrix, simulated),
      [],
      'step by step, but for the differences that are listed',
    )
  },
)
