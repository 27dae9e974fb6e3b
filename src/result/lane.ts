import type { Architecture, PointerBytes } from '../declare/win32/architecture.ts'

/** How a child is started, closest to Windows first: the engines of `src/lanes/engines`, as run files name them. */
export const engineIds = ['windows', 'wine', 'sim'] as const
export type EngineId = (typeof engineIds)[number]

/** The system that executes the calls, in the order of reports. */
export const kernelIds = ['native', 'simulated', 'tagged'] as const
export type KernelId = (typeof kernelIds)[number]

/** Engine × architecture × kernel × host; one column group of the matrix. */
export interface Lane {
  /** For example `wine-x64`, `wine-x64-tagged`, `wine-x64-ffi-napi`, `sim-ia32`. */
  readonly id: string
  readonly engine: EngineId
  readonly architecture: Architecture
  readonly kernel: KernelId
  /** The runtime and FFI that make the calls: a name of `list hosts`. */
  readonly host: string
  readonly pointerBytes: PointerBytes
  /** The engine is `windows`, but runs under Wine. */
  readonly underWine?: true
  /** The emulator, if the CPU is emulated. */
  readonly emulatedCpu?: string
}
