import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { hangMs } from './hang.ts'

/** Of the files of a folder every `of`-th, starting at the `part`-th, which is counted from 1. */
export interface Part {
  readonly part: number
  readonly of: number
}

/** The test files in a folder of `test` and below it, by their paths in it. */
export function testFilesIn(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, '..', folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(`.test${extname(import.meta.filename)}`))
    .sort()
}

function restore(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
}

/**
 * Runs test files one after the other in this process: to start a process for each, and to load there what it tests, takes
 * longer than most of the tests. Each begins in the folder and with the environment of the process.
 */
export async function runFiles(
  folder: string,
  { part, of }: Part,
  files = testFilesIn(folder),
): Promise<void> {
  // Without tap's runner, the default limit of a file is 30 s.
  t.setTimeout(hangMs)
  // After a teardown of its root, tap takes a moment without a test for the end.
  t.teardown = () => {
    throw new Error('several files share this root; use folderForFile(), or a teardown of a test')
  }
  const [environment, current] = [{ ...process.env }, process.cwd()]
  for (const file of files.filter((_, index) => index % of === part - 1)) {
    await import(pathToFileURL(join(import.meta.dirname, '..', folder, file)).href)
    if (!t.idle) await once(t, 'idle')
    restore(environment)
    process.chdir(current)
  }
}
