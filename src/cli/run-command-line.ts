import { HarnessProblem } from '../os/problem.ts'
import { escapeText } from '../text/escape.ts'
import type { ExitCode } from './exit-code.ts'
import { output, releaseResults } from './output.ts'
import { UserProblem } from '../os/problem.ts'
import { packageVersion } from '../os/package-version.ts'
import { noticeColour } from './screen.ts'

/**
 * Runs a command line and returns its exit code. Never ends the process; unexpected errors are thrown. Wrong use
 * prints one sentence on stderr and returns exit code 2.
 */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
    output.result(packageVersion())
    return 0
  }
  try {
    const { parseCommandLine } = await import('./parse-command-line.ts')
    return await parseCommandLine(words)
  } catch (error) {
    return await explain(error)
  } finally {
    releaseResults()
  }
}

/** Escaped, because messages can contain untrusted text: file names, and parts of file contents. */
async function say(message: string): Promise<void> {
  const { errorLabel } = await import('../text/error-label.ts')
  output.notice(`${errorLabel('handle-width:', noticeColour())} ${escapeText(message)}`)
}

async function explain(error: unknown): Promise<ExitCode> {
  if (error instanceof UserProblem || (error instanceof Error && error.name === 'YError')) {
    await say(error.message)
    return 2
  }
  if (error instanceof HarnessProblem) {
    await say(error.message)
    return 3
  }
  throw error
}
