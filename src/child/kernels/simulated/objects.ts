import type { Activity } from './clock.ts'
import type { SerialDevice } from './serial-device.ts'
import type { Timeouts } from './timeouts.ts'

/** CreateEventW. */
export interface EventObject {
  readonly kind: 'event'
  readonly manualReset: boolean
  signaled: boolean
}

/** An overlapped operation under way. */
export interface Operation extends Activity {
  /** Address of its OVERLAPPED. */
  readonly overlapped: bigint
  readonly kind: 'read' | 'write' | 'wait'
  /** Ends it; what has been transferred so far counts. */
  cancel(ntStatus: number): void
}

/** What every open file has: its way of doing I/O, and what is under way. */
interface FileObject {
  readonly overlapped: boolean
  readonly access: { readonly read: boolean; readonly write: boolean }
  /** What a wait on the file itself sees: set when an operation without event ends. */
  signaled: boolean
  readonly operations: Set<Operation>
}

/** A serial port, opened. */
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
  /** The end at the other side; absent before it connects. */
  peer: PipeObject | undefined
  /** What the other side sent and nobody has read. */
  received: Buffer
  broken: boolean
}

/** A file on the disk: what is not a port and not a pipe. */
export interface DiskObject extends FileObject {
  readonly kind: 'disk'
  readonly content: Buffer
  /** Where a synchronous read goes on. Bytes from the start. */
  position: number
}

/** The device NUL. */
interface NullObject extends FileObject {
  readonly kind: 'null'
}

/** A key of the registry, opened. */
export interface KeyObject {
  readonly kind: 'key'
  readonly path: string
}

/** The current process, thread or token, behind a pseudo handle or a duplicate of one. */
interface ProcessObject {
  readonly kind: 'process' | 'thread' | 'token'
}

export type OpenFile = SerialObject | PipeObject | DiskObject | NullObject

/** What a kernel handle can name. */
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

/** The state that a newly opened file starts in. */
export function newFile(overlapped: boolean, read: boolean, write: boolean): FileObject {
  return { overlapped, access: { read, write }, signaled: true, operations: new Set() }
}
