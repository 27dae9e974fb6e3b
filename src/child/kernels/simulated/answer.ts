import { STATUS_INVALID_HANDLE } from '../../../declare/win32/errors.ts'
/** How a simulated function failed. */
export interface CallFailure {
  /** Last error. */
  readonly code: number
  /** The NTSTATUS behind it; absent where the call failed before it reached the kernel. Unsigned. */
  readonly status?: number
}

/** The result of a simulated function: the returned value, or why it failed. */
export type Answer = bigint | CallFailure

/** NTSTATUS values of the simulated kernel, by name. */
export const status = {
  SUCCESS: 0,
  TIMEOUT: 0x102,
  PENDING: 0x103,
  NO_MORE_FILES: 0x80000006,
  HANDLES_CLOSED: 0x8000000a,
  NO_MORE_ENTRIES: 0x8000001a,
  ACCESS_VIOLATION: 0xc0000005,
  INVALID_HANDLE: STATUS_INVALID_HANDLE,
  INVALID_PARAMETER: 0xc000000d,
  END_OF_FILE: 0xc0000011,
  CONFLICTING_ADDRESSES: 0xc0000018,
  ACCESS_DENIED: 0xc0000022,
  OBJECT_TYPE_MISMATCH: 0xc0000024,
  BUFFER_TOO_SMALL: 0xc0000023,
  OBJECT_NAME_INVALID: 0xc0000033,
  OBJECT_NAME_NOT_FOUND: 0xc0000034,
  OBJECT_PATH_NOT_FOUND: 0xc000003a,
  SHARING_VIOLATION: 0xc0000043,
  DEVICE_NOT_READY: 0xc00000a3,
  PROCEDURE_NOT_FOUND: 0xc000007a,
  INVALID_PIPE_STATE: 0xc00000ad,
  INSTANCE_NOT_AVAILABLE: 0xc00000ac,
  PIPE_CLOSING: 0xc00000b1,
  PIPE_LISTENING: 0xc00000b3,
  FILE_IS_A_DIRECTORY: 0xc00000ba,
  NOT_SUPPORTED: 0xc00000bb,
  BAD_DEVICE_TYPE: 0xc00000cb,
  INVALID_USER_BUFFER: 0xc00000e8,
  CANCELLED: 0xc0000120,
  FILE_DELETED: 0xc0000123,
  DLL_NOT_FOUND: 0xc0000135,
  PIPE_BROKEN: 0xc000014b,
  NO_SUCH_FILE: 0xc000000f,
  NOT_FOUND: 0xc0000225,
  HANDLE_NOT_CLOSABLE: 0xc0000235,
} as const

/**
 * Win32 code of each of those values, as RtlNtStatusToDosError returns it.
 * https://learn.microsoft.com/en-us/windows/win32/api/winternl/nf-winternl-rtlntstatustodoserror
 */
const codes: Readonly<Record<number, number>> = {
  [status.TIMEOUT]: 1460,
  [status.PENDING]: 997,
  [status.ACCESS_VIOLATION]: 998,
  [status.INVALID_HANDLE]: 6,
  [status.INVALID_PARAMETER]: 87,
  [status.END_OF_FILE]: 38,
  [status.CONFLICTING_ADDRESSES]: 487,
  [status.ACCESS_DENIED]: 5,
  [status.OBJECT_TYPE_MISMATCH]: 6,
  [status.OBJECT_NAME_NOT_FOUND]: 2,
  [status.NO_MORE_FILES]: 18,
  [status.NO_MORE_ENTRIES]: 259,
  [status.BUFFER_TOO_SMALL]: 122,
  [status.OBJECT_NAME_INVALID]: 123,
  [status.PROCEDURE_NOT_FOUND]: 127,
  [status.INSTANCE_NOT_AVAILABLE]: 231,
  [status.PIPE_LISTENING]: 536,
  [status.FILE_IS_A_DIRECTORY]: 5,
  [status.OBJECT_PATH_NOT_FOUND]: 3,
  [status.SHARING_VIOLATION]: 32,
  [status.DEVICE_NOT_READY]: 21,
  [status.INVALID_PIPE_STATE]: 230,
  [status.PIPE_CLOSING]: 232,
  [status.NOT_SUPPORTED]: 50,
  [status.INVALID_USER_BUFFER]: 1784,
  [status.CANCELLED]: 995,
  [status.FILE_DELETED]: 5,
  [status.DLL_NOT_FOUND]: 126,
  [status.PIPE_BROKEN]: 109,
  [status.NO_SUCH_FILE]: 2,
  [status.NOT_FOUND]: 1168,
  [status.HANDLE_NOT_CLOSABLE]: 6,
}

/** ERROR_MR_MID_NOT_FOUND, which RtlNtStatusToDosError returns for an unknown value. */
const unknownStatus = 317

/** TRUE. */
export const yes: Answer = 1n

/** A failure that the kernel reports by an NTSTATUS. */
export function failed(ntStatus: number): CallFailure {
  return { code: codes[ntStatus] ?? unknownStatus, status: ntStatus }
}

/** A failure found before the kernel is called: a last error and no NTSTATUS. */
export function refused(code: number): CallFailure {
  return { code }
}

/** Whether a value is a failure rather than a result. */
export function isFailure(value: unknown): value is CallFailure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'number' &&
    !('kind' in value)
  )
}

/** TRUE for success or a pending NTSTATUS, the failure otherwise. */
export function answerFor(ntStatus: number): Answer {
  return ntStatus === status.SUCCESS ? yes : failed(ntStatus)
}
