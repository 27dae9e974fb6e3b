import { existsSync, lstatSync, readFileSync, symlinkSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { commandLine } from '../../support/cli/command-line.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')
const onUnix = { skip: process.platform === 'win32' && 'needs a Unix shell' }
const run = join(packageFolder, 'fixtures/runs/wine-x64.json')

/** Runs a line of a shell in which `$HW` is this program. */
function shell(line: string): ReturnType<typeof runTool> {
  return runTool('/bin/sh', ['-c', line, 'sh', process.execPath, main, run], {
    environment: { NO_COLOR: '1' },
  })
}

t.test('a reader that has gone ends the program quietly', onUnix, async t => {
  const { stdout, stderr } = await shell(
    '{ "$1" "$2" report "$3" --format html; echo "code $?" >&2; } | head -c 1 > /dev/null',
  )
  t.equal(stdout, '')
  t.equal(stderr, 'code 0')
})

t.test('a full standard output is exit code 3 and one sentence', onUnix, async t => {
  const { stderr, exitCode } = await shell('"$1" "$2" report "$3" > /dev/full')
  t.equal(exitCode, 3)
  t.match(stderr, /^handle-width: the result cannot be written to standard output \(ENOSPC\)$/)
})

t.test('a full or closed standard error changes no exit code', onUnix, async t => {
  t.equal((await shell('"$1" "$2" report /none 2> /dev/full')).exitCode, 2)
  t.equal((await shell('"$1" "$2" report /none 2>&-')).exitCode, 2)
})

t.test('a current folder that was removed is no finding', onUnix, async t => {
  const folder = t.testdir({ gone: {} })
  const { exitCode } = await shell(
    // Without what the runner of the tests loads into node by this variable, which needs a current folder.
    `cd ${JSON.stringify(join(folder, 'gone'))} && rmdir ../gone && NODE_OPTIONS= "$1" "$2" report run.json`,
  )
  t.ok(exitCode === 2 || exitCode === 3, String(exitCode))
})

t.test(
  'a result goes to no device, no pipe, no link to nothing and no read-only file',
  onUnix,
  async t => {
    const folder = t.testdir({ 'read-only.json': 'kept', folder: {} })
    chmodSync(join(folder, 'read-only.json'), 0o444)
    symlinkSync('nowhere.json', join(folder, 'link.json'))
    for (const [out, why] of [
      ['/dev/full', /it is a device or a pipe/],
      [join(folder, 'read-only.json'), /it is read-only/],
      [join(folder, 'link.json'), /it is a link to nothing/],
      [join(folder, 'folder'), /it is a folder/],
    ] as const) {
      const { exitCode, stderr, stdout } = await commandLine([
        'run',
        '--engine',
        'sim',
        '--out',
        out,
      ])
      t.equal(exitCode, 2)
      t.equal(stdout, '', 'nothing was measured')
      t.match(stderr, why)
      t.equal(stderr.split('\n').length, 1)
    }
    t.equal(readFileSync(join(folder, 'read-only.json'), 'utf8'), 'kept')
    t.ok(lstatSync(join(folder, 'link.json')).isSymbolicLink())
    t.notOk(existsSync(join(folder, 'nowhere.json')))
  },
)
