import { join } from 'node:path'
import { commandLine } from '../../../cli/command-line.ts'
import {
  compareLanes,
  lanesOn,
  makePort,
  parents,
  readRunFile,
  withWindows,
  type Parent,
} from './session.ts'

/** The control, error 6 in two ways, and a call that hangs and has to be killed. */
const probes = ['correct', 'upper-half-garbage', 'overlapped-32', 'overlapped-32-zeros']

/** The result of overlapped-32 in a read: with wide pointers the event is at the wrong offset, with narrow ones at the right one. */
const readSays: Readonly<Record<Parent, RegExp>> = { x64: /struct-layout/, ia32: /\bread\b/ }

/**
 * The command line as a Windows program of one architecture, on an echoing COM port: run on both architectures,
 * report, replay; in a folder with blanks and umlauts in its name.
 */
export async function testLoopback(parent: Parent): Promise<void> {
  await withWindows(
    `the command line as a Windows program for ${parent}, on a COM port`,
    async (t, { user, ready }) => {
      const port = await makePort(t, ready, 'echo')
      const words = ['run', '--device', `com:${port}`, '--probe', ...probes, '--quiet']
      const lanes = parents.flatMap(lanesOn)

      await t.test('run does what it does on the lanes of the engine wine', async t => {
        const { exitCode, stderr } = await user.run(
          parent,
          ...words,
          '--engine',
          'windows',
          '--save',
          'run ü.json',
          '--save-plans',
          'plans',
        )
        t.equal(exitCode, 0, stderr)
        const elsewhere = join(t.testdir(), 'run.json')
        t.equal(
          (await commandLine([...words, '--engine', 'wine', '--save', elsewhere])).exitCode,
          0,
        )
        const run = readRunFile(join(user.folder, 'run ü.json'))
        compareLanes(t, lanes, run, readRunFile(elsewhere))
        t.ok(
          run.results.some(({ cells }) =>
            cells.some(({ outcome }) => outcome.kind === 'timed-out'),
          ),
          'a call that hangs was ended',
        )
        const listed = await user.run(
          parent,
          'diff',
          elsewhereFor(elsewhere),
          `${user.windowsFolder}\\run ü.json`,
          '--as',
          'windows=wine',
        )
        t.match(listed.stdout, /\n\d+ cells compared, 0 changed\n$/, 'and lists no difference')
        t.equal(listed.exitCode, 0, listed.stderr)
      })

      await t.test('report says what it says elsewhere', async t => {
        const { stdout, stderr } = await user.run(
          parent,
          'report',
          `${user.windowsFolder}\\run ü.json`,
          '--format',
          'markdown',
        )
        const elsewhere = await commandLine([
          'report',
          join(user.folder, 'run ü.json'),
          '--format',
          'markdown',
        ])
        t.equal(stdout.trim(), elsewhere.stdout.trim(), stderr)
      })

      for (const lane of parents) {
        await t.test(`replay in the lane windows-${lane}`, async t => {
          const { exitCode, stdout, stderr } = await user.run(
            parent,
            'replay',
            `plans\\windows-${lane}\\overlapped-32@com.json`,
            '--port',
            port,
          )
          t.equal(exitCode, 0, stderr)
          t.match(stdout, readSays[lane])
          if (lane === 'ia32')
            t.notMatch(
              stdout,
              /struct-layout|ERROR_INVALID_HANDLE/,
              'narrow pointers are declared right',
            )
        })
      }
    },
  )
}

/** A path of this machine in the form that a program under Wine uses. */
function elsewhereFor(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}
