import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { type Parent, withEngines } from '../lanes/engines/windows/session.ts'
import { installDependencies } from '../lanes/engines/windows/user.ts'
import { makeClone, unlessMissing } from './clone.ts'
import { makeRunner, runJob } from './steps.ts'

/** The parts of tap, without the link to the plugins that tap built here: Wine follows no link to its end, and would load them twice. */
function copyTap(modules: string): void {
  const name = '@tapjs'
  rmSync(join(modules, name))
  cpSync(join(packageFolder, 'node_modules', name), join(modules, name), {
    recursive: true,
    filter: source => !source.endsWith(join('test-built', 'node_modules')),
  })
}

/**
 * Runs the job of the unit tests with node.exe of one architecture. Each has its own test file, because one takes
 * minutes. The packages are those of this checkout: npm of Windows installs in the test of the action.
 */
export function testUnitTestsJob(cpu: Parent): Promise<void> {
  return withEngines(`the job of the unit tests, on ${cpu} Windows`, async (t, engines) => {
    const folder = t.testdir({})
    const source = await unlessMissing(t, () => makeClone(folder))
    if (source === undefined) return
    const modules = join(source, 'node_modules')
    mkdirSync(modules)
    installDependencies(modules)
    copyTap(modules)
    const runner = makeRunner(folder, engines[cpu], source)
    const ran = await runJob(runner, 'windows-tests', cpu === 'ia32' ? 'x86' : cpu, {
      done: ['Install'],
    })
    const failures = ran.stdout.split('\n').filter(line => /^ *not ok/.test(line))
    t.equal(ran.exitCode, 0, [...failures, ran.stderr].join('\n').slice(0, 4000))
    t.same(ran.names, ['Test'])
    t.match(ran.stdout, /^# \{ total: \d{4,}, pass: \d{4,}/m, 'thousands of tests were run')
  })
}
