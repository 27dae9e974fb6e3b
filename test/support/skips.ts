import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why a test of file modes is skipped, or false: on Windows chmod only sets whether a file is writable. */
export const noModes =
  process.platform === 'win32' && 'Windows has no rights of owner, group and others'

/** Why a test of symbolic links is skipped, or false: Windows allows them only to some users, and Wine to none. */
export const noLinks = !canLink() && 'no symbolic link can be made here'

function canLink(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'handle-width-link-'))
  const link = join(folder, 'link')
  try {
    symlinkSync(folder, link)
    return lstatSync(link).isSymbolicLink()
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Why a test that passes a 64-bit handle to a real FFI is skipped, or false. */
export const noWideHandles =
  process.arch === 'ia32' && 'the FFI of a process of 32 bits passes no handle of 64 bits'
