import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import type { Finding } from '../../../src/audit/finding.ts'
import { hangMs } from '../../support/hang.ts'
import { declareHere, findHere } from '../../support/audit/audit-here.ts'
import { makePick } from '../../support/audit/pick.ts'
import {
  correctBinding,
  plantMistake,
  writeCtypes,
  writeKoffi,
  type Seeded,
} from '../../support/audit/seeded.ts'

const mistakes: readonly Seeded[] = Array.from({ length: 100 }, (_, index) =>
  plantMistake(makePick(7919 * (index + 1))),
)

t.test('the mistakes differ', async t => {
  t.ok(new Set(mistakes.map(({ mistake }) => mistake)).size > 70)
})

t.test('koffi: 100 planted mistakes are found, the correct binding gives silence', async t => {
  t.same(findHere(writeKoffi(correctBinding)), [])
  t.equal(
    declareHere(writeKoffi(correctBinding), 8).length,
    15 + 4 + 2,
    'functions, structs and comparisons were seen',
  )
  t.same(
    mistakes
      .filter(({ binding }) => findHere(writeKoffi(binding)).length === 0)
      .map(({ mistake }) => mistake),
    [],
  )
})

t.test('koffi: a process of its own finds the same', async t => {
  const folder = t.testdir({})
  const plain = (findings: readonly Finding[]): string[] =>
    findings
      .map(
        ({ rule, function: name, struct, position, arch }) =>
          `${rule} ${name ?? struct ?? ''} ${position} ${arch.join()}`,
      )
      .sort()
  for (const [index, { binding }] of mistakes.slice(0, 5).entries()) {
    writeFileSync(join(folder, `mistake-${index}.mjs`), writeKoffi(binding))
    const { findings } = await audit([`mistake-${index}.mjs`], { folder })
    t.same(plain(findings), plain(findHere(writeKoffi(binding))))
  }
})

t.test(
  'ctypes: 100 planted mistakes are found, the correct binding gives silence',
  { timeout: hangMs },
  async t => {
    const folder = t.testdir({ 'correct.py': writeCtypes(correctBinding) })
    const clean = await audit(['correct.py'], { folder })
    t.same(clean.findings, [])
    t.equal(clean.targets[0]?.known, 15 + 4 + 2, 'functions, structs and comparisons were seen')
    const missed: string[] = []
    for (const { binding, mistake } of mistakes) {
      writeFileSync(join(folder, 'mistake.py'), writeCtypes(binding))
      if ((await audit(['mistake.py'], { folder })).findings.length === 0) missed.push(mistake)
    }
    t.same(missed, [])
  },
)
