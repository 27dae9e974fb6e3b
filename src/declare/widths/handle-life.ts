import { names } from '../names.ts'

/**
 * Which functions give a program kernel handles of its own, and which end a handle. Kept by hand from the pages of the
 * functions in Microsoft's documentation: the headers do not say who owns what is returned.
 */

/** Functions that open kernel objects for the caller. Others that return a HANDLE give what is no kernel object, or not the caller's. */
const openers: ReadonlySet<string> = new Set(
  names(`
    CreateFile2 CreateFileA CreateFileW CreateFileTransactedA CreateFileTransactedW
    CreateEventA CreateEventW CreateEventExA CreateEventExW
    CreateMutexA CreateMutexW CreateMutexExA CreateMutexExW
    CreateSemaphoreA CreateSemaphoreW CreateSemaphoreExA CreateSemaphoreExW
    CreateWaitableTimerA CreateWaitableTimerW CreateWaitableTimerExA CreateWaitableTimerExW
    CreateNamedPipeA CreateNamedPipeW CreateMailslotA CreateMailslotW
    CreateThread CreateRemoteThread CreateRemoteThreadEx
    CreateFileMapping2 CreateFileMappingA CreateFileMappingW CreateFileMappingFromApp
    CreateFileMappingNumaA CreateFileMappingNumaW
    CreateJobObjectA CreateJobObjectW CreateIoCompletionPort
    CreateToolhelp32Snapshot CreateMemoryResourceNotification
    OpenCommPort OpenEventA OpenEventW OpenFileById
    OpenFileMappingA OpenFileMappingW OpenFileMappingFromApp OpenJobObjectA OpenJobObjectW
    OpenMutexA OpenMutexW OpenProcess OpenSemaphoreA OpenSemaphoreW OpenThread
    OpenWaitableTimerA OpenWaitableTimerW ReOpenFile
    FindFirstChangeNotificationA FindFirstChangeNotificationW
  `),
)

/** Functions that write kernel handles for the caller through pointers. */
const writers: ReadonlySet<string> = new Set(
  names(`
    DuplicateHandle CreatePipe CreateProcessA CreateProcessW CreateProcessAsUserA
    CreateProcessAsUserW CreateProcessWithLogonW CreateProcessWithTokenW OpenProcessToken
    OpenThreadToken DuplicateToken DuplicateTokenEx CreateRestrictedToken LogonUserA LogonUserW
  `),
)

/** Functions that end the handle in their first parameter when they succeed. */
const closers: ReadonlySet<string> = new Set(
  names(`
    CloseHandle FindClose FindCloseChangeNotification FreeLibrary HeapDestroy NtClose RegCloseKey
    SetupDiDestroyDeviceInfoList
  `),
)

/** Whether the result of a function is a kernel handle that belongs to the caller. */
export function opensHandle(name: string): boolean {
  return openers.has(name)
}

/** Whether a function writes kernel handles for the caller where its pointers lead. */
export function writesHandles(name: string): boolean {
  return writers.has(name)
}

/** Whether a function ends the handle in its first parameter when it succeeds. */
export function closesFirst(name: string): boolean {
  return closers.has(name)
}
