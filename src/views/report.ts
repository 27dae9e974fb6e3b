import { matrixOf, type Matrix } from '../result/matrix.ts'
import type { RunFile } from '../result/run-file.ts'
import type { Screen } from '../text/screen.ts'

/** What every format renders: the judged matrix and where it came from. No clock, no environment of this process. */
export interface Report {
  readonly tool: RunFile['tool']
  readonly meta: RunFile['meta']
  /** Cells that were planned; as many are reported. */
  readonly planned: number
  readonly matrix: Matrix
}

/** How a format may adapt to where it is shown. Formats that are files ignore it. */
export interface RenderOptions extends Screen {
  /** On a terminal: everything, not only the summary. */
  readonly details?: boolean
  /** Pictures beside the text, by their addresses from where it will stand: the heat map and the layouts. */
  readonly pictures?: { readonly matrix: string; readonly layouts: string }
}

/** One format: a pure function of the report. */
export type Format = (report: Report, options: RenderOptions) => string

/** Judges a run, or several merged, for reporting. */
export function reportOf(run: RunFile): Report {
  return { tool: run.tool, meta: run.meta, planned: run.planned, matrix: matrixOf(run) }
}
