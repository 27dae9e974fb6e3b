import { lstat, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Removes the folder in which the wineserver of a prefix has its socket and its lock. It lies outside the prefix,
 * and Wine never removes it. Call it before the prefix is removed and after its server has ended. A folder of
 * another user and a symbolic link are left alone. Never rejects.
 *
 * @param prefix the folder of the prefix; its device and inode numbers are in the name of the server folder.
 * @param temporary where Wine puts it, regardless of TMPDIR.
 * Source: wineserver(1), FILES, for `.wine-UID` (not seen here); Debian bug 904041 for a folder with a random name
 * that is stored in the prefix, as seen in Debian's Wine 8.0.
 */
export async function removeServerFolder(prefix: string, temporary = '/tmp'): Promise<void> {
  const found = await stat(prefix, { bigint: true }).catch(() => null)
  if (!found) return
  const name = `server-${found.dev.toString(16)}-${found.ino.toString(16)}`
  for (const parent of await parentsOf(prefix)) {
    const folder = join(temporary, parent)
    if (!(await isOwnFolder(folder))) continue
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
    // Fails where another prefix has its server folder in here.
    await rmdir(folder).catch(() => undefined)
  }
}

/** The path stored in the prefix is not trusted: only names in the form that Debian's Wine uses are accepted. */
async function parentsOf(prefix: string): Promise<string[]> {
  const name = await readFile(join(prefix, 'wineserver'), 'latin1').catch(() => '')
  return [...(/^wine-[A-Za-z0-9]{6}$/.test(name) ? [name] : []), `.wine-${process.getuid?.()}`]
}

async function isOwnFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  return found !== null && found.isDirectory() && found.uid === process.getuid?.()
}
