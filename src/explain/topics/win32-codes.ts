import type { win32Errors } from '../../declare/win32/errors.ts'
import type { CodeEntry } from './entry.ts'
import { fileCodes } from './file-codes.ts'
import { transferCodes } from './transfer-codes.ts'

/** A page for each Win32 error code of the table. */
export const win32Entries: Readonly<Record<keyof typeof win32Errors, CodeEntry>> = {
  ...fileCodes,
  ...transferCodes,
}
