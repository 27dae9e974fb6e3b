import type { Remedy } from './remedy.ts'

/** Something this machine lacks or refuses: what was found, and what to do about it, one sentence each. */
export class ProvisionProblem extends Error implements Remedy {
  readonly remedy: string
  readonly command?: string

  constructor(reason: string, remedy: Remedy | string) {
    super(reason)
    this.name = 'ProvisionProblem'
    const { remedy: says, command } = typeof remedy === 'string' ? { remedy } : remedy
    this.remedy = says
    if (command !== undefined) this.command = command
  }
}

/** The system's error code of a failed file operation, for example `EACCES`; empty for any other error. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}
