/* The handles that a call was given, each with what the callee saw and what became of it before. */
#include "program.h"
#include <windows.h>

int is_alive(uint64_t handle) {
  DWORD flags;
  return GetHandleInformation((HANDLE)(uintptr_t)handle, &flags) != 0;
}

/* The newest handle with this true value; of an open one, if there is one, since numbers are given out again. */
static const struct known *newest_with(uint64_t value) {
  const struct known *found = NULL;
  for (int index = 0; index < plan->variables; index++) {
    const struct known *one = &known[index];
    if (!one->is_known || one->true_value != value) continue;
    if (!found || !one->closed_by >= !found->closed_by) found = one;
  }
  return found;
}

static int handles_said;

static void say_handle(const char *position, uint64_t passed, const struct known *of, const uint64_t *wanted) {
  uint64_t true_value = of ? of->true_value : passed;
  int alive = is_alive(true_value);
  say("%s{\"position\":\"%s\",\"passed\":\"0x%llx\",\"alive\":%s,\"passedAlive\":%s,\"fileType\":%lu", handles_said++ ? "," : "", position, passed,
      alive ? "true" : "false", (passed == true_value ? alive : is_alive(passed)) ? "true" : "false",
      alive ? GetFileType((HANDLE)(uintptr_t)true_value) : 0);
  if (of) say(",\"true\":\"0x%llx\",\"openedBy\":\"%s\"", of->true_value, of->opened_by);
  if (of && of->has_failed) say(",\"openFailedWith\":%u", of->failed_with);
  if (of && of->closed_by) say(",\"closedBy\":\"%s\"", of->closed_by);
  if (wanted) say(",\"meant\":\"0x%llx\"", *wanted);
  say("}");
}

/* The event where the callee looks for it, and the one that the program meant. */
static void say_event(const struct step *step, const char *position, uint64_t address) {
  uint64_t at = address - (uintptr_t)memory + plan->event_at;
  if (address == 0 || at > plan->memory - plan->event_bytes) return;
  uint64_t found = read_at(&(struct place){(uint32_t)at, plan->event_bytes, 1});
  const uint64_t *wanted = NULL;
  for (int index = 0; !wanted && index < step->parameters; index++) {
    const struct value *value = &step->parameter[index].value;
    if (value->kind == ADDRESS && is_meant[value->of]) wanted = &meant[value->of];
  }
  const struct known *of = newest_with(found);
  say_handle(position, found, of || !wanted ? of : newest_with(*wanted), wanted);
}

void say_evidence(const struct step *step, const int64_t *values) {
  handles_said = 0;
  say(",\"evidence\":{\"handles\":[");
  for (int index = 0; index < step->handles; index++) {
    const struct handle *handle = &step->handle[index];
    const struct parameter *parameter = &step->parameter[handle->parameter];
    uint64_t value = (uint64_t)values[handle->parameter];
    int is_filled = parameter->is_signed && fills_with_sign;
    uint64_t got = pointer_wide(is_filled ? (uint64_t)as_signed(parameter->bits, value) : low(parameter->bits, value));
    const struct known *of = handle->variable < 0 ? NULL : &known[handle->variable];
    if (handle->is_event) say_event(step, handle->position, got);
    else say_handle(handle->position, got, of && of->is_known ? of : NULL, NULL);
  }
  say("]}");
}
