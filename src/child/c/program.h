/* The plan that is being run: its memory, and what is known of the handles in its variables. */
#pragma once
#include "child.h"

/* As many variables and objects as a plan may have (planLimits in src/program/schema.ts). */
enum { MOST = 100 };
#define POINTER_BITS (8 * (int)sizeof(void *))

/* What became of the handle in a variable. */
struct known {
  int is_known, has_failed;
  uint64_t kept, true_value;
  const char *opened_by, *closed_by;
  uint32_t failed_with;
};

extern const struct plan *plan;
extern uint8_t *memory;
extern struct known known[MOST];
/* Object -> the event that the program meant to put into it. */
extern uint64_t meant[MOST];
extern int is_meant[MOST], fills_with_sign;

uint64_t low(int bits, uint64_t value);
int64_t as_signed(int bits, uint64_t value);
uint64_t pointer_wide(uint64_t value);
uint64_t read_at(const struct place *place);

/* src/child/c/evidence.c */
int is_alive(uint64_t handle);
void say_evidence(const struct step *step, const int64_t *values);
