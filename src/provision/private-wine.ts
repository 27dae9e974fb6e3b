import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where `handle-width setup wine` lays its own copy of Wine when the system's cannot get a 32-bit half. */
export function privateWineFolder(cache: string): string {
  return join(cache, 'wine-wow64')
}

/** The loader of that copy, or null when there is none. */
export function findPrivateWine(cache: string): string | null {
  const loader = join(privateWineFolder(cache), 'lib', 'wine', 'wine64')
  return existsSync(loader) ? loader : null
}
