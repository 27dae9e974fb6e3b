import { clearLine, cursorTo } from 'node:readline'
import type { Progress } from '../measure/progress.ts'
import { output } from './output.ts'
import { liveText, progressText, type ProgressState } from './progress-text.ts'
import { nextTimeLeft } from './time-left.ts'

/** Shows the progress of a run on stderr. `notice` prints a message in between; `stop` removes the progress line. */
export interface ProgressLine {
  readonly progress: Progress
  notice(text: string): void
  stop(): void
}

/** Displays states. */
interface Display {
  /** Whether it is updated while nothing happens. */
  readonly isLive: boolean
  show(state: ProgressState): void
  notice(text: string): void
  stop(): void
}

/** Minimum interval between updates of a live line, and update interval where nothing happens. Milliseconds. */
const redrawMs = 100
const tickMs = 500
/** Without a terminal: one line for each tenth of the work, and one where preparing the lanes takes longer than this. Milliseconds. */
const lines = 10
const preparingMs = 900

const silent: Display = {
  isLive: false,
  show: () => undefined,
  notice: () => undefined,
  stop: () => undefined,
}

function liveLine(stream: NodeJS.WriteStream): Display {
  let drawnAt = -Infinity
  const clear = (): void => {
    cursorTo(stream, 0)
    clearLine(stream, 0)
  }
  return {
    isLive: true,
    show(state) {
      const now = performance.now()
      if (now - drawnAt < redrawMs) return
      drawnAt = now
      clear()
      stream.write(liveText(state, now, (stream.columns || 80) - 1))
    },
    notice(text) {
      clear()
      drawnAt = -Infinity
      output.notice(text)
    },
    stop: clear,
  }
}

function plainLines(): Display {
  let shown = -1
  let preparing: NodeJS.Timeout | undefined
  const say = (state: ProgressState): void => {
    output.notice(progressText(state, performance.now()))
  }
  return {
    isLive: false,
    show(state) {
      if (state.planned.cells === 0) {
        // A rejected run prints only its error.
        preparing ??= setTimeout(say, preparingMs, state).unref()
        return
      }
      clearTimeout(preparing)
      const reached = Math.floor((lines * state.cells) / state.planned.cells)
      if (reached <= shown) return
      shown = reached
      say(state)
    },
    notice: output.notice,
    stop() {
      clearTimeout(preparing)
    },
  }
}

function displayFor(quiet: boolean): Display {
  if (quiet) return silent
  const live = process.stderr.isTTY && !process.env['CI']
  return live ? liveLine(process.stderr) : plainLines()
}

/** The progress states of a run; `tick` updates them while the run reports nothing. */
interface States extends Progress {
  tick(): void
}

/** Converts the progress reports of a run into states and shows them. */
export function progressStates(show: (state: ProgressState) => void, clock: () => number): States {
  let state: ProgressState = {
    lane: '',
    probe: '',
    step: '',
    cells: 0,
    milliseconds: 0,
    planned: { cells: 0, milliseconds: 0 },
    startedAt: clock(),
  }
  const update = (change: Partial<ProgressState>): void => {
    const next = { ...state, ...change }
    const left = nextTimeLeft(
      next.left,
      { done: next.milliseconds, planned: next.planned.milliseconds, startedAt: next.startedAt },
      clock(),
    )
    state = { ...next, ...(left && { left }) }
    show(state)
  }
  update({})
  return {
    planned(work) {
      update({ planned: work, startedAt: clock() })
    },
    began(lane, probe, step) {
      update({ lane, probe, step })
    },
    done({ cells, milliseconds }) {
      update({
        cells: state.cells + cells,
        milliseconds: state.milliseconds + milliseconds,
      })
    },
    tick() {
      update({})
    },
  }
}

/** A live line on a terminal, plain lines in CI and where stderr is not a terminal, nothing when quiet. */
export function progressLine(quiet: boolean): ProgressLine {
  const display = displayFor(quiet)
  const states = progressStates(display.show, () => performance.now())
  const ticking = display.isLive ? setInterval(states.tick, tickMs).unref() : undefined
  return {
    progress: states,
    notice: display.notice,
    stop() {
      clearInterval(ticking)
      display.stop()
    },
  }
}
