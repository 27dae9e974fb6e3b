import t from 'tap'
import { followJob, amountOf, type Amount } from '../../../src/measure/progress.ts'
import { planJobs, planScenes } from '../../../src/measure/jobs.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import { loadProbes } from '../../../src/program/load.ts'

const probes = await loadProbes()
const [control] = probes
if (!control) throw new Error('no control')
const scenes = planScenes(
  control,
  probes.filter(({ id }) => id === 'overlapped-32'),
  undefined,
)
const jobs = (engine: 'wine' | 'sim') => planJobs(laneOf(engine, 'x64', 'native'), scenes, 12)

t.test('amountOf() counts every cell, and real lanes as slower than simulated ones', async t => {
  const [real, simulated] = [amountOf(jobs('wine')), amountOf(jobs('sim'))]
  t.equal(real.cells, simulated.cells)
  t.equal(
    real.cells,
    jobs('sim').flatMap(job => job.probes.flatMap(({ plan }) => plan.steps)).length,
  )
  t.ok(real.milliseconds > 10 * simulated.milliseconds)
  t.same(amountOf([]), { cells: 0, milliseconds: 0 })
})

t.test('followJob() tells each part of a job once, whatever begins again', async t => {
  const [job] = jobs('wine')
  if (!job) throw new Error('no job')
  const done: Amount[] = []
  const began: string[] = []
  const follow = followJob(job, {
    planned: () => undefined,
    began: (lane, probe, step) => began.push(`${lane} ${probe} ${step}`),
    done: amount => done.push(amount),
  })
  const [plan] = job.probes.map(resolved => resolved.plan)
  const [first, second, third] = plan?.steps ?? []
  for (const step of [first, third, second, first]) follow.began(plan?.id ?? '', step?.id ?? '')
  follow.finished()
  t.equal(began.length, 4)
  t.same(
    done.map(({ cells }) => cells),
    [0, 2, amountOf([job]).cells - 2],
    'a child that was started again is further only when it comes further',
  )
  t.same(
    done.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    amountOf([job]).milliseconds,
  )
})
