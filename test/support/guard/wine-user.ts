import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Ready } from '../../../src/lanes/engines/engine.ts'
import { findCacheFolder } from '../../../src/lanes/provision/cache.ts'
import { koffiPackages } from '../../../src/hosts/koffi.ts'
import { startChild } from '../../../src/os/spawn.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** The result of a program. */
export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How a program is started. */
interface Start {
  /** Whether `--import handle-width/guard` is there. */
  readonly guard: boolean
  /** HANDLE_WIDTH_GUARD. */
  readonly settings?: string
}

/** A user with koffi and this package in the node_modules beside the program, on the Windows of an engine. */
export interface User {
  readonly folder: string
  /** Reads a file of the folder and removes it. */
  take(file: string): string
  run(
    architecture: 'x64' | 'ia32',
    start: Start,
    program: string,
    ...words: readonly string[]
  ): Promise<Ended>
}

/** Creates such a folder. */
export function makeUser(
  folder: string,
  engines: Readonly<Partial<Record<'x64' | 'ia32', Ready>>>,
): User {
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@koromix'), { recursive: true })
  cpSync(join(packageFolder, 'fixtures', 'guard'), folder, { recursive: true })
  cpSync(join(packageFolder, 'node_modules', 'koffi'), join(modules, 'koffi'), {
    recursive: true,
    dereference: true,
  })
  for (const architecture of ['x64', 'ia32'] as const) {
    const { name, version } = koffiPackages[architecture]
    const from = join(
      findCacheFolder(),
      'packages',
      `${name.slice(1).replaceAll('/', '-')}-${version}`,
    )
    if (existsSync(from))
      cpSync(from, join(modules, '@koromix', `koffi-win32-${architecture}`), { recursive: true })
  }
  symlinkSync(packageFolder, join(modules, 'handle-width'))
  let count = 0
  return {
    folder,
    take(file) {
      const text = readFileSync(join(folder, file), 'utf8')
      rmSync(join(folder, file))
      return text
    },
    async run(architecture, { guard, settings }, program, ...words) {
      const engine = engines[architecture]
      if (!engine) throw new Error(`no engine for ${architecture}`)
      const marker = '/program.js'
      const command = engine.command(marker, words)
      const { HANDLE_WIDTH_KOFFI: _, ...environment } = command.environment
      const own = [
        ...(guard ? ['--import', 'handle-width/guard'] : []),
        engine.childPath(join(folder, program)),
      ]
      const [stdoutFile, stderrFile] = [
        join(folder, `stdout-${++count}.txt`),
        join(folder, `stderr-${count}.txt`),
      ]
      const child = startChild({
        file: command.file,
        arguments: command.arguments.flatMap(word =>
          word === engine.childPath(marker) ? own : [word],
        ),
        cwd: folder,
        stdoutFile,
        stderrFile,
        environment: {
          ...environment,
          ...(settings !== undefined && { HANDLE_WIDTH_GUARD: settings }),
        },
      })
      const { exitCode } = await child.exited
      const [stdout, stderr] = [readFileSync(stdoutFile, 'utf8'), readFileSync(stderrFile, 'utf8')]
      for (const file of [stdoutFile, stderrFile]) rmSync(file)
      return { exitCode, stdout, stderr }
    },
  }
}
