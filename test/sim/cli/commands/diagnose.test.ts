import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { commandLineReading } from '../../../support/cli/command-line.ts'
import { driveOutsideCi } from '../../../support/cli/drive.ts'
import { folderForFile } from '../../../support/temporary-folders.ts'

t.test('diagnose ranks what options describe', async t => {
  const { exitCode, stdout, stderr } = await driveOutsideCi([
    'diagnose',
    '--arch',
    'x64',
    '--failed',
    'ReadFile=6',
    '--ok',
    'CreateFileW',
    'SetCommState',
    'ClearCommError',
    '--ok-on',
    'ia32',
    '--ffi',
    'ctypes',
    '--runtime',
    'CPython 2.7',
    '--json',
  ])
  t.equal(exitCode, 0)
  t.equal(stderr, '')
  const { schemaVersion, ranking, next } = JSON.parse(stdout) as {
    schemaVersion: number
    ranking: { class: string; width: boolean; score: number }[]
    next: unknown
  }
  t.equal(schemaVersion, 2)
  t.match(ranking[0], { class: 'struct-layout-shrunk', width: true })
  t.ok((ranking[0]?.score ?? 0) > (ranking[1]?.score ?? 1))
  t.ok(next)
})

t.test('diagnose reads a traceback from a file', async t => {
  const file = join(t.testdir(), 'log.txt')
  await writeFile(
    file,
    'Traceback (most recent call last):\n  GetConsoleMode(h)\nOSError: [WinError 6] The handle is invalid\nin a 32-bit Python it is the same; the output is redirected',
  )
  const { exitCode, stdout } = await driveOutsideCi(['diagnose', '--text', file])
  t.equal(exitCode, 0)
  t.match(stdout, /^1\. no-console/m)
})

const folder = folderForFile({
  'empty.txt': '',
  'binary.txt': Buffer.from([0x4d, 0x5a, 0, 0, 1, 2, 3]),
  'utf16.txt': Buffer.from('\ufeffReadFile: The handle is invalid', 'utf16le'),
  'long.txt': Buffer.alloc(2_000_000, 'ReadFile failed with error 6\n'),
  'nothing.txt': 'hello world, nothing here\n[ERROR] error: 6 CURLE_COULDNT_RESOLVE_HOST\n',
})
for (const [words, says] of [
  [['--text', join(folder, 'empty.txt')], /it is empty/],
  [['--text', join(folder, 'binary.txt')], /it is binary/],
  [
    ['--text', join(folder, 'nothing.txt')],
    /No failure was understood .*CURLE_COULDNT_RESOLVE_HOST is a code of another library.*paste/,
  ],
  [['--ffi', 'pyton', '--failed', 'ReadFile=6'], /did you mean python\b/],
  [['--arch', 'x8'], /expected x64 \(amd64\), ia32 \(x86\)/],
  [['--text', folder], /it is a folder/],
  [['--text', join(folder, 'none.txt')], /no such file/],
  [['--failed', 'ReadFil'], /did you mean ReadFile/],
  [['--handle', 'COM3'], /Not a handle/],
  [['--failed', 'ReadFile=6', '--seen', 'layout=odd'], /layout=right or layout=wrong/],
] as const) {
  t.test(
    `diagnose refuses ${words.join(' ').replaceAll(folder, 'DIR')} with one sentence`,
    async t => {
      const { exitCode, stdout, stderr } = await driveOutsideCi(['diagnose', ...words])
      t.equal(exitCode, 2)
      t.equal(stdout, '')
      t.match(stderr, says)
      t.equal(stderr.trim().split('\n').length, 1)
    },
  )
}

const noShell =
  process.platform === 'win32' ? { skip: 'standard input is redirected by a Unix shell' } : {}

for (const [name, words, says] of [
  ['empty.txt', [], /standard input: it is empty/],
  ['empty.txt', ['--text', '-'], /standard input: it is empty/],
  ['binary.txt', [], /standard input: it is binary/],
  ['nothing.txt', ['--text', '-'], /No failure was understood/],
  ['empty.txt', ['--arch', 'x64'], /No failure was understood/],
] as const) {
  t.test(
    `diagnose ${words.join(' ')} refuses ${name} on standard input with one sentence`,
    noShell,
    async t => {
      const { exitCode, stdout, stderr } = await commandLineReading(join(folder, name), [
        'diagnose',
        ...words,
      ])
      t.equal(exitCode, 2)
      t.equal(stdout, '')
      t.match(stderr, says)
      t.equal(stderr.trim().split('\n').length, 1)
    },
  )
}

for (const name of ['utf16.txt', 'long.txt'])
  t.test(`diagnose reads ${name} as a file and on standard input`, noShell, async t => {
    for (const said of [
      await driveOutsideCi(['diagnose', '--text', join(folder, name)]),
      await commandLineReading(join(folder, name), ['diagnose']),
    ]) {
      t.equal(said.exitCode, 0, said.stderr)
      t.match(said.stdout, /^ {2}- ReadFile failed: error 6 \(ERROR_INVALID_HANDLE\)/m)
    }
  })

t.test('diagnose reads a traceback on standard input, beside options', noShell, async t => {
  const file = join(
    t.testdir({
      'log.txt':
        'serial.serialutil.SerialException: ReadFile failed ([WinError 6] Das Handle ist ung\u00fcltig)\n',
    }),
    'log.txt',
  )
  const { exitCode, stdout } = await commandLineReading(file, [
    'diagnose',
    '--arch',
    'x64',
    '--ok-on',
    'ia32',
    '--ok',
    'CreateFileW',
    'ClearCommError',
  ])
  t.equal(exitCode, 0)
  t.match(stdout, /^1\. struct-layout-shrunk/m)
})
