import type { Matrix } from '../result/matrix.ts'

/** 0 as claimed, 1 a surprise or a regression, 2 wrong use, 3 the harness failed. */
export type ExitCode = 0 | 1 | 2 | 3

/** 1 where a cell is not as its probe claims, else 0. */
export function exitCodeOf(matrix: Matrix): ExitCode {
  return matrix.cells.some(cell => cell.claim === 'surprise') ? 1 : 0
}
