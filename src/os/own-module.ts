import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFolder } from './package-folder.ts'

/** Whether this program runs as it is written (Node 22.18 and newer strip the types), and not as it was built. */
const isSource = import.meta.url.endsWith('.ts')

/** Ending of the modules that run: `.ts` of the sources, `.js` of what is built of them. */
export const moduleEnding = isSource ? '.ts' : '.js'

/** The folder that holds `src` and `probes`, of the sources or built. */
export const programFolder = isSource ? packageFolder : join(packageFolder, 'dist')

/**
 * A module of this program, as a file that node can be started on.
 * @param name Its place in `src/`, without an ending: `child/main`.
 */
export function ownModule(name: string): string {
  return join(programFolder, 'src', `${name}${moduleEnding}`)
}

/** The same as a URL, for what takes no path. */
export function ownModuleUrl(name: string): URL {
  return pathToFileURL(ownModule(name))
}
