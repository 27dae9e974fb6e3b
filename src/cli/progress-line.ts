import type { Progress } from '../run/run-all.ts'
import { output } from './output.ts'

const silent: Progress = { planned: () => undefined, began: () => undefined, done: () => undefined }

/** Says on stderr how far a run is, or nothing. */
export function progressLine(quiet: boolean): Progress {
  if (quiet) return silent
  let planned = 0
  let done = 0
  return {
    planned(cells) { planned = cells },
    began: () => undefined,
    done(cells) {
      done += cells
      output.notice(`${done} of ${planned} cells`)
    }
  }
}
