import t from 'tap'
import { engines } from '../../../src/lanes/engines/index.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { runAll } from '../../../src/measure/run-all.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'

/** Enough to see a handle, an OVERLAPPED and a probe that may crash; on an emulated CPU each takes its time. */
const chosen = ['pseudo-handle-i32', 'pseudo-handle-u32', 'overlapped-32', 'module-i32']
const ready = await engines.wine.prepare('arm64', () => undefined)
const all = await loadProbes()
const control = all.find(({ mistake }) => mistake === 'control')
if (!control) throw new Error('There is no control')

t.setTimeout(hangMs)

t.test(
  'the lane for arm64 measures, and leaves out what would hang its CPU',
  {
    ...needs('wine-arm64', ready.ready, ready.ready ? '' : `${ready.reason} ${ready.remedy}`),
    timeout: hangMs,
  },
  async t => {
    const run = await runAll({
      version: '0',
      lanes: [laneOf('wine', 'arm64', 'native')],
      engines,
      probes: all.filter(({ id }) => chosen.includes(id)),
      control,
      jobs: 2,
      notice: () => undefined,
      fault: sentence => t.fail(sentence),
      progress: { planned: () => undefined, began: () => undefined, done: () => undefined },
    })
    const [lane] = run.lanes
    t.equal(lane?.status, 'measured')
    t.equal(lane?.emulatedCpu !== undefined, process.arch !== 'arm64')
    const { cells } = matrixOf(run)
    t.same(
      cells.filter(({ held }) => held === 'surprise').map(({ probe, step }) => [probe, step]),
      [],
    )
    t.ok(
      cells.some(
        ({ probe, verdict, cause }) =>
          probe === 'overlapped-32' &&
          verdict.kind === 'invalid-handle' &&
          cause === 'struct-layout',
      ),
      'an OVERLAPPED with 32-bit members ends in error 6',
    )
    if (lane?.emulatedCpu !== undefined)
      t.ok(
        cells
          .filter(({ probe }) => probe.startsWith('module-i32'))
          .every(({ verdict }) => verdict.kind === 'unsupported'),
        'a probe that may crash is not supported',
      )
  },
)
