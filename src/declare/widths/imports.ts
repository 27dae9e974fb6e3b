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
    const symbols = await runBinutil('nm', target, ['-g', archive])
    for (const symbol of symbols.matchAll(/ T (\S+)$/gm))
      addImport(imports, symbol[1] ?? '', library, target)
  }
  return imports
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
