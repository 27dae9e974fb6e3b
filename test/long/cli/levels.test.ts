import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { moduleFolder } from '../../support/binding/equivalence.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { driveOutsideCi } from '../../support/cli/drive.ts'

const correct = join(packageFolder, 'fixtures/bindings/correct.mjs')
const sim = ['run', '--engine', 'sim', '--quiet']
/** Each width once: arm64 has that of x64. */
const widths = [...sim, '--arch', 'x64,ia32']
const right = join(t.testdir(), 'right.json')

await t.test('the right binding is measured', async t => {
  const { exitCode, stderr } = await driveOutsideCi([
    ...widths,
    '--binding',
    correct,
    '--save',
    right,
  ])
  t.equal(exitCode, 0, stderr)
})

/** The right binding with some of its text changed; always under one name, so that its runs compare. */
function variant(parent: string, changes: readonly (readonly [string | RegExp, string])[]): string {
  const file = join(moduleFolder(parent), 'correct.mjs')
  const text = readFileSync(correct, 'utf8')
  writeFileSync(
    file,
    changes.reduce((changed, [from, to]) => changed.replace(from, to), text),
  )
  return file
}

/** Kernel handles as int32_t under a name of their own, and the sentinel as that number. Structs stay right. */
const asInt32 = [
  [/const HANDLE = .*/, "const HANDLE = koffi.alias('HANDLE', 'int32_t')"],
  ["hEvent: 'HANDLE'", "hEvent: 'void *'"],
  [/BigInt\.asIntN\(.*?\) === -1n/, 'handle === -1'],
  ['0x40000000, null)', '0x40000000, 0)'],
  [/\bHANDLE\b/g, 'PORT'],
] as const

/** The exit codes by default, and at the levels between which they change: a level beyond has that of its neighbour. */
for (const { title, changes, usual, codes } of [
  { title: 'right', changes: [], usual: 0, codes: { note: 0 } },
  { title: 'guaranteed to work', changes: asInt32, usual: 0, codes: { warning: 0, note: 1 } },
  {
    title: 'guaranteed to work, under the name of Windows',
    changes: asInt32.filter(([, name]) => name !== 'PORT'),
    usual: 0,
    codes: { warning: 0, note: 1 },
  },
  {
    title: 'lucky: two bytes of a handle, and zeros behind them',
    changes: [["hEvent: 'HANDLE'", "hEvent: 'uint16_t'"]],
    usual: 1,
    codes: { error: 0, warning: 1 },
  },
  {
    title: 'wrong',
    changes: [
      [
        "Internal: 'uintptr_t', InternalHigh: 'uintptr_t'",
        "Internal: 'uint32_t', InternalHigh: 'uint32_t'",
      ],
    ],
    usual: 1,
    codes: { error: 1 },
  },
] as const)
  t.test(`a binding that is ${title} has one exit code per level in every command`, async t => {
    const file = variant(t.testdir(), changes)
    const saved = join(t.testdirName, 'run.json')
    const measured = await driveOutsideCi([...widths, '--binding', file, '--save', saved])
    t.equal(measured.exitCode, usual, `run by default\n${measured.stdout}`)
    for (const [level, code] of Object.entries(codes)) {
      const found = await Promise.all([
        driveOutsideCi(['audit', file, '--level', level]),
        driveOutsideCi([...sim, '--arch', 'x64', '--binding', file, '--level', level]),
        driveOutsideCi([
          ...sim,
          '--arch',
          'x64',
          '--kernel',
          'tagged',
          '--binding',
          file,
          '--level',
          level,
        ]),
        driveOutsideCi([
          ...[...sim, '--arch', 'x64', '--binding', file, '--level', level],
          ...['--baseline', right],
        ]),
        driveOutsideCi(['diff', right, saved, '--level', level]),
      ])
      t.same(
        found.map(({ exitCode }) => exitCode),
        [code, code, code, code, code],
        `audit, run, run on tagged handles, run against a baseline and diff at --level ${level}`,
      )
    }
  })
