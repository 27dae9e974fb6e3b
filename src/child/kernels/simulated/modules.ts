import { functionNames, prototypeOf } from '../../../declare/win32/functions.ts'
import { readNarrowText, readWideText, writeWideText, writeWideUnits } from './address-space.ts'
import { failed, refused, status, yes, type Answer } from './answer.ts'
import type { Callees } from './callee.ts'
import { disk } from './disk.ts'
import type { Machine } from './machine.ts'

const ERROR_INVALID_HANDLE = 6
const ERROR_INSUFFICIENT_BUFFER = 122
const ERROR_BAD_EXE_FORMAT = 193
const moduleBytes = 0x10000
const firstExport = 0x1000n
const exportBytes = 0x10n
/** Values below are ordinals instead of addresses of names. */
const firstAddressOfName = 0x10000n
/** Base of the system libraries, independent of the plan: measured under Wine. */
const systemBase = 0x7b600000n
const systemLibraries = ['kernel32.dll', 'kernelbase.dll', 'ntdll.dll']
const programPath = 'C:\\windows\\system32\\program.exe'

/**
 * Base of the other libraries. 64-bit programs are linked for addresses above 4 GiB (/BASE,
 * https://learn.microsoft.com/en-us/cpp/build/reference/base-base-address).
 */
function imageBase(machine: Machine): bigint {
  return machine.pointerBytes === 8 ? 0x1_8000_0000n : 0x1000_0000n
}

interface Module {
  readonly path: string
  /** File name, lower case. */
  readonly name: string
  readonly base: bigint
  uses: number
}

/** The file name that LoadLibraryW looks for: lower case, with `.dll` where there is no extension. */
function libraryName(path: string): string {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase()
  return name.includes('.') ? name.replace(/\.$/, '') : `${name}.dll`
}

/** Exports of libraries that are not in the prototype tables. */
const otherExports: Readonly<Record<string, readonly string[]>> = {
  'cabinet.dll': ['FCICreate', 'FDICopy', 'FDICreate', 'FDIDestroy'],
}

function exportsOf(name: string): readonly string[] {
  return (
    otherExports[name] ??
    functionNames.filter(exported => `${prototypeOf(exported).library}.dll` === name)
  )
}

/**
 * LoadLibraryW, GetProcAddress, GetModuleFileNameW, FreeLibrary. A module is looked up in the list of loaded ones,
 * so a cut HMODULE gives error 126 instead of a crash.
 */
export function moduleCallees(
  machine: Machine,
): Callees<'LoadLibraryW' | 'GetProcAddress' | 'GetModuleFileNameW' | 'FreeLibrary'> {
  const loaded = new Map<bigint, Module>()
  let count = 0
  const nextBase = (): bigint => imageBase(machine) + BigInt(moduleBytes * count++)
  const load = (path: string): Module | undefined => {
    const name = libraryName(path)
    const known = [...loaded.values()].find(module => module.name === name)
    if (known) {
      known.uses++
      return known
    }
    const file = disk.find(
      entry => !entry.isFolder && entry.path.toLowerCase().endsWith(`\\${name}`),
    )
    const at = systemLibraries.indexOf(name)
    const base =
      file &&
      machine.space.map(moduleBytes, {
        at: at < 0 ? nextBase() : systemBase + BigInt(at * moduleBytes),
      })
    if (!file || base === undefined) return undefined
    const module: Module = { path: file.path, name, base, uses: 1 }
    loaded.set(base, module)
    return module
  }
  for (const name of systemLibraries) load(name)
  const find = (module: Module, nameAddress: bigint): Answer => {
    const exported = exportsOf(module.name)
    const index =
      nameAddress < firstAddressOfName
        ? Number(nameAddress) - 1
        : exported.indexOf(readNarrowText(machine.space, nameAddress))
    return index >= 0 && index < exported.length
      ? module.base + firstExport + BigInt(index) * exportBytes
      : failed(status.PROCEDURE_NOT_FOUND)
  }
  const writeName = (path: string, address: bigint, units: number): Answer => {
    const fits = path.length < units
    if (units === 0) return failed(status.BUFFER_TOO_SMALL)
    if (fits) writeWideText(machine.space, address, path)
    else writeWideUnits(machine.space, address, path.slice(0, units))
    machine.lastError = fits ? 0 : ERROR_INSUFFICIENT_BUFFER
    return BigInt(fits ? path.length : units)
  }
  return {
    LoadLibraryW: ({ lpLibFileName }) =>
      load(readWideText(machine.space, lpLibFileName))?.base ?? failed(status.DLL_NOT_FOUND),
    GetProcAddress({ hModule, lpProcName }) {
      const module = loaded.get(hModule)
      if (module) return find(module, lpProcName)
      return failed(hModule === 0n ? status.PROCEDURE_NOT_FOUND : status.DLL_NOT_FOUND)
    },
    GetModuleFileNameW({ hModule, lpFilename, nSize }) {
      const path = hModule === 0n ? programPath : loaded.get(hModule)?.path
      return path === undefined
        ? failed(status.DLL_NOT_FOUND)
        : writeName(path, lpFilename, Number(nSize))
    },
    FreeLibrary({ hLibModule }) {
      if (hLibModule === 0n) return refused(ERROR_INVALID_HANDLE)
      // The handle of a module loaded as data has its two low bits set; without them, the address is not mapped.
      if ((hLibModule & 3n) !== 0n) return refused(ERROR_BAD_EXE_FORMAT)
      const module = loaded.get(hLibModule)
      if (!module) return failed(status.DLL_NOT_FOUND)
      module.uses--
      if (module.uses === 0) {
        loaded.delete(module.base)
        machine.space.unmap(module.base)
      }
      return yes
    },
  }
}
