import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** The existing temporary folders of a process. */
export function temporaryFoldersOf(pid: number): string[] {
  return readdirSync(tmpdir()).filter(
    name => name.startsWith('handle-width-') && name.includes(`-${pid}-`),
  )
}
