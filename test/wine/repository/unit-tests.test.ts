import { parents, withEngines } from '../../support/lanes/engines/windows/session.ts'
import { makeClone } from '../../support/repository/clone.ts'
import { makeRunner, runJob } from '../../support/repository/steps.ts'

/** npm installs on x64; what it would do once more on ia32, at half a minute of the processor, is done for it. */
const installing = { x64: 'by-windows', ia32: 'done' } as const

await withEngines('the job of the unit tests, with node and npm of Windows', async (t, engines) => {
  for (const cpu of parents)
    await t.test(cpu, { timeout: 0 }, async inner => {
      const folder = inner.testdir({})
      const clone = await makeClone(inner, folder, cpu, [], installing[cpu])
      if (!clone) return
      const runner = makeRunner(folder, engines[cpu], clone.source, clone.npmCache)
      const isInstalled = installing[cpu] === 'done'
      const ran = await runJob(runner, 'windows-tests', cpu === 'ia32' ? 'x86' : cpu, {
        done: isInstalled ? ['Install'] : [],
      })
      const failures = ran.stdout.split('\n').filter(line => /^ *not ok/.test(line))
      inner.equal(ran.exitCode, 0, [...failures, ran.stderr].join('\n').slice(0, 4000))
      inner.same(ran.names, isInstalled ? ['Test'] : ['Install', 'Test'])
      inner.match(ran.stdout, /^# \{ total: \d{4,}, pass: \d{4,}/m, 'thousands of tests were run')
    })
})
