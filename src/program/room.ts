import type { FunctionName, ParameterName } from '../declare/win32/functions.ts'

/** How a caller states the size of the buffer behind an untyped pointer: in a parameter, or not at all. Bytes for each unit. */
export interface Room {
  readonly size?: string
  readonly bytes: number
}

type Rooms = { readonly [F in FunctionName]?: { readonly [P in ParameterName<F>]?: Room } }

/** Untyped pointers that a plan may pass, and what states how much the callee reads or writes there. */
const rooms: Rooms = {
  ReadFile: { lpBuffer: { size: 'nNumberOfBytesToRead', bytes: 1 } },
  WriteFile: { lpBuffer: { size: 'nNumberOfBytesToWrite', bytes: 1 } },
  PeekNamedPipe: { lpBuffer: { size: 'nBufferSize', bytes: 1 } },
  GetModuleFileNameW: { lpFilename: { size: 'nSize', bytes: 2 } },
  SetupDiClassGuidsFromNameW: { ClassGuidList: { size: 'ClassGuidListSize', bytes: 16 } },
  SetupDiGetClassDevsW: { ClassGuid: { bytes: 16 } },
  SetupDiEnumDeviceInterfaces: { InterfaceClassGuid: { bytes: 16 } },
  SetupDiGetDeviceInstanceIdW: { DeviceInstanceId: { size: 'DeviceInstanceIdSize', bytes: 2 } },
}

/** The size of the buffer behind a parameter; `undefined` where only NULL may be passed. */
export function roomOf(name: FunctionName, parameter: string): Room | undefined {
  const parameters: Readonly<Record<string, Room>> = rooms[name] ?? {}
  return Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined
}

/** Size of the fence on each side of an object in the memory of a child. Bytes; a multiple of 16 keeps the objects aligned. */
export const fenceBytes = 48
