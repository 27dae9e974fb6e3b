import t, { type Test } from 'tap'
import type { Examination } from '../../../../src/doctor/finding.ts'
import { windows } from '../../../../src/lanes/engines/windows.ts'
import { commandLine } from '../../../support/cli/command-line.ts'
import {
  makePort,
  parents,
  withWindows,
  type Session,
} from '../../../support/lanes/engines/windows/session.ts'

await t.test(
  'prepare() says that there is no Windows here',
  { skip: process.platform === 'win32' ? 'this is Windows' : false },
  async t => {
    for (const architecture of ['x64', 'ia32', 'arm64'] as const)
      t.match(await windows.prepare(architecture, () => undefined), {
        ready: false,
        reason: /^This is no Windows/,
        remedy: /wine and sim/,
      })
    t.match(await windows.look?.('x64'), { state: 'absent' })
  },
)

await withWindows('the command line as a Windows program', async (t, session) => {
  await testDoctor(t, session)
  await t.test('list says what it says elsewhere', async t => {
    const own = await commandLine(['list', 'probes', '--json'])
    for (const parent of parents)
      t.same(
        JSON.parse((await session.user.run(parent, 'list', 'probes', '--json')).stdout),
        JSON.parse(own.stdout),
      )
  })
})

async function testDoctor(t: Test, { user, ready }: Session): Promise<void> {
  await t.test('doctor, and who answers on the ports', async t => {
    const port = await makePort(t, ready, 'echo')
    for (const parent of parents) {
      const { exitCode, stdout, stderr } = await user.run(parent, 'doctor', '--json')
      const { findings } = JSON.parse(stdout) as Examination
      t.same(
        findings.filter(({ state }) => state === 'missing'),
        [],
        'nothing is missing',
      )
      t.equal(exitCode, 0, stderr)
      const detailOf = (title: string) => findings.find(finding => finding.title === title)?.detail
      t.match(detailOf('node'), new RegExp(`^v22.* win32 ${parent}, `))
      t.match(
        detailOf('system'),
        / Windows .* x64, which is wine-/,
        'the machine is the same, whatever the process',
      )
      for (const lane of ['windows x64', 'windows ia32', 'sim x64'])
        t.equal(detailOf(lane), 'ready', lane)
      t.match(detailOf('windows arm64'), /^This x64 machine runs no arm64 programs/)
      t.ok(findings.some(({ part }) => part === 'ports'))
      // The cache holds what is fetched beside the node of this process.
      const other = parent === 'x64' ? 'ia32' : 'x64'
      t.equal(detailOf(`node.exe 22.23.2 ${other}`), 'whole')
      t.equal(detailOf(`node.exe 22.23.2 ${parent}`), undefined)
    }
    t.match(port, /^COM\d+$/)
  })
}
