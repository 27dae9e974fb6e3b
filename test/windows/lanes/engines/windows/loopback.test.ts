import { join } from 'node:path'
import type { Test } from 'tap'
import { toWindowsPath } from '../../../../../src/lanes/engines/wine/environment.ts'
import { commandLine } from '../../../../support/cli/command-line.ts'
import {
  compareLanes,
  kernelsFrom,
  lanesFrom,
  makePort,
  parents,
  readRunFile,
  withWindows,
  type Parent,
  type Session,
} from '../../../../support/lanes/engines/windows/session.ts'

/** The control, error 6 in two ways, and a call that hangs and has to be killed. */
const probes = ['correct', 'upper-half-garbage', 'overlapped-32', 'overlapped-32-zeros']

const words = ['run', '--probe', ...probes, '--quiet']

/** The result of overlapped-32 in a read: with wide pointers the event is at the wrong offset, with narrow ones at the right one. */
const readSays: Readonly<Record<Parent, RegExp>> = { x64: /struct-layout/, ia32: /\bread\b/ }

/** The command line as a Windows program of one architecture, against a run file of the lanes of the engine wine. */
async function testParent(
  t: Test,
  { user }: Session,
  parent: Parent,
  port: string,
  elsewhere: string,
): Promise<void> {
  const file = `run ü ${parent}.json`
  const onWindows = `${user.windowsFolder}\\${file}`

  await t.test('run does what it does on the lanes of the engine wine', async t => {
    const { exitCode, stderr } = await user.run(
      parent,
      ...words,
      '--device',
      `com:${port}`,
      '--engine',
      'windows',
      ...kernelsFrom(parent),
      '--save',
      file,
      '--save-plans',
      'plans',
    )
    t.equal(exitCode, 0, stderr)
    const run = readRunFile(join(user.folder, file))
    compareLanes(t, lanesFrom(parent), run, readRunFile(elsewhere))
    t.ok(
      run.results.some(({ cells }) => cells.some(({ outcome }) => outcome.kind === 'timed-out')),
      'a call that hangs was ended',
    )
    const listed = await user.run(
      parent,
      'diff',
      toWindowsPath(elsewhere),
      onWindows,
      '--as',
      'windows=wine',
    )
    t.match(listed.stdout, /\n\d+ cells compared, 0 changed\n$/, 'and lists no difference')
    t.equal(listed.exitCode, 0, listed.stderr)
  })

  await t.test('report says what it says elsewhere', async t => {
    const { stdout, stderr } = await user.run(parent, 'report', onWindows, '--format', 'markdown')
    const own = await commandLine(['report', join(user.folder, file), '--format', 'markdown'])
    t.equal(stdout.trim(), own.stdout.trim(), stderr)
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
}

// On an echoing COM port; in a folder with blanks and umlauts in its name.
await withWindows('the command line as a Windows program, on a COM port', async (t, session) => {
  const port = await makePort(t, session.ready, 'echo')
  const elsewhere = join(t.testdir(), 'run.json')
  const { exitCode, stderr } = await commandLine([
    ...words,
    '--device',
    `com:${port}`,
    '--engine',
    'wine',
    '--save',
    elsewhere,
  ])
  t.equal(exitCode, 0, stderr)
  for (const parent of parents)
    await t.test(parent, inner => testParent(inner, session, parent, port, elsewhere))
})
