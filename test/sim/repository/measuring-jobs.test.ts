import { cpSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t, { type Test } from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import {
  broughtBesides,
  makeRunnerOf,
  runAction,
  type Ran,
} from '../../support/repository/steps.ts'

/** Keeps a run file and a report, as the command line does, and can be read by a Node that strips no types. */
const commandLine = `const { writeFileSync } = require('node:fs')
const words = process.argv.slice(2)
for (const option of ['--save', '--out'])
  if (words.includes(option)) writeFileSync(words[words.indexOf(option) + 1], '{}')
`

/** A package that can be run as it is written and, like this one in its first months, from what a compiler made of it. */
const standIn = {
  'package.json': JSON.stringify({
    name: 'stand-in',
    version: '1.0.0',
    devDependencies: { compiler: 'file:compiler' },
    scripts: { build: 'node node_modules/compiler/compile.js' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'stand-in',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'stand-in', version: '1.0.0', devDependencies: { compiler: 'file:compiler' } },
      compiler: { version: '1.0.0', dev: true },
      'node_modules/compiler': { resolved: 'compiler', link: true, dev: true },
    },
  }),
  compiler: {
    'package.json': '{"name":"compiler","version":"1.0.0"}',
    'compile.js': "require('node:fs').cpSync('src', 'dist/src', { recursive: true })",
  },
  src: {
    cli: { 'main.ts': commandLine, 'main.js': commandLine },
    lanes: { provision: { 'packages.ts': '' } },
  },
}

/** Runs the steps of an action whose package stands in for this one. */
async function runSteps(t: Test, action: string): Promise<{ ran: Ran; besides: string[] }> {
  const folder = t.testdir({
    package: standIn,
    cache: {},
    'features.cjs': "Object.defineProperty(process.features, 'typescript', { value: 'strip' })",
  })
  const source = join(folder, 'package')
  cpSync(join(packageFolder, action), join(source, 'action.yml'))
  // With a hook of tap, Node 20 takes no file that ends in .ts.
  const node = `#!/bin/bash\nNODE_OPTIONS= exec '${process.execPath}' --require '${join(folder, 'features.cjs')}' "$@"\n`
  const runner = makeRunnerOf(folder, node, source, join(folder, 'cache'))
  const ran = await runAction(runner, source, {
    name: 'run',
    engine: 'windows',
    'node-architecture': 'x86',
  })
  return { ran, besides: broughtBesides(source) }
}

const onUnix = { skip: process.platform === 'win32' && 'needs bash' }

t.test('the action brings no compiler into a job that measures', onUnix, async t => {
  const { ran, besides } = await runSteps(t, 'action.yml')
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(ran.names, ['Name the cache', 'Install', 'Measure', 'Write the report'])
  t.same(besides, [])
})

t.test('an action that compiles is found out, even where the compiler runs', onUnix, async t => {
  const { ran, besides } = await runSteps(t, 'fixtures/actions/compiling.yml')
  t.equal(ran.exitCode, 0, ran.stderr)
  t.same(ran.names, ['Build', 'Measure', 'Show'])
  t.same(besides, ['node_modules/compiler', 'dist'])
})
