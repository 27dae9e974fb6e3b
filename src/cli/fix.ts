import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { changedLines } from '../audit/edits/index.ts'
import type { Finding } from '../audit/finding.ts'
import { writeWhole } from '../os/write-whole.ts'

/** Makes the certain changes in the files themselves. Gives the numbers of lines and files that were changed. */
export async function fixFiles(
  findings: readonly Finding[],
  folder: string,
): Promise<{ readonly lines: number; readonly files: number }> {
  let [lines, files] = [0, 0]
  for (const [file, changed] of changedLines(findings)) {
    if (changed.length === 0) continue
    const path = resolve(folder, file)
    const ends = (await readFile(path, 'utf8')).split(/(\r?\n)/)
    for (const { line, before, after } of changed) {
      // Every other piece is the end of a line.
      if (ends[2 * (line - 1)] !== before) continue
      ends[2 * (line - 1)] = after
      lines += 1
    }
    files += 1
    await writeWhole(path, ends.join(''))
  }
  return { lines, files }
}
