import { readdirSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { wineBelow } from '../../src/os/wine-below.ts'
import { hangMs } from './hang.ts'

/** What reads the sources and documents: they are the same on Windows. */
const sameOnWindows = ['repository']

/**
 * What makes texts and records of texts and records, and asks the system for nothing. Windows itself runs it once, with
 * node.exe for x64; under Wine that is the code of V8 that ran it on this system before.
 */
const asksNoSystem = [
  'declare',
  'diagnose',
  'dictionary',
  'explain',
  'mistakes',
  'result',
  'text',
  'views',
]

/** What depends on the paths of Windows, and not on the width of its node.exe. */
const dependsOnPaths = ['audit']

/** The folders of test/unit that add nothing in this process. */
function leftOut(): readonly string[] {
  if (process.platform !== 'win32') return []
  if (process.arch === 'ia32') return [...sameOnWindows, ...asksNoSystem, ...dependsOnPaths]
  return wineBelow() === undefined ? sameOnWindows : [...sameOnWindows, ...asksNoSystem]
}

/**
 * Runs the files under test/unit in this process: starting a process for each file would take longer than the
 * tests. With several `parts`, each process runs every `parts`-th file, starting at `part`.
 */
export async function runUnit(part: number, parts: number): Promise<void> {
  // Without tap's runner, the default limit of a file is 30 s.
  t.setTimeout(hangMs)
  const folder = join(import.meta.dirname, '..', 'unit')
  const not = leftOut()
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(`.test${extname(import.meta.filename)}`))
    .filter(name => !not.includes(name.split(sep)[0] ?? ''))
    .sort()
    .filter((_, index) => index % parts === part)
  for (const file of files) await import(pathToFileURL(join(folder, file)).href)
}
