import { join } from 'node:path'
import t from 'tap'
import { auditFixture, briefly } from '../../../support/audit/fixture.ts'
import { golden } from '../../../support/golden.ts'

/**
 * The usual mistakes of each language beside the right forms: PtrSafe with As Long kept, OVERLAPPED with int members,
 * fixed offsets of 4 and 8, arrays of handles, variables behind PHANDLE, callbacks, looks at results. What is not in the
 * golden file is right.
 */
const files = [
  'Classics.cs',
  'Classics.vb',
  'Classics.java',
  'classics.ahk',
  'classics.bas',
  'classics.lua',
  'classics.mq5',
  'classics.ps1',
  'classics.py',
]

for (const file of files)
  t.test(`${file}: the usual mistakes are found, and nothing else`, async t => {
    const result = await auditFixture(join('classics', file))
    golden(t, `classics/${file}.txt`, `${briefly(result).join('\n')}\n`)
    t.same(result.coverage.notFollowed, [])
  })
