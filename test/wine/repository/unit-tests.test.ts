import { parents, withEngines } from '../../support/lanes/engines/windows/session.ts'
import { makeClone } from '../../support/repository/clone.ts'
import { makeRunner, runJob } from '../../support/repository/steps.ts'

await withEngines('the job of the unit tests, with node and npm of Windows', async (t, engines) => {
  for (const cpu of parents)
    await t.test(cpu, { timeout: 0 }, async inner => {
      const folder = inner.testdir({})
      const clone = await makeClone(inner, folder, cpu, [])
      if (!clone) return
      const runner = makeRunner(folder, engines[cpu], clone.source, clone.npmCache)
      const ran = await runJob(runner, 'windows-tests', cpu === 'ia32' ? 'x86' : cpu)
      const failures = ran.stdout.split('\n').filter(line => /^ *not ok/.test(line))
      inner.equal(ran.exitCode, 0, [...failures, ran.stderr].join('\n').slice(0, 4000))
      inner.same(ran.names, ['Install', 'Test'])
      inner.match(ran.stdout, /^# \{ total: \d{4,}, pass: \d{4,}/m, 'thousands of tests were run')
    })
})
