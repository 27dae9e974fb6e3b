import t from 'tap'
import { concludeFrom, renderExamination, type Finding } from '../../src/doctor/finding.ts'

const findings: readonly Finding[] = [
  { part: 'program', title: 'node', state: 'ok', detail: 'v22' },
  { part: 'engines', title: 'wine ia32', state: 'missing', detail: 'Wine has no 32-bit half.', remedy: 'handle-width setup wine' },
  { part: 'program', title: 'npm', state: 'note', detail: 'not found' }
]

t.test('concludeFrom() is content with notes, not with what is missing', async t => {
  t.equal(concludeFrom(findings).ok, false)
  t.equal(concludeFrom(findings.filter(({ state }) => state !== 'missing')).ok, true)
})

t.test('renderExamination() groups by part and says what mends what', async t => {
  t.equal(renderExamination(concludeFrom(findings)), `This program
  ✓ node       v22
  · npm        not found

Engines
  ✗ wine ia32  Wine has no 32-bit half.
               → handle-width setup wine

1 thing is missing; → says what mends it.`)
  t.match(renderExamination(concludeFrom([])), /Nothing is missing/)
})
