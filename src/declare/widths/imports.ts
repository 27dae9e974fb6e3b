import { readFile } from 'node:fs/promises'
import { runBinutil, targets, type Target } from './castxml.ts'
import { importLibraries } from './headers.ts'

/** Where a function comes from and, on ia32, how many bytes of arguments it takes off the stack. */
export interface Import {
  /** File name of the DLL in lower case, for example `kernel32.dll`. */
  readonly library: string
  /** The N of `_Name@N`: an oracle for the prototype that the headers do not know of. Absent on x64 and for cdecl. */
  readonly stackBytes?: number
}

/** Every function that the import libraries of mingw-w64 offer, by its undecorated name. */
export async function readImports(target: Target): Promise<ReadonlyMap<string, Import>> {
  const imports = new Map<string, Import>()
  for (const name of importLibraries) {
    const archive = `/usr/${targets[target]}/lib/lib${name}.a`
    const library = (await runBinutil('dlltool', target, ['-I', archive])).trim().toLowerCase()
    for (const symbol of indexOf(await readFile(archive)))
      addImport(imports, symbol, library, target)
  }
  return imports
}

/**
 * The names in the index of an archive, which is its first member
 * (https://sourceware.org/binutils/docs/binutils/ar.html): a big-endian count, as many offsets, as many texts. To have
 * `nm` open every member of all archives takes eight seconds of the processor. Beside functions, three libraries name a
 * few data, which no function of the headers is called like.
 */
function indexOf(archive: Buffer): string[] {
  const [start, size] = [8 + 60, Number(archive.toString('latin1', 8 + 48, 8 + 58))]
  if (archive.toString('latin1', 0, 24).trimEnd() !== '!<arch>\n/' || !(size > 0))
    throw new Error('An import library has no index of its names')
  const count = archive.readUInt32BE(start)
  return archive
    .toString('latin1', start + 4 + 4 * count, start + size)
    .split('\0')
    .slice(0, count)
    .filter(name => !/^__imp_|^_*head_|_iname$/.test(name))
}

function addImport(
  imports: Map<string, Import>,
  symbol: string,
  library: string,
  target: Target,
): void {
  const decorated = /^(\w+?)(?:@(\d+))?$/.exec(target === 'ia32' ? symbol.slice(1) : symbol)
  const name = decorated?.[1]
  if (!name || imports.has(name)) return
  imports.set(
    name,
    decorated[2] === undefined ? { library } : { library, stackBytes: Number(decorated[2]) },
  )
}
