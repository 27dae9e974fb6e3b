import type { StrictLine } from '../result/observation.ts'
import type { Kernel } from './kernels/kernel.ts'
import { writeUnsigned } from './memory.ts'
import { dataAt, ownPart } from './own-memory.ts'

const ProcessStrictHandleCheckPolicy = 3n
/** RaiseExceptionOnInvalidHandleReference and HandleExceptionsPermanentlyEnabled, which have to be set together. */
const bothFlags = 3n
const policyBytes = 4

/**
 * Asks the system to raise an exception in this process, instead of returning an error, wherever a call refers to
 * an invalid handle. This is a witness that does not depend on the last error.
 * https://learn.microsoft.com/en-us/windows/win32/api/winnt/ns-winnt-process_mitigation_strict_handle_check_policy
 */
export function demandStrictHandles(kernel: Kernel): StrictLine {
  const own = ownPart(kernel.memory)
  writeUnsigned(own, dataAt, policyBytes, bothFlags)
  const accepted =
    kernel.call('SetProcessMitigationPolicy', [
      ProcessStrictHandleCheckPolicy,
      own.base + BigInt(dataAt),
      BigInt(policyBytes),
    ]) !== 0n
  return { at: 'strict', accepted, lastError: accepted ? 0 : kernel.lastError() }
}
