import type { PointerBytes } from './architecture.ts'
import { bytesOf, type CType } from './c-types.ts'
import { ERROR_INVALID_HANDLE } from './errors.ts'
import { prototypeOf, type FunctionName } from './functions.ts'

/**
 * Whether a returned value says that the call failed, judged at the width the value was declared with.
 *
 * `lastError` is the code after the call; it decides only for GetFileType, whose 0 (FILE_TYPE_UNKNOWN)
 * is no failure by itself (https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getfiletype).
 */
export function saysFailure(
  name: FunctionName,
  returned: bigint,
  declared: CType,
  pointerBytes: PointerBytes,
  lastError: number,
): boolean {
  const bits = 8 * bytesOf(declared, pointerBytes)
  const value = BigInt.asUintN(bits, returned)
  switch (prototypeOf(name).failure) {
    case 'zero':
    case 'false':
      return value === 0n
    // What a pointer-wide result leaves above itself in a wider declaration is nobody's.
    case 'all-ones':
      return (
        BigInt.asUintN(Math.min(bits, 8 * pointerBytes), value) ===
        BigInt.asUintN(Math.min(bits, 8 * pointerBytes), -1n)
      )
    case 'wait-failed':
      return BigInt.asUintN(32, value) === 0xffffffffn
    case 'zero-and-error':
      return value === 0n && lastError !== 0
    case 'returns-code':
      return value !== 0n
    case 'never':
      return false
  }
}

/** The value by which a function says that it failed. Unsigned at pointer width; for codes, ERROR_INVALID_HANDLE. */
export function failureValue(name: FunctionName, pointerBytes: PointerBytes): bigint {
  switch (prototypeOf(name).failure) {
    case 'all-ones':
      return BigInt.asUintN(8 * pointerBytes, -1n)
    case 'wait-failed':
      return 0xffffffffn
    case 'returns-code':
      return BigInt(ERROR_INVALID_HANDLE)
    case 'zero':
    case 'false':
    case 'zero-and-error':
    case 'never':
      return 0n
  }
}
