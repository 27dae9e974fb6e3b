import type { ForeignValue } from './kernels/kernel.ts'

/** What became of a handle in the course of a plan. */
export interface Biography {
  /** What the program keeps, in the shape the FFI gave it. */
  readonly kept: ForeignValue
  /** The value the kernel made. Unsigned, at pointer width. */
  readonly true: bigint
  readonly openedBy: string
  readonly openFailedWith?: number
  closedBy?: string
}

/** The variables of a program and what is known about the handles in them. */
export interface History {
  keep(variable: string, biography: Biography): void
  of(variable: string): Biography | undefined
  /** Notes that the handle in a variable was closed. */
  close(variable: string, step: string): void
  /** The biography of the newest handle with this true value; of an open one, if there is one, since the kernel gives numbers out again. */
  byTrueValue(value: bigint): Biography | undefined
  /** True values of handles that were opened and not closed. */
  open(): readonly bigint[]
}

/** An empty history. */
export function createHistory(): History {
  const biographies = new Map<string, Biography>()
  const all = (): Biography[] => [...biographies.values()]
  return {
    keep(variable, biography) {
      biographies.set(variable, biography)
    },
    of: variable => biographies.get(variable),
    close(variable, step) {
      const biography = biographies.get(variable)
      if (!biography) return
      for (const other of all()) if (other.true === biography.true) other.closedBy ??= step
    },
    byTrueValue(value) {
      const same = all().filter(biography => biography.true === value)
      return same.findLast(({ closedBy }) => closedBy === undefined) ?? same.at(-1)
    },
    open: () => [
      ...new Set(
        all()
          .filter(
            ({ closedBy, openFailedWith }) =>
              closedBy === undefined && openFailedWith === undefined,
          )
          .map(biography => biography.true),
      ),
    ],
  }
}
