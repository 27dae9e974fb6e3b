import t from 'tap'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { kernelChoices, lanesOf } from '../../../src/measure/lanes.ts'
import { runAll } from '../../../src/measure/run-all.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'
import { wineWithFarEnd } from '../../support/wine-with-far-end.ts'

// An echo that needs a while is the rule on a real line and on a busy machine. Where a read fails, nothing
// takes the echo; it must not come in behind a later purge and be taken for what follows.

const there = await Promise.all(
  (['x64', 'ia32'] as const).map(architecture => wine.prepare(architecture, () => undefined)),
)
const missing = there.find(state => !state.ready)
const need = needs(
  'wine',
  !missing,
  missing?.ready === false ? `${missing.reason} ${missing.remedy}` : '',
)

const probes = (await loadProbes()).filter(({ device }) => device === 'loopback')

/** Each delay on other lanes: what a late echo does depends on the sequence, which all of them run. */
const delays = [
  { delayMs: 2, lanes: lanesOf(['wine'], ['x64'], ['tagged']) },
  { delayMs: 10, lanes: lanesOf(['wine'], ['ia32'], kernelChoices) },
  { delayMs: 40, lanes: lanesOf(['wine'], ['x64'], ['native']) },
]

for (const { delayMs, lanes } of delays) {
  t.test(
    `every program on a loopback ends as claimed where the echo is ${delayMs} ms late`,
    { ...need, timeout: hangMs },
    async t => {
      const [control] = probes
      if (!control) throw new Error('The folder probes/ has no control')
      const faults: string[] = []
      const run = await runAll({
        version: '0.0.0',
        engines: { wine: wineWithFarEnd({ kind: 'late', delayMs }) },
        probes,
        control,
        jobs: 8,
        lanes,
        notice: () => undefined,
        fault(sentence) {
          faults.push(sentence)
        },
        progress: { planned: () => undefined, began: () => undefined, done: () => undefined },
      })
      t.same(
        run.lanes.map(({ status, reason }) => reason ?? status),
        run.lanes.map(() => 'measured'),
      )
      t.same(
        matrixOf(run)
          .cells.filter(({ held }) => held === 'surprise')
          .map(({ lane, probe, step, outcome }) => `${lane} ${probe} ${step} ${outcome.kind}`),
        [],
      )
      t.same(faults, [])
    },
  )
}
