import type { Architecture, PointerBytes } from '../declare/win32/architecture.ts'

/** Engine × architecture × kernel; one column group of the matrix. */
export interface Lane {
  /** For example `wine-x64`, `wine-x64-tagged`, `sim-ia32`. */
  readonly id: string
  readonly engine: 'windows' | 'wine' | 'sim'
  readonly architecture: Architecture
  readonly kernel: 'native' | 'tagged' | 'simulated'
  readonly pointerBytes: PointerBytes
  /** The engine takes it for Windows, but it is Wine. */
  readonly underWine?: true
}
