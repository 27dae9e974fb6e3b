import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The nearest folder above this file that has a package.json: found alike from the sources and from what is built of them. */
function find(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('The package has no package.json; install it anew')
  return find(parent)
}

/** The folder of this package. */
export const packageFolder = find(dirname(fileURLToPath(import.meta.url)))
