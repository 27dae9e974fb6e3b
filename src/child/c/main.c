/* Carries out the plans that are compiled in: `child.exe JOURNAL [CALLS]`. The same as src/child/interpret.ts, for C. */
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { PRESET = 0x2BADC0DE, SHOWN = 128 };
#define GARBAGE 0x5EED0BADu
#define BEHIND 16

const struct plan *plan;
uint8_t *memory;
struct known known[MOST];
uint64_t meant[MOST];
int is_meant[MOST], fills_with_sign;
static int is_done[512];

static DWORD(WINAPI *nt_status)(void);
static ULONG(WINAPI *clear_status)(ULONG);

struct made {
  int64_t values[16];
  uint64_t returned;
  int failed;
  uint32_t last_error, nt_status;
  int64_t at_us, elapsed_us;
};

static int64_t now_us(void) {
  LARGE_INTEGER count, frequency;
  QueryPerformanceCounter(&count);
  QueryPerformanceFrequency(&frequency);
  return (int64_t)((double)count.QuadPart * 1e6 / (double)frequency.QuadPart);
}

uint64_t low(int bits, uint64_t value) { return bits >= 64 ? value : value & ((1ull << bits) - 1); }

int64_t as_signed(int bits, uint64_t value) {
  return bits == 0 ? 0 : (int64_t)(value << (64 - bits)) >> (64 - bits);
}

uint64_t pointer_wide(uint64_t value) { return low(POINTER_BITS, value); }

uint64_t read_at(const struct place *place) {
  uint64_t value = 0;
  memcpy(&value, memory + place->at, place->width);
  return value;
}

static void poison(int index) {
  const struct object *object = &plan->object[index];
  if (object->content) memcpy(memory + object->at, object->content, object->size);
  else memset(memory + object->at, object->fill, object->size);
}

static void fence(int index) {
  const struct object *object = &plan->object[index];
  memset(memory + object->at - plan->fence_bytes, plan->fence, plan->fence_bytes);
  memset(memory + object->at + object->size, object->behind, plan->fence_bytes);
}

static int is_filled(uint32_t at, uint8_t with) {
  for (uint32_t index = 0; index < plan->fence_bytes; index++)
    if (memory[at + index] != with) return 0;
  return 1;
}

static void say_bytes(uint32_t at, uint32_t count) {
  for (uint32_t index = 0; index < count; index++) say("%02x", memory[at + index]);
}

static int64_t value_of(const struct value *value) {
  switch (value->kind) {
    case ADDRESS: return (int64_t)(uintptr_t)(memory + value->number);
    case VARIABLE: return (int64_t)known[value->of].kept;
    default: return value->number;
  }
}

/* A value as the program hands it over, before the compiler converts it. */
static int64_t handed_over(const struct parameter *parameter) {
  int64_t value = value_of(&parameter->value);
  if (sizeof(void *) == 4 || parameter->value.kind == ADDRESS) return value;
  switch (parameter->passing) {
    case AS_DOUBLE: return (int64_t)(double)value;
    case UPPER_ONES: return (int64_t)(0xFFFFFFFFull << 32 | (uint32_t)value);
    case UPPER_GARBAGE: return (int64_t)((uint64_t)GARBAGE << 32 | (uint32_t)value);
    default: return value;
  }
}

static int says_failure(const struct step *step, uint64_t returned, uint32_t error) {
  uint64_t value = low(step->failure_bits, returned);
  if (step->failure == IS_NOT) return value != step->failure_value;
  return step->failure == IS && value == step->failure_value && (!step->needs_error || error != 0);
}

