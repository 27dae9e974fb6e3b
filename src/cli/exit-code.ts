/** 0 as claimed, 1 a surprise, a regression or a finding in a binding, 2 wrong use, 3 the harness failed. */
export type ExitCode = 0 | 1 | 2 | 3

/** The exit codes and their meaning, as shown in the help. */
export const exitCodes = [
  ['0', 'as claimed, nothing wrong'],
  ['1', 'a finding, a surprise or a regression'],
  ['2', 'wrong use, or something could not be looked at'],
  ['3', 'the harness failed'],
] as const satisfies readonly (readonly [string, string])[]
