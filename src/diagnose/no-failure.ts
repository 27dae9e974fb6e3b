import type { Symptom } from './symptom.ts'

/** A code by which a call says that all is well, what it says, and what a program does then. */
interface NoFailure {
  readonly codes: readonly string[]
  /** The functions of which it is meant; any where absent. */
  readonly of?: RegExp
  readonly title: string
  readonly cure: string
  readonly url: string
}

const page = 'https://learn.microsoft.com/en-us/windows/win32/'

/** ERROR_NO_MORE_FILES, ERROR_NO_MORE_ITEMS, WAIT_TIMEOUT, ERROR_IO_PENDING, ERROR_HANDLE_EOF, ERROR_MORE_DATA, ERROR_INSUFFICIENT_BUFFER, ERROR_ALREADY_EXISTS, ERROR_ACCESS_DENIED. */
const table: readonly NoFailure[] = [
  {
    codes: ['18', '259'],
    title: 'the list has ended, which is no failure',
    cure: 'end the loop with this code, and look at the items that came before it',
    url: `${page}api/tlhelp32/nf-tlhelp32-process32nextw`,
  },
  {
    codes: ['258'],
    title: 'the wait ended after its time, which is no failure',
    cure: 'wait longer, or look why what is waited for is never signalled',
    url: `${page}api/synchapi/nf-synchapi-waitforsingleobject`,
  },
  {
    codes: ['997', '996'],
    title: 'the operation goes on, which is no failure',
    cure: 'wait for its end with GetOverlappedResult or with the event in OVERLAPPED, and keep the struct and the buffer until then',
    url: `${page}fileio/synchronous-and-asynchronous-i-o`,
  },
  {
    codes: ['38'],
    of: /^(?:ReadFile|ReadFileEx|GetOverlappedResult|LockFile\w{0,2})$/,
    title: 'the end of the file is reached, which is no failure',
    cure: 'take it for the end of the data',
    url: `${page}fileio/testing-for-the-end-of-a-file`,
  },
  {
    codes: ['234', '122'],
    title: 'the buffer is too short for the answer, as a first call often asks on purpose',
    cure: 'call it again with a buffer as long as the call said',
    url: `${page}api/winreg/nf-winreg-regqueryvalueexw`,
  },
  {
    codes: ['183'],
    of: /^Create(?:Mutex|Event|Semaphore|FileMapping|WaitableTimer|JobObject)/,
    title: 'an object of this name was there already, and its handle was returned',
    cure: 'use the handle; the code tells whether the object is new',
    url: `${page}api/synchapi/nf-synchapi-createmutexw`,
  },
  {
    codes: ['5'],
    of: /^(?:Alloc|Attach)Console$/,
    title: 'the process has a console already',
    cure: 'use the console that is there, or call FreeConsole first',
    url: `${page.replace('/win32/', '/console/')}allocconsole`,
  },
]

/** What the code of the failing call says where it is no failure, or one that is asked for. */
export function noFailureOf({ failed: [first] }: Symptom): NoFailure | undefined {
  return first === undefined || first.call === ''
    ? undefined
    : table.find(
        ({ codes, of }) =>
          codes.includes(first.outcome) && (of === undefined || of.test(first.call)),
      )
}
