import { clearLine, cursorTo } from 'node:readline'
import type { Progress } from '../measure/run-all.ts'
import { output } from './output.ts'
import { liveText, progressText, type ProgressState } from './progress-text.ts'

/** Shows on stderr how far a run is; `notice` says something in between, `stop` leaves nothing behind. */
export interface ProgressLine {
  readonly progress: Progress
  notice(text: string): void
  stop(): void
}

/** What shows a state. */
interface Display {
  show(state: ProgressState): void
  notice(text: string): void
  stop(): void
}

/** A live line is drawn at most this often. Milliseconds. */
const redrawMs = 100
/** Without a terminal: one line for each tenth of the work. */
const lines = 10

const silent: Display = { show: () => undefined, notice: () => undefined, stop: () => undefined }

function liveLine(stream: NodeJS.WriteStream): Display {
  let drawnAt = 0
  const clear = (): void => {
    cursorTo(stream, 0)
    clearLine(stream, 0)
  }
  return {
    show(state) {
      const now = performance.now()
      if (now - drawnAt < redrawMs) return
      drawnAt = now
      clear()
      stream.write(liveText(state, now, (stream.columns || 80) - 1))
    },
    notice(text) {
      clear()
      drawnAt = 0
      output.notice(text)
    },
    stop: clear,
  }
}

function plainLines(): Display {
  let shown = 0
  return {
    show(state) {
      const reached = state.planned === 0 ? 0 : Math.floor((lines * state.done) / state.planned)
      if (reached <= shown) return
      shown = reached
      output.notice(progressText(state, performance.now()))
    },
    notice: output.notice,
    stop: () => undefined,
  }
}

function displayFor(quiet: boolean): Display {
  if (quiet) return silent
  const live = process.stderr.isTTY && !process.env['CI']
  return live ? liveLine(process.stderr) : plainLines()
}

/** A live line on a terminal, plain lines in CI and where stderr is no terminal, nothing when quiet. */
export function progressLine(quiet: boolean): ProgressLine {
  const display = displayFor(quiet)
  let state: ProgressState = {
    lane: '',
    probe: '',
    step: '',
    done: 0,
    planned: 0,
    startedAt: performance.now(),
  }
  let begun = 0
  let finished = 0
  const update = (change: Partial<ProgressState>): void => {
    // Finished jobs count whole, running ones by the calls they began; skipped steps never begin.
    state = { ...state, ...change, done: Math.min(state.planned, Math.max(finished, begun)) }
    display.show(state)
  }
  return {
    progress: {
      planned(cells) {
        state = { ...state, planned: cells, startedAt: performance.now() }
      },
      began(lane, probe, step) {
        begun += 1
        update({ lane, probe, step })
      },
      done(cells) {
        finished += cells
        update({})
      },
    },
    notice: display.notice,
    stop: display.stop,
  }
}
