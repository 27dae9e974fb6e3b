import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why a test of modes is skipped, or false: what chmod sets there is only whether a file can be written. */
export const noModes =
  process.platform === 'win32' && 'Windows has no rights of owner, group and others'

/** Why a test of symbolic links is skipped, or false: Windows makes them for those who may, and Wine not at all. */
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

/** Why a test that passes a handle of 64 bits to a real FFI is skipped, or false. */
export const noWideHandles =
  process.arch === 'ia32' && 'the FFI of a process of 32 bits passes no handle of 64 bits'
