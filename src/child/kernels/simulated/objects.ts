import type { Activity } from './clock.ts'
import type { SerialDevice } from './serial-device.ts'
import type { Timeouts } from './timeouts.ts'

/** CreateEventW. */
export interface EventObject {
  readonly kind: 'event'
  readonly manualReset: boolean
  signaled: boolean
}

/** An overlapped operation in progress. */
export interface Operation extends Activity {
  /** Address of its OVERLAPPED. */
  readonly overlapped: bigint
  readonly kind: 'read' | 'write' | 'wait'
  /** Ends it; the bytes transferred so far count. */
  cancel(ntStatus: number): void
}

/** The common state of open files: mode of I/O, and operations in progress. */
interface FileObject {
  readonly overlapped: boolean
  readonly access: { readonly read: boolean; readonly write: boolean }
  /** The state seen by a wait on the file itself: set when an operation without an event ends. */
  signaled: boolean
  readonly operations: Set<Operation>
}

/** An open serial port. */
export interface SerialObject extends FileObject {
  readonly kind: 'serial'
  readonly device: SerialDevice
  timeouts: Timeouts
  mask: number
}

/** One end of a named pipe. */
export interface PipeObject extends FileObject {
  readonly kind: 'pipe'
  readonly name: string
  /** The other end; absent before it connects. */
  peer: PipeObject | undefined
  /** Data sent by the other end and not yet read. */
  received: Buffer
  broken: boolean
}

/** A file on the disk, neither a port nor a pipe. */
export interface DiskObject extends FileObject {
  readonly kind: 'disk'
  readonly content: Buffer
  /** Position of the next synchronous read. Bytes from the start. */
  position: number
}

/** The device NUL. */
interface NullObject extends FileObject {
  readonly kind: 'null'
}

/** An open registry key. */
export interface KeyObject {
  readonly kind: 'key'
  readonly path: string
}

/** The current process, thread or token, behind a pseudo handle or a duplicate of one. */
interface ProcessObject {
  readonly kind: 'process' | 'thread' | 'token'
}

export type OpenFile = SerialObject | PipeObject | DiskObject | NullObject

/** The kinds of object that a kernel handle can refer to. */
export type KernelObject = EventObject | OpenFile | KeyObject | ProcessObject

export type KernelObjectKind = KernelObject['kind']

/** Whether an object does I/O. */
export function isFile(object: KernelObject): object is OpenFile {
  return (
    object.kind === 'serial' ||
    object.kind === 'pipe' ||
    object.kind === 'disk' ||
    object.kind === 'null'
  )
}

/** The initial state of an open file. */
export function newFile(overlapped: boolean, read: boolean, write: boolean): FileObject {
  return { overlapped, access: { read, write }, signaled: true, operations: new Set() }
}
