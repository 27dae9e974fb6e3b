import {
  offsetOfField,
  readNumber,
  readStruct,
  readWideText,
  sizeOfStruct,
  writeNumber,
  writeOptional,
  writeStruct,
  writeWideText,
  type AddressSpace,
} from './address-space.ts'
import { refused, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { devices as present, portsClass, type PresentDevice } from './devices.ts'
import type { Machine } from './machine.ts'
import { openKey } from './registry.ts'

const ERROR_INVALID_HANDLE = 6
const ERROR_INVALID_PARAMETER = 87
const ERROR_INSUFFICIENT_BUFFER = 122
const ERROR_NO_MORE_ITEMS = 259
const ERROR_INVALID_USER_BUFFER = 1784
const DIGCF_ALLCLASSES = 4
const DIGCF_DEVICEINTERFACE = 0x10
const SPINT_ACTIVE = 1
const listBytes = 0x1000
const guidBytes = 16
/** Follows cbSize in both structs. */
const guidOffset = 4n

interface DeviceList {
  readonly devices: readonly PresentDevice[]
  readonly isOfInterfaces: boolean
}

type Lists = ReadonlyMap<bigint, DeviceList>

function statesSize(
  space: AddressSpace,
  address: bigint,
  struct: 'SP_DEVINFO_DATA' | 'SP_DEVICE_INTERFACE_DATA' | 'SP_DEVICE_INTERFACE_DETAIL_DATA_W',
): boolean {
  return readNumber(space, address, 4) === BigInt(sizeOfStruct(space, struct))
}

/** Dereferences an HDEVINFO, which is an address unless it is 0 or -1. Ends the process where nothing is mapped there. */
function follow(space: AddressSpace, lists: Lists, handle: bigint): DeviceList | undefined {
  if (handle === 0n || BigInt.asIntN(8 * space.pointerBytes, handle) === -1n) return undefined
  space.bytesAt(handle, space.pointerBytes)
  return lists.get(handle)
}

/** The device that an SP_DEVINFO_DATA refers to: DevInst is its number, counted from 1. */
function deviceIn(
  space: AddressSpace,
  list: DeviceList,
  address: bigint,
): PresentDevice | undefined {
  if (address === 0n || !statesSize(space, address, 'SP_DEVINFO_DATA')) return undefined
  return list.devices[Number(readStruct(space, 'SP_DEVINFO_DATA', address)['DevInst'] ?? 0n) - 1]
}

function writeDevice(
  space: AddressSpace,
  address: bigint,
  number: number,
  device: PresentDevice,
): void {
  writeStruct(space, 'SP_DEVINFO_DATA', address, { DevInst: number, Reserved: 0 })
  space.bytesAt(address + guidOffset, guidBytes).set(device.class)
}

/** Writes a text with its terminating zero if it fits, and reports how many units it needs. */
function writeText(
  space: AddressSpace,
  address: bigint,
  units: number,
  required: bigint,
  text: string,
): Answer {
  writeOptional(space, required, 4, text.length + 1)
  if (address === 0n || units < text.length + 1) return refused(ERROR_INSUFFICIENT_BUFFER)
  writeWideText(space, address, text)
  return yes
}

function classGuids(
  space: AddressSpace,
  {
    ClassName,
    ClassGuidList,
    ClassGuidListSize,
    RequiredSize,
  }: Values<'SetupDiClassGuidsFromNameW'>,
): Answer {
  const known = readWideText(space, ClassName).toLowerCase() === 'ports'
  writeNumber(space, RequiredSize, 4, known ? 1 : 0)
  if (!known) return yes
  if (ClassGuidListSize < 1n) return refused(ERROR_INSUFFICIENT_BUFFER)
  space.bytesAt(ClassGuidList, guidBytes).set(portsClass)
  return yes
}

function isGuid(space: AddressSpace, address: bigint, guid: Buffer | undefined): boolean {
  return guid?.equals(space.bytesAt(address, guidBytes)) ?? false
}

function listFor(
  machine: Machine,
  { ClassGuid, Flags }: Values<'SetupDiGetClassDevsW'>,
): DeviceList | undefined {
  const flags = Number(Flags)
  const isOfInterfaces = (flags & DIGCF_DEVICEINTERFACE) !== 0
  const isOfAllClasses = (flags & DIGCF_ALLCLASSES) !== 0
  if (ClassGuid === 0n && !isOfAllClasses) return undefined
  const devices = isOfAllClasses
    ? present
    : present.filter(device =>
        isGuid(machine.space, ClassGuid, isOfInterfaces ? device.interface?.class : device.class),
      )
  return { devices, isOfInterfaces }
}

function enumerate(
  space: AddressSpace,
  lists: Lists,
  { DeviceInfoSet, MemberIndex, DeviceInfoData }: Values<'SetupDiEnumDeviceInfo'>,
): Answer {
  const list = follow(space, lists, DeviceInfoSet)
  if (!list) return refused(ERROR_INVALID_HANDLE)
  if (DeviceInfoData === 0n) return refused(ERROR_INVALID_PARAMETER)
  if (!statesSize(space, DeviceInfoData, 'SP_DEVINFO_DATA'))
    return refused(ERROR_INVALID_USER_BUFFER)
  const index = Number(MemberIndex)
  const device = list.devices[index]
  if (!device) return refused(ERROR_NO_MORE_ITEMS)
  writeDevice(space, DeviceInfoData, index + 1, device)
  return yes
}

function enumerateInterfaces(
  space: AddressSpace,
  lists: Lists,
  values: Values<'SetupDiEnumDeviceInterfaces'>,
): Answer {
  const { DeviceInfoSet, InterfaceClassGuid, MemberIndex, DeviceInterfaceData: data } = values
  if (data === 0n || !statesSize(space, data, 'SP_DEVICE_INTERFACE_DATA'))
    return refused(ERROR_INVALID_PARAMETER)
  const list = follow(space, lists, DeviceInfoSet)
  if (!list) return refused(ERROR_INVALID_HANDLE)
  space
    .bytesAt(
      data + guidOffset,
      sizeOfStruct(space, 'SP_DEVICE_INTERFACE_DATA') - Number(guidOffset),
    )
    .fill(0)
  const ofClass = list.devices.filter(
    device => list.isOfInterfaces && isGuid(space, InterfaceClassGuid, device.interface?.class),
  )
  const device = ofClass[Number(MemberIndex)]
  if (!device?.interface) return refused(ERROR_NO_MORE_ITEMS)
  writeStruct(space, 'SP_DEVICE_INTERFACE_DATA', data, {
    Flags: SPINT_ACTIVE,
    Reserved: list.devices.indexOf(device) + 1,
  })
  space.bytesAt(data + guidOffset, guidBytes).set(device.interface.class)
  return yes
}

function interfaceDetail(
  space: AddressSpace,
  lists: Lists,
  values: Values<'SetupDiGetDeviceInterfaceDetailW'>,
): Answer {
  const list = follow(space, lists, values.DeviceInfoSet)
  if (!list) return refused(ERROR_INVALID_HANDLE)
  const number = Number(
    readStruct(space, 'SP_DEVICE_INTERFACE_DATA', values.DeviceInterfaceData)['Reserved'] ?? 0n,
  )
  const device = list.devices[number - 1]
  if (!device?.interface) return refused(ERROR_INVALID_PARAMETER)
  const { DeviceInterfaceDetailData: detail, DeviceInterfaceDetailDataSize: room } = values
  const pathOffset = offsetOfField(space, 'SP_DEVICE_INTERFACE_DETAIL_DATA_W', 'DevicePath')
  const size = pathOffset + 2 * (device.interface.path.length + 1)
  if (detail !== 0n && !statesSize(space, detail, 'SP_DEVICE_INTERFACE_DETAIL_DATA_W'))
    return refused(ERROR_INVALID_USER_BUFFER)
  writeOptional(space, values.RequiredSize, 4, size)
  if (detail === 0n || room < BigInt(size)) return refused(ERROR_INSUFFICIENT_BUFFER)
  writeWideText(space, detail + BigInt(pathOffset), device.interface.path)
  if (values.DeviceInfoData !== 0n) writeDevice(space, values.DeviceInfoData, number, device)
  return yes
}

type DeviceLists =
  | 'SetupDiClassGuidsFromNameW'
  | 'SetupDiGetClassDevsW'
  | 'SetupDiEnumDeviceInfo'
  | 'SetupDiGetDeviceInstanceIdW'
  | 'SetupDiEnumDeviceInterfaces'
  | 'SetupDiGetDeviceInterfaceDetailW'
  | 'SetupDiOpenDevRegKey'
  | 'SetupDiDestroyDeviceInfoList'

/**
 * The enumeration of devices. The handle of a device list is its address, so a cut HDEVINFO is dereferenced, and
 * the process dies where nothing is mapped there (as measured under Wine).
 */
export function deviceListCallees(machine: Machine): Callees<DeviceLists> {
  const { space } = machine
  const lists = new Map<bigint, DeviceList>()
  return {
    SetupDiClassGuidsFromNameW: values => classGuids(space, values),
    SetupDiGetClassDevsW(values) {
      const list = listFor(machine, values)
      const handle = list && space.map(listBytes)
      if (!list || handle === undefined) return refused(ERROR_INVALID_PARAMETER)
      lists.set(handle, list)
      return handle
    },
    SetupDiEnumDeviceInfo: values => enumerate(space, lists, values),
    SetupDiGetDeviceInstanceIdW({
      DeviceInfoSet,
      DeviceInfoData,
      DeviceInstanceId,
      DeviceInstanceIdSize,
      RequiredSize,
    }) {
      const list = follow(space, lists, DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      const device = deviceIn(space, list, DeviceInfoData)
      return device
        ? writeText(
            space,
            DeviceInstanceId,
            Number(DeviceInstanceIdSize),
            RequiredSize,
            device.instance,
          )
        : refused(ERROR_INVALID_PARAMETER)
    },
    SetupDiEnumDeviceInterfaces: values => enumerateInterfaces(space, lists, values),
    SetupDiGetDeviceInterfaceDetailW: values => interfaceDetail(space, lists, values),
    SetupDiOpenDevRegKey({ DeviceInfoSet, DeviceInfoData }) {
      const list = follow(space, lists, DeviceInfoSet)
      if (!list) return refused(ERROR_INVALID_HANDLE)
      const device = deviceIn(space, list, DeviceInfoData)
      return device ? openKey(machine, device.key) : refused(ERROR_INVALID_PARAMETER)
    },
    SetupDiDestroyDeviceInfoList({ DeviceInfoSet }) {
      if (!follow(space, lists, DeviceInfoSet)) return refused(ERROR_INVALID_HANDLE)
      lists.delete(DeviceInfoSet)
      space.unmap(DeviceInfoSet)
      return yes
    },
  }
}
