import { mergeRuns } from '../result/merge.ts'
import { longestRunFile, parseRun, RunFileError } from '../result/read-run.ts'
import type { RunFile } from '../result/run-file.ts'
import { readStream, readText, UnreadableFile } from '../os/read-text.ts'
import { UserProblem } from '../os/problem.ts'
import { standardInput } from './words.ts'

/** Reads one run file, or standard input. Throws UserProblem with one sentence where it cannot be used. */
export async function readRun(path: string): Promise<RunFile> {
  try {
    return path === standardInput
      ? parseRun(await readStream(process.stdin, longestRunFile), 'standard input')
      : parseRun(readText(path, longestRunFile), path)
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new UserProblem(
        `Cannot read ${path === standardInput ? 'a run from standard input' : `run file ${path}`}: ${error.message}${error.message.includes(';') ? '' : "; record one with 'handle-width run --save FILE'"}`,
      )
    if (error instanceof RunFileError) throw new UserProblem(error.message)
    throw error
  }
}

/** Reads run files and merges them. Throws UserProblem with one sentence where one cannot be used. */
export async function readMerged(paths: readonly string[]): Promise<RunFile> {
  const runs: RunFile[] = []
  for (const path of paths) runs.push(await readRun(path))
  const [first, ...rest] = runs
  if (!first) throw new UserProblem('Name at least one run file')
  return rest.length === 0 ? first : mergeRuns([first, ...rest])
}
