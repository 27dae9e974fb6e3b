import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { toWindowsPath } from '../../../../../src/lanes/engines/wine/environment.ts'
import type { Ready } from '../../../../../src/lanes/engines/engine.ts'
import { findNpm } from '../../../../../src/lanes/provision/npm.ts'
import { packageFolder } from '../../../../../src/os/package-folder.ts'
import { withEngines } from '../../../../support/lanes/engines/windows/session.ts'
import { startWindows } from '../../../../support/lanes/engines/windows/user.ts'
import { npm } from '../../../../support/repository/clone.ts'

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

/** On x64, npm of Windows installs in the test of the action, and all tests here run what was packed. */
const architecture = 'ia32'

interface Packed {
  readonly archive: string
  /** npm's cache. */
  readonly cache: string
}

/** An empty folder that npm takes for a project of its own, and not for a part of the one around it. */
function makeProject(folder: string): void {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{}')
}

/** Packs this package, and fills npm's cache with all it needs on Windows: npm under Wine reaches no registry. */
async function packWithCache(scratch: string): Promise<Packed> {
  await npm(packageFolder, 'pack', ...quiet, `--pack-destination=${scratch}`)
  const archive = join(scratch, readdirSync(scratch).find(name => name.endsWith('.tgz')) ?? '')
  const folder = join(scratch, 'filling')
  makeProject(folder)
  const machine = ['--os=win32', `--cpu=${architecture}`]
  await npm(folder, 'install', archive, ...machine, ...quiet)
  return { archive, cache: await npm(folder, 'config', 'get', 'cache') }
}

/** Installs as a Windows user does, into an empty folder, and runs what was installed. */
async function installAndRun(t: Test, ready: Ready, { archive, cache }: Packed): Promise<void> {
  const user = join(
    ready.command('', []).environment['WINEPREFIX'] ?? '',
    'drive_c',
    'users',
    `npm ${process.pid}`,
  )
  makeProject(user)
  t.teardown(() => {
    rmSync(user, { recursive: true, force: true })
  })
  const npmMain = findNpm()?.arguments[0] ?? ''
  const installed = await startWindows(ready, user, toWindowsPath(npmMain), [
    'install',
    toWindowsPath(archive),
    '--offline',
    `--cache=${toWindowsPath(cache)}`,
    ...quiet,
  ])
  t.equal(installed.exitCode, 0, installed.stderr)
  t.ok(existsSync(join(user, 'node_modules', '.bin', 'handle-width.cmd')), 'its command is there')
  t.same(
    readdirSync(join(user, 'node_modules', '@koromix')),
    [`koffi-win32-${architecture}`],
    'with the koffi of this architecture',
  )
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  const main = 'node_modules\\handle-width\\dist\\bundle\\cli\\main.js'
  t.match(await startWindows(ready, user, main, ['--version']), {
    exitCode: 0,
    stdout: `${version}\n`,
  })
  const ran = await startWindows(ready, user, main, [
    'run',
    '--engine',
    'windows',
    '--arch',
    architecture,
    '--probe',
    'handle-u32',
    '--kernel',
    'native',
    '--device',
    'event',
    '--quiet',
  ])
  t.equal(ran.exitCode, 0, ran.stderr)
  t.match(ran.stdout, /\d+\s+cells\s+\(steps\)\s+in\s+1\s+lane:\s+all\s+as\s+claimed\.$/m)
}

await withEngines(
  'the package, installed by npm on Windows and run from there',
  async (t, engines) => {
    await installAndRun(t, engines[architecture], await packWithCache(t.testdir({})))
  },
)
