/**
 * Time after which a test counts as hung. Milliseconds. Many times the duration of the slowest test, so that no
 * test fails on a busy machine.
 */
export const hangMs = 1_200_000
