import { devices } from '../../../devices/index.ts'
import type { Peer } from '../../../lanes/devices/peer.ts'
import { readStruct, readWideText } from './address-space.ts'
import { failed, isFailure, refused, status, type Answer, type CallFailure } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import { entryAt, hasFolder } from './disk.ts'
import type { Machine } from './machine.ts'
import { newFile, type KernelObject } from './objects.ts'
import { createPipes, isPipePath, type Pipes } from './pipes.ts'
import { createSerialDevice, type SerialDevice } from './serial-device.ts'
import { noTimeouts } from './timeouts.ts'

const ERROR_PATH_NOT_FOUND = 3
const ERROR_INVALID_PARAMETER = 87
const FILE_FLAG_OVERLAPPED = 0x40000000
const GENERIC_READ = 0x80000000
const GENERIC_WRITE = 0x40000000
const GENERIC_ALL = 0x10000000
const FILE_READ_DATA = 1
const FILE_WRITE_DATA = 2
const CREATE_NEW = 1n
/** CREATE_ALWAYS, OPEN_ALWAYS: both report if the file already existed. */
const createsWhatExists: ReadonlySet<bigint> = new Set([2n, 4n])
const lastDisposition = 5n
const ERROR_FILE_EXISTS = 80
const ERROR_ALREADY_EXISTS = 183

interface Wish {
  readonly path: string
  readonly read: boolean
  readonly write: boolean
  readonly overlapped: boolean
  /** CREATE_NEW. */
  readonly isNew: boolean
}

function wishOf(machine: Machine, values: Values<'CreateFileW'>): Wish {
  const access = Number(values.dwDesiredAccess)
  return {
    path: readWideText(machine.space, values.lpFileName),
    read: (access & (GENERIC_READ | GENERIC_ALL | FILE_READ_DATA)) !== 0,
    write: (access & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA)) !== 0,
    overlapped: (Number(values.dwFlagsAndAttributes) & FILE_FLAG_OVERLAPPED) !== 0,
    isNew: values.dwCreationDisposition === CREATE_NEW,
  }
}

const devicePrefix = /^\\\\[.?]\\/

function isDevicePath(path: string): boolean {
  return devicePrefix.test(path)
}

/** The name of a device, upper case. Without the prefix only COM1 to COM9 and NUL are devices. */
function deviceName(path: string): string | undefined {
  const name = path.replace(devicePrefix, '').toUpperCase()
  return isDevicePath(path) || /^(COM[1-9]|NUL)$/.test(name) ? name : undefined
}

/** Opens a device: NUL, or the one port of the simulated system, which the plan names. */
function openDevice(
  machine: Machine,
  port: () => SerialDevice,
  wish: Wish,
): KernelObject | CallFailure | undefined {
  const { device } = machine.plan
  if (deviceName(wish.path) === 'NUL')
    return { kind: 'null', ...newFile(wish.overlapped, wish.read, wish.write) }
  const name = deviceName(wish.path)
  const own = deviceName(device.path)
  if (name === undefined || own === undefined) return undefined
  if (name.startsWith(`${own}\\`)) return failed(status.OBJECT_PATH_NOT_FOUND)
  if (name !== own) return undefined
  const { finds } = devices[device.kind].simulated
  if (finds === 'nothing-there') return failed(status.OBJECT_NAME_NOT_FOUND)
  if (finds === 'port-in-use') return failed(status.ACCESS_DENIED)
  if (finds === 'no-port') return undefined
  if (wish.isNew) return refused(ERROR_FILE_EXISTS)
  if (port().wire.unplugged) return failed(status.OBJECT_NAME_NOT_FOUND)
  return {
    kind: 'serial',
    device: port(),
    timeouts: noTimeouts,
    mask: 0,
    ...newFile(wish.overlapped, wish.read, wish.write),
  }
}

function openPath(
  machine: Machine,
  port: () => SerialDevice,
  pipes: Pipes,
  wish: Wish,
): KernelObject | CallFailure {
  const device = openDevice(machine, port, wish)
  if (device) return device
  if (isPipePath(wish.path)) return pipes.connect(wish.path, wish.overlapped, wish.read, wish.write)
  const entry = entryAt(wish.path)
  if (!entry)
    return failed(
      isDevicePath(wish.path) || hasFolder(wish.path)
        ? status.OBJECT_NAME_NOT_FOUND
        : status.OBJECT_PATH_NOT_FOUND,
    )
  if (entry.isFolder) return failed(status.FILE_IS_A_DIRECTORY)
  return {
    kind: 'disk',
    content: entry.content,
    position: 0,
    ...newFile(wish.overlapped, wish.read, wish.write),
  }
}

function add(machine: Machine, object: KernelObject | CallFailure, lastError = 0): Answer {
  if (isFailure(object)) return object
  machine.lastError = lastError
  return machine.handles.add(object)
}

/** Opens and closes files: CreateFileW, CreateNamedPipeW, and closing an object. */
export interface Opening {
  readonly callees: Callees<'CreateFileW' | 'CreateNamedPipeW'>
  /** Ends an object's pending operations after its last handle was closed. */
  close(object: KernelObject): void
}

/** The files, ports and pipes that can be opened by name. All opens of the port within a plan share the same wire. */
export function createOpening(machine: Machine, peer: Peer): Opening {
  const pipes = createPipes()
  let serial: SerialDevice | undefined
  const port = (): SerialDevice => (serial ??= createSerialDevice(peer, machine.clock))
  return {
    callees: {
      CreateFileW(values) {
        if (values.lpSecurityAttributes !== 0n)
          readStruct(machine.space, 'SECURITY_ATTRIBUTES', values.lpSecurityAttributes)
        if (values.lpFileName === 0n) return refused(ERROR_PATH_NOT_FOUND)
        const wish = wishOf(machine, values)
        if (wish.path === '') return refused(ERROR_PATH_NOT_FOUND)
        if (values.dwCreationDisposition < 1n || values.dwCreationDisposition > lastDisposition)
          return refused(ERROR_INVALID_PARAMETER)
        return add(
          machine,
          openPath(machine, port, pipes, wish),
          createsWhatExists.has(values.dwCreationDisposition) ? ERROR_ALREADY_EXISTS : 0,
        )
      },
      CreateNamedPipeW(values) {
        const overlapped = (Number(values.dwOpenMode) & FILE_FLAG_OVERLAPPED) !== 0
        return add(machine, pipes.serve(readWideText(machine.space, values.lpName), overlapped))
      },
    },
    close(object) {
      if (!('operations' in object)) return
      for (const operation of [...object.operations])
        operation.cancel(operation.kind === 'wait' ? status.CANCELLED : status.HANDLES_CLOSED)
      if (object.kind === 'pipe') pipes.close(object)
    },
  }
}
