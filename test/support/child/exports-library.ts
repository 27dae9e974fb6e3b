import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import {
  functionNames,
  prototypeOf,
  type FunctionName,
} from '../../../src/declare/win32/functions.ts'
import { familyIn, isHandleOut } from '../../../src/declare/win32/handles.ts'
import { win32Type } from '../../../src/declare/win32/types.ts'
import { runTool } from '../../../src/os/spawn.ts'

/** The common part of the generated functions: a table of handles, the last error, and a file that records everything received. */
const common = `
#include <stdint.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t last_error, nt_status;
static uintptr_t handles[256];
static int made;
static FILE *record;

static void arrived(const char *name, uint64_t value) {
  if (!record) record = fopen(getenv("HANDLE_WIDTH_ARRIVED"), "a");
  fprintf(record, "%s 0x%llx\\n", name, (unsigned long long)value);
  fflush(record);
}
static int is_alive(uintptr_t handle) {
  if (handle == (uintptr_t)-1) return 1;
  for (int i = 0; i < made; i++) if (handles[i] == handle) return 1;
  return 0;
}
static int take(const char *name, uintptr_t handle) {
  arrived(name, handle);
  if (is_alive(handle)) return 1;
  last_error = 6;
  nt_status = 0xC0000008;
  return 0;
}
/* As ReadFile and WriteFile take it: hEvent lies behind three members of a pointer's width. */
static int take_event(const char *name, uintptr_t *overlapped) {
  if (!overlapped) return 1;
  uintptr_t event = overlapped[3];
  arrived(name, event);
  if (!event || is_alive(event)) return 1;
  last_error = 6;
  nt_status = 0xC0000008;
  return 0;
}
static uintptr_t make(void) {
  return handles[made++] = 0xd0 + 4 * made;
}
static void drop(uintptr_t handle) {
  for (int i = 0; i < made; i++) if (handles[i] == handle) handles[i] = 0;
}
uint32_t GetLastError(void) { return last_error; }
void SetLastError(uint32_t code) { last_error = code; }
uint32_t RtlGetLastNtStatus(void) { return nt_status; }
uint32_t RtlNtStatusToDosError(uint32_t status) { nt_status = status; return 0; }
void *GetCurrentProcess(void) { return (void *)(intptr_t)-1; }
uint32_t GetFileType(void *handle) { return is_alive((uintptr_t)handle) ? 2 : 0; }
int32_t GetHandleInformation(void *handle, uint32_t *flags) {
  if (!take("GetHandleInformation.hObject", (uintptr_t)handle)) return 0;
  *flags = 0;
  return 1;
}
/* Windows' own knows %I64x; the words arrive as they lie in registers and on the stack. */
int _snprintf(char *text, size_t size, const char *format, uint64_t a, uint64_t b) {
  if (format[0]) snprintf(text, size, "%llx %llx ", (unsigned long long)a, (unsigned long long)b);
  return 0;
}
`

const written = new Set<FunctionName>([
  'GetLastError',
  'SetLastError',
  'GetCurrentProcess',
  'GetFileType',
  'GetHandleInformation',
])

/** The C type of a slot; every pointer is an integer of that width here. */
function typeOf(c: string): string {
  return c === 'void *' ? 'uintptr_t' : c
}

/** A function that checks its handles as Windows does and otherwise succeeds. */
function functionText(name: FunctionName): string {
  const { parameters, returns, failure, closes } = prototypeOf(name)
  const result = typeOf(win32Type(returns).c)
  const list = Object.entries(parameters)
  const bad =
    failure === 'all-ones' || failure === 'wait-failed'
      ? `(${result})-1`
      : `(${result})${failure === 'returns-code' ? 6 : 0}`
  const checks = list.flatMap(([parameter, type]) => {
    const position = `"${name}.${parameter}"`
    if (familyIn(name, type) === 'kernel' && parameter !== 'hTemplateFile')
      return [`if (!take(${position}, ${parameter})) return ${bad};`]
    return type === 'LPOVERLAPPED'
      ? [`if (!take_event(${position}, (uintptr_t *)${parameter})) return ${bad};`]
      : []
  })
  const outs = list.flatMap(([parameter, type]) =>
    isHandleOut(type) ? [`*(uintptr_t *)${parameter} = make();`] : [],
  )
  const isHandle = familyIn(name, returns) === 'kernel'
  const good =
    result === 'void'
      ? 'return;'
      : `return ${isHandle ? 'make()' : failure === 'returns-code' || failure === 'wait-failed' ? '0' : '1'};`
  const given = list.map(([parameter, type]) => `${typeOf(win32Type(type).c)} ${parameter}`)
  return `${result} ${name}(${given.join(', ') || 'void'}) { ${[...checks, ...outs, closes === undefined ? '' : `drop(${closes});`, good].join(' ')} }`
}

/**
 * A shared library for this computer whose functions have the names and prototypes of the Win32 functions in the
 * table. They keep a table of handles, and append each received handle, at the full width of its slot, to the file
 * named in HANDLE_WIDTH_ARRIVED. Returns its path, or why it cannot be built.
 */
export async function makeExports(folder: string): Promise<{ path: string } | { reason: string }> {
  const source = join(folder, 'exports.c')
  const path = join(folder, 'exports.so')
  const functions = functionNames.filter(
    name => !written.has(name) && !common.includes(` ${name}(`),
  )
  await writeFile(source, `${common}${functions.map(functionText).join('\n')}\n`)
  const made = await runTool('gcc', [
    '-w',
    '-O1',
    '-shared',
    '-fPIC',
    '-fno-builtin',
    '-o',
    path,
    source,
  ])
  return made.exitCode === 0 ? { path } : { reason: made.startError ?? made.stderr.slice(0, 500) }
}
