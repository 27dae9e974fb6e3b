import type { Architecture, PointerBytes } from '../declare/win32/architecture.ts'

/** Engine × architecture × kernel × host; one column group of the matrix. */
export interface Lane {
  /** For example `wine-x64`, `wine-x64-tagged`, `wine-x64-ffi-napi`, `sim-ia32`. */
  readonly id: string
  readonly engine: 'windows' | 'wine' | 'sim'
  readonly architecture: Architecture
  readonly kernel: 'native' | 'tagged' | 'simulated'
  /** The runtime and FFI that make the calls: a name of `list hosts`. */
  readonly host: string
  readonly pointerBytes: PointerBytes
  /** The engine takes it for Windows, but it is Wine. */
  readonly underWine?: true
  /** The CPU is emulated: by what. */
  readonly emulatedCpu?: string
}
