import { ntStatuses } from '../../declare/win32/errors.ts'
import { moreNames } from './more-statuses.ts'

/**
 * Names of statuses that programs print beside or in place of the number, with the number in small hexadecimal digits.
 * https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55
 */
export const statusNames: Readonly<Record<string, string>> = {
  STATUS_UNSUCCESSFUL: 'c0000001',
  STATUS_INFO_LENGTH_MISMATCH: 'c0000004',
  STATUS_NO_MEMORY: 'c0000017',
  STATUS_CONFLICTING_ADDRESSES: 'c0000018',
  STATUS_ILLEGAL_INSTRUCTION: 'c000001d',
  STATUS_OBJECT_NAME_INVALID: 'c0000033',
  STATUS_OBJECT_NAME_COLLISION: 'c0000035',
  STATUS_PORT_DISCONNECTED: 'c0000037',
  STATUS_OBJECT_PATH_NOT_FOUND: 'c000003a',
  STATUS_OBJECT_PATH_SYNTAX_BAD: 'c000003b',
  STATUS_FILE_LOCK_CONFLICT: 'c0000054',
  STATUS_DELETE_PENDING: 'c0000056',
  STATUS_PRIVILEGE_NOT_HELD: 'c0000061',
  STATUS_PROCEDURE_NOT_FOUND: 'c000007a',
  STATUS_INVALID_IMAGE_FORMAT: 'c000007b',
  STATUS_PRIVILEGED_INSTRUCTION: 'c0000096',
  STATUS_INSUFFICIENT_RESOURCES: 'c000009a',
  STATUS_DEVICE_NOT_CONNECTED: 'c000009d',
  STATUS_PIPE_NOT_AVAILABLE: 'c00000ac',
  STATUS_PIPE_BUSY: 'c00000ae',
  STATUS_PIPE_DISCONNECTED: 'c00000b0',
  STATUS_STACK_OVERFLOW: 'c00000fd',
  STATUS_PROCESS_IS_TERMINATING: 'c000010a',
  STATUS_CANNOT_DELETE: 'c0000121',
  STATUS_COMMITMENT_LIMIT: 'c000012d',
  STATUS_DLL_NOT_FOUND: 'c0000135',
  STATUS_ORDINAL_NOT_FOUND: 'c0000138',
  STATUS_ENTRYPOINT_NOT_FOUND: 'c0000139',
  STATUS_DLL_INIT_FAILED: 'c0000142',
  STATUS_PIPE_BROKEN: 'c000014b',
  STATUS_INVALID_USER_BUFFER: 'c0000206',
  STATUS_HEAP_CORRUPTION: 'c0000374',
  STATUS_STACK_BUFFER_OVERRUN: 'c0000409',
  STATUS_INVALID_IMAGE_HASH: 'c0000428',
}

const statusesByName: Readonly<Record<string, string>> = {
  ...moreNames,
  ...statusNames,
  ...Object.fromEntries(
    Object.entries(ntStatuses).map(([status, name]) => [name, Number(status).toString(16)]),
  ),
}

/** The status behind a name that begins with STATUS_. */
export function statusNamed(name: string): { readonly status?: string } {
  const status = Object.hasOwn(statusesByName, name) ? statusesByName[name] : undefined
  return status === undefined ? {} : { status }
}
