/** Something this machine lacks or refuses: what was found, and what to do about it, one sentence each. */
export class ProvisionProblem extends Error {
  /** The sentence that says what to do. */
  readonly remedy: string

  constructor(reason: string, remedy: string) {
    super(reason)
    this.name = 'ProvisionProblem'
    this.remedy = remedy
  }
}

/** The system's error code of a failed file operation, for example `EACCES`; empty for any other error. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}
