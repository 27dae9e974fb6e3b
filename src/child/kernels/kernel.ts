import type { TagLoss } from '../../result/observation.ts'
import type { AbiFunction } from '../../declare/win32/abi.ts'
import type { PointerBytes } from '../../declare/win32/architecture.ts'
import type { FunctionName } from '../../declare/win32/functions.ts'
import type { ForeignFunction, ForeignValue, Shape } from '../../hosts/host.ts'
import type { Memory } from '../memory.ts'

export type { ForeignFunction, ForeignValue }

/** What can be found out about a handle value without the probe's declarations. */
export interface HandleFacts {
  /** GetHandleInformation succeeded. */
  readonly alive: boolean
  /** GetFileType; 0 where it is no file. */
  readonly fileType: number
}

/** The system that executes the calls. */
export interface Kernel {
  readonly pointerBytes: PointerBytes
  readonly memory: Memory
  /** Makes a function callable through the program's declaration. Throws where the FFI refuses it. */
  bind(name: FunctionName, declared: AbiFunction): ForeignFunction
  /** Calls a function with its true prototype, for the harness itself. Values are unsigned. */
  call(name: FunctionName, values: readonly bigint[]): bigint
  /** Sets the last error to `code` and the NTSTATUS to success. */
  preset(code: number): void
  /** GetLastError of the call just made. */
  lastError(): number
  /** RtlGetLastNtStatus of the call just made, unsigned. */
  ntStatus(): number
  inspect(handle: bigint): HandleFacts
  /** The true value that the callee last returned, or wrote into an out variable, where this kernel sees it. Unsigned. */
  lastTrueHandle(): bigint | undefined
  /** Microseconds of this kernel's clock; monotonic. A simulated clock can run ahead of real time. */
  nowUs(): number
  /**
   * Waits between two polls of a condition: a millisecond, or longer where the kernel knows that nothing changes
   * earlier, but not beyond `limitMs`. Whole milliseconds.
   */
  pause(limitMs: number): void
  /** The JavaScript type in which the FFI returned the last result; absent where it is that of the value. */
  readonly lastShape?: () => Shape | undefined
  /** Tags that were missing since the last call of this function. */
  takeLosses(): readonly TagLoss[]
}
