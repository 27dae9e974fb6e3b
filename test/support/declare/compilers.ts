import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { needs, type Need } from '../require.ts'

export interface Compiler {
  /** Skips a test where it is missing, with how to get it. */
  readonly need: Need
  /** What it says of files; empty where it has nothing to say. */
  complaints(...args: readonly string[]): string
}

/** A compiler of this machine that is asked whether it takes what the audit and the cures tell to write. */
export function compiler(
  name: string,
  { what, get, also = [] }: { what: string; get: string; also?: readonly string[] },
): Compiler {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const program = folders.map(folder => join(folder, name)).find(file => existsSync(file))
  const isThere = program !== undefined && also.every(file => existsSync(file))
  return {
    need: needs(name, isThere, `there is no ${what}: apt-get install ${get}`),
    complaints: (...args) => {
      try {
        execFileSync(program ?? name, args, { encoding: 'utf8', stdio: 'pipe' })
        return ''
      } catch (error) {
        const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
        const lines = `${stdout}${stderr}`.split('\n')
        const bad = lines.filter(line => line.includes('error'))
        return (bad.length > 0 ? bad : [...lines, 'failed']).slice(0, 8).join('\n')
      }
    },
  }
}
