import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The nearest parent folder that has a package.json: the same for the sources and for the build. */
function find(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('The package has no package.json; install it anew')
  return find(parent)
}

/** The folder of this package. */
export const packageFolder = find(dirname(fileURLToPath(import.meta.url)))
