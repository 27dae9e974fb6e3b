import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { cellsOf } from '../../../../src/result/cells.ts'
import { parseRun } from '../../../../src/result/read-run.ts'
import type { Replayed } from '../../../../src/measure/replay.ts'
import { moduleFolder } from '../../../support/binding/equivalence.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { driveOutsideCi } from '../../../support/cli/drive.ts'
import { folderForFile } from '../../../support/temporary-folders.ts'

const bindings = join(packageFolder, 'fixtures', 'bindings')
const folder = folderForFile()
const sim = ['run', '--engine', 'sim', '--quiet']

await t.test('run --binding of a right binding ends as the control, with exit code 0', async t => {
  const { exitCode, stdout, stderr } = await driveOutsideCi([
    ...sim,
    '--binding',
    join(bindings, 'correct.mjs'),
    '--save',
    join(folder, 'right.json'),
  ])
  t.equal(exitCode, 0, stderr)
  t.match(stderr, /^handle-width: the code of \S+ runs now, [^\n]+\n?$/, 'said before it runs')
  t.match(stdout, /As the control in sim-x64, sim-x64-tagged, sim-ia32, sim-ia32-tagged\./)
  t.match(stdout, /correct\.mjs does not diverge from the control\./)
  t.match(stdout, /Not in the binding, measured with the true declaration: .*SetCommMask/s)
  const { results } = parseRun(readFileSync(join(folder, 'right.json'), 'utf8'), 'run')
  const own = results.filter(({ probe }) => probe === 'binding-correct')
  t.equal(own.length, 4)
  for (const result of own) {
    const control = results.find(({ lane, probe }) => lane === result.lane && probe === 'correct')
    t.same(
      result,
      { ...control, probe: 'binding-correct' },
      `${result.lane}: every step as in the control`,
    )
  }
})

