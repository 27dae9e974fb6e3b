import {
  offsetOfField,
  readWideText,
  sizeOfStruct,
  writeStruct,
  writeWideText,
  type AddressSpace,
} from './address-space.ts'
import { failed, refused, status, yes, type Answer } from './answer.ts'
import type { Callees } from './callee.ts'
import { disk, fullPath, hasFolder, splitPath, type DiskEntry } from './disk.ts'
import type { Machine } from './machine.ts'

const ERROR_PATH_NOT_FOUND = 3
const ERROR_INVALID_HANDLE = 6
const ERROR_NO_MORE_FILES = 18
const FILE_ATTRIBUTE_DIRECTORY = 0x10
const FILE_ATTRIBUTE_ARCHIVE = 0x20
const searchBytes = 0x1000

interface Found {
  readonly name: string
  readonly isFolder: boolean
  /** Bytes. */
  readonly size: number
}

interface Search {
  readonly left: Found[]
  /** The disk has no more entries. */
  ended: boolean
}

/** The entries with which every folder begins. */
const self: readonly Found[] = ['.', '..'].map(name => ({ name, isFolder: true, size: 0 }))

/** A pattern with `*` and `?` as a test of names; `*.*` is every name. */
function matcher(pattern: string): (name: string) => boolean {
  const source = pattern === '*.*' ? '*' : pattern
  const escaped = source
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${escaped}$`, 'i')
  return name => expression.test(name)
}

/** The end of a search: reported by the disk the first time, and remembered from then on. */
function end(search: Search): Answer {
  if (search.ended) return refused(ERROR_NO_MORE_FILES)
  search.ended = true
  return failed(status.NO_MORE_FILES)
}

function isIn(folder: string, entry: DiskEntry): boolean {
  return (
    splitPath(entry.path).folder.toLowerCase() === folder.toLowerCase() &&
    splitPath(entry.path).name !== ''
  )
}

function searchFor(pattern: string): Found[] | undefined {
  const { folder, name } = splitPath(fullPath(pattern))
  if (!hasFolder(pattern)) return undefined
  const matches = matcher(name)
  const found = disk
    .filter(entry => isIn(folder, entry))
    .map(entry => ({
      name: splitPath(entry.path).name,
      isFolder: entry.isFolder,
      size: entry.content.length,
    }))
  return [...self, ...found].filter(entry => matches(entry.name))
}

function tell(space: AddressSpace, address: bigint, entry: Found): void {
  space.bytesAt(address, sizeOfStruct(space, 'WIN32_FIND_DATAW')).fill(0)
  writeStruct(space, 'WIN32_FIND_DATAW', address, {
    dwFileAttributes: entry.isFolder ? FILE_ATTRIBUTE_DIRECTORY : FILE_ATTRIBUTE_ARCHIVE,
    nFileSizeHigh: 0,
    nFileSizeLow: entry.size,
  })
  writeWideText(
    space,
    address + BigInt(offsetOfField(space, 'WIN32_FIND_DATAW', 'cFileName')),
    entry.name,
  )
}

/**
 * FindFirstFileW, FindNextFileW, FindClose. The handle of a search is its address: FindNextFileW dereferences a
 * cut one and crashes; FindClose checks it first (as measured under Wine).
 */
export function findCallees(
  machine: Machine,
): Callees<'FindFirstFileW' | 'FindNextFileW' | 'FindClose'> {
  const searches = new Map<bigint, Search>()
  const start = (entries: readonly Found[], isPattern: boolean, address: bigint): Answer => {
    const [first, ...left] = entries
    const handle = machine.space.map(searchBytes)
    if (!first || handle === undefined) return failed(status.NO_SUCH_FILE)
    tell(machine.space, address, first)
    searches.set(handle, { left, ended: !isPattern })
    return handle
  }
  return {
    FindFirstFileW({ lpFileName, lpFindFileData }) {
      const pattern = readWideText(machine.space, lpFileName)
      const found = searchFor(pattern)
      return found
        ? start(found, /[*?]/.test(pattern), lpFindFileData)
        : refused(ERROR_PATH_NOT_FOUND)
    },
    FindNextFileW({ hFindFile, lpFindFileData }) {
      if (hFindFile === 0n || BigInt.asIntN(8 * machine.pointerBytes, hFindFile) === -1n)
        return refused(ERROR_INVALID_HANDLE)
      machine.space.bytesAt(hFindFile, machine.pointerBytes)
      const search = searches.get(hFindFile)
      if (!search) return refused(ERROR_INVALID_HANDLE)
      const next = search.left.shift()
      if (!next) return end(search)
      tell(machine.space, lpFindFileData, next)
      return yes
    },
    FindClose({ hFindFile }) {
      if (!searches.delete(hFindFile)) return refused(ERROR_INVALID_HANDLE)
      machine.space.unmap(hFindFile)
      return yes
    },
  }
}
