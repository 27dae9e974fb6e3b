import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openFolder } from './provision/cache.ts'
import { afterAwake } from '../os/after-awake.ts'
import { startChild, type Exit } from '../os/spawn.ts'
import { makeTemporary } from '../os/temporary.ts'

/** A finished Windows program. */
export interface Ended extends Exit {
  /** What it printed, both streams. */
  readonly output: string
  readonly timedOut: boolean
}

/**
 * Runs a program of Windows, or one of Wine, to its end, for at most `limitMs`, and returns what it printed.
 *
 * Its output goes through a file: programs under Wine cannot write to a pipe, and the services they leave running
 * would hold a pipe open.
 */
export async function runProgram(
  cache: string,
  file: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<Ended> {
  const { folder, remove } = makeTemporary(await openFolder(cache, 'tmp'))
  const output = join(folder, 'output')
  try {
    const child = startChild({
      file,
      arguments: programArguments,
      environment,
      cwd: '/',
      stdoutFile: output,
      stderrFile: output,
    })
    let timedOut = false
    const callOff = afterAwake(limitMs, () => {
      timedOut = true
      void child.kill()
    })
    const exit = await child.exited
    callOff()
    return { ...exit, output: await readFile(output, 'utf8'), timedOut }
  } finally {
    remove()
  }
}
