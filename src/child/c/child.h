/* What the generated tables of a plan are made of. A plan is spelled out by src/program/spell-out.ts. */
#pragma once
#include <stdint.h>

enum value_kind { NUMBER, ADDRESS, VARIABLE };

/* A number; or an address in the memory, of an object; or what a variable keeps. */
struct value {
  enum value_kind kind;
  int64_t number;
  int of;
};

struct object {
  const char *name;
  uint32_t at, size;
  uint8_t behind, fill;
  const uint8_t *content;
};

enum passing { PLAIN, UPPER_ONES, UPPER_GARBAGE, AS_DOUBLE };

struct parameter {
  int bits, is_signed;
  enum passing passing;
  struct value value;
};

struct place {
  uint32_t at, width, count;
};

/* `event`: the object whose hEvent this is, or -1. */
struct assignment {
  struct place place;
  struct value value;
  int event;
};

/* `variable`: the one that holds it, or -1; `is_event`: the parameter is the address of an OVERLAPPED. */
struct handle {
  const char *position;
  int parameter, variable, is_event;
};

enum failure { NEVER, IS, IS_NOT };

/* Lists end where their count says; indexes are -1 where there is nothing. */
struct step {
  const char *id;
  /* Why the compiler or the linker refuses the declaration: JSON text. NULL where it does not. */
  const char *refused;
  uint64_t (*call)(const int64_t *);
  int (*notices)(uint64_t);
  int is_void, bits, extends;
  int parameters, assignments, poisoned, shown, accepted, after, handles;
  const struct parameter *parameter;
  const struct assignment *assign;
  const int *poison, *show, *follows;
  const uint32_t *accept;
  const struct handle *handle;
  int keep, load, load_extends, closes, opens, must_fail, keeps_last_error, returns_code;
  struct place load_place;
  int repeats, unless_done;
  struct place until_place;
  int64_t at_least, within_ms;
  enum failure failure;
  int failure_bits, needs_error;
  uint64_t failure_value;
};

struct plan {
  const char *id;
  const char *strict_from;
  uint32_t memory, fence_bytes, event_at, event_bytes;
  uint8_t fence;
  int objects, steps, variables;
  const struct object *object;
  const struct step *step;
};

extern const struct plan *const plans[];
extern const int plan_count;

/* src/child/c/journal.c */
void open_journal(const char *path);
/* Formats a part of a line; a line ends with `\n` and is written when it does. */
void say(const char *format, ...);
extern const char *under_way;

/* src/child/c/measure.c */
uint64_t widened(int type);
const char *type_name(int type);
void measure(int calls);
enum { TYPES = 7 };
