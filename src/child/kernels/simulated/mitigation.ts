import { readNumber } from './address-space.ts'
import { refused, yes, type Answer } from './answer.ts'
import type { Callees, Values } from './callee.ts'
import type { Machine } from './machine.ts'

const ERROR_INVALID_PARAMETER = 87
const ProcessStrictHandleCheckPolicy = 3n
const RaiseExceptionOnInvalidHandleReference = 1n

function setPolicy(
  machine: Machine,
  { MitigationPolicy, lpBuffer, dwLength }: Values<'SetProcessMitigationPolicy'>,
): Answer {
  if (MitigationPolicy !== ProcessStrictHandleCheckPolicy || lpBuffer === 0n || dwLength !== 4n)
    return refused(ERROR_INVALID_PARAMETER)
  const flags = readNumber(machine.space, lpBuffer, 4)
  if ((flags & RaiseExceptionOnInvalidHandleReference) !== 0n) machine.strictHandles = true
  return yes
}

/**
 * SetProcessMitigationPolicy, only for strict handle checks, which cannot be disabled again.
 * https://learn.microsoft.com/en-us/windows/win32/api/winnt/ns-winnt-process_mitigation_strict_handle_check_policy
 */
export function mitigationCallees(machine: Machine): Callees<'SetProcessMitigationPolicy'> {
  return { SetProcessMitigationPolicy: values => setPolicy(machine, values) }
}
