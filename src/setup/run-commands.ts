import { runTool, type ToolResult } from '../os/spawn.ts'
import type { Privilege } from './system.ts'
import { renderCommand, type Attempt, type SetupCommand } from './wine-plan.ts'

/** The result of a sequence of commands: null when all succeeded, else one sentence about the one that failed. */
export type CommandFailure = string | null

/** Runs one command to its end. */
export type RunCommand = (
  file: string,
  words: readonly string[],
  cwd: string,
  /** Whether it may be ended midway, when this process is. */
  endsWithParent: boolean,
) => Promise<Pick<ToolResult, 'exitCode' | 'stdout' | 'stderr' | 'startError'>>

const limitMs = 20 * 60_000

const runReally: RunCommand = (file, words, cwd, endsWithParent) =>
  runTool(file, words, {
    cwd,
    ...(endsWithParent && { endsWithParent }),
    timeoutMs: limitMs,
    environment: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
  })

/** Runs the commands of an attempt in order until one fails; then undoes its changes. */
export async function runAttempt(
  attempt: Attempt,
  privilege: Privilege,
  run: RunCommand = runReally,
): Promise<CommandFailure> {
  const failure = await runCommands(attempt.commands, privilege, '/', run)
  if (failure !== null) await runCommands(attempt.undo, privilege, '/', run)
  return failure
}

/** Runs commands in order until one fails. */
export async function runCommands(
  commands: readonly SetupCommand[],
  privilege: Privilege,
  cwd: string,
  run: RunCommand = runReally,
): Promise<CommandFailure> {
  for (const command of commands) {
    const [file, ...words] = withPrivilege(command, privilege)
    // What installs is left to come to its end: half an installation is the user's to mend.
    const result = await run(file, words, cwd, !command.asRoot)
    if (result.exitCode !== 0) return `"${renderCommand(command)}" failed: ${reasonOf(result)}.`
  }
  return null
}

/** The arguments that run a command with the privileges it needs. sudo drops the environment, so it is passed again. */
export function withPrivilege(
  command: SetupCommand,
  privilege: Privilege,
): readonly [string, ...string[]] {
  if (!command.asRoot || privilege === 'root') return [command.file, ...command.arguments]
  return ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', command.file, ...command.arguments]
}

function reasonOf(result: Awaited<ReturnType<RunCommand>>): string {
  if (result.startError !== null) return `it cannot be started (${result.startError})`
  const lines = `${result.stdout}\n${result.stderr}`.split('\n')
  const said =
    lines.find(line => /^(E:|dpkg: error)/.test(line)) ??
    lines.findLast(line => line.trim() !== '') ??
    `exit code ${result.exitCode}`
  return said
    .replace(/^E:\s*/, '')
    .trim()
    .replace(/\.$/, '')
}
