import { devices } from '../../../devices/index.ts'
import type { Plan } from '../../../program/plan.ts'
import {
  readNumber,
  readWideText,
  writeNumber,
  writeOptional,
  writeWideText,
  type AddressSpace,
} from './address-space.ts'
import { failed, isFailure, refused, status, type Answer, type CallFailure } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { lookUp } from './handle-table.ts'
import type { Machine } from './machine.ts'
import type { KeyObject } from './objects.ts'

const ERROR_INVALID_HANDLE = 6
const ERROR_MORE_DATA = 234
const REG_SZ = 1
const roots: ReadonlyMap<number, string> = new Map([
  [0x80000001, 'HKCU'],
  [0x80000002, 'HKLM'],
])
const firstRoot = 0x80000000n

interface Value {
  readonly name: string
  readonly data: string
}

interface Key {
  readonly path: string
  readonly values: readonly Value[]
}

const success: Answer = 0n

/** The registry of the simulated system: the list of serial ports, and the keys above it. */
function keysFor({ device }: Plan): readonly Key[] {
  const hasPort = devices[device.kind].simulated.finds === 'port'
  const port = device.path.replace(/^\\\\[.?]\\/, '')
  return [
    { path: 'HKCU', values: [] },
    { path: 'HKCU\\Environment', values: [] },
    { path: 'HKCU\\SOFTWARE', values: [] },
    { path: 'HKLM', values: [] },
    { path: 'HKLM\\SOFTWARE', values: [] },
    { path: 'HKLM\\HARDWARE', values: [] },
    { path: 'HKLM\\HARDWARE\\DEVICEMAP', values: [] },
    {
      path: 'HKLM\\HARDWARE\\DEVICEMAP\\SERIALCOMM',
      values: hasPort ? [{ name: '\\Device\\Serial0', data: port }] : [],
    },
  ]
}

/** The predefined key behind a handle: only the low half counts, so an HKEY constant may be zero-extended (measured under Wine). */
function rootOf(hKey: bigint): string | undefined {
  return roots.get(Number(BigInt.asUintN(32, hKey)))
}

/**
 * RegCloseKey under Wine treats every value from here on as a predefined key and closes nothing. That includes a
 * handle with garbage in its upper half.
 */
function isPredefined(hKey: bigint): boolean {
  return hKey >= firstRoot
}

function pathOf(machine: Machine, hKey: bigint): string | CallFailure {
  const root = rootOf(hKey)
  if (root !== undefined) return root
  if (hKey === 0n) return refused(ERROR_INVALID_HANDLE)
  const key = lookUp(machine.handles, hKey, 'key')
  return isFailure(key) ? key : key.path
}

function depth(path: string): number {
  return path.split('\\').length
}

function children(keys: readonly Key[], parent: string): readonly Key[] {
  return keys.filter(
    ({ path }) => path.startsWith(`${parent}\\`) && depth(path) === depth(parent) + 1,
  )
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(text => text.length))
}

/** Bytes of a text in the registry, with its terminating zero. */
function dataBytes({ data }: Value): number {
  return 2 * (data.length + 1)
}

function writeKeyInfo(
  space: AddressSpace,
  keys: readonly Key[],
  key: Key,
  values: Values<'RegQueryInfoKeyW'>,
): Answer {
  const below = children(keys, key.path)
  if (values.lpClass !== 0n) writeWideText(space, values.lpClass, '')
  writeOptional(space, values.lpcchClass, 4, 0)
  writeOptional(space, values.lpcSubKeys, 4, below.length)
  writeOptional(
    space,
    values.lpcbMaxSubKeyLen,
    4,
    longest(below.map(({ path }) => path.split('\\').at(-1) ?? '')),
  )
  writeOptional(space, values.lpcbMaxClassLen, 4, 0)
  writeOptional(space, values.lpcValues, 4, key.values.length)
  writeOptional(space, values.lpcbMaxValueNameLen, 4, longest(key.values.map(({ name }) => name)))
  writeOptional(space, values.lpcbMaxValueLen, 4, Math.max(0, ...key.values.map(dataBytes)))
  writeOptional(space, values.lpcbSecurityDescriptor, 4, 0)
  writeOptional(space, values.lpftLastWriteTime, 8, 0)
  return success
}

function writeValue(space: AddressSpace, value: Value, values: Values<'RegEnumValueW'>): Answer {
  const nameUnits = Number(readNumber(space, values.lpcchValueName, 4))
  if (value.name.length >= nameUnits) return refused(ERROR_MORE_DATA)
  const roomBytes = values.lpcbData === 0n ? 0 : Number(readNumber(space, values.lpcbData, 4))
  writeOptional(space, values.lpcbData, 4, dataBytes(value))
  writeOptional(space, values.lpType, 4, REG_SZ)
  if (values.lpData !== 0n && roomBytes < dataBytes(value)) return refused(ERROR_MORE_DATA)
  if (values.lpData !== 0n) writeWideText(space, values.lpData, value.data)
  writeWideText(space, values.lpValueName, value.name)
  writeNumber(space, values.lpcchValueName, 4, value.name.length)
  return success
}

/** A second handle to a key of the simulated registry, as RegOpenKeyExW and SetupDiOpenDevRegKey make it. */
export function openKey(machine: Machine, path: string): bigint {
  const key: KeyObject = { kind: 'key', path }
  return machine.handles.add(key)
}

type Registry = 'RegOpenKeyExW' | 'RegQueryInfoKeyW' | 'RegEnumValueW' | 'RegCloseKey'

/** The registry functions. They return their error and do not set the last error. */
export function registryCallees(machine: Machine): Callees<Registry> {
  const { space } = machine
  const keys = keysFor(machine.plan)
  const find = (path: string): Key | undefined =>
    keys.find(key => key.path.toLowerCase() === path.toLowerCase())
  const keyOf = (hKey: bigint): Key | CallFailure => {
    const path = pathOf(machine, hKey)
    return isFailure(path) ? path : (find(path) ?? { path, values: [] })
  }
  return {
    RegOpenKeyExW({ hKey, lpSubKey, phkResult }) {
      const parent = pathOf(machine, hKey)
      if (isFailure(parent)) return parent
      const sub = lpSubKey === 0n ? '' : readWideText(space, lpSubKey)
      const key = find(sub === '' ? parent : `${parent}\\${sub}`)
      if (!key) return failed(status.OBJECT_NAME_NOT_FOUND)
      writeNumber(space, phkResult, machine.pointerBytes, openKey(machine, key.path))
      return success
    },
    RegQueryInfoKeyW(values) {
      const key = keyOf(values.hKey)
      return isFailure(key) ? key : writeKeyInfo(space, keys, key, values)
    },
    RegEnumValueW(values) {
      const key = keyOf(values.hKey)
      if (isFailure(key)) return key
      const value = key.values[Number(values.dwIndex)]
      return value ? writeValue(space, value, values) : failed(status.NO_MORE_ENTRIES)
    },
    RegCloseKey({ hKey }) {
      if (hKey === 0n) return refused(ERROR_INVALID_HANDLE)
      if (isPredefined(hKey)) return success
      const key = lookUp(machine.handles, hKey, 'key')
      if (isFailure(key)) return key
      machine.handles.remove(hKey)
      return success
    },
  }
}
