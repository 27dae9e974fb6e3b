const bugsPage = 'https://github.com/handle-width/handle-width/issues'

/** System error messages for exhausted resources, and what the user can do. */
const shortages: readonly (readonly [sign: RegExp, sentence: string])[] = [
  [
    /\b(?:EMFILE|ENFILE)\b/,
    'it may not open as many files as it needs; raise the limit (ulimit -n)',
  ],
  [
    /\bENOMEM\b|out of memory|could not allocate|allocation failed|ERR_WORKER_OUT_OF_MEMORY/i,
    'there is too little memory for it; raise the limit (ulimit -v, or --max-old-space-size in NODE_OPTIONS), or give it less at once',
  ],
  [
    /uv_cwd|ENOENT: no such file or directory, (?:getcwd|uv_cwd)/,
    'the current folder was removed; go into another',
  ],
]

/** One sentence for an unexpected error; with `--debug` followed by the stack. */
function failureText(error: unknown, debug: boolean): string {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = shortages.find(([sign]) => sign.test(`${code} ${message}`))
  const [line = ''] = message.split('\n')
  const sentence =
    known?.[1] ??
    `it failed, which is a bug of its own: ${line}. Report it at ${bugsPage}${debug ? ', with the command and what stands below' : ', with the command and what it shows with --debug'}`
  return debug && error instanceof Error ? `${sentence}\n${error.stack ?? ''}` : sentence
}

/** Ends this process with exit code 3, even if operations are pending. */
export function failWith(error: unknown): never {
  say(failureText(error, process.argv.includes('--debug')))
  process.exit(3)
}

/**
 * Makes sure that an unexpected error does not end this process with exit code 1, which means that something was
 * found, but with 3: the harness failed. If the reader of the output has gone, the process ends silently.
 */
export function handleUncaughtErrors(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE')
      say(`the result cannot be written to standard output (${error.code ?? error.message})`)
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 3)
  })
  // An error on stderr cannot be reported anywhere.
  process.stderr.on('error', () => undefined)
  process.on('uncaughtException', failWith)
  process.on('unhandledRejection', failWith)
}

function say(sentence: string): void {
  try {
    // The message may contain untrusted text.
    process.stderr.write(`handle-width: ${sentence.replace(/[^\P{C}\n]/gu, '�')}\n`)
  } catch {
    // stderr is closed, or full.
  }
}
