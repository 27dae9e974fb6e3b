import { trueAbi } from '../../../win32/abi.ts'
import { layoutOf } from '../../../win32/layout.ts'
import { readWideText, sizeOfStruct, writeStruct, writeWideText, type AddressSpace } from './address-space.ts'
import { failed, refused, status, yes, type Answer } from './answer.ts'
import type { Callees } from './callee.ts'
import { disk, fullPath, splitPath, type DiskEntry } from './disk.ts'
import type { Machine } from './machine.ts'

const ERROR_PATH_NOT_FOUND = 3
const ERROR_INVALID_HANDLE = 6
const ERROR_NO_MORE_FILES = 18
const FILE_ATTRIBUTE_DIRECTORY = 0x10
const FILE_ATTRIBUTE_ARCHIVE = 0x20
const searchBytes = 0x1000

interface Search {
  readonly left: DiskEntry[]
}

/** A pattern with `*` and `?` as a test of names; `*.*` is every name. */
function matcher(pattern: string): (name: string) => boolean {
  const source = pattern === '*.*' ? '*' : pattern
  const escaped = source.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  const expression = new RegExp(`^${escaped}$`, 'i')
  return name => expression.test(name)
}

function isIn(folder: string, entry: DiskEntry): boolean {
  return splitPath(entry.path).folder.toLowerCase() === folder.toLowerCase() && splitPath(entry.path).name !== ''
}

function searchFor(pattern: string): DiskEntry[] | undefined {
  const { folder, name } = splitPath(fullPath(pattern))
  if (!disk.some(entry => entry.isFolder && entry.path.toLowerCase().replace(/\\$/, '') === folder.toLowerCase())) return undefined
  const matches = matcher(name)
  return disk.filter(entry => isIn(folder, entry) && matches(splitPath(entry.path).name))
}

function tell(space: AddressSpace, address: bigint, entry: DiskEntry): void {
  space.bytesAt(address, sizeOfStruct(space, 'WIN32_FIND_DATAW')).fill(0)
  writeStruct(space, 'WIN32_FIND_DATAW', address, {
    dwFileAttributes: entry.isFolder ? FILE_ATTRIBUTE_DIRECTORY : FILE_ATTRIBUTE_ARCHIVE, nFileSizeHigh: 0, nFileSizeLow: entry.size
  })
  const name = layoutOf(trueAbi.structs.WIN32_FIND_DATAW, space.pointerBytes).fields['cFileName']
  writeWideText(space, address + BigInt(name?.offset ?? 0), splitPath(entry.path).name)
}

/**
 * FindFirstFileW, FindNextFileW, FindClose. The handle of a search is its address: FindNextFileW
 * follows a cut one and dies; FindClose looks first (as measured under Wine).
 */
export function findCallees(machine: Machine): Callees<'FindFirstFileW' | 'FindNextFileW' | 'FindClose'> {
  const searches = new Map<bigint, Search>()
  const start = (entries: readonly DiskEntry[], address: bigint): Answer => {
    const [first, ...left] = entries
    const handle = machine.space.map(searchBytes)
    if (!first || handle === undefined) return failed(status.NO_SUCH_FILE)
    tell(machine.space, address, first)
    searches.set(handle, { left })
    return handle
  }
  return {
    FindFirstFileW({ lpFileName, lpFindFileData }) {
      const found = searchFor(readWideText(machine.space, lpFileName))
      return found ? start(found, lpFindFileData) : refused(ERROR_PATH_NOT_FOUND)
    },
    FindNextFileW({ hFindFile, lpFindFileData }) {
      if (hFindFile === 0n || BigInt.asIntN(8 * machine.pointerBytes, hFindFile) === -1n) return refused(ERROR_INVALID_HANDLE)
      machine.space.bytesAt(hFindFile, machine.pointerBytes)
      const search = searches.get(hFindFile)
      if (!search) return refused(ERROR_INVALID_HANDLE)
      const next = search.left.shift()
      if (!next) return refused(ERROR_NO_MORE_FILES)
      tell(machine.space, lpFindFileData, next)
      return yes
    },
    FindClose({ hFindFile }) {
      if (!searches.delete(hFindFile)) return refused(ERROR_INVALID_HANDLE)
      machine.space.unmap(hFindFile)
      return yes
    }
  }
}
