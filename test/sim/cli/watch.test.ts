import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { outsideCi } from '../../support/cli/command-line.ts'
import { until } from '../../support/until.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')
const wrong = `import ctypes\nctypes.windll.kernel32.GetModuleHandleW.restype = ctypes.c_int\n`
const right = wrong.replace('c_int', 'c_void_p')
const waiting = 'waiting for a change; Ctrl-C ends'

t.test('audits again what changes, and ends at Ctrl-C', async t => {
  const folder = t.testdir({
    one: { 'one.py': right, node_modules: { 'x.py': wrong } },
    two: { 'two.py': right },
  })
  const [out, err] = [join(folder, 'out.txt'), join(folder, 'err.txt')]
  const { pid, exited, kill } = startChild({
    file: process.execPath,
    arguments: [main, 'audit', 'one', 'two', '--watch', '--format', 'github'],
    cwd: folder,
    environment: { ...process.env, ...outsideCi },
    stdoutFile: out,
    stderrFile: err,
  })
  t.teardown(kill)
  const text = (file: string): string => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  }
  const audits = (): number => text(err).split(waiting).length - 1
  await until(() => audits() === 1)
  t.equal(audits(), 1)
  t.notMatch(text(out), /GetModuleHandleW/)

  // A file that is written may be seen to change twice: what is waited for is the result.
  writeFileSync(join(folder, 'one', 'one.py'), wrong)
  await until(() => text(out).includes('file=one/one.py,line=2'))
  t.match(text(err), /one\.py changed/)
  t.match(text(out), /file=one\/one\.py,line=2,title=GetModuleHandleW/)

  // A new file; what is none of the target's own is not looked at, and the other target keeps its findings.
  writeFileSync(join(folder, 'one', 'node_modules', 'x.py'), right)
  writeFileSync(join(folder, 'two', 'three.py'), wrong.replace('GetModuleHandleW', 'GlobalLock'))
  await until(() => text(out).includes('file=two/three.py'))
  t.match(text(err), /three\.py changed/)
  t.notMatch(text(err), /x\.py/)
  t.match(text(out), /file=one\/one\.py,line=2.*\n.*file=two\/three\.py,line=2/)

  process.kill(pid ?? 0, 'SIGINT')
  const { exitCode } = await exited
  t.equal(exitCode, 0)
  t.notMatch(text(err), /Error|at .*\.js/)
})
