/** Functions of the C runtime behind the one of Windows that they wrap: the sources of the UCRT in the Windows SDK. */
export const cRuntime: readonly (readonly [call: string, ...names: readonly string[]])[] = [
  ['FindFirstFileA', '_findfirst'],
  ['FindFirstFileW', '_wfindfirst'],
  ['FindNextFileA', '_findnext'],
  ['FindNextFileW', '_wfindnext'],
  ['FindClose', '_findclose'],
  ['CreateThread', '_beginthread'],
  ['GetFileType', '_open_osfhandle'],
  ['SetEndOfFile', '_chsize'],
  ['LockFile', '_locking'],
  ['PeekConsoleInputA', '_kbhit'],
  ['CreateProcessA', '_spawnl', '_spawnv'],
  ['CreateProcessW', '_wspawn', '_wpopen', '_wsystem'],
]
