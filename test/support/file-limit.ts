import process from 'node:process'
import { runTool, type ToolResult } from '../../src/os/spawn.ts'

/** Runs a module, given as its text, in a process whose files hold no more than 8 blocks of the shell. Needs a Unix shell. */
export function runWithSmallFiles(module: string): Promise<ToolResult> {
  return runTool('/bin/sh', [
    '-c',
    'ulimit -f 8 && exec "$@"',
    'sh',
    process.execPath,
    '--input-type=module',
    '-e',
    module,
  ])
}
