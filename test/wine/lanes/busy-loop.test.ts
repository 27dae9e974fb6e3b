import t from 'tap'
import { wine } from '../../../src/lanes/engines/wine.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { provoke } from '../../faults/stub-engine.ts'
import { hangMs } from '../../support/hang.ts'
import { needs } from '../../support/require.ts'

// Starting a child, the loop of the run waits for the disk, seconds on a busy machine. The echo must not
// wait with it: reads end after a second, and what comes later is taken for wrong data.

const there = await wine.prepare('x64', () => undefined)
const need = {
  ...needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  timeout: hangMs,
}

const probes = (await loadProbes()).filter(({ id }) => ['correct', 'stale-last-error'].includes(id))
const standsStillMs = 1200

for (const { id } of probes) {
  t.test(
    `every program on a loopback ends as claimed where the loop of the run stands still in ${id}`,
    need,
    async t => {
      let stood = 0
      // When its first calls are in the journal.
      const { run, faults } = await provoke(wine, probes, 8, undefined, probe => {
        if (probe !== id || stood > 0) return
        stood += 1
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, standsStillMs)
      })
      t.equal(stood, 1)
      t.same(
        run.lanes.map(({ status, reason }) => reason ?? status),
        run.lanes.map(() => 'measured'),
      )
      t.same(
        matrixOf(run)
          .cells.filter(({ held }) => held === 'surprise')
          .map(({ probe, step, outcome }) => `${probe} ${step} ${outcome.kind}`),
        [],
      )
      t.same(faults, [])
    },
  )
}