static struct made call_once(const struct step *step) {
  struct made made = {0};
  for (int index = 0; index < step->poisoned; index++) poison(step->poison[index]);
  for (int index = 0; index < step->assignments; index++) {
    const struct assignment *assign = &step->assign[index];
    int64_t value = value_of(&assign->value);
    for (uint32_t one = 0; one < assign->place.count; one++)
      memcpy(memory + assign->place.at + one * assign->place.width, &value, assign->place.width);
    if (assign->event < 0 || !known[assign->value.of].is_known) continue;
    is_meant[assign->event] = 1;
    meant[assign->event] = known[assign->value.of].true_value;
  }
  for (int index = 0; index < step->parameters; index++) made.values[index] = handed_over(&step->parameter[index]);
  clear_status(0);
  made.at_us = now_us();
  if (!step->keeps_last_error) SetLastError(PRESET);
  made.returned = step->call(made.values);
  made.last_error = GetLastError();
  made.nt_status = nt_status();
  made.elapsed_us = now_us() - made.at_us;
  made.failed = says_failure(step, made.returned, made.last_error == PRESET ? 0 : made.last_error);
  if (step->returns_code) made.last_error = (uint32_t)made.returned;
  return made;
}

/* The same call again and again, where the step waits for an effect. */
static struct made call_until(const struct step *step) {
  int repeats = step->repeats && (step->unless_done < 0 || !is_done[step->unless_done]);
  int64_t limit = now_us() + step->within_ms * 1000;
  for (;;) {
    struct made made = call_once(step);
    if (!repeats || made.failed || now_us() > limit) return made;
    if (read_at(&step->until_place) >= (uint64_t)step->at_least) return made;
    Sleep(1);
  }
}

static void keep(int variable, uint64_t kept, int extends, const struct step *step, const struct made *made) {
  if (variable < 0) return;
  known[variable] = (struct known){
      .is_known = 1,
      .kept = kept,
      /* The platform guarantees that 32 bits carry a kernel handle, sign-extended. */
      .true_value = pointer_wide(extends ? (uint64_t)as_signed(32, kept) : kept),
      .opened_by = step->id,
      .has_failed = made->failed,
      .failed_with = made->last_error,
  };
}

static void keep_values(const struct step *step, const struct made *made) {
  keep(step->keep, made->returned, step->extends, step, made);
  if (step->load >= 0) keep(step->load, read_at(&step->load_place), step->load_extends, step, made);
  if (step->closes < 0 || made->failed || !known[step->closes].is_known) return;
  for (int index = 0; index < plan->variables; index++)
    if (known[index].is_known && known[index].true_value == known[step->closes].true_value && !known[index].closed_by)
      known[index].closed_by = step->id;
}

static void say_memory(const struct step *step) {
  say(",\"memory\":{");
  for (int index = 0; index < step->shown; index++) {
    const struct object *object = &plan->object[step->show[index]];
    say("%s\"%s\":\"", index ? "," : "", object->name);
    say_bytes(object->at, object->size < SHOWN ? object->size : SHOWN);
    say("\"");
  }
  say("},\"fences\":{");
  for (int index = 0, said = 0; index < step->shown; index++) {
    const struct object *object = &plan->object[step->show[index]];
    uint32_t before = object->at - plan->fence_bytes, behind = object->at + object->size;
    int is_before = !is_filled(before, plan->fence);
    if (!is_before && is_filled(behind, object->behind)) continue;
    say("%s\"%s\":\"%s:", said++ ? "," : "", object->name, is_before ? "before" : "behind");
    say_bytes(is_before ? before : behind, is_before ? plan->fence_bytes : BEHIND);
    say("\"");
    fence(step->show[index]);
  }
  say("}");
}

