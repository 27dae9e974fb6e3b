import t from 'tap'
import { UserProblem } from '../../../src/os/problem.ts'
import { selectProbes } from '../../../src/library/select.ts'
import { loadProbes } from '../../../src/program/load.ts'

const probes = await loadProbes()

for (const { globs, finds } of [
  { globs: ['correct'], finds: ['correct'] },
  {
    globs: ['overlapped-32*', 'correct'],
    finds: ['correct', 'overlapped-32', 'overlapped-32-zeros'],
  },
  { globs: ['hevent-u3?-leftovers'], finds: ['hevent-u32-leftovers'] },
]) {
  t.test(`selectProbes() finds ${globs.join(', ')}`, async t => {
    t.same(
      selectProbes(probes, globs).map(({ id }) => id),
      finds,
    )
  })
}

t.test('selectProbes() takes all where nothing is asked for', async t => {
  t.equal(selectProbes(probes, []).length, probes.length)
})

for (const { glob, near } of [
  { glob: 'overlaped-32', near: '; did you mean overlapped-32?' },
  { glob: 'overlaped-*', near: 'overlapped-32' },
  { glob: 'pyserial', near: '; did you mean pyserial-2.5 or pyserial-2.6?' },
  { glob: '', near: '""; \'handle-width' },
]) {
  t.test(
    `selectProbes() names what is near to ${JSON.stringify(glob)}, not all there is`,
    async t => {
      const problem = t.throws(
        () => selectProbes(probes, ['correct', glob]),
        UserProblem,
      ) as UserProblem
      t.match(problem.message, `Unknown probe ${JSON.stringify(glob)}; `)
      t.match(problem.message, near)
      t.match(problem.message, `shows all ${probes.length},`)
      t.ok(probes.filter(({ id }) => problem.message.includes(id)).length <= 3, problem.message)
    },
  )
}
