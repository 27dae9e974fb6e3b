/* What compiled calls do with each declared type: what arrives in the callee, what comes back, whether the last error stays. */
#include "child.h"
#include <io.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { ROUNDS = 200, MARKED_ERROR = 4242, CLASSES = 5, WARM_LOOKS = 200, MOST_WORDS = 5 };

static const char *const classes[CLASSES] = {"handle", "null", "minus-one", "uint32-ones", "wide"};
static const int64_t passed[CLASSES] = {0xD0, 0, -1, 0xFFFFFFFF, 0x5AFE0001000000D0};

/* As a plan passes a value: out of memory, converted by the compiler. */
static void pass(void (*through)(const int64_t *), int64_t value) {
  int64_t values[] = {value, value};
  through(values);
}

static char text[512];
static FARPROC printer;
static const char *shown_as;

/* ntdll's _snprintf writes what it finds in its registers and stack slots: the 4th parameter and the 5th. */
#define FOR_TYPE(n, T, SIGN)                                                                                        \
  static __attribute__((noinline)) void pass_##n(const int64_t *v) {                                                \
    typedef int(__cdecl * print)(char *, size_t, const char *, T, T);                                               \
    ((print)(void *)printer)(text, sizeof text, shown_as, (T)v[0], (T)v[1]);                                        \
  }                                                                                                                 \
  static __attribute__((noinline)) uint64_t returned_##n(void *from) {                                              \
    typedef T(WINAPI * function)(void);                                                                             \
    return (uint64_t)(SIGN)((function)from)();                                                                      \
  }                                                                                                                 \
  static __attribute__((noinline)) uint64_t made_##n(void *from) {                                                  \
    typedef T(WINAPI * function)(void *, int, int, void *);                                                         \
    return (uint64_t)(SIGN)((function)from)(NULL, 0, 0, NULL);                                                      \
  }                                                                                                                 \
  static __attribute__((noinline)) void through_##n(void (*volatile callee)(uintptr_t), const int64_t *v) {         \
    ((void (*)(T))(void *)callee)((T)v[0]);                                                                         \
  }

FOR_TYPE(0, int32_t, int64_t)
FOR_TYPE(1, uint32_t, uint64_t)
FOR_TYPE(2, int64_t, int64_t)
FOR_TYPE(3, uint64_t, uint64_t)
FOR_TYPE(4, intptr_t, int64_t)
FOR_TYPE(5, uintptr_t, uint64_t)
FOR_TYPE(6, void *, uintptr_t)

static const struct type {
  const char *name;
  int is_signed, bytes;
  void (*pass)(const int64_t *);
  uint64_t (*returned)(void *);
  uint64_t (*made)(void *);
  void (*through)(void (*volatile)(uintptr_t), const int64_t *);
} types[TYPES] = {
    {"int32_t", 1, 4, pass_0, returned_0, made_0, through_0},
    {"uint32_t", 0, 4, pass_1, returned_1, made_1, through_1},
    {"int64_t", 1, 8, pass_2, returned_2, made_2, through_2},
    {"uint64_t", 0, 8, pass_3, returned_3, made_3, through_3},
    {"intptr_t", 1, sizeof(void *), pass_4, returned_4, made_4, through_4},
    {"uintptr_t", 0, sizeof(void *), pass_5, returned_5, made_5, through_5},
    {"void *", 0, sizeof(void *), pass_6, returned_6, made_6, through_6},
};

static volatile uintptr_t seen;

static void see(uintptr_t value) { seen = value; }

const char *type_name(int type) { return types[type].name; }

/* What becomes of -2, or of 0xFFFFFFFE, in a slot as wide as a pointer. */
uint64_t widened(int type) {
  // 64 bits wide before the choice: beside an unsigned int, C makes 0xFFFFFFFE of -2.
  types[type].through(see, &(int64_t){types[type].is_signed ? -2 : 0xFFFFFFFELL});
  return seen;
}

struct look {
  char word[2][24];
};

/* What arrived in the register and in the stack slot. */
static struct look look_at(const struct type *type, int64_t value) {
  struct look found;
  int is_wide = sizeof(void *) == 8 || type->bytes == 8;
  shown_as = is_wide ? "%I64x %I64x" : "%x %x";
  memset(text, 0, sizeof text);
  pass(type->pass, value);
  sscanf(text, "%23s %23s", found.word[0], found.word[1]);
  return found;
}

/* Plants what a call before may have left in the slots. */
static void leave(void) {
  shown_as = "";
  pass(types[3].pass, 0x5EED0BAD5EED0BAD);
}

static void say_row(const struct type *type, int class, int position, const struct look *cold, int calls) {
  char words[MOST_WORDS][24];
  int count = 0;
  for (int round = 0; calls > 0 && round < WARM_LOOKS; round++) {
    leave();
    struct look warm = look_at(type, passed[class]);
    int known = 0;
    while (known < count && strcmp(words[known], warm.word[position])) known++;
    if (known == count && count < MOST_WORDS) strcpy(words[count++], warm.word[position]);
  }
  say("{\"declared\":\"%s\",\"value\":\"%s\",\"position\":\"%s\",\"cold\":\"0x%s\",\"warm\":[", type->name, classes[class],
      position ? "stack" : "register", cold->word[position]);
  for (int word = 0; word < count; word++) say("%s\"0x%s\"", word ? "," : "", words[word]);
  say("]}");
}

static void say_arrivals(const struct type *type, int calls) {
  struct look cold[CLASSES];
  for (int class = 0; class < CLASSES; class++) cold[class] = look_at(type, passed[class]);
  shown_as = "";
  for (int call = 0; call < calls; call++) pass(type->pass, 0);
  int first = sizeof(void *) == 8 ? 0 : 1;
  for (int class = 0; class < CLASSES; class++)
    for (int position = first; position < 2; position++) {
      if (class || position > first) say(",");
      say_row(type, class, position, &cold[class], calls);
    }
}

static void say_result(const struct type *type, const char *of, uint64_t value) {
  say("{\"declared\":\"%s\",\"of\":\"%s\",\"shape\":\"%s\",\"value\":\"", type->name, of, type->name);
  say(type->is_signed ? "%lld\"}" : "%llu\"}", value);
}

static int errors_kept(void) {
  int kept = 0;
  for (int round = 0; round < ROUNDS; round++) {
    SetLastError(MARKED_ERROR);
    _access("no-such-file", 0);
    kept += GetLastError() == MARKED_ERROR;
  }
  return kept;
}

/* One line for each declared type, so that it is seen to go on. */
void measure(int calls) {
  HMODULE kernel32 = GetModuleHandleW(L"kernel32");
  void *process = (void *)GetProcAddress(kernel32, "GetCurrentProcess");
  void *event = (void *)GetProcAddress(kernel32, "CreateEventW");
  printer = GetProcAddress(GetModuleHandleW(L"ntdll"), "_snprintf");
  for (int type = 0; type < TYPES; type++) {
    say("{\"at\":\"ffi\",\"measured\":{\"calls\":%d,\"results\":[", calls);
    for (int one = 0; one < TYPES; one++) {
      say(one ? "," : "");
      say_result(&types[one], "INVALID_HANDLE_VALUE", types[one].returned(process));
      say(",");
      say_result(&types[one], "handle", types[one].made(event));
    }
    say("],\"lastError\":{\"rounds\":%d,\"kept\":%d},\"arrivals\":[", ROUNDS, errors_kept());
    say_arrivals(&types[type], calls);
    say("]}}\n");
  }
}
