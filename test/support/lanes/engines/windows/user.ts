import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import * as tar from 'tar'
import type { Ready } from '../../../../../src/lanes/engines/engine.ts'
import { toWindowsPath } from '../../../../../src/lanes/engines/wine/environment.ts'
import { findCacheFolder } from '../../../../../src/lanes/provision/cache.ts'
import { findNpm } from '../../../../../src/lanes/provision/npm.ts'
import { koffiPackages } from '../../../../../src/hosts/koffi.ts'
import { runTool, startChild } from '../../../../../src/os/spawn.ts'
import { packageFolder } from '../../../../../src/os/package-folder.ts'

/** The result of a command line. */
export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A Windows user with this package in a separate folder, as `npm install` would leave it. */
export interface WindowsUser {
  /** The folder in the path syntax of this machine, and of Windows. */
  readonly folder: string
  readonly windowsFolder: string
  /** Runs `handle-width` with the Windows build of node.exe in that folder. */
  run(architecture: 'x64' | 'ia32', ...words: readonly string[]): Promise<Ended>
  remove(): void
}

/** Packs this package as for publishing and unpacks it. */
async function installPackage(modules: string): Promise<void> {
  const npm = findNpm()
  const scratch = join(modules, '.pack')
  mkdirSync(scratch, { recursive: true })
  // Without scripts, which would rebuild files that other tests are using.
  const packed = await runTool(
    npm?.file ?? 'npm',
    [
      ...(npm?.arguments ?? []),
      'pack',
      '--ignore-scripts',
      '--loglevel=error',
      `--pack-destination=${scratch}`,
    ],
    { cwd: packageFolder },
  )
  const archive = readdirSync(scratch).find(name => name.endsWith('.tgz'))
  if (packed.exitCode !== 0 || archive === undefined)
    throw new Error(`npm pack failed: ${packed.stderr}`)
  mkdirSync(join(modules, 'handle-width'))
  await tar.extract({ file: join(scratch, archive), cwd: join(modules, 'handle-width'), strip: 1 })
  rmSync(scratch, { recursive: true })
}

/** The modules of this checkout, with koffi's binaries for Windows instead of the one for this system. */
export function installDependencies(modules: string): void {
  const own = join(packageFolder, 'node_modules')
  for (const name of readdirSync(own))
    if (name !== '@koromix' && !name.startsWith('.'))
      symlinkSync(join(own, name), join(modules, name))
  for (const architecture of ['x64', 'ia32'] as const) copyKoffi(modules, architecture)
}

/** Adds koffi's binary for Windows on one architecture to installed modules. */
export function copyKoffi(modules: string, architecture: 'x64' | 'ia32'): void {
  const { name, version } = koffiPackages[architecture]
  cpSync(
    join(findCacheFolder(), 'packages', `${name.slice(1).replaceAll('/', '-')}-${version}`),
    join(modules, name),
    { recursive: true },
  )
}

function readWhole(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : ''
}

/**
 * What Wine itself prints where a thread talks to the wineserver while its process ends: no program of Windows says it, and
 * WINEDEBUG does not turn it off. https://gitlab.winehq.org/wine/wine/-/blob/wine-8.0/dlls/ntdll/unix/server.c
 */
const ofWine = /^wine client error:[\da-f]+: [^\n]*\n/gm

let started = 0

/** Runs a program of node's with Windows' own node.exe in a folder of the prefix, and what it printed. `main` is spelled as Windows does. */
export async function startWindows(
  ready: Ready,
  folder: string,
  main: string,
  words: readonly string[],
): Promise<Ended> {
  const marker = '/main.js'
  const { file, arguments: all, environment } = ready.command(marker, words)
  // As on Windows: koffi finds its binary in node_modules, without an environment variable.
  const { HANDLE_WIDTH_KOFFI: _, ...own } = environment
  const [stdoutFile, stderrFile] = [
    join(folder, `stdout ${++started}.txt`),
    join(folder, `stderr ${started}.txt`),
  ]
  const child = startChild({
    file,
    arguments: all.map(word => (word === toWindowsPath(marker) ? main : word)),
    cwd: folder,
    stdoutFile,
    stderrFile,
    environment: { ...own, HANDLE_WIDTH_CACHE: toWindowsPath(findCacheFolder()) },
  })
  const { exitCode } = await child.exited
  return {
    exitCode,
    stdout: readWhole(stdoutFile),
    stderr: readWhole(stderrFile).replace(ofWine, ''),
  }
}

/** Creates a user in a Wine prefix. `engines` start node.exe of both architectures there. */
export async function makeWindowsUser(
  engines: Readonly<Record<'x64' | 'ia32', Ready>>,
): Promise<WindowsUser> {
  const prefix = engines.x64.command('', []).environment['WINEPREFIX'] ?? ''
  const name = `ÄÖ Test ${process.pid}`
  const folder = join(prefix, 'drive_c', 'users', name, 'my project (2)')
  const windowsFolder = `C:\\Users\\${name}\\my project (2)`
  const modules = join(folder, 'node_modules')
  mkdirSync(modules, { recursive: true })
  await installPackage(modules)
  installDependencies(modules)
  const main = `${windowsFolder}\\node_modules\\handle-width\\dist\\bundle\\cli\\main.js`
  return {
    folder,
    windowsFolder,
    run(architecture, ...words) {
      return startWindows(engines[architecture], folder, main, words)
    },
    remove() {
      rmSync(join(prefix, 'drive_c', 'users', name), { recursive: true, force: true })
    },
  }
}
