/** How a simulated process would have ended. */
export type DeathKind = 'crashed' | 'waits-for-ever'

/**
 * Thrown by a simulated callee where a real one would have crashed the process or never returned. It passes
 * through the FFI and ends the plan; the process itself continues.
 */
export class Death extends Error {
  override readonly name = 'Death'
  readonly kind: DeathKind
  /** Of a crash: the NTSTATUS that Windows reports as exit code. Unsigned. */
  readonly exitCode: number

  constructor(kind: DeathKind, exitCode: number) {
    super(kind)
    this.kind = kind
    this.exitCode = exitCode
  }
}
