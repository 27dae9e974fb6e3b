import stringWidth from 'string-width'
import t from 'tap'
import { concludeFrom, type DoctorFinding } from '../../../src/doctor/finding.ts'
import { examinationPage } from '../../../src/doctor/page.ts'
import { typing } from '../../../src/lanes/provision/remedy.ts'
import type { Screen } from '../../../src/text/screen.ts'
import { renderTerminal } from '../../../src/text/terminal.ts'

const setUp = typing('handle-width setup wine')
const findings: readonly DoctorFinding[] = [
  { part: 'program', title: 'node', state: 'ok', detail: 'v22' },
  {
    part: 'engines',
    title: 'wine x64',
    state: 'missing',
    detail: 'There is no Wine.',
    ...setUp,
  },
  {
    part: 'engines',
    title: 'wine ia32',
    state: 'missing',
    detail: 'There is no Wine, and this sentence is too long for a line.',
    ...setUp,
  },
  {
    part: 'engines',
    title: 'wine arm64',
    state: 'note',
    detail: 'Not for Wine.',
    remedy: 'Measure it on Windows on ARM.',
  },
  { part: 'program', title: 'npm', state: 'note', detail: 'not found' },
]
const shown = (own: readonly DoctorFinding[], screen: Screen): string =>
  renderTerminal(examinationPage(concludeFrom(own)), screen).trimEnd()
const plain = { width: 60, colour: false }

t.test('examinationPage() groups by part and says once what mends a row of things', async t => {
  t.equal(
    shown(findings, plain),
    `This program
  ✓ node  v22
  · npm   not found

Engines
  ✗ wine x64    There is no Wine.
  ✗ wine ia32   There is no Wine, and this sentence is too
                long for a line.
                → handle-width setup wine
  · wine arm64  Not for Wine.
                → Measure it on Windows on ARM.

2 things are missing. To fix them:

- handle-width setup wine`,
  )
  t.match(shown([], plain), /Nothing is missing/)
})

t.test('examinationPage() wraps the text beside its title on a narrow terminal', async t => {
  t.match(
    shown(findings.slice(2, 3), { width: 40, colour: false }),
    `Engines
  ✗ wine ia32  There is no Wine, and
               this sentence is too long
               for a line.
               → handle-width setup wine
`,
  )
})

for (const width of [40, 60, 80, 120]) {
  t.test(`examinationPage() fits a terminal of ${width} columns`, async t => {
    for (const line of shown(findings, { width, colour: false }).split('\n'))
      t.ok(stringWidth(line) <= width, line)
  })
}

t.test('examinationPage() has colour only where it is asked for, and the same text', async t => {
  const coloured = shown(findings, { width: 60, colour: true })
  t.match(coloured, '\u001b[31m✗')
  t.equal(coloured.replace(/\u001b\[[0-9;]*m/g, ''), shown(findings, plain))
})
