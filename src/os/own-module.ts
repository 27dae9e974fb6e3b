import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFolder } from './package-folder.ts'

/** Whether this program runs as it is written (Node 22.18 and newer strip the types), and not as it was built. */
export const isSource = import.meta.url.endsWith('.ts')

/**
 * The folder of what is started or loaded by its name. Where the program was built, that is the bundle,
 * for the compiled tests as well: under Wine, a child of one file starts in half the time of a child of
 * a hundred.
 */
const modulesFolder = isSource ? join(packageFolder, 'src') : join(packageFolder, 'dist', 'bundle')

/**
 * A module of this program, as a file that node can be started on.
 * @param name Its place in `src/`, without an ending: `child/main`. `tools/bundle.ts` lists those that are built.
 */
export function ownModule(name: string): string {
  return join(modulesFolder, `${name}${isSource ? '.ts' : '.js'}`)
}

/** The same as a URL, for what takes no path. */
export function ownModuleUrl(name: string): URL {
  return pathToFileURL(ownModule(name))
}

/** The source of such a module, which the package does not ship: for what builds it. */
export function sourceFile(name: string): string {
  return join(packageFolder, 'src', `${name}.ts`)
}
