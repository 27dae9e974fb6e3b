import { closeSync, openSync, readSync } from 'node:fs'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { runTool } from '../../os/spawn.ts'

/** https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#machine-types */
const machines: Readonly<Record<number, Architecture>> = {
  0x014c: 'ia32',
  0x8664: 'x64',
  0xaa64: 'arm64',
}
/** Offset in the DOS header of the field with the offset of the PE header. */
const offsetAt = 0x3c
const signature = 0x00004550
const headBytes = 4096

/** The architecture that a Windows program was built for; `undefined` where the file is not one, or cannot be read. */
export function architectureOfProgram(path: string): Architecture | undefined {
  const head = Buffer.alloc(headBytes)
  try {
    const file = openSync(path, 'r')
    try {
      readSync(file, head, 0, headBytes, 0)
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
  const at = head.readUInt32LE(offsetAt)
  if (head.toString('latin1', 0, 2) !== 'MZ' || at > headBytes - 6) return undefined
  return head.readUInt32LE(at) === signature ? machines[head.readUInt16LE(at + 4)] : undefined
}

/** Paths of python.exe in the output of `py -0p` or `reg query`: from the drive letter to the name of the program. */
export function pythonsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap(line => /[A-Za-z]:\\[^<>"|?*\r\n]*?python[0-9.]*\.exe/i.exec(line)?.[0] ?? [])
}

const askMs = 10_000

/**
 * The Pythons that this Windows knows, each once: those of the launcher and those registered as PEP 514 says, for
 * all users and for this one, in both registry views.
 */
export async function knownPythons(): Promise<string[]> {
  if (process.platform !== 'win32') return []
  const queries = ['HKCU', 'HKLM'].flatMap(root =>
    ['/reg:64', '/reg:32'].map(half => [
      'query',
      `${root}\\Software\\Python`,
      '/s',
      '/v',
      'ExecutablePath',
      half,
    ]),
  )
  const asked = await Promise.all([
    runTool('py.exe', ['-0p'], { timeoutMs: askMs }),
    ...queries.map(words => runTool('reg.exe', words, { timeoutMs: askMs })),
  ])
  const found = asked.flatMap(({ stdout, stderr }) => pythonsIn(`${stdout}\n${stderr}`))
  return [...new Map(found.map(path => [path.toLowerCase(), path])).values()]
}
