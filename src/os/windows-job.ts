import type { koffi as KoffiDoor } from './koffi.ts'

/** Limits of the processes of a job. */
export interface JobLimits {
  /** CPU time of each process. Seconds. */
  readonly cpuSeconds: number
  /** Committed by all of its processes together. Bytes. */
  readonly memoryBytes: number
}

/** A group of processes that none of them can leave, because its limits do not allow a breakaway. */
export interface JobObject {
  /** Adds a process to the job, and with it every process that it starts from then on. False where the system refuses. */
  take(pid: number): boolean
  /** Ends all processes of the job. Idempotent. */
  end(): void
}

const JobObjectExtendedLimitInformation = 9
const PROCESS_TERMINATE = 0x1
const PROCESS_SET_QUOTA = 0x100
const JOB_OBJECT_LIMIT_PROCESS_TIME = 0x2
const JOB_OBJECT_LIMIT_JOB_MEMORY = 0x200
const JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x400
const JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
/** PerProcessUserTimeLimit counts in units of 100 ns. */
const unitsPerSecond = 10_000_000

type Koffi = typeof KoffiDoor

function functionsOf(koffi: Koffi) {
  const library = koffi.load('kernel32.dll')
  const declare = (name: string, result: string, parameters: string[]) =>
    library.func('__stdcall', name, result, parameters)
  return {
    create: declare('CreateJobObjectW', 'uintptr_t', ['void *', 'void *']),
    set: declare('SetInformationJobObject', 'int', ['uintptr_t', 'int', 'void *', 'uint32']),
    open: declare('OpenProcess', 'uintptr_t', ['uint32', 'int', 'uint32']),
    assign: declare('AssignProcessToJobObject', 'int', ['uintptr_t', 'uintptr_t']),
    close: declare('CloseHandle', 'int', ['uintptr_t']),
  }
}

/** A JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h) in the layout of this process. */
function limitInformation(koffi: Koffi, { cpuSeconds, memoryBytes }: JobLimits): Buffer {
  const basic = koffi.struct({
    PerProcessUserTimeLimit: 'int64',
    PerJobUserTimeLimit: 'int64',
    LimitFlags: 'uint32',
    MinimumWorkingSetSize: 'size_t',
    MaximumWorkingSetSize: 'size_t',
    ActiveProcessLimit: 'uint32',
    Affinity: 'size_t',
    PriorityClass: 'uint32',
    SchedulingClass: 'uint32',
  })
  const extended = koffi.struct({
    BasicLimitInformation: basic,
    IoInfo: koffi.array('uint64', 6),
    ProcessMemoryLimit: 'size_t',
    JobMemoryLimit: 'size_t',
    PeakProcessMemoryUsed: 'size_t',
    PeakJobMemoryUsed: 'size_t',
  })
  const information = Buffer.alloc(koffi.sizeof(extended))
  koffi.encode(information, koffi.offsetof(extended, 'BasicLimitInformation'), basic, {
    PerProcessUserTimeLimit: cpuSeconds * unitsPerSecond,
    PerJobUserTimeLimit: 0,
    LimitFlags:
      JOB_OBJECT_LIMIT_PROCESS_TIME |
      JOB_OBJECT_LIMIT_JOB_MEMORY |
      JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION |
      JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    MinimumWorkingSetSize: 0,
    MaximumWorkingSetSize: 0,
    ActiveProcessLimit: 0,
    Affinity: 0,
    PriorityClass: 0,
    SchedulingClass: 0,
  })
  koffi.encode(information, koffi.offsetof(extended, 'JobMemoryLimit'), 'size_t', memoryBytes)
  return information
}

/**
 * Makes a job object whose processes end with its last handle, and so with this process, even if it is killed.
 * Undefined where the system cannot make one, or koffi is not available.
 * https://learn.microsoft.com/en-us/windows/win32/procthread/job-objects
 */
export async function openJob(limits: JobLimits): Promise<JobObject | undefined> {
  try {
    const { koffi } = await import('./koffi.ts')
    const { create, set, open, assign, close } = functionsOf(koffi)
    const job: unknown = create(null, null)
    if (!isHandle(job)) return undefined
    let isOpen = true
    const end = (): void => {
      if (isOpen) close(job)
      isOpen = false
    }
    const information = limitInformation(koffi, limits)
    if (set(job, JobObjectExtendedLimitInformation, information, information.length) === 0) {
      end()
      return undefined
    }
    return {
      take(pid) {
        const process: unknown = open(PROCESS_SET_QUOTA | PROCESS_TERMINATE, 0, pid)
        if (!isHandle(process)) return false
        const isTaken = assign(job, process) !== 0
        close(process)
        return isTaken
      },
      end,
    }
  } catch {
    return undefined
  }
}

/** Each of these functions returns NULL on failure. */
function isHandle(value: unknown): boolean {
  return value !== 0 && value !== 0n
}
