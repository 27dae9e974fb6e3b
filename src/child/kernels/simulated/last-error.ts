import type { Callees } from './callee.ts'
import type { Machine } from './machine.ts'

/** SetLastError, GetLastError. */
export function lastErrorCallees(machine: Machine): Callees<'SetLastError' | 'GetLastError'> {
  return {
    SetLastError({ dwErrCode }) {
      machine.lastError = Number(dwErrCode)
      return 0n
    },
    GetLastError: () => BigInt(machine.lastError),
  }
}
