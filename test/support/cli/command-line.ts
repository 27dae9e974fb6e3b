import { join } from 'node:path'
import { runTool, type ToolResult } from '../../../src/os/spawn.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { hangMs } from '../hang.ts'

const main = join(packageFolder, 'dist/bundle/cli/main.js')

/** The environment of a user who has not trusted any folder. In CI, the code of a target runs only with `--trust`. */
export const outsideCi = {
  NO_COLOR: '1',
  CI: '',
  XDG_CONFIG_HOME: join(packageFolder, '.tap', 'config'),
} as const

/** Runs `handle-width` with these arguments in a separate process, as a user does outside CI. */
export function commandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ToolResult> {
  return runTool(process.execPath, [main, ...words], {
    environment: { ...outsideCi, ...environment },
    timeoutMs: hangMs,
  })
}

/** Like `commandLine()`, with a file as standard input. Needs a Unix shell. */
export function commandLineReading(file: string, words: readonly string[]): Promise<ToolResult> {
  return runTool(
    '/bin/sh',
    ['-c', 'exec "$0" "$@" < "$STANDARD_INPUT"', process.execPath, main, ...words],
    { environment: { ...outsideCi, STANDARD_INPUT: file }, timeoutMs: hangMs },
  )
}
