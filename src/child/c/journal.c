/* The journal: lines of JSON, each on its way to the file before the next call is made. */
#include "child.h"
#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { CANNOT_WRITE = 74 }; /* EX_IOERR of sysexits.h */

static int file;
static char line[0x20000];
static size_t length;
const char *under_way;

static LONG WINAPI died(EXCEPTION_POINTERS *pointers) {
  DWORD code = pointers->ExceptionRecord->ExceptionCode;
  length = 0;
  if (under_way)
    say("{\"at\":\"died\",\"step\":\"%s\",\"kind\":\"crashed\",\"exitCode\":%lu}\n", under_way, code);
  TerminateProcess(GetCurrentProcess(), code);
  return EXCEPTION_EXECUTE_HANDLER;
}

void open_journal(const char *path) {
  file = _open(path, _O_WRONLY | _O_APPEND | _O_BINARY);
  if (file < 0) _exit(CANNOT_WRITE);
  SetUnhandledExceptionFilter(died);
}

void say(const char *format, ...) {
  va_list values;
  va_start(values, format);
  int wrote = vsnprintf(line + length, sizeof line - length, format, values);
  va_end(values);
  if (wrote < 0 || (size_t)wrote >= sizeof line - length) _exit(CANNOT_WRITE);
  length += (size_t)wrote;
  if (length == 0 || line[length - 1] != '\n') return;
  for (size_t done = 0; done < length;) {
    int now = _write(file, line + done, (unsigned)(length - done));
    if (now <= 0) _exit(CANNOT_WRITE);
    done += (size_t)now;
  }
  length = 0;
}
