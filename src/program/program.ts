import type { Argument, Step } from './step.ts'

/** Changes the steps of a program. Pure. */
export type ProgramEdit = (steps: readonly Step[]) => readonly Step[]

function indexOf(steps: readonly Step[], id: string): number {
  const index = steps.findIndex(step => step.id === id)
  if (index < 0) throw new Error(`The sequence has no step '${id}'`)
  return index
}

/** Inserts steps before a step. */
export function insertBefore(id: string, ...added: readonly Step[]): ProgramEdit {
  return steps => steps.toSpliced(indexOf(steps, id), 0, ...added)
}

/** Replaces arguments of a step. */
export function withArguments(id: string, values: Readonly<Record<string, Argument>>): ProgramEdit {
  return steps =>
    steps.with(indexOf(steps, id), {
      ...pick(steps, id),
      arguments: { ...pick(steps, id).arguments, ...values },
    })
}

function pick(steps: readonly Step[], id: string): Step {
  const step = steps[indexOf(steps, id)]
  if (!step) throw new Error(`The sequence has no step '${id}'`)
  return step
}

/** Changes a step. */
export function alter(id: string, change: (step: Step) => Step): ProgramEdit {
  return steps => steps.with(indexOf(steps, id), change(pick(steps, id)))
}

/** Changes every step. */
export function alterAll(change: (step: Step) => Step): ProgramEdit {
  return steps => steps.map(change)
}

/** Applies several edits in order. */
export function edits(...list: readonly ProgramEdit[]): ProgramEdit {
  return steps => list.reduce((edited, edit) => edit(edited), steps)
}
