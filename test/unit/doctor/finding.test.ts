import t from 'tap'
import { ProvisionProblem } from '../../../src/lanes/provision/problem.ts'
import { remedyOf, typing } from '../../../src/lanes/provision/remedy.ts'
import { concludeFrom, type DoctorFinding } from '../../../src/doctor/finding.ts'

const findings: readonly DoctorFinding[] = [
  { part: 'program', title: 'node', state: 'ok', detail: 'v22' },
  {
    part: 'engines',
    title: 'wine ia32',
    state: 'missing',
    detail: 'Wine has no 32-bit half.',
    remedy: 'Type "handle-width setup wine", or name another.',
    command: 'handle-width setup wine',
  },
  {
    part: 'program',
    title: 'npm',
    state: 'note',
    detail: 'not found',
    remedy: 'Install "npm" by hand.',
  },
]

t.test('concludeFrom() is content with notes, not with what is missing', async t => {
  t.equal(concludeFrom(findings).ok, false)
  t.equal(concludeFrom(findings.filter(({ state }) => state !== 'missing')).ok, true)
})

t.test('what a problem says to do is kept as it is, with its command', async t => {
  const problem = new ProvisionProblem('Wine is not installed here.', typing('handle-width setup'))
  t.same(remedyOf(problem), {
    remedy: 'Type "handle-width setup".',
    command: 'handle-width setup',
  })
  t.same(remedyOf(new ProvisionProblem('No.', 'Wait.')), { remedy: 'Wait.' })
})