await t.test(
  'run --binding says what Windows guarantees to work, and where tags first show it, with exit code 0',
  async t => {
    const { exitCode, stdout } = await driveOutsideCi([
      ...sim,
      '--arch',
      'x64',
      '--binding',
      join(bindings, 'handle-u32.mjs'),
      '--save',
      join(folder, 'wrong.json'),
      '--save-plans',
      join(folder, 'plans'),
    ])
    t.equal(exitCode, 0)
    t.match(stdout, /as the control in sim-x64: tolerated \(kernel-handle: /)
    t.match(
      stdout.replaceAll(/\s+/g, ' '),
      /handle-u32\.mjs does not diverge from the control\. 6 wrong declarations work by a guarantee of Windows, first the result of CreateFileW: uint32_t, true is HANDLE \(void \*\)\. With tagged handles it first fails at file-type \(GetFileType\)\. /,
    )
  },
)

t.test(
  'what a binding is said to be is in every format, and the closing sentence goes to stderr there',
  async t => {
    const { exitCode, stdout, stderr } = await driveOutsideCi([
      ...sim,
      '--arch',
      'x64',
      '--kernel',
      'tagged',
      '--binding',
      join(bindings, 'overlapped-32.py'),
      '--format',
      'markdown',
    ])
    t.equal(exitCode, 1)
    t.match(stdout, /<summary><code>binding-overlapped-32<\/code>: the declarations of/)
    t.match(stdout, /Not in the binding, measured with the true declaration: GetFileType/)
    t.match(stdout, /\| `8 bytes at 16` \| `8 bytes at 24` \| `OVERLAPPED hEvent` \|/)
    t.match(
      stderr.replaceAll(/\s+/g, ' '),
      /first diverges at write \(WriteFile\) in sim-x64-tagged: error 6, struct-layout: OVERLAPPED\.hEvent is declared 8 bytes at 16, true is 8 bytes at 24\./,
    )
  },
)

t.test(
  'a saved plan of a binding replays without the binding, and ends as the run did',
  async t => {
    const { exitCode, stdout, stderr } = await driveOutsideCi([
      'replay',
      join(folder, 'plans', 'sim-x64-tagged', 'binding-handle-u32.json'),
      '--json',
    ])
    t.equal(exitCode, 0, stderr)
    const result = parseRun(readFileSync(join(folder, 'wrong.json'), 'utf8'), 'run').results.find(
      ({ lane, probe }) => lane === 'sim-x64-tagged' && probe === 'binding-handle-u32',
    )
    const expected = result ? cellsOf(result) : new Map<string, never>()
    t.same(
      Object.fromEntries(
        (JSON.parse(stdout) as Replayed).steps.map(({ step, outcome }) => [step, outcome]),
      ),
      Object.fromEntries([...expected].map(([step, { outcome }]) => [step, outcome])),
    )
  },
)

t.test('runs of a binding merge and compare like others', async t => {
  const before = join(folder, 'right.json')
  const merged = await driveOutsideCi([
    'merge',
    before,
    join(folder, 'wrong.json'),
    '--out',
    join(folder, 'merged.json'),
  ])
  t.equal(merged.exitCode, 0, merged.stderr)
  const own = moduleFolder(t.testdir())
  // The same file, which somebody has changed for the worse.
  writeFileSync(
    join(own, 'correct.mjs'),
    readFileSync(join(bindings, 'correct.mjs'), 'utf8').replaceAll(
      "Internal: 'uintptr_t', InternalHigh: 'uintptr_t'",
      "Internal: 'uint32_t', InternalHigh: 'uint32_t'",
    ),
  )
  const { exitCode, stdout } = await driveOutsideCi([
    ...sim,
    '--arch',
    'x64',
    '--kernel',
    'native',
    '--binding',
    join(own, 'correct.mjs'),
    '--baseline',
    before,
  ])
  t.equal(exitCode, 1)
  t.match(stdout, /regression/i)
  t.match(
    stdout.replaceAll(/\s+/g, ' '),
    /OVERLAPPED\.hEvent is declared 8 bytes at 16, true is 8 bytes at 24/,
  )
})

t.test('run --binding beside --probe runs both, and two bindings of one name apart', async t => {
  const { stdout } = await driveOutsideCi([
    ...sim,
    '--arch',
    'x64',
    '--kernel',
    'native',
    '--probe',
    'handle-i32',
    '--binding',
    join(bindings, 'handle-u32.mjs'),
    join(bindings, 'handle-u32.mjs'),
    '--format',
    'json',
  ])
  const { probes } = JSON.parse(stdout) as { readonly probes: readonly { readonly id: string }[] }
  t.same(
    probes
      .map(({ id }) => id)
      .filter(id => id !== 'correct' && !id.startsWith('correct@'))
      .sort(),
    [
      'binding-handle-u32',
      'binding-handle-u32-2',
      'binding-handle-u32-2@missing',
      'binding-handle-u32@missing',
      'handle-i32',
    ],
  )
})

t.test('what a module says when it fails does not reach the terminal as it is', async t => {
  const own = moduleFolder(t.testdir())
  writeFileSync(join(own, 'loud.mjs'), "throw new Error('\\u001b[2Jgone')\n")
  const { exitCode, stderr } = await driveOutsideCi([...sim, '--binding', join(own, 'loud.mjs')])
  t.equal(exitCode, 2)
  t.match(stderr, /gone/)
  t.notOk(stderr.includes('\u001b'))
})

for (const [title, words, runs, says] of [
  ['a file that is not there', ['no-such-binding.mjs'], false, /there is no such file or folder/],
  [
    'a module beside nothing',
    [join(packageFolder, 'fixtures/audit/koffi/throws.mjs'), 'no-such-binding.mjs'],
    false,
    /"no-such-binding\.mjs": there is no such file or folder/,
  ],
  [
    'a module that throws',
    [join(packageFolder, 'fixtures/audit/koffi/throws.mjs')],
    true,
    /failed: not on this machine/,
  ],
  [
    'something that declares with no FFI',
    [join(packageFolder, 'package.json')],
    false,
    /neither JavaScript or TypeScript that uses koffi nor Python/,
  ],
] as const) {
  t.test(`run --binding of ${title} is one sentence and exit code 2`, async t => {
    const { exitCode, stdout, stderr } = await driveOutsideCi([...sim, '--binding', ...words])
    t.equal(exitCode, 2)
    t.equal(stdout, '')
    const [last = '', ...before] = stderr.trimEnd().split('\n').reverse()
    t.match(before, runs ? [/^handle-width: the code of \S+ runs now, /] : [])
    t.equal(before.length, runs ? 1 : 0)
    t.match(last, /^handle-width: Cannot run the binding "/)
    t.match(stderr, says)
  })
}
