import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** The existing temporary folders of a process. */
export function temporaryFoldersOf(pid: number): string[] {
  return readdirSync(tmpdir()).filter(
    name => name.startsWith('handle-width-') && name.includes(`-${pid}-`),
  )
}

/**
 * A new folder for all tests of a file, with these files; it is removed when the process ends. `t.testdir()` gives a test its
 * folder: tap's root would have one for all files of the process, and remove it in between.
 */
export function folderForFile(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}
