import { join } from 'node:path'
import { crossTerminals } from '../../../../support/lanes/devices/crossed.ts'
import { outcomesOfLane } from '../../../../support/outcome-text.ts'
import {
  linkTerminal,
  makePort,
  parents,
  readRunFile,
  withWindows,
} from '../../../../support/lanes/engines/windows/session.ts'

await withWindows(
  'run as a Windows program on ports that the user names',
  async (t, { user, ready }) => {
    for (const parent of parents) {
      const measure = async (...devices: readonly string[]) => {
        const ended = await user.run(
          parent,
          'run',
          '--engine',
          'windows',
          '--arch',
          parent,
          '--kernel',
          'native',
          '--host',
          'koffi',
          '--probe',
          'correct',
          'overlapped-32',
          ...devices.flatMap(port => ['--device', `com:${port}`]),
          '--save',
          'run.json',
        )
        return {
          ...ended,
          outcomes:
            ended.exitCode === 0
              ? outcomesOfLane(readRunFile(join(user.folder, 'run.json')), `windows-${parent}`)
              : {},
        }
      }

      await t.test(`${parent}: two ports joined by a cable, the far end is served`, async t => {
        const crossed = crossTerminals()
        const near = await linkTerminal(t, ready, crossed.paths[0], () => undefined)
        const far = await linkTerminal(t, ready, crossed.paths[1], () => {
          crossed.close()
        })
        const { exitCode, stderr, outcomes } = await measure(near, far)
        t.equal(exitCode, 0, stderr)
        t.match(outcomes['correct@com'], {
          open: 'ok',
          'read-result': 'ok',
          'read-wait-result': 'ok',
          'sync-read': 'ok',
        })
        t.match(outcomes['overlapped-32@com'], { read: parent === 'x64' ? 'error 6' : 'ok' })
      })

      await t.test(`${parent}: a port on which nobody answers`, async t => {
        const { exitCode, stderr, outcomes } = await measure(await makePort(t, ready, 'silent'))
        t.equal(exitCode, 0, stderr)
        t.match(stderr, /^COM\d+ sends nothing back, so what needs an answer is left out/m)
        t.match(outcomes['correct@silent'], {
          open: 'ok',
          'write-result': 'ok',
          'read-timeout-result': 'ok',
          'close-port': 'ok',
        })
        t.match(outcomes['overlapped-32@silent'], {
          'read-timeout': parent === 'x64' ? 'error 6' : 'ok',
        })
      })
    }
  },
)
