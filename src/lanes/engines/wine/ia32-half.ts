import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Wine's 32-bit half without any 32-bit Linux library: the folder `i386-windows` of Debian's i386 package, used
 * with the system's own 64-bit Unix part. Wine 8 finds the pair through `WINEDLLPATH` and runs 32-bit programs in
 * its new WoW64 mode.
 */
export function findIa32Half(cache: string, wineVersion: string): string | null {
  const folder = ia32HalfFolder(cache, wineVersion)
  return existsSync(join(folder, 'i386-windows', 'kernel32.dll')) &&
    existsSync(join(folder, 'x86_64-unix', 'ntdll.so'))
    ? folder
    : null
}

/** Where the half for one build of Wine is kept. */
export function ia32HalfFolder(cache: string, wineVersion: string): string {
  return join(cache, 'wine-ia32', wineVersion.replaceAll(/[^\w.~+-]+/g, '-'))
}
