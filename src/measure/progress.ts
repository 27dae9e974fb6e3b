import type { Job } from './jobs.ts'

/** An amount of work: how many cells, and how long they should take. Only the ratio of two durations means anything. */
export interface Amount {
  readonly cells: number
  readonly milliseconds: number
}

/** Where a run has got to. */
export interface Progress {
  planned(work: Amount): void
  began(lane: string, probe: string, step: string): void
  /** So much more of the work is done. */
  done(work: Amount): void
}

/** What a real child takes for its start, and a call in it, on an idle machine: Wine 8, measured. Simulated ones take hardly anything. */
const startMs = 800
const callMs = 8
const simulatedCallMs = 0.5

type Step = Job['probes'][number]['plan']['steps'][number]

function stepMs({ lane }: Job, { waitMs = 0 }: Step): number {
  return lane.engine === 'sim' ? simulatedCallMs : callMs + waitMs
}

/** What a job has to do before it comes to a step; all of it where it has no such step. */
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

/** All that jobs have to do. */
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

/** Tells how far a job is, from the steps that are seen to begin: its plans run in their order. What runs a second time counts once. */
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
