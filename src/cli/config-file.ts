import { readFileSync } from 'node:fs'
import { UserProblem } from './problem.ts'

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return new UserProblem(`Cannot read ${path}: it is not JSON`)
    return new UserProblem(`Cannot read ${path}: ${error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : 'it cannot be opened'}`)
  }
}

/**
 * Reads a file of options for yargs: a JSON object whose keys are option names. What is wrong with it
 * comes back as an error, which yargs shows.
 */
export function readConfig(path: string): Record<string, unknown> | UserProblem {
  const value = read(path)
  if (value instanceof UserProblem) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new UserProblem(`Cannot read ${path}: expected a JSON object of options, for example {"known": ["wine-x64/handle-u32/write: reason"]}`)
  return { ...value }
}
