import { matrixOf, type Matrix } from '../result/matrix.ts'
import type { RunFile } from '../result/run-file.ts'
import type { Screen } from '../text/screen.ts'

/** The input of every format: the judged matrix and its origin. Independent of the time and the environment. */
export interface Report {
  readonly tool: RunFile['tool']
  readonly meta: RunFile['meta']
  /** Number of planned cells; as many are reported. */
  readonly planned: number
  readonly matrix: Matrix
}

/** How the output is adapted to where it is shown. Formats for files ignore it. */
export interface RenderOptions extends Screen {
  /** On a terminal: everything, not only the summary. */
  readonly details?: boolean
  /** Paths of the heat map and the layouts, relative to the output file. */
  readonly pictures?: { readonly matrix: string; readonly layouts: string }
}

/** One format: a pure function of the report. */
export type Format = (report: Report, options: RenderOptions) => string

/** Judges a run, or several merged, for reporting. */
export function reportOf(run: RunFile): Report {
  return { tool: run.tool, meta: run.meta, planned: run.planned, matrix: matrixOf(run) }
}
