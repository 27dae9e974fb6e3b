import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../../../../src/audit/audit.ts'
import { auditFixtures, briefly } from '../../../../support/audit/fixture.ts'

const head =
  'import ctypes, sys, platform\nfrom ctypes import *\nfrom ctypes.wintypes import *\nk = windll.kernel32\n'

/** `### title`, a program, `--- said`, and each finding of it. Lines count from the first below the head. */
const variants = readFileSync(join(auditFixtures, 'ctypes', 'variants.txt'), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map(text => {
    const [program = '', said = ''] = text.split(/^--- said\n/m)
    const [title = '', ...lines] = program.split('\n')
    return { title, program: lines.join('\n'), said: said.split('\n').filter(line => line !== '') }
  })

const below = (line: string): string =>
  line.replace(
    /^(\S+ \S+ )(\d+)/,
    (_, start: string, number: string) => `${start}${Number(number) - head.split('\n').length + 1}`,
  )

t.ok(variants.length > 90)
t.test('kinds of mistakes, and of what is none, in several idioms each', async t => {
  const files = variants.map(({ program }, index) => [`v${index}.py`, head + program] as const)
  const folder = t.testdir(Object.fromEntries(files))
  for (const [index, { title, said }] of variants.entries()) {
    const result = await audit([`v${index}.py`], { folder, level: 'warning' })
    t.same(briefly(result).map(below), said, title)
    t.same(result.coverage.notFollowed, [], `${title}: everything is followed`)
  }
})
