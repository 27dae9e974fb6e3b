import type { ListedPort } from '../../program/ports.ts'
import { constants } from '../../declare/win32/constants.ts'
import { textIn, type Tools } from './tools.ts'

/** Maximum name length (characters) and value size (bytes) that are read; those of ports are short. */
const nameCharacters = 256
const valueBytes = 512
const REG_SZ = 1n
/** A damaged registry or driver must not make the child loop without end. */
const maxPorts = 512

/** Text values of an open key, by name. */
function textValues(tools: Tools, key: bigint): Map<string, string> {
  return tools.within(() => readTextValues(tools, key))
}

function readTextValues({ kernel, allocate }: Tools, key: bigint): Map<string, string> {
  const name = allocate(2 * nameCharacters)
  const value = allocate(valueBytes)
  const [characters, type, bytes] = [allocate(4), allocate(4), allocate(4)]
  const values = new Map<string, string>()
  for (let index = 0; index < maxPorts; index++) {
    characters.put(BigInt(nameCharacters))
    bytes.put(BigInt(valueBytes))
    value.bytes.fill(0)
    const code = kernel.call('RegEnumValueW', [
      key,
      BigInt(index),
      name.address,
      characters.address,
      0n,
      type.address,
      value.address,
      bytes.address,
    ])
    if (code !== 0n) break
    if (type.number() === REG_SZ)
      values.set(textIn(name.bytes), textIn(value.bytes.subarray(0, Number(bytes.number()))))
  }
  return values
}

/** HKEY constants are sign-extended at pointer width. */
function rootKey(tools: Tools, value: number): bigint {
  return BigInt.asUintN(8 * tools.kernel.pointerBytes, BigInt(value | 0))
}

/** The serial ports that drivers have registered in HARDWARE\DEVICEMAP\SERIALCOMM: device name → port name. */
function registryPorts(tools: Tools): ListedPort[] {
  const { kernel, allocate, text } = tools
  const key = allocate(8)
  const code = kernel.call('RegOpenKeyExW', [
    rootKey(tools, constants.HKEY_LOCAL_MACHINE),
    text('HARDWARE\\DEVICEMAP\\SERIALCOMM'),
    0n,
    BigInt(constants.KEY_READ),
    key.address,
  ])
  if (code !== 0n) return []
  const handle = key.number(0, kernel.pointerBytes)
  const ports = [...textValues(tools, handle)].map(([device, name]): ListedPort => ({
    name,
    sources: ['registry'],
    device,
  }))
  kernel.call('RegCloseKey', [handle])
  return ports
}

function isNoHandle(tools: Tools, value: bigint): boolean {
  return value === BigInt.asUintN(8 * tools.kernel.pointerBytes, -1n)
}

/** The device at an index of a set: its name, and the value PortName of its key; `undefined` past the end. */
function portAt(
  tools: Tools,
  set: bigint,
  index: number,
): { readonly instance: string; readonly name: string | undefined } | undefined {
  const { kernel, allocate } = tools
  const data = tools.struct('SP_DEVINFO_DATA')
  data.set({ cbSize: data.bytes.length })
  if (kernel.call('SetupDiEnumDeviceInfo', [set, BigInt(index), data.address]) === 0n)
    return undefined
  const instance = allocate(2 * nameCharacters)
  kernel.call('SetupDiGetDeviceInstanceIdW', [
    set,
    data.address,
    instance.address,
    BigInt(nameCharacters),
    0n,
  ])
  const key = kernel.call('SetupDiOpenDevRegKey', [
    set,
    data.address,
    BigInt(constants.DICS_FLAG_GLOBAL),
    0n,
    BigInt(constants.DIREG_DEV),
    BigInt(constants.KEY_READ),
  ])
  if (isNoHandle(tools, key)) return { instance: textIn(instance.bytes), name: undefined }
  const name = textValues(tools, key).get('PortName')
  kernel.call('RegCloseKey', [key])
  return { instance: textIn(instance.bytes), name }
}

/** The ports of the setup class "Ports", as pyserial's list_ports_windows finds them; printers (LPT) are left out. */
function setupPorts(tools: Tools): ListedPort[] {
  const { kernel, text } = tools
  const guid = tools.struct('GUID')
  const needed = tools.allocate(4)
  if (
    kernel.call('SetupDiClassGuidsFromNameW', [text('Ports'), guid.address, 1n, needed.address]) ===
    0n
  )
    return []
  const set = kernel.call('SetupDiGetClassDevsW', [
    guid.address,
    0n,
    0n,
    BigInt(constants.DIGCF_PRESENT),
  ])
  if (isNoHandle(tools, set)) return []
  const ports: ListedPort[] = []
  for (let index = 0; index < maxPorts; index++) {
    const port = tools.within(() => portAt(tools, set, index))
    if (!port) break
    if (port.name?.startsWith('COM'))
      ports.push({ name: port.name, sources: ['setupapi'], device: port.instance })
  }
  kernel.call('SetupDiDestroyDeviceInfoList', [set])
  return ports
}

function numberOf({ name }: ListedPort): number {
  return Number(/^COM(\d+)$/i.exec(name)?.[1] ?? Infinity)
}

/**
 * One entry for each name, by number. The instance name from SetupAPI is preferred to the device name from the
 * registry, because it says more.
 */
export function joinPorts(
  registry: readonly ListedPort[],
  setup: readonly ListedPort[],
): ListedPort[] {
  const joined = new Map<string, ListedPort>()
  for (const port of [...registry, ...setup]) {
    const name = port.name.toUpperCase()
    const known = joined.get(name)
    joined.set(name, {
      name,
      sources: [...new Set([...(known?.sources ?? []), ...port.sources])],
      device: port.device,
    })
  }
  return [...joined.values()].sort(
    (one, other) => numberOf(one) - numberOf(other) || one.name.localeCompare(other.name, 'en'),
  )
}

/** The serial ports this system names. Opens none of them. */
export function listPorts(tools: Tools): ListedPort[] {
  return joinPorts(registryPorts(tools), setupPorts(tools))
}
