import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Outcome } from './outcome.ts'
import type { RunCell, RunResult } from './run-file.ts'

/** Cells of a result by step, including those that the file abbreviates to `ok`. */
export function cellsOf(result: RunResult): Map<string, RunCell> {
  const cells = new Map<string, RunCell>(
    result.ok.map(step => [step, { step, outcome: { kind: 'ok' } }]),
  )
  for (const cell of result.cells) cells.set(cell.step, cell)
  return cells
}

/** Whether an outcome is ERROR_INVALID_HANDLE. */
export function isInvalidHandle(outcome: Outcome): boolean {
  return outcome.kind === 'win32-error' && outcome.code === ERROR_INVALID_HANDLE
}
