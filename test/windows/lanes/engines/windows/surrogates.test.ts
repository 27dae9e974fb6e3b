import { join } from 'node:path'
import { commandLine } from '../../../../support/cli/command-line.ts'
import {
  compareLanes,
  kernelsFrom,
  lanesFrom,
  parents,
  readRunFile,
  withWindows,
} from '../../../../support/lanes/engines/windows/session.ts'

await withWindows(
  'run as a Windows program without a port: surrogates stand in',
  async (t, { user }) => {
    const probes = ['correct', 'handle-u32', 'upper-half-garbage', 'overlapped-32']
    const words = ['run', '--host', 'koffi', '--probe', ...probes]
    const elsewhere = join(t.testdir(), 'run.json')
    t.equal(
      (
        await commandLine([
          ...words,
          '--engine',
          'wine',
          '--device',
          'pipe',
          'event',
          '--quiet',
          '--save',
          elsewhere,
        ])
      ).exitCode,
      0,
    )
    for (const parent of parents) {
      await t.test(`from node.exe for ${parent}`, async t => {
        const { exitCode, stdout, stderr } = await user.run(
          parent,
          ...words,
          '--engine',
          'windows',
          '--save',
          'surrogates.json',
          '--strict',
          ...kernelsFrom(parent),
        )
        t.equal(exitCode, 0, stderr)
        t.match(stderr, /A named pipe and an event stand in/)
        const run = readRunFile(join(user.folder, 'surrogates.json'))
        compareLanes(t, lanesFrom(parent), run, readRunFile(elsewhere))
        const [environment] = run.lanes.find(({ id }) => id === 'windows-x64')?.environments ?? []
        t.match(
          environment?.strictHandles,
          /nothing is raised|refused by this system/,
          'Wine lacks strict handle checks, and that is said',
        )
        t.match(stdout, /^Based on Wine, whose kernel is not that of Windows\.$/m)
        t.match(
          stdout,
          /Strict handle checks: a second witness\n[\s\S]*windows-x64 +(accepted by this system|refused by this\s)/,
        )
      })
    }
  },
)
