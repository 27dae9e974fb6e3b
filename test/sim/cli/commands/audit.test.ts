import { join } from 'node:path'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { driveOutsideCi, type Said } from '../../../support/cli/drive.ts'
import { auditFixtures } from '../../../support/audit/fixture.ts'

async function runIn(cwd: string, ...words: readonly string[]): Promise<Said> {
  return await driveOutsideCi(['audit', ...words], cwd)
}

async function run(...words: readonly string[]): Promise<Said> {
  return await runIn(auditFixtures, ...words)
}

t.test('exit codes', async t => {
  const clean = await run('ctypes/correct.py')
  t.equal(clean.exitCode, 0)
  t.match(clean.stdout, /0 errors, 0 warnings, 0 notes/)
  const wrong = await run('ctypes/wrong.py', '--json')
  t.equal(wrong.exitCode, 1)
  t.match(JSON.parse(wrong.stdout), {
    schemaVersion: 1,
    findings: [{ rule: 'alias-width', level: 'error', struct: 'ULONG_PTR', line: 7 }],
  })
  t.equal((await run('koffi/typed.ts')).exitCode, 0, 'a note is below the level of a warning')
  t.equal((await run('koffi/typed.ts', '--level', 'note')).exitCode, 1)
  t.equal(
    (await run('ctypes/wrong.py', '--arch', 'ia32', '--format', 'github')).stdout.includes(
      'OVERLAPPED',
    ),
    false,
    'on ia32 that one is right',
  )
})

t.test('wrong use is one sentence', async t => {
  for (const words of [
    ['nobody'],
    [],
    ['ctypes/correct.py', '--ignore', 'none.json'],
    ['ctypes/correct.py', '--timeout', '0'],
    ['ctypes/correct.py', '--format', 'xml'],
    ['ctypes/correct.py', '--arch', 'mips'],
    ['ctypes/correct.py', '--write-baseline', 'new.json', '--out', 'new.txt'],
    ['ctypes/correct.py', '--write-baseline', 'new.json', '--fix'],
    ['ctypes/correct.py', '--write-baseline', 'new.json', '--watch'],
  ]) {
    const { exitCode, stdout, stderr } = await run(...words)
    t.equal(exitCode, 2, words.join(' '))
    t.equal(stdout, '')
    t.equal(stderr.trim().split('\n').length, 1, stderr)
  }
})

t.test('a new baseline holds what the old one held, whether that is there or not', async t => {
  const wrong = (name: string): string => `ctypes.windll.kernel32.${name}.restype = ctypes.c_int\n`
  const file = `import ctypes\n${wrong('GetModuleHandleW')}`
  const folder = t.testdir({
    'x.py': file,
    'pyproject.toml': '[tool.handle-width]\nbaseline = "accepted.json"\n',
  })
  const accept = ['x.py', '--write-baseline', 'accepted.json']
  t.equal((await runIn(folder, 'x.py')).exitCode, 2, 'the baseline is not there yet')
  t.equal((await runIn(folder, ...accept)).exitCode, 0)
  t.equal((await runIn(folder, 'x.py')).exitCode, 0)

  writeFileSync(join(folder, 'x.py'), file + wrong('LoadLibraryW'))
  const both = await runIn(folder, 'x.py', '--json')
  t.equal(both.exitCode, 1)
  t.match(JSON.parse(both.stdout), { accepted: 1, findings: [{ function: 'LoadLibraryW' }] })
  t.equal((await runIn(folder, ...accept)).exitCode, 0)
  const after = await runIn(folder, 'x.py', '--json')
  t.equal(after.exitCode, 0)
  t.match(JSON.parse(after.stdout), { accepted: 2, findings: [] })
})

t.test('options that come with a checkout are said', async t => {
  const folder = t.testdir({
    'x.py': 'import ctypes\nctypes.windll.kernel32.LoadLibraryW.restype = ctypes.c_void_p\n',
    'package.json': '{"handle-width": {"exclude": ["y.py"], "level": "error", "probe": ["z"]}}',
    'own.json': '{"level": "error"}',
  })
  const sets = 'handle-width: the key "handle-width" of package.json sets exclude, level'
  t.equal((await runIn(folder, 'x.py')).stderr.trim(), sets)
  t.equal((await runIn(folder, '--help')).stderr, '')
  t.equal((await runIn(folder, 'x.py', '--config', 'own.json')).stderr, '')
})

t.test('a file that is not covered is said to be', async t => {
  const folder = t.testdir({ 'native.rs': 'struct Native;' })
  t.match((await run(join(folder, 'native.rs'))).stdout, /Not covered[^]*native\.rs/)
})

t.test('to a file', async t => {
  const out = join(t.testdir({}), 'audit.sarif')
  t.equal((await run('koffi/wrong.mjs', '--format', 'sarif', '--out', out)).exitCode, 1)
  t.equal((JSON.parse(readFileSync(out, 'utf8')) as { readonly version: string }).version, '2.1.0')
})

t.test('what is certain is shown as a diff, and written with --fix', async t => {
  const file = join(t.testdir({}), 'port.mjs')
  cpSync(join(auditFixtures, 'koffi', 'wrong.mjs'), file)
  const before = readFileSync(file, 'utf8')
  const shown = await run(file, '--format', 'diff')
  t.match(shown.stdout, /^\+koffi\.alias\('ULONG_PTR', 'uintptr_t'\)$/m)
  t.equal(readFileSync(file, 'utf8'), before, 'nothing is written')
  const fixed = await run(file, '--fix')
  t.match(fixed.stderr, /changed \d+ lines in 1 file; audit again/)
  t.match(readFileSync(file, 'utf8'), /^koffi\.alias\('ULONG_PTR', 'uintptr_t'\)$/m)
})
