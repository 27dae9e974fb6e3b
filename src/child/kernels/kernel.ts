import type { TagLoss } from '../../result/observation.ts'
import type { AbiFunction } from '../../declare/win32/abi.ts'
import type { PointerBytes } from '../../declare/win32/architecture.ts'
import type { FunctionName } from '../../declare/win32/functions.ts'
import type { ForeignFunction, ForeignValue, Shape } from '../../hosts/host.ts'
import type { Memory } from '../memory.ts'

export type { ForeignFunction, ForeignValue }

/** What can be found out about a handle value without using the probe's declarations. */
export interface HandleFacts {
  /** GetHandleInformation succeeded. */
  readonly alive: boolean
  /** GetFileType; 0 where it is no file. */
  readonly fileType: number
}

/** Who answers the calls. */
export interface Kernel {
  readonly pointerBytes: PointerBytes
  readonly memory: Memory
  /** Makes a function callable through the declaration of the program. Throws where the FFI refuses it. */
  bind(name: FunctionName, declared: AbiFunction): ForeignFunction
  /** Calls a function with its true prototype; for the harness itself. Values are unsigned. */
  call(name: FunctionName, values: readonly bigint[]): bigint
  /** Sets the last error to `code` and the NTSTATUS to success. */
  preset(code: number): void
  /** GetLastError of the call just made. */
  lastError(): number
  /** RtlGetLastNtStatus of the call just made, unsigned. */
  ntStatus(): number
  inspect(handle: bigint): HandleFacts
  /** The value the callee really returned or gave out last, where this kernel sees it. Unsigned. */
  lastTrueHandle(): bigint | undefined
  /** Microseconds of this kernel's time; monotonic. A simulation need not wait for it. */
  nowUs(): number
  /**
   * Waits between two looks at something that is to change: a millisecond, and longer where the kernel
   * knows that nothing changes before, but not beyond `limitMs`. Whole milliseconds.
   */
  pause(limitMs: number): void
  /** The JavaScript type in which the FFI gave the last result; absent where it is that of the value. */
  readonly lastShape?: () => Shape | undefined
  /** Tags that were missing since the last call of this function. */
  takeLosses(): readonly TagLoss[]
}
