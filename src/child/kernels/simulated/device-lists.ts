import { readNumber, readStruct, readWideText, sizeOfStruct, writeNumber, writeOptional, writeStruct, writeWideText, type AddressSpace } from './address-space.ts'
import { refused, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import type { Machine } from './machine.ts'
import { openKey } from './registry.ts'

const ERROR_INVALID_HANDLE = 6
const ERROR_INVALID_PARAMETER = 87
const ERROR_INSUFFICIENT_BUFFER = 122
const ERROR_NO_MORE_ITEMS = 259
const ERROR_INVALID_USER_BUFFER = 1784
const listBytes = 0x1000
const guidBytes = 16
/** Behind cbSize. */
const guidOffset = 4n

/** GUID_DEVCLASS_PORTS {4D36E978-E325-11CE-BFC1-08002BE10318}, as it lies in memory. */
const portsClass = Buffer.from('78e9364d25e3ce11bfc108002be10318', 'hex')
/** GUID_DEVINTERFACE_COMPORT {86E0D1E0-8089-11D0-9CE4-08003E301F73}, as it lies in memory. */
const portsInterface = Buffer.from('e0d1e0868980d0119ce408003e301f73', 'hex')

interface Device {
  readonly instance: string
  readonly path: string
  readonly key: string
}

interface DeviceList {
  readonly devices: readonly Device[]
  readonly interfaces: readonly Device[]
}

function devicesOf(machine: Machine): readonly Device[] {
  const { kind } = machine.plan.device
  const hasPort = kind === 'loopback' || kind === 'com' || kind === 'unplugged'
  return hasPort ? [{
    instance: 'ROOT\\PORTS\\0000',
    path: '\\\\?\\root#ports#0000#{86e0d1e0-8089-11d0-9ce4-08003e301f73}',
    key: 'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\ROOT\\PORTS\\0000\\Device Parameters'
  }] : []
}

function isGuid(space: AddressSpace, address: bigint, guid: Buffer): boolean {
  return address === 0n || guid.equals(space.bytesAt(address, guidBytes))
}

/** Writes a text where it fits, with its terminating zero, and tells how many units it takes. */
function tellText(space: AddressSpace, address: bigint, units: number, required: bigint, text: string): Answer {
  writeOptional(space, required, 4, text.length + 1)
  if (address === 0n || units < text.length + 1) return refused(ERROR_INSUFFICIENT_BUFFER)
  writeWideText(space, address, text)
  return yes
}

/** Size that cbSize has to state: packed on ia32, padded elsewhere. */
function statedDetailSize(space: AddressSpace): bigint {
  return BigInt(sizeOfStruct(space, 'SP_DEVICE_INTERFACE_DETAIL_DATA_W'))
}

const pathOffset = 4n

function interfaceDetail(space: AddressSpace, list: DeviceList, values: Values<'SetupDiGetDeviceInterfaceDetailW'>): Answer {
  const { Reserved = 0n } = readStruct(space, 'SP_DEVICE_INTERFACE_DATA', values.DeviceInterfaceData)
  const device = list.interfaces[Number(Reserved) - 1]
  if (!device) return refused(ERROR_INVALID_PARAMETER)
  const size = Number(pathOffset) + 2 * (device.path.length + 1)
  const { DeviceInterfaceDetailData: detail, DeviceInterfaceDetailDataSize: room } = values
  if (detail !== 0n && readNumber(space, detail, 4) !== statedDetailSize(space)) return refused(ERROR_INVALID_USER_BUFFER)
  writeOptional(space, values.RequiredSize, 4, size)
  if (detail === 0n || room < BigInt(size)) return refused(ERROR_INSUFFICIENT_BUFFER)
  writeWideText(space, detail + pathOffset, device.path)
  if (values.DeviceInfoData !== 0n) tellDevice(space, values.DeviceInfoData, Number(Reserved))
  return yes
}

function tellDevice(space: AddressSpace, address: bigint, number: number): void {
  writeStruct(space, 'SP_DEVINFO_DATA', address, { DevInst: number, Reserved: 0 })
  space.bytesAt(address + guidOffset, guidBytes).set(portsClass)
}

type DeviceLists = 'SetupDiClassGuidsFromNameW' | 'SetupDiGetClassDevsW' | 'SetupDiEnumDeviceInfo' | 'SetupDiGetDeviceInstanceIdW'
  | 'SetupDiEnumDeviceInterfaces' | 'SetupDiGetDeviceInterfaceDetailW' | 'SetupDiOpenDevRegKey' | 'SetupDiDestroyDeviceInfoList'

/**
 * The enumeration of ports. A device list is its address: a cut HDEVINFO is followed, and the process
 * dies where nothing lies (as measured under Wine).
 */
export function deviceListCallees(machine: Machine): Callees<DeviceLists> {
  const { space } = machine
  const lists = new Map<bigint, DeviceList>()
  const follow = (handle: bigint): DeviceList | undefined => {
    if (handle === 0n || BigInt.asIntN(8 * machine.pointerBytes, handle) === -1n) return undefined
    space.bytesAt(handle, machine.pointerBytes)
    return lists.get(handle)
  }
  const wrongSize = (address: bigint, struct: 'SP_DEVINFO_DATA' | 'SP_DEVICE_INTERFACE_DATA'): boolean =>
    readNumber(space, address, 4) !== BigInt(sizeOfStruct(space, struct))
  /** The device an SP_DEVINFO_DATA stands for: DevInst is its number from 1. */
  const deviceIn = (list: DeviceList, address: bigint): Device | undefined => {
    if (address === 0n || wrongSize(address, 'SP_DEVINFO_DATA')) return undefined
    return list.devices[Number(readStruct(space, 'SP_DEVINFO_DATA', address)['DevInst'] ?? 0n) - 1]
  }
  return {
    SetupDiClassGuidsFromNameW({ ClassName, ClassGuidList, ClassGuidListSize, RequiredSize }) {
      const known = readWideText(space, ClassName).toLowerCase() === 'ports'
      writeNumber(space, RequiredSize, 4, known ? 1 : 0)
      if (!known) return yes
      if (ClassGuidListSize < 1n) return refused(ERROR_INSUFFICIENT_BUFFER)
      space.bytesAt(ClassGuidList, guidBytes).set(portsClass)
      return yes
    },
    SetupDiGetClassDevsW({ ClassGuid }) {
      const handle = space.map(listBytes)
      if (handle === undefined) return refused(ERROR_INVALID_PARAMETER)
      const all = devicesOf(machine)
      lists.set(handle, { devices: isGuid(space, ClassGuid, portsClass) ? all : [], interfaces: isGuid(space, ClassGuid, portsInterface) ? all : [] })
      return handle
    },
    SetupDiEnumDeviceInfo({ DeviceInfoSet, MemberIndex, DeviceInfoData }) {
      const list = follow(DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      if (DeviceInfoData === 0n) return refused(ERROR_INVALID_PARAMETER)
      if (wrongSize(DeviceInfoData, 'SP_DEVINFO_DATA')) return refused(ERROR_INVALID_USER_BUFFER)
      const index = Number(MemberIndex)
      if (!list.devices[index]) return refused(ERROR_NO_MORE_ITEMS)
      tellDevice(space, DeviceInfoData, index + 1)
      return yes
    },
    SetupDiGetDeviceInstanceIdW({ DeviceInfoSet, DeviceInfoData, DeviceInstanceId, DeviceInstanceIdSize, RequiredSize }) {
      const list = follow(DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      const device = deviceIn(list, DeviceInfoData)
      return device ? tellText(space, DeviceInstanceId, Number(DeviceInstanceIdSize), RequiredSize, device.instance) : refused(ERROR_INVALID_PARAMETER)
    },
    SetupDiEnumDeviceInterfaces({ DeviceInfoSet, MemberIndex, DeviceInterfaceData }) {
      const list = follow(DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      if (DeviceInterfaceData === 0n) return refused(ERROR_INVALID_PARAMETER)
      if (wrongSize(DeviceInterfaceData, 'SP_DEVICE_INTERFACE_DATA')) return refused(ERROR_INVALID_USER_BUFFER)
      const index = Number(MemberIndex)
      if (!list.interfaces[index]) return refused(ERROR_NO_MORE_ITEMS)
      writeStruct(space, 'SP_DEVICE_INTERFACE_DATA', DeviceInterfaceData, { Flags: 1, Reserved: index + 1 })
      space.bytesAt(DeviceInterfaceData + guidOffset, guidBytes).set(portsInterface)
      return yes
    },
    SetupDiGetDeviceInterfaceDetailW(values) {
      const list = follow(values.DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      return interfaceDetail(space, list, values)
    },
    SetupDiOpenDevRegKey({ DeviceInfoSet, DeviceInfoData }) {
      const list = follow(DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      const device = deviceIn(list, DeviceInfoData)
      return device ? openKey(machine, device.key) : refused(ERROR_INVALID_PARAMETER)
    },
    SetupDiDestroyDeviceInfoList({ DeviceInfoSet }) {
      if (!follow(DeviceInfoSet)) return refused(ERROR_INVALID_HANDLE)
      lists.delete(DeviceInfoSet)
      space.unmap(DeviceInfoSet)
      return yes
    }
  }
}