/* Makes one step and writes what was seen. Returns whether the program stops here. */
static int run_step(const struct step *step, int index) {
  say("{\"at\":\"begin\",\"step\":\"%s\"}\n", step->id);
  if (step->refused) {
    say("{\"at\":\"rejected\",\"step\":\"%s\",\"message\":%s}\n", step->id, step->refused);
    return step->opens;
  }
  under_way = step->id;
  struct made made = call_until(step);
  under_way = NULL;
  int accepted = 0;
  for (int one = 0; one < step->accepted; one++) accepted |= step->accept[one] == made.last_error;
  int notices = step->opens && step->notices(made.returned);
  say("{\"at\":\"end\",\"step\":\"%s\",\"returned\":\"0x%llx\",\"shape\":\"%s\",\"failed\":%s,\"lastError\":%u,\"ntStatus\":%u,",
      step->id, low(step->bits < 8 ? 8 : step->bits, made.returned), step->is_void ? "undefined" : "number",
      made.failed ? "true" : "false", made.last_error, made.nt_status);
  say("\"atUs\":%lld,\"elapsedUs\":%lld", made.at_us, made.elapsed_us);
  /* Before it is kept what this call did: the handles are as it found them. */
  if (made.failed && made.last_error == ERROR_INVALID_HANDLE && !plan->strict_from) say_evidence(step, made.values);
  keep_values(step, &made);
  is_done[index] = made.failed ? accepted : !step->must_fail;
  say_memory(step);
  say(notices ? ",\"noticed\":true}\n" : "}\n");
  return notices;
}

static void demand_strict(void) {
  DWORD flags = 3; /* RaiseExceptionOnInvalidHandleReference and HandleExceptionsPermanentlyEnabled */
  typedef BOOL(WINAPI * policy)(int, void *, size_t);
  policy set = (policy)(void *)GetProcAddress(GetModuleHandleW(L"kernel32"), "SetProcessMitigationPolicy");
  int accepted = set && set(3, &flags, sizeof flags);
  say("{\"at\":\"strict\",\"accepted\":%s,\"lastError\":%lu}\n", accepted ? "true" : "false", accepted ? 0 : GetLastError());
}

static void run_plan(void) {
  memory = VirtualAlloc(NULL, plan->memory, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
  memset(known, 0, sizeof known);
  memset(is_meant, 0, sizeof is_meant);
  memset(is_done, 0, sizeof is_done);
  for (int index = 0; index < plan->objects; index++) {
    fence(index);
    poison(index);
  }
  say("{\"at\":\"plan\",\"plan\":\"%s\"}\n", plan->id);
  const char *stopped_by = NULL;
  for (int index = 0; index < plan->steps; index++) {
    const struct step *step = &plan->step[index];
    if (plan->strict_from && strcmp(plan->strict_from, step->id) == 0) demand_strict();
    const char *missing = stopped_by;
    for (int one = 0; !missing && one < step->after; one++)
      if (!is_done[step->follows[one]]) missing = plan->step[step->follows[one]].id;
    if (missing) say("{\"at\":\"skipped\",\"step\":\"%s\",\"after\":\"%s\"}\n", step->id, missing);
    else if (run_step(step, index)) stopped_by = step->id;
  }
  for (int index = 0; index < plan->variables; index++)
    if (known[index].is_known && !known[index].closed_by && !known[index].has_failed && is_alive(known[index].true_value))
      CloseHandle((HANDLE)(uintptr_t)known[index].true_value);
  say("{\"at\":\"plan-end\",\"plan\":\"%s\"}\n", plan->id);
}

int main(int count, char **words) {
  open_journal(count > 1 ? words[1] : "");
  HMODULE ntdll = GetModuleHandleW(L"ntdll");
  nt_status = (void *)GetProcAddress(ntdll, "RtlGetLastNtStatus");
  clear_status = (void *)GetProcAddress(ntdll, "RtlNtStatusToDosError");
  say("{\"at\":\"hello\",\"environment\":{\"gcc\":\"%s\",\"platform\":\"win32\",\"arch\":\"%s\"},\"calibration\":{", __VERSION__,
      sizeof(void *) == 8 ? "x64" : "ia32");
  for (int type = 0; type < TYPES; type++)
    say("%s\"%s\":\"0x%llx\"", type ? "," : "", type_name(type), widened(type));
  say("}}\n");
  fills_with_sign = (int)(widened(0) >> (POINTER_BITS - 1));
  if (count > 2) measure(atoi(words[2]));
  for (int index = 0; index < plan_count; index++) {
    plan = plans[index];
    run_plan();
  }
  say("{\"at\":\"bye\"}\n");
  TerminateProcess(GetCurrentProcess(), 0);
}
