import { type Parent, withEngines } from '../lanes/engines/windows/session.ts'
import { makeClone } from './clone.ts'
import { makeRunner, runJob } from './steps.ts'

/** npm installs on x64. For ia32 the same result is reused, which saves half a minute of CPU time. */
const installing = { x64: 'by-windows', ia32: 'done' } as const

/** Runs the job of the unit tests with node.exe and npm of one architecture. Each has its own test file, because one takes minutes. */
export function testUnitTestsJob(cpu: Parent): Promise<void> {
  return withEngines(`the job of the unit tests, on ${cpu} Windows`, async (t, engines) => {
    const folder = t.testdir({})
    const clone = await makeClone(t, folder, cpu, [], installing[cpu])
    if (!clone) return
    const runner = makeRunner(folder, engines[cpu], clone.source, clone.npmCache)
    const isInstalled = installing[cpu] === 'done'
    const ran = await runJob(runner, 'windows-tests', cpu === 'ia32' ? 'x86' : cpu, {
      done: isInstalled ? ['Install'] : [],
    })
    const failures = ran.stdout.split('\n').filter(line => /^ *not ok/.test(line))
    t.equal(ran.exitCode, 0, [...failures, ran.stderr].join('\n').slice(0, 4000))
    t.same(ran.names, isInstalled ? ['Test'] : ['Install', 'Test'])
    t.match(ran.stdout, /^# \{ total: \d{4,}, pass: \d{4,}/m, 'thousands of tests were run')
  })
}
