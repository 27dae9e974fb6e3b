import process from 'node:process'
import { withOutputTo } from '../../../src/cli/output.ts'
import { runCommandLine } from '../../../src/cli/run-command-line.ts'
import { outsideCi } from './command-line.ts'

/** What a command line said, and its exit code. */
export interface Said {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in this process. One at a time. */
export async function drive(words: readonly string[]): Promise<Said> {
  let [stdout, stderr] = ['', '']
  const exitCode = await withOutputTo(
    {
      out(text) {
        stdout += text
      },
      err(text) {
        stderr += text
      },
    },
    () => runCommandLine(words),
  )
  return { exitCode, stdout, stderr }
}

let before: Promise<unknown> = Promise.resolve()

/**
 * Like `commandLine()`, in this process, which takes a tenth of the time: what a command line says, without the last
 * newline of each stream. For what only a process of its own shows, such as standard input or how it ends, there is
 * `commandLine()`.
 */
export function driveOutsideCi(words: readonly string[], cwd = process.cwd()): Promise<Said> {
  // Output, words, environment and folder belong to the process.
  const said = before.then(() => driveIn(words, cwd))
  before = said.catch(() => undefined)
  return said
}

async function driveIn(words: readonly string[], cwd: string): Promise<Said> {
  const { argv, env } = process
  const folder = process.cwd()
  process.argv = [...argv.slice(0, 2), ...words]
  process.env = { ...env, ...outsideCi }
  process.chdir(cwd)
  try {
    const { exitCode, stdout, stderr } = await drive(words)
    return { exitCode, stdout: stdout.replace(/\n$/, ''), stderr: stderr.replace(/\n$/, '') }
  } finally {
    process.argv = argv
    process.env = env
    process.chdir(folder)
  }
}
