import { join } from 'node:path'
import { engines } from '../../src/lanes/engines/index.ts'
import { packageFolder } from '../../src/os/package-folder.ts'
import { timeOfRun } from './against.ts'
import { ratioOf } from './start.ts'

const rounds = 3

/** A default run under Wine, which measures ffi-napi as well where a verdict depends on the FFI, against koffi alone. */
export async function printHostsBench(print: (line: string) => void): Promise<void> {
  const { ready } = await engines.wine.prepare('x64', () => undefined)
  if (!ready) return print('A default run under Wine: Wine is not here')
  const main = join(packageFolder, 'dist/bundle/cli/main.js')
  const ratio = await ratioOf(
    () => timeOfRun(main, ['--engine', 'wine']),
    () => timeOfRun(main, ['--engine', 'wine', '--host', 'koffi']),
    rounds,
  )
  print(`A default run under Wine in runs with koffi alone: ${ratio.toFixed(2)} (at most 1.10)`)
}
