import { readFile } from 'node:fs/promises'
import { mergeRuns } from '../result/merge.ts'
import { parseRun, RunFileError } from '../result/read-run.ts'
import type { RunFile } from '../result/run-file.ts'
import { UserProblem } from './problem.ts'

/** Reads one run file. Throws UserProblem with one sentence where it cannot be used. */
export async function readRun(path: string): Promise<RunFile> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UserProblem(`Cannot read run file ${path}: ${code === 'ENOENT' ? 'there is no such file' : code}; record one with 'handle-width run --out FILE'`)
  }
  try {
    return parseRun(text, path)
  } catch (error) {
    if (error instanceof RunFileError) throw new UserProblem(error.message)
    throw error
  }
}

/** Reads run files and joins them. Throws UserProblem with one sentence where one cannot be used. */
export async function readMerged(paths: readonly string[]): Promise<RunFile> {
  const [first, ...rest] = await Promise.all(paths.map(readRun))
  if (!first) throw new UserProblem('Name at least one run file')
  return rest.length === 0 ? first : mergeRuns([first, ...rest])
}
