import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** The temporary folders of a process that are there. */
export function temporaryFoldersOf(pid: number): string[] {
  return readdirSync(tmpdir()).filter(
    name => name.startsWith('handle-width-') && name.includes(`-${pid}-`),
  )
}
