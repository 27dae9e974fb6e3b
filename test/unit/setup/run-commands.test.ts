import t from 'tap'
import {
  runAttempt,
  runCommands,
  withPrivilege,
  type RunCommand,
} from '../../../src/setup/run-commands.ts'
import type { SetupCommand } from '../../../src/setup/wine-plan.ts'

const command = (file: string, asRoot = true): SetupCommand => ({ file, arguments: ['x'], asRoot })

/** Runs nothing: notes what it was asked to run, and lets `failing` fail with what it says. */
function pretend(failing: Readonly<Record<string, string>>): {
  readonly run: RunCommand
  readonly ran: string[]
} {
  const ran: string[] = []
  return {
    ran,
    async run(file, words) {
      ran.push([file, ...words].join(' '))
      const said = failing[file]
      return {
        exitCode: said === undefined ? 0 : 100,
        stdout: '',
        stderr: said ?? '',
        startError: null,
      }
    },
  }
}

t.test('runAttempt() runs all commands', async t => {
  const { run, ran } = pretend({})
  t.equal(
    await runAttempt(
      { title: '', brings: 'both', commands: [command('a'), command('b')], undo: [command('u')] },
      'root',
      run,
    ),
    null,
  )
  t.same(ran, ['a x', 'b x'])
})

t.test('runAttempt() stops at the first that fails, and takes back', async t => {
  const { run, ran } = pretend({
    b: 'Reading package lists...\nE: Failed to fetch http://m  File has unexpected size.\nE: Some index files failed.\n',
  })
  const failure = await runAttempt(
    {
      title: '',
      brings: 'both',
      commands: [command('a'), command('b'), command('c')],
      undo: [command('u')],
    },
    'root',
    run,
  )
  t.equal(failure, '"sudo b x" failed: Failed to fetch http://m  File has unexpected size.')
  t.same(ran, ['a x', 'b x', 'u x'])
})

t.test('withPrivilege() asks sudo only where root is needed and never for a password', async t => {
  t.same(withPrivilege(command('a'), 'root'), ['a', 'x'])
  t.same(withPrivilege(command('a'), 'sudo'), [
    'sudo',
    '-n',
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'a',
    'x',
  ])
  t.same(withPrivilege(command('a', false), 'sudo'), ['a', 'x'])
})

t.test('runCommands() says why a program could not be started', async t => {
  t.equal(
    await runCommands([{ file: '/nowhere/apt', arguments: [], asRoot: false }], 'none', '/'),
    '"/nowhere/apt" failed: it cannot be started (ENOENT).',
  )
})

t.test('runCommands() quotes the last line of a tool that says nothing special', async t => {
  const command = {
    file: process.execPath,
    arguments: ['-e', 'console.log("one\\ntwo\\n"); process.exit(1)'],
    asRoot: false,
  }
  const failure = await runCommands([command], 'none', '/')
  // A path of Windows is quoted for its backslashes.
  const node = process.platform === 'win32' ? `'${process.execPath}'` : process.execPath
  t.equal(failure, `"${node} -e 'console.log("one\\ntwo\\n"); process.exit(1)'" failed: two.`)
})
