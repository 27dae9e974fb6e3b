/**
 * After how long a test is taken to hang. Milliseconds. A guard and no measure: many times what the slowest
 * test takes, so that a machine that is busy with something else fails none.
 */
export const hangMs = 1_200_000
