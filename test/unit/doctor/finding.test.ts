import t from 'tap'
import { concludeFrom, type DoctorFinding } from '../../../src/doctor/finding.ts'

const findings: readonly DoctorFinding[] = [
  { part: 'program', title: 'node', state: 'ok', detail: 'v22' },
  {
    part: 'engines',
    title: 'wine ia32',
    state: 'missing',
    detail: 'Wine has no 32-bit half.',
    remedy: 'Type "handle-width setup wine", or name another.',
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

t.test('concludeFrom() finds the one command in a remedy, where there is one', async t => {
  t.same(
    concludeFrom(findings).findings.map(({ command }) => command),
    [undefined, 'handle-width setup wine', undefined],
  )
})
