import { gated, type Pattern } from '../patterns/gated.ts'

/**
 * Forms in which programs give a code of Windows, and nothing beside it says so: the first group. At the end of what could not be
 * done it stands in hexadecimal, as `0x%x` prints GetLastError: "failed to open the device (0x2)".
 * The service control manager puts %% and the code into its events, of which the viewer makes a sentence (7000, 7023);
 * `win32` is a key of logs in JSON; an error_code of C++ is streamed as its category and its value, https://en.cppreference.com/w/cpp/error/error_code/operator_ltlt;
 * EInOutError of Delphi and Free Pascal has the last error, save for 100 to 107, its own: https://docwiki.embarcadero.com/RADStudio/en/I/O_Errors;
 * Dart gives the code of LoadLibrary in brackets;
 * PostgreSQL gives `error code` for Windows alone: https://github.com/postgres/postgres/blob/master/src/backend/port/win32_shmem.c
 */
export const formsOfCodes: readonly Pattern[] = [
  gated(
    /(?:^\s?|\berror\b.{0,60}?|\bName=["']param\d{1,2}["']> ?|\bparam\d{1,2}:? )%%(\d{1,10})\b/i,
  ),
  gated(
    /\b(?:failed to|unable to|(?:could|can|did)(?:n['’]t|not| not)) (?:open|obtain|get|acquire|create|start|load|install|connect|access|read|write|query|set|map|attach|find)\b.{0,60}\b(?:handle|device|driver|process|thread|service|port|file|pipe|key|window|module|dll|library|token|memory|event|section|console)s?\b.{0,24} \((0x[\da-f]{1,8})\)[.!]?$/i,
  ),
  gated(
    /(?:\bEInOutError\b.{0,60}\bI\/O error|\bE\/A[- ](?:error|Fehler)):? (?!10[0-7]\b)(\d{1,5})\b/i,
  ),
  gated(/\bFailed to load dynamic library(?: ['"][^'"]{1,200}['"])? \((\d{1,5})\)/),
  gated(/"win32" ?: ?"?(\d{1,5})\b/i),
  gated(/(?:^|[\s[(:])system:(\d{1,10})\b(?!\d|[:.]\d)/),
  gated(
    /\b(?:LOG|FATAL|ERROR|PANIC|WARNING|DETAIL): {1,2}(?:could not|cannot) [a-z].{1,200}: error code (\d{1,5})$/,
  ),
]
