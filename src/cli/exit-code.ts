/** 0 as claimed, 1 a surprise, a regression or a finding in a binding, 2 wrong use, 3 the harness failed. */
export type ExitCode = 0 | 1 | 2 | 3

/** The exit codes, as shown in the help. */
export const exitCodes = [
  'Exit codes: 0 as claimed, nothing wrong; 1 a finding, a surprise or a regression; 2 wrong use, or something could not be looked at; 3 the harness failed.',
  'Documentation: https://github.com/handle-width/handle-width/tree/main/docs',
].join('\n')
