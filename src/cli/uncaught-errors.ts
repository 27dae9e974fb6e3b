const reportAt = 'please report it with the command and what stands below'

/**
 * Sees to it that nothing unforeseen ends this process with exit code 1, which says that something was
 * found: 3 says that the harness failed. A reader that has gone ends it quietly.
 */
export function handleUncaughtErrors(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE')
      say(`the result cannot be written to standard output (${error.code ?? error.message})`)
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 3)
  })
  // There is nowhere to say that there is nowhere to say anything.
  process.stderr.on('error', () => undefined)
  const fail = (error: unknown): void => {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    say(`it failed, which is a bug of its own; ${reportAt}\n${stack}`)
    process.exit(3)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}

function say(sentence: string): void {
  try {
    process.stderr.write(`handle-width: ${sentence}\n`)
  } catch {
    // Closed, or full.
  }
}
