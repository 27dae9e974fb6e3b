import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { runTool } from '../../../src/os/spawn.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

interface Case {
  readonly title: string
  readonly tap: string
  readonly lines: readonly string[]
  readonly code: number
}

const cases: readonly Case[] = [
  {
    title: 'leaves, not the tests that hold them',
    tap: 'TAP version 14\n# Subtest: a\n    ok 1 - x\n    ok 2 - y\n    1..2\nok 1 - a\n1..1\n',
    lines: ['2 passed, 0 failed, 0 skipped'],
    code: 0,
  },
  {
    title: 'what failed, by its whole name',
    tap: 'TAP version 14\n# Subtest: a\n    not ok 1 - x\n    1..1\nnot ok 1 - a\n1..1\n',
    lines: ['not ok: a > x', '0 passed, 1 failed, 0 skipped'],
    code: 1,
  },
  {
    title: 'a skipped test',
    tap: 'TAP version 14\nok 1 - a # SKIP needs Wine\nok 2 - b\n1..2\n',
    lines: ['1 passed, 0 failed, 1 skipped'],
    code: 0,
  },
  {
    title: 'a plan that was not kept',
    tap: 'TAP version 14\nok 1 - a\n1..2\n',
    lines: ['1 passed, 1 failed, 0 skipped'],
    code: 1,
  },
  { title: 'nothing at all', tap: '', lines: ['0 passed, 1 failed, 0 skipped'], code: 1 },
]

for (const { title, tap, lines, code } of cases) {
  t.test(`the count of CI: ${title}`, async t => {
    const file = join(t.testdir(), 'ci.tap')
    writeFileSync(file, tap)
    const done = await runTool(process.execPath, [join(packageFolder, '.ci/count.mjs'), file])
    const printed = done.stdout.split('\n').filter(line => /^(?:not ok: |\d+ passed)/.test(line))
    t.same([printed, done.exitCode], [lines, code])
  })
}

t.test('the count of CI adds up several files; one that is missing is a failure', async t => {
  const file = join(t.testdir(), 'ci.tap')
  writeFileSync(file, 'TAP version 14\nok 1 - a\n1..1\n')
  const count = join(packageFolder, '.ci/count.mjs')
  const last = async (...files: string[]) => {
    const { stdout, exitCode } = await runTool(process.execPath, [count, ...files])
    return [stdout.trim().split('\n').at(-1), exitCode]
  }
  t.same(await last(file, file), ['2 passed, 0 failed, 0 skipped', 0])
  t.same(await last(file, join(t.testdirName, 'none.tap')), ['1 passed, 1 failed, 0 skipped', 1])
})
