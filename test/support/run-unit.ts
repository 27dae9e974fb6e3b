import { sep } from 'node:path'
import { wineBelow } from '../../src/os/wine-below.ts'
import { runFiles, testFilesIn, type Part } from './run-files.ts'

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
 * Runs files under test/unit in this process: see `runFiles()`.
 */
export async function runUnit(part: Part): Promise<void> {
  const not = leftOut()
  await runFiles(
    'unit',
    part,
    testFilesIn('unit').filter(name => !not.includes(name.split(sep)[0] ?? '')),
  )
}
