import { gated } from './gated.ts'

/**
 * Forms in which one program gives a code of Windows in decimal, and nothing beside it says so: the first group.
 * The service control manager puts %% and the code into its events, of which the viewer makes a sentence (7000, 7023);
 * `win32` is a key of logs in JSON; an error_code of C++ is streamed as its category and its value, https://en.cppreference.com/w/cpp/error/error_code/operator_ltlt;
 * PostgreSQL gives `error code` for Windows alone: https://github.com/postgres/postgres/blob/master/src/backend/port/win32_shmem.c
 */
export const formsOfCodes: readonly Pick<RegExp, 'exec'>[] = [
  gated(
    ['%%'],
    /(?:^\s?|\berror\b.{0,60}?|\bName=["']param\d{1,2}["']> ?|\bparam\d{1,2}:? )%%(\d{1,10})\b/i,
  ),
  gated(['win32"'], /"win32" ?: ?"?(\d{1,5})\b/i),
  gated(['system:'], /(?:^|[\s[(:])system:(\d{1,10})\b(?!\d|[:.]\d)/),
  gated(
    ['error code'],
    /\b(?:LOG|FATAL|ERROR|PANIC|WARNING|DETAIL): {1,2}(?:could not|cannot) [a-z].{1,200}: error code (\d{1,5})$/,
  ),
]
