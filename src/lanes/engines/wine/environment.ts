import { dirname } from 'node:path'

/** The paths that the environment of a Wine process contains. */
export interface WinePlaces {
  readonly prefix: string
  readonly loader: string
  readonly server: string
  /** A folder used as the user's home, so that nothing is written to the real one. */
  readonly home: string
  /** Where Wine is to look for further parts; null for nowhere. */
  readonly dllPath: string | null
}

/**
 * The complete environment of a process under Wine. Nothing is inherited: `NODE_OPTIONS`, a user's `WINEPREFIX`, a
 * display or a locale would change what is measured.
 */
export function wineEnvironment(places: WinePlaces): Readonly<Record<string, string>> {
  return {
    PATH: `${dirname(places.loader)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: places.home,
    // Wine decodes paths by the locale. Without one, a path with an umlaut is not found.
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: places.prefix,
    WINESERVER: places.server,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    DISPLAY: '',
    // No .NET and no browser engine (both would ask to be downloaded), and no entries in the desktop's menus.
    // winedbg stays enabled: without it, a crashed program never ends.
    WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
    NODE_SKIP_PLATFORM_CHECK: '1',
    // The output of node.exe must not depend on a terminal.
    NO_COLOR: '1',
    ...(places.dllPath === null ? {} : { WINEDLLPATH: places.dllPath }),
  }
}

/** A path of this machine as a program under Wine spells it: drive Z: is the root. */
export function toWindowsPath(hostPath: string): string {
  return `Z:${hostPath.replaceAll('/', '\\')}`
}
