import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')
const binding = readFileSync(join(packageFolder, 'fixtures/bindings/correct.mjs'), 'utf8')
const said = /^handle-width: the code of port\.mjs runs now, [^\n]*$/m

t.test('that the code of a target runs is said, until it is trusted', async t => {
  const folder = t.testdir({
    project: { 'port.mjs': binding, 'port.py': 'from ctypes import *\n' },
  })
  const audit = (ci: string, ...words: readonly string[]) =>
    runTool(process.execPath, [main, 'audit', ...words], {
      cwd: join(folder, 'project'),
      environment: { XDG_CONFIG_HOME: join(folder, 'config'), HOME: folder, CI: ci },
    })
  t.match((await audit('', 'port.mjs')).stderr, said)
  t.match((await audit('', 'port.mjs')).stderr, said, 'it is trusted when somebody says so')
  t.match(
    (await audit('', 'port.mjs', 'none.mjs')).stderr,
    /^handle-width: Cannot audit "none\.mjs": [^\n]*$/,
    'nothing runs where one of them is not there',
  )
  const noRun = await audit('', 'port.mjs', '--no-run')
  t.equal(noRun.exitCode, 2)
  t.match(
    noRun.stderr,
    /^handle-width: not all was audited: the code of "port\.mjs" was not run: it declares at \d+ places \(the first: port\.mjs:\d+\)/,
  )
  t.notMatch((await audit('', 'port.py')).stderr, /runs now/, 'Python is read')
  const refused = await audit('true', 'port.mjs')
  t.equal(refused.exitCode, 2)
  t.match(refused.stderr, /^handle-width: Cannot look at port\.mjs: [^\n]* with --trust$/)
  t.equal((await audit('true', 'port.mjs', '--trust')).exitCode, 0)
  t.match((await audit('', 'port.mjs')).stderr, said, 'what CI trusts is not remembered')
  t.equal((await audit('', 'port.mjs', '--trust')).stderr, '')
  t.equal((await audit('', 'port.mjs')).stderr, '')
  t.equal((await audit('true', 'port.mjs')).exitCode, 2, 'CI asks each time')
})
