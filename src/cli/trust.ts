import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { AuditProblem } from '../audit/problem.ts'
import { resolveTarget } from '../audit/targets.ts'
import { confinement } from '../os/confine.ts'
import { readText } from '../os/read-text.ts'
import { writeWhole } from '../os/write-whole.ts'
import { escapeText } from '../text/escape.ts'
import { output } from './output.ts'
import { UserProblem } from '../os/problem.ts'

/** The option with which the user allows the code of a target to run. */
export const trustOption = {
  type: 'boolean',
  default: false,
  describe:
    'the code of the JavaScript that is named may run; remembered for its folder, and needed each time in CI',
} as const

/** The targets trusted by this user. Kept in the user's configuration rather than in a project's, which could trust itself. */
const file = (): string =>
  join(envPaths('handle-width', { suffix: '' }).config, 'trusted-folders.json')

const longestList = 1024 * 1024

function remembered(): string[] {
  try {
    const list: unknown = JSON.parse(readText(file(), longestList))
    return Array.isArray(list) ? list.filter(one => typeof one === 'string') : []
  } catch {
    return []
  }
}

async function remember(folders: readonly string[]): Promise<void> {
  try {
    await mkdir(dirname(file()), { recursive: true, mode: 0o700 })
    const all = [...new Set([...remembered(), ...folders])]
    await writeWhole(file(), `${JSON.stringify(all, null, 2)}\n`)
  } catch (error) {
    output.notice(
      `handle-width: that ${folders.join(', ')} is trusted cannot be remembered in ${file()} (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`,
    )
  }
}

/**
 * Targets whose code would run, and their folders. Empty if any target cannot be found: then nothing runs, and the
 * caller that looks for it reports the error.
 */
function modulesAmong(targets: readonly string[]): { target: string; root: string }[] {
  try {
    return targets.flatMap(target => {
      const { modules, root } = resolveTarget(target, process.cwd())
      return modules.length > 0 ? [{ target, root }] : []
    })
  } catch (error) {
    if (error instanceof AuditProblem) return []
    throw error
  }
}

/**
 * Announces that the code of JavaScript targets is about to run, unless they were trusted before. Throws
 * UserProblem in CI, where nobody reads this, unless the command line has `--trust`.
 */
export async function tellThatCodeRuns(targets: readonly string[], trust: boolean): Promise<void> {
  const found = modulesAmong(targets)
  if (found.length === 0) return
  const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '')
  if (trust) return isCi ? undefined : remember(found.map(({ root }) => root))
  const known = isCi ? [] : remembered()
  const untold = found.filter(({ root }) => !known.includes(root)).map(({ target }) => target)
  if (untold.length === 0) return
  const names = escapeText(untold.join(', '))
  const how = await confinement()
  if (isCi)
    throw new UserProblem(
      `Cannot look at ${names}: it is JavaScript, whose code would run ${how}; allow that in CI with --trust`,
    )
  output.notice(
    `handle-width: the code of ${names} runs now, ${how}. With --trust this is not said again.`,
  )
}
