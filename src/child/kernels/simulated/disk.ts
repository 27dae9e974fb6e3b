/** One file or folder of the simulated disk. */
export interface DiskEntry {
  /** Full path in its original case. */
  readonly path: string
  readonly isFolder: boolean
  readonly content: Buffer
}

const nothing = Buffer.alloc(0)
/** The first bytes of every program file. */
const library = Buffer.from('MZ')

const folders = ['C:\\', 'C:\\windows', 'C:\\windows\\system32'] as const
const libraries = [
  'advapi32.dll',
  'cabinet.dll',
  'kernel32.dll',
  'kernelbase.dll',
  'ntdll.dll',
  'setupapi.dll',
  'user32.dll',
  'version.dll',
  'winmm.dll',
] as const

/** The disk of the simulated system: the minimum for a search to find something. */
export const disk: readonly DiskEntry[] = [
  ...folders.map(path => ({ path, isFolder: true, content: nothing })),
  ...libraries.map(name => ({
    path: `C:\\windows\\system32\\${name}`,
    isFolder: false,
    content: library,
  })),
  { path: 'C:\\windows\\win.ini', isFolder: false, content: Buffer.from('[mail]\r\nMAPI=1\r\n') },
]

const current = 'C:\\windows\\system32'

/** An absolute path in normalised form. */
export function fullPath(path: string): string {
  const plain = path.replaceAll('/', '\\').replace(/^\\\\[?.]\\/, '')
  if (/^[a-z]:/i.test(plain)) return plain
  return plain.startsWith('\\') ? `C:${plain}` : `${current}\\${plain}`
}

/** The entry at a path, ignoring case. */
export function entryAt(path: string): DiskEntry | undefined {
  const wanted = fullPath(path).toLowerCase()
  return disk.find(entry => entry.path.toLowerCase() === wanted)
}

/** Whether the folder of a path exists. */
export function hasFolder(path: string): boolean {
  const { folder } = splitPath(fullPath(path))
  return disk.some(
    entry => entry.isFolder && entry.path.toLowerCase().replace(/\\$/, '') === folder.toLowerCase(),
  )
}

/** The folder and the last name of a path. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const end = path.lastIndexOf('\\')
  return { folder: path.slice(0, end), name: path.slice(end + 1) }
}
