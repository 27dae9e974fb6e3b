import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFolder } from './package-folder.ts'

/** Whether this program runs from its TypeScript sources (Node 22.18 and newer strip the types) rather than from its build. */
export const isSource = import.meta.url.endsWith('.ts')

/**
 * The folder of modules that are started or loaded by name. In a build that is the bundle, for the compiled tests
 * too: under Wine, a child of one file starts in half the time of a child of a hundred.
 */
const modulesFolder = isSource ? join(packageFolder, 'src') : join(packageFolder, 'dist', 'bundle')

/**
 * A module of this program, as a file that node can be started on.
 * @param name Its path in `src/` without an extension: `child/main`. `tools/bundle.ts` lists those that are built.
 */
export function ownModule(name: string): string {
  return ownFile(`${name}${isSource ? '.ts' : '.js'}`)
}

/** A file beside those modules, by its path. */
export function ownFile(name: string): string {
  return join(modulesFolder, name)
}

/** The same as a URL, for APIs that take no path. */
export function ownModuleUrl(name: string): URL {
  return pathToFileURL(ownModule(name))
}

/** The source of such a module, for the build. The package does not ship it. */
export function sourceFile(name: string): string {
  return join(packageFolder, 'src', `${name}.ts`)
}
