import type { Job } from './jobs.ts'

/** An amount of work: how many cells, and their expected duration. Only the ratio of two durations is meaningful. */
export interface Amount {
  readonly cells: number
  readonly milliseconds: number
}

/** Receives the progress of a run. */
export interface Progress {
  planned(work: Amount): void
  began(lane: string, probe: string, step: string): void
  /** Adds to the work that is done. */
  done(work: Amount): void
}

/**
 * How long a real child takes to start, and how long one call in it takes, on an idle machine (measured under Wine
 * 8). Simulated ones take almost no time.
 */
const startMs = 800
const callMs = 8
const simulatedCallMs = 0.5

type Step = Job['probes'][number]['plan']['steps'][number]

function stepMs({ lane }: Job, { waitMs = 0 }: Step): number {
  return lane.engine === 'sim' ? simulatedCallMs : callMs + waitMs
}

/** The work of a job before a given step; all of it where it has no such step. */
function amountBefore(job: Job, plan: string | undefined, step: string): Amount {
  let cells = 0
  let milliseconds = job.lane.engine === 'sim' ? 0 : startMs
  for (const { plan: own } of job.probes)
    for (const each of own.steps) {
      if (own.id === plan && each.id === step) return { cells, milliseconds }
      cells += 1
      milliseconds += stepMs(job, each)
    }
  return { cells, milliseconds }
}

/** The total work of some jobs. */
export function amountOf(jobs: readonly Job[]): Amount {
  return jobs
    .map(job => amountBefore(job, undefined, ''))
    .reduce(
      (sum, { cells, milliseconds }) => ({
        cells: sum.cells + cells,
        milliseconds: sum.milliseconds + milliseconds,
      }),
      { cells: 0, milliseconds: 0 },
    )
}

/** Reports how far a job is, from the steps that begin: its plans run in order. Repeated plans count once. */
export function followJob(
  job: Job,
  progress: Progress,
): { began(plan: string, step: string): void; finished(): void } {
  let reached: Amount = { cells: 0, milliseconds: 0 }
  const reach = (amount: Amount): void => {
    if (amount.cells < reached.cells) return
    progress.done({
      cells: amount.cells - reached.cells,
      milliseconds: amount.milliseconds - reached.milliseconds,
    })
    reached = amount
  }
  return {
    began(plan, step) {
      progress.began(job.lane.id, plan, step)
      reach(amountBefore(job, plan, step))
    },
    finished() {
      reach(amountBefore(job, undefined, ''))
    },
  }
}
