import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { hangMs } from './support/hang.ts'

/**
 * Runs every test under test/unit in this one process: starting a process for each file would take
 * longer than the tests. A test that changes its process, or starts another one, stands under test/sim.
 * As it is written it runs on Windows too, where nothing is compiled: `node test/unit.test.ts`.
 */
// Started without the runner of tap, a file has 30 s by default.
t.setTimeout(hangMs)
const folder = join(import.meta.dirname, 'unit')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith(`.test${extname(import.meta.filename)}`))
  .sort()
for (const file of files) await import(pathToFileURL(join(folder, file)).href)
