/** 0 as claimed, 1 a surprise, a regression or something wrong in a binding, 2 wrong use, 3 the harness failed. */
export type ExitCode = 0 | 1 | 2 | 3
