import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { hangMs } from './hang.ts'

/**
 * Runs the files under test/unit in this process: starting a process for each file would take longer than the
 * tests. With several `parts`, each process runs every `parts`-th file, starting at `part`. On Windows those of
 * test/unit/repository are left out: they read the sources and documents, which are the same there.
 */
export async function runUnit(part: number, parts: number): Promise<void> {
  // Without tap's runner, the default limit of a file is 30 s.
  t.setTimeout(hangMs)
  const folder = join(import.meta.dirname, '..', 'unit')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(`.test${extname(import.meta.filename)}`))
    .filter(name => process.platform !== 'win32' || !name.startsWith('repository'))
    .sort()
    .filter((_, index) => index % parts === part)
  for (const file of files) await import(pathToFileURL(join(folder, file)).href)
}
