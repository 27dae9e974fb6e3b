import { readNumber, readStruct, sizeOfStruct, writeStruct } from './address-space.ts'
import { failed, isFailure, refused, status, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { connectedPort, portOf, serverPort } from './comm-port.ts'
import { settle, writtenFlags } from './line-settings.ts'
import type { Machine } from './machine.ts'
import { noTimeouts, type Timeouts } from './timeouts.ts'

const ERROR_INVALID_PARAMETER = 87
const flagsOffset = 8n

/** COMMPROP of a port, as Wine fills it in for every terminal. */
const properties = {
  wPacketLength: 1,
  wPacketVersion: 1,
  dwServiceMask: 1,
  dwReserved1: 0,
  dwMaxTxQueue: 4096,
  dwMaxRxQueue: 4096,
  dwMaxBaud: 0x20000,
  dwProvSubType: 1,
  dwProvCapabilities: 0xcb,
  dwSettableParams: 0x3f,
  dwSettableBaud: 0x66bff,
  wSettableData: 0xf,
  wSettableStopParity: 0x1f07,
  dwCurrentTxQueue: 4096,
  dwCurrentRxQueue: 4096,
  dwProvSpec1: 0,
  dwProvSpec2: 0,
  wcProvChar: 0,
} as const

function numbersOf(values: Readonly<Record<string, bigint>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, Number(value)]))
}

function getState(machine: Machine, { hFile, lpDCB }: Values<'GetCommState'>): Answer {
  if (lpDCB === 0n) return refused(ERROR_INVALID_PARAMETER)
  const port = connectedPort(machine, hFile)
  if (isFailure(port)) return port
  const { dcb } = port.device
  const kept = Number(readNumber(machine.space, lpDCB + flagsOffset, 4) & ~BigInt(writtenFlags))
  writeStruct(machine.space, 'DCB', lpDCB, {
    ...dcb,
    fBitFields: ((dcb['fBitFields'] ?? 0) | kept) >>> 0,
  })
  return yes
}

function setState(machine: Machine, { hFile, lpDCB }: Values<'SetCommState'>): Answer {
  if (lpDCB === 0n) return refused(ERROR_INVALID_PARAMETER)
  const wanted = numbersOf(readStruct(machine.space, 'DCB', lpDCB))
  const port = connectedPort(machine, hFile)
  if (isFailure(port)) return port
  const settled = settle(wanted)
  if (isFailure(settled)) return settled
  port.device.dcb = settled
  return yes
}

function getProperties(
  machine: Machine,
  { hFile, lpCommProp }: Values<'GetCommProperties'>,
): Answer {
  const port = portOf(machine, hFile)
  if (isFailure(port)) return port
  if (lpCommProp === 0n) return failed(status.INVALID_PARAMETER)
  machine.space.bytesAt(lpCommProp, sizeOfStruct(machine.space, 'COMMPROP')).fill(0)
  writeStruct(machine.space, 'COMMPROP', lpCommProp, properties)
  return yes
}

function getTimeouts(
  machine: Machine,
  { hFile, lpCommTimeouts }: Values<'GetCommTimeouts'>,
): Answer {
  if (lpCommTimeouts === 0n) return refused(ERROR_INVALID_PARAMETER)
  const port = serverPort(machine, hFile)
  if (isFailure(port)) return port
  writeStruct(machine.space, 'COMMTIMEOUTS', lpCommTimeouts, { ...port.timeouts })
  return yes
}

function setTimeouts(
  machine: Machine,
  { hFile, lpCommTimeouts }: Values<'SetCommTimeouts'>,
): Answer {
  if (lpCommTimeouts === 0n) return refused(ERROR_INVALID_PARAMETER)
  const timeouts: Timeouts = {
    ...noTimeouts,
    ...numbersOf(readStruct(machine.space, 'COMMTIMEOUTS', lpCommTimeouts)),
  }
  const port = serverPort(machine, hFile)
  if (isFailure(port)) return port
  port.timeouts = timeouts
  return yes
}

type Settings =
  | 'SetupComm'
  | 'GetCommState'
  | 'SetCommState'
  | 'GetCommProperties'
  | 'GetCommTimeouts'
  | 'SetCommTimeouts'

/** The functions that configure a port, and those that return its configuration. */
export function settingCallees(machine: Machine): Callees<Settings> {
  return {
    SetupComm({ hFile }) {
      const port = portOf(machine, hFile)
      return isFailure(port) ? port : yes
    },
    GetCommState: values => getState(machine, values),
    SetCommState: values => setState(machine, values),
    GetCommProperties: values => getProperties(machine, values),
    GetCommTimeouts: values => getTimeouts(machine, values),
    SetCommTimeouts: values => setTimeouts(machine, values),
  }
}
