import { execFileSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commandLine } from '../../support/cli/command-line.ts'

const onUnix = { skip: process.platform === 'win32' && 'Windows has no such files' }
const folder = t.testdir({
  'run.json': '{}',
  null: { 'package.json': 'null' },
  nested: { 'package.json': `{"exports":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}` },
  outside: {
    'ran.cjs': "require('node:fs').writeFileSync(__dirname + '/ran', '')",
    package: { 'package.json': '{"exports":{".":"./../ran.cjs"}}' },
    linked: { 'package.json': '{"main":"link.cjs"}' },
  },
  zero: {},
  pipe: {},
})
const at = (...names: string[]): string => join(folder, ...names)

if (!onUnix.skip) {
  for (const name of ['fifo', 'fifo.py', 'fifo.mjs']) execFileSync('mkfifo', [at(name)])
  execFileSync('mkfifo', [at('pipe', 'package.json')])
  symlinkSync('/dev/zero', at('zero.py'))
  symlinkSync('/dev/zero', at('zero', 'package.json'))
  symlinkSync('../ran.cjs', at('outside', 'linked', 'link.cjs'))
}

/** A command that names a file which never ends, or which nobody writes to. */
const commands: readonly (readonly string[])[] = [
  ['report', at('fifo')],
  ['merge', at('fifo'), '--out', at('merged.json')],
  ['diff', at('fifo'), at('fifo')],
  ['replay', at('fifo')],
  ['diagnose', '--text', at('fifo')],
  ['run', '--baseline', at('fifo')],
  ['run', '--config', at('fifo')],
  ['run', '--binding', at('fifo.py')],
  ['dictionary', '--merge', at('fifo')],
  ['audit', at('fifo.py')],
  ['audit', at('zero.py')],
  ['audit', at('zero')],
  ['audit', at('pipe')],
  ['audit', at('zero.py'), '--ignore', at('fifo')],
]

for (const words of commands) {
  t.test(`${words.join(' ').replaceAll(folder, '.')} is refused at once`, onUnix, async t => {
    const { exitCode, stdout, stderr } = await commandLine(words)
    t.equal(exitCode, 2, stderr)
    t.match(stdout, /^$|0 errors, 0 warnings, 0 notes in what was looked at, which is not all/)
    t.match(stderr, /^handle-width: .*it is a device or a pipe, and a file was expected[^\n]*$/)
  })
}

t.test('a package.json of the wrong form is refused in a sentence', async t => {
  const refused = async (name: string, why: RegExp): Promise<void> => {
    const { exitCode, stderr } = await commandLine(['audit', at(name)])
    t.equal(exitCode, 2)
    t.match(stderr, why)
    t.equal(stderr.split('\n').length, 1, stderr)
  }
  await refused('null', /its package.json is no JSON object$/)
  await refused('nested', /its package.json is not JSON|holds nothing to audit/)
})

t.test(
  'a package that leads out of its folder is refused, and nothing of it runs',
  onUnix,
  async t => {
    for (const name of ['package', 'linked']) {
      const { exitCode, stderr } = await commandLine(['audit', at('outside', name)])
      t.equal(exitCode, 2)
      t.match(stderr, /which lies outside of it; name that file itself/)
    }
    t.notOk(existsSync(at('outside', 'ran')))
  },
)
