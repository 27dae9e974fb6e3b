import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { hangMs } from './hang.ts'

/**
 * Runs the files under test/unit in this one process: starting a process for each file would take
 * longer than the tests. Of `parts` processes, each runs every so manieth file, from `part` on.
 */
export async function runUnit(part: number, parts: number): Promise<void> {
  // Started without the runner of tap, a file has 30 s by default.
  t.setTimeout(hangMs)
  const folder = join(import.meta.dirname, '..', 'unit')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(`.test${extname(import.meta.filename)}`))
    .sort()
    .filter((_, index) => index % parts === part)
  for (const file of files) await import(pathToFileURL(join(folder, file)).href)
}
