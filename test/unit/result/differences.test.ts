import t from 'tap'
import { loadProbes } from '../../../src/program/load.ts'
import { stepsOf } from '../../../src/program/define-probe.ts'
import { knownDifferences } from '../../../src/result/differences.ts'

t.test('every known difference names a probe, a step of it and a reason', async t => {
  const probes = new Map((await loadProbes()).map(probe => [probe.id, probe]))
  for (const { probe: id, step, real, simulated, because } of knownDifferences) {
    const probe = probes.get(id.split('@')[0] ?? '')
    t.ok(probe && stepsOf(probe).some(item => item.id === step), `${id} has the step ${step}`)
    t.not(real, simulated, `${id} ends otherwise`)
    t.match(because, /\w+ \w+/)
  }
})
