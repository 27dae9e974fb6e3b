import { withOutputTo } from '../../src/cli/output.ts'
import { runCommandLine } from '../../src/cli/run-command-line.ts'

/** What a command line said, and its exit code. */
export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in this process. One at a time. */
export async function drive(words: readonly string[]): Promise<Said> {
  let [stdout, stderr] = ['', '']
  const code = await withOutputTo(
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
  return { code, stdout, stderr }
}
