import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { changedLines } from '../audit/edits/index.ts'
import type { Finding } from '../audit/finding.ts'
import { writeWhole } from '../os/write-whole.ts'

/** Applies the certain fixes to the files. Returns the numbers of changed lines and files. */
export async function fixFiles(
  findings: readonly Finding[],
  folder: string,
): Promise<{ readonly lines: number; readonly files: number }> {
  let [lines, files] = [0, 0]
  for (const [file, changed] of changedLines(findings)) {
    const path = resolve(folder, file)
    const ends = (await readFile(path, 'utf8')).split(/(\r?\n)/)
    // Every second piece is a line ending.
    const own = changed.filter(({ line, before }) => ends[2 * (line - 1)] === before)
    if (own.length === 0) continue
    for (const { line, after } of own) ends[2 * (line - 1)] = after
    lines += own.length
    files += 1
    await writeWhole(path, ends.join(''))
  }
  return { lines, files }
}
