import { koffi } from '../os/koffi.ts'
import type { ProcessJournal } from './journal.ts'

/** EXCEPTION_EXECUTE_HANDLER: the process ends. */
const executeHandler = 1

/**
 * Writes an unhandled exception into the journal and ends the process with its code, before the system
 * looks for a debugger: under Wine that takes seconds on a busy machine, on Windows error reporting may
 * show a window. The exception record begins with the NTSTATUS.
 * https://learn.microsoft.com/en-us/windows/win32/api/errhandlingapi/nf-errhandlingapi-setunhandledexceptionfilter
 */
export function installCrashFilter(journal: ProcessJournal): void {
  if (process.platform !== 'win32') return
  const kernel32 = koffi.load('kernel32.dll')
  const terminate = kernel32.func('__stdcall', 'TerminateProcess', 'int32_t', [
    'intptr_t',
    'uint32_t',
  ])
  const filter = koffi.register(
    (pointers: bigint) => {
      const exceptionCode = Number(koffi.decode.uint32(koffi.decode(pointers, 'void *')))
      journal.died(exceptionCode)
      terminate(-1, exceptionCode)
      return executeHandler
    },
    koffi.pointer(koffi.proto('__stdcall', 'int32_t', ['void *'])),
  )
  kernel32.func('__stdcall', 'SetUnhandledExceptionFilter', 'void *', ['void *'])(filter)
}
