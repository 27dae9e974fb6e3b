import { failureOf, type Failure } from '../declare/failures.ts'
import { functionFacts, makesSocket } from './functions.ts'

const byFailure: Readonly<Partial<Record<Failure, string>>> = {
  'all-ones': 'INVALID_HANDLE_VALUE (-1, as wide as a pointer)',
  zero: 'NULL (0)',
  either: 'NULL (0) or INVALID_HANDLE_VALUE (-1)',
  false: '0',
  'wait-failed': 'WAIT_FAILED (0xFFFFFFFF)',
}

/** What a function returns when it failed, and where its code is: the end of a sentence. `undefined` where that is not known. */
export function failureSign(call: string): string | undefined {
  const facts = functionFacts(call)
  if (!facts) return undefined
  const { name, library, setsLastError, returnsFlag, handles } = facts
  const known = failureOf(name)?.failure
  if (library === 'ws2_32.dll') {
    const sign = makesSocket.test(name)
      ? 'INVALID_SOCKET (-1)'
      : handles.includes('socket')
        ? 'SOCKET_ERROR (-1)'
        : undefined
    return sign && `fails with ${sign}; WSAGetLastError has its code`
  }
  if (known === 'returns-code' || /^Reg[A-Z]/.test(name)) return 'returns its code; 0 is success'
  const sign = known === undefined ? (returnsFlag ? '0' : undefined) : byFailure[known]
  return sign === undefined || !setsLastError
    ? undefined
    : `fails with ${sign}; the last error, read right after it, has its code`
}
