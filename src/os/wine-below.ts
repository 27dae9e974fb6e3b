import { koffi } from './koffi.ts'

/**
 * The version of the Wine that this process runs under; `undefined` on Windows itself. Wine's ntdll exports
 * wine_get_version (https://gitlab.winehq.org/wine/wine/-/wikis/Developer-FAQ).
 */
export function wineBelow(): string | undefined {
  if (process.platform !== 'win32') return undefined
  try {
    const version: unknown = koffi
      .load('ntdll.dll')
      .func('__cdecl', 'wine_get_version', 'str', [])()
    return typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}
