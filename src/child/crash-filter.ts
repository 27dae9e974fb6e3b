import { ownFfi } from './ffi.ts'
import { asAddress } from '../hosts/host.ts'
import type { ProcessJournal } from './journal.ts'
import { readUnsigned } from './memory.ts'

/** EXCEPTION_EXECUTE_HANDLER: the process ends. */
const executeHandler = 1

/**
 * Writes an unhandled exception into the journal and ends the process with its code, before the system looks for a
 * debugger: under Wine that takes seconds on a busy machine, and on Windows error reporting may open a window. The
 * exception record begins with the NTSTATUS.
 * https://learn.microsoft.com/en-us/windows/win32/api/errhandlingapi/nf-errhandlingapi-setunhandledexceptionfilter
 */
export function installCrashFilter(journal: ProcessJournal): void {
  const ffi = ownFfi()
  const { callbacks } = ffi
  if (process.platform !== 'win32' || !callbacks) return
  const stdcall = { convention: '__stdcall', returns: 'int32_t' } as const
  const terminate = ffi.bind('kernel32', 'TerminateProcess', {
    ...stdcall,
    parameters: ['intptr_t', 'uint32_t'],
  })
  const read = (address: bigint, bytes: 4 | 8): bigint => {
    const base = 0n
    return readUnsigned({ base, bytes: ffi.bytesAt(address, bytes) }, 0, bytes)
  }
  const filter = callbacks.register({ ...stdcall, parameters: ['uintptr_t'] }, (pointers = 0) => {
    const exceptionCode = Number(read(read(asAddress(pointers), ffi.pointerBytes), 4))
    journal.died(exceptionCode)
    terminate(-1, exceptionCode)
    return executeHandler
  })
  ffi.bind('kernel32', 'SetUnhandledExceptionFilter', {
    convention: '__stdcall',
    returns: 'uintptr_t',
    parameters: ['uintptr_t'],
  })(filter)
}
