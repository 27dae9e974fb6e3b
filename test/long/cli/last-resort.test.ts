import { existsSync, lstatSync, readFileSync, symlinkSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { runTool } from '../../../src/os/spawn.ts'
import { driveOutsideCi } from '../../support/cli/drive.ts'

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
      const { exitCode, stderr, stdout } = await driveOutsideCi([
        'run',
        '--engine',
        'sim',
        '--save',
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

/** It depends on what runs at once whether a child lacks them, or the program itself. */
const tooFewFiles =
  /^(?:handle-width: (?:it may not open as many files as it needs; |not all was measured: [^\n]*EMFILE)[^\n]*\n?)+$/

t.test(
  'too few descriptors and too little memory are exit code 3 and one sentence',
  onUnix,
  async t => {
    for (const [limit, words, says] of [
      ['-n 22', 'run --engine sim --quiet', tooFewFiles],
      ['-n 24', 'run --engine sim --quiet', tooFewFiles],
      [
        '-v 1500000',
        'audit fixtures/audit/ctypes/latin1.py',
        /^handle-width: there is too little memory for it; [^\n]*$/,
      ],
    ] as const) {
      const { exitCode, stderr } = await shell(
        `cd ${JSON.stringify(packageFolder)} && ulimit ${limit} && NODE_OPTIONS= "$1" "$2" ${words}`,
      )
      t.equal(exitCode, 3, `${limit}: ${stderr}`)
      t.match(stderr, says)
    }
  },
)

t.test('a heap that is too small is exit code 3 and one sentence', onUnix, async t => {
  const small = (words: string, options = '--max-old-space-size=16') =>
    shell(`NODE_OPTIONS=${options} "$1" "$2" ${words}`)
  const { exitCode, stderr } = await small('report "$3"')
  t.equal(exitCode, 3)
  t.match(stderr, /^handle-width: there is too little memory for it; [^\n]*$/)
  t.equal((await small('report /none')).exitCode, 2, 'the exit code of what did not need more')
  t.equal((await small('explain 6')).exitCode, 0)
  const shown = join(t.testdir(), 'shown.txt')
  const ended = await small(
    `audit --watch ${join(packageFolder, 'examples/serial_wrong.py')} > ${shown} & until [ -s ${shown} ]; do sleep 0.1; done; kill -TERM $!; wait $!`,
    '--max-old-space-size=64',
  )
  t.equal(ended.exitCode, 143, 'a signal goes through')
})

t.test('what was not foreseen is one sentence, and with --debug its stack', onUnix, async t => {
  const folder = t.testdir({
    'break.mjs': `import fs from 'node:fs/promises'\nimport { syncBuiltinESMExports } from 'node:module'
      fs.lstat = () => { throw new TypeError('broken on purpose\\nwith a second line') }\nsyncBuiltinESMExports()`,
  })
  const line = `NODE_OPTIONS= "$1" --import ${JSON.stringify(join(folder, 'break.mjs'))} "$2" run --engine sim --probe correct --save ${JSON.stringify(join(folder, 'run.json'))}`
  const plain = await shell(line)
  t.equal(plain.exitCode, 3)
  t.match(
    plain.stderr,
    /^handle-width: it failed, which is a bug of its own: broken on purpose\. Report it at https:\S+, with [^\n]*$/,
  )
  const { exitCode, stderr } = await shell(`${line} --debug`)
  t.equal(exitCode, 3)
  t.match(stderr, /\n +at /)
})

t.test('a result whose folder has gone meanwhile is shown', onUnix, async t => {
  const folder = t.testdir({ results: {} })
  const { exitCode, stdout, stderr } = await shell(
    `cd ${JSON.stringify(folder)} && { "$1" "$2" run --engine sim --arch x64 --kernel native --format json --quiet --out results/run.json & }
     until ls results/.handle-width-*.part; do sleep 0.01; done > /dev/null 2>&1
     rm -r results; wait $!`,
  )
  t.equal(exitCode, 2, stderr)
  t.ok(JSON.parse(stdout), 'what was measured is on standard output')
  t.match(stderr, /^handle-width: Cannot write results\/run\.json: [^\n]*$/)
})

t.test('an audit whose folder of results has gone meanwhile is shown', onUnix, async t => {
  const folder = t.testdir({
    results: {},
    // Is being loaded for as long as the folder is there.
    'port.mjs': `import fs from 'node:fs'\nimport koffi from 'koffi'\nkoffi.load('kernel32.dll').func('int CloseHandle(int h)')
      while (fs.existsSync(import.meta.dirname + '/results')) await new Promise(r => setTimeout(r, 10))`,
  })
  const { exitCode, stdout, stderr } = await shell(
    `cd ${JSON.stringify(folder)} && { CI= XDG_CONFIG_HOME=. "$1" "$2" audit port.mjs --level note --format json --out results/audit.json & }
     until ls results/.handle-width-*.part; do sleep 0.01; done > /dev/null 2>&1
     rm -r results; wait $!`,
  )
  t.equal(exitCode, 2, stderr)
  t.match(JSON.parse(stdout), { findings: [{ function: 'CloseHandle' }] })
  t.match(stderr, /^handle-width: Cannot write results\/audit\.json: [^\n]*$/m)
})
