import type { PointerBytes } from './architecture.ts'
import { bytesOf, type CType } from './c-types.ts'
import { ERROR_INVALID_HANDLE } from './errors.ts'
import { prototypeOf, type FunctionName } from './functions.ts'

/** Which returned values say that a call failed. */
export interface FailureRule {
  /** The low bits that count. */
  readonly bits: number
  /** That value and no other, hexadecimal; or all others than it. Never, where neither stands here. */
  readonly is?: string
  readonly isNot?: string
  /** A last error besides: GetFileType's 0 is no failure by itself. */
  readonly withError?: true
}

function ones(bits: number): string {
  return `0x${BigInt.asUintN(bits, -1n).toString(16)}`
}

/**
 * How a function says that it failed, judged at the width its result was declared with.
 * GetFileType's 0 is FILE_TYPE_UNKNOWN (https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getfiletype).
 */
export function failureRule(
  name: FunctionName,
  declared: CType,
  pointerBytes: PointerBytes,
): FailureRule {
  const bits = 8 * bytesOf(declared, pointerBytes)
  switch (prototypeOf(name).failure) {
    case 'zero':
    case 'false':
      return { bits, is: '0x0' }
    case 'all-ones': {
      // What a pointer-wide result leaves above itself in a wider declaration is nobody's.
      const counted = Math.min(bits, 8 * pointerBytes)
      return { bits: counted, is: ones(counted) }
    }
    case 'wait-failed':
      return { bits: Math.min(bits, 32), is: ones(32) }
    case 'zero-and-error':
      return { bits, is: '0x0', withError: true }
    case 'returns-code':
      return { bits, isNot: '0x0' }
    case 'never':
      return { bits }
  }
}

/** Whether a returned value says that the call failed; `lastError` is the code after the call, 0 where it set none. */
export function saysFailure(
  name: FunctionName,
  returned: bigint,
  declared: CType,
  pointerBytes: PointerBytes,
  lastError: number,
): boolean {
  const { bits, is, isNot, withError } = failureRule(name, declared, pointerBytes)
  const value = BigInt.asUintN(bits, returned)
  if (isNot !== undefined) return value !== BigInt(isNot)
  return is !== undefined && value === BigInt(is) && (withError !== true || lastError !== 0)
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
